"""Colours a figure: as of when it is said, whether it moved (shifts.py), how firmly (firmness.py). Knows no measure."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures import dates, denials, earlier_counts, firmness, occasions, remembrances, shifts, superlatives
from newsdesk.figures.cues import DATING, YEARS, Cue, takes
from newsdesk.figures.firmness import Around
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.measure_kinds import HARM
from newsdesk.figures.spans import Span, asides, is_wall, opening
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import Modality, Shift, Tense

_DEMAND = 8
_OPENING = 3
"""Words of a sentence in which it may date what follows: "in the past 24 hours, …"."""
_DAY_BEHIND = 6
"""Words from a figure to the day it counts."""
_OPENED_BY = 2
_PLAYED = 2
"""Words from what befell somebody to the "by actors" who played it."""
_LEADING = e.AUXILIARY | e.ADVERB | e.RELATIVE
"""What may stand between a toll and what is said of it: "…, which has not been confirmed"."""
_PASSING = ("missing", "trapped", "hospitalised", "held", "critical")
"""What may be so for a while."""


class Colour(NamedTuple):
    """What the cues make of one figure."""

    modality: Modality
    tense: Tense
    change: Shift
    cues: tuple[Cue, ...]
    stale: bool
    """Said earlier: set aside where the text gives another number for the same."""
    moves: bool
    """Takes the place of the number that the text gave before it."""


class Judge:
    """Judges the figures of one sentence by its cues."""

    def __init__(self, tokens: list[Token], cues: list[Cue], aftermath: list[Cue]) -> None:
        self.tokens = tokens
        self.measures = [cue for cue in cues if superlatives.is_measure(tokens, cue, cues)]
        """Dates of what a superlative is measured by."""
        self.cues = [
            cue
            for cue in cues
            if not (cue in self.measures or dates.is_of_story(tokens, cue, cues) or dates.is_span(tokens, cue))
        ]
        self.opening = opening(tokens, dated=any(cue.start == 0 for cue in self.cues))
        self.opened = [
            cue
            for cue in self.cues
            # Not "gunmen who last month killed 12 struck again, killing five".
            if self.opening.holds(cue.start, _OPENED_BY)
            and cue.end <= self.opening.end
            and not peek(tokens, cue.start - 1).flags & e.RELATIVE
            if dates.is_rate_of_number(tokens, cue) < 0
        ]
        self.opened_till = next((at for at in range(self.opening.end, len(tokens)) if is_wall(tokens[at])), len(tokens))
        """What the sentence opens with, and where it reaches no more."""
        self.within = {
            cue: at for cue in self.cues if cue.kind in DATING and (at := dates.clause_start(tokens, cue)) >= 0
        }
        """Dates of what people did before → where the clause that tells it begins."""
        self.asides = asides(tokens)
        self.aftermath = aftermath
        """Cues of the next sentence that speak of this one."""

    def colour(self, place: Span, attributed: bool) -> Colour:
        """Judge one figure; `attributed` tells whether the text names who says it."""
        own = [
            cue
            for cue in self.cues
            if not (self._is_in_aside(cue, place) or superlatives.is_beyond(self.tokens, cue, self.cues, place))
        ]
        near = [
            cue
            for cue in own
            if (place.start <= cue.start < place.stop or dates.is_inside(self.tokens, self.within, cue, place))
            and not dates.is_apart(self.tokens, self.within, cue, place)
        ]
        used: list[Cue] = []
        modality = firmness.of(self.tokens, Around(self.cues, own, near), place, used)
        change = Shift.NONE
        if not earlier_counts.may_move_from(self.tokens, self.cues, place.number):
            change = shifts.shift(self.tokens, self.cues, near, place, used)
        tense = self._tense(near, place, used)
        later = [cue for cue in self.cues if cue.start >= place.end] + self.aftermath
        if modality is Modality.ASSERTED:
            modality = self._second_thought(place, attributed, later, used)
        if attributed and denials.is_claimed(self.tokens, place) and takes(self.aftermath, "refuted", used):
            modality = Modality.DENIED
        if tense is Tense.CURRENT and takes(later, "retracted", used):
            tense = Tense.EARLIER
        stale = any(
            cue.kind == "stale"
            and earlier_counts.dates_statement(self.tokens, self.opening, cue, place)
            # "The toll had been | lowered to 61".
            and not any(token.flags & (e.RISE | e.MOVING) for token in self.tokens[cue.end : cue.end + 1])
            for cue in near
        )
        if tense is Tense.CURRENT and stale and (takes(later, "moved", used) or takes(later, "recounted", used)):
            tense = Tense.EARLIER
        moves = any(cue.kind == "moved" and cue.start < place.number for cue in near)
        return Colour(modality, tense, change, tuple(used), stale, moves)

    def _is_in_aside(self, cue: Cue, place: Span) -> bool:
        """ "The toll of a fire, which may have been arson, rose to 45", "the raid, which was feared, killed 18"."""
        return any(
            start < cue.start < end and not start < place.number < end and self._is_between(start, end, place)
            for start, end in self.asides
        )

    def _is_between(self, start: int, end: int, place: Span) -> bool:
        """Does an aside stand between the number and its measure, or right before the verb?"""
        verb = all(token.flags & (e.AUXILIARY | e.ADVERB) for token in self.tokens[end + 1 : place.first])
        return place.first < start < place.last or (end < place.first <= place.number and verb)

    def _second_thought(self, place: Span, attributed: bool, later: list[Cue], used: list[Cue]) -> Modality:
        """ "Police said 40 died. It could not be verified" is their word; "40 died. The toll could not …" is open."""
        measures = ("", self.tokens[place.first].entry.measure, self.tokens[place.last - 1].entry.measure)
        number = takes([cue for cue in later if cue.word in measures], "unverified number", used)
        if attributed and (number or takes(later, "unverified", used)):
            return Modality.REPORTED
        opened = number or (self._is_unverified(place) and takes(later, "unverified", used))
        return Modality.UNCLEAR if opened else Modality.ASSERTED

    def _is_unverified(self, place: Span) -> bool:
        """ "A report of 40 dead", whose number nobody says himself; "the toll of 40 | could not be verified"."""
        if denials.is_of_report(self.tokens, place):
            return True
        told = max(place.last, place.end)
        doubts = [cue.start for cue in self.cues if cue.kind == "unverified" and cue.start >= told]
        return any(all(one.low == "," or one.flags & _LEADING for one in self.tokens[told:at]) for at in doubts)

    def _tense(self, near: list[Cue], place: Span, used: list[Cue]) -> Tense:
        """What is moved from, and what the text calls earlier, is earlier; another event is background."""
        if earlier_counts.is_moved_from(self.tokens, self.cues, place.number, used):
            return Tense.EARLIER
        year = self._year(near, place)
        if year is not None and year.kind == "other year" and not dates.is_of_study(self.tokens, year, place):
            used.append(year)
            return Tense.BACKGROUND
        if earlier_counts.is_set_aside(self.tokens, self.cues, near, place, used) or self._is_over(place, used):
            return Tense.EARLIER
        return Tense.BACKGROUND if self._is_background(near, place, used) else Tense.CURRENT

    def _is_over(self, place: Span, used: list[Cue]) -> bool:
        """ "Until Sunday, 40 people were missing", "five were missing for hours but were later found": no longer so."""
        last = self.tokens[place.last - 1]
        state = [token.flags & e.BE for token in self.tokens[max(0, place.first - 1) : place.last]]
        if not any(state) or last.entry.measure not in _PASSING:
            return False
        turned = [cue for cue in self.cues if cue.start >= place.last and not self._is_of_others(cue, place)]
        ended = takes(self.opened, "till", used) or takes(turned, "turned", used)
        return ended or earlier_counts.is_found(self.tokens, place)

    def _is_of_others(self, cue: Cue, place: Span) -> bool:
        """ "Eight were missing and three others | were later found dead"."""
        joint = next((k for k in range(cue.start - 1, place.last, -1) if is_wall(self.tokens[k])), place.last)
        joint = next((k for k in range(cue.start - 1, joint, -1) if self.tokens[k].flags & e.AND), joint)
        return any(token.flags & e.NUMERIC for token in self.tokens[joint + 1 : cue.start])

    def _is_background(self, near: list[Cue], place: Span, used: list[Cue]) -> bool:
        """Is it of another event, or a total of years?"""
        tokens, cues = self.tokens, self.cues
        near = [cue for cue in near if not remembrances.is_of_memory(tokens, cue, place)]
        return (
            takes(near, "background", used)
            or superlatives.is_surpassed(tokens, cues, self.measures, place, used)
            or occasions.is_other(tokens, place)
            or self._is_yearly(near, place, used)
            or self._is_total(near, place, used)
            or remembrances.is_commemorated(tokens, cues, place, used)
            or remembrances.is_long_past(tokens, cues, place, used)
            or remembrances.is_recalled(tokens, cues, place, used)
            or self._is_opened(place, used)
        )

    def _is_yearly(self, near: list[Cue], place: Span, used: list[Cue]) -> bool:
        """ "14 people have drowned this year": a total of the year; not "the third blast this year killed 14".

        Nor "cholera has killed 14 this year", "14 have died of it": a disease goes on.
        """
        if self.tokens[place.first].ending & e.GERUND and self.tokens[place.first - 1].low == ",":
            # "Four buildings have come down this year, killing 12".
            had = any(token.flags & e.HAVE for token in self.tokens[: place.first])
            return had and takes([cue for cue in self.cues if cue.end == place.first - 1], "yearly", used)
        perfect = any(token.flags & e.HAVE for token in self.tokens[place.end : place.last]) or self._have_done(place)
        perfect = perfect and not any(
            token.flags & (e.OF | e.FROM) for token in self.tokens[place.last : place.last + 1]
        )
        behind = [
            cue
            for cue in near
            if cue.kind == "yearly"
            and 0 <= cue.start - place.last <= _DAY_BEHIND
            and not any(token.low == "," for token in self.tokens[place.last : cue.start])
        ]
        return perfect and takes(behind, "yearly", used)

    def _have_done(self, place: Span) -> bool:
        """ "The police have killed 14 gunmen this year": what people did."""
        have = place.first - 1
        done = place.first < place.number and have > 0 and self.tokens[have].flags & e.HAVE
        return bool(done and self.tokens[have - 1].flags & (e.PERSON | e.VOICE))

    def _is_total(self, near: list[Cue], place: Span, used: list[Cue]) -> bool:
        """ "The decade-long war has killed 12,000"."""
        years = [cue for cue in near if cue.kind == "lasting" and occasions.is_total_of(self.tokens, cue, place)]
        return takes(years, "lasting", used)

    def _is_opened(self, place: Span, used: list[Cue]) -> bool:
        """ "Last year, the group killed 150 and abducted 40": what a sentence opens with dates all of it."""
        reached = self.opened if self.opening.end < place.first <= self.opened_till else []
        beside = (cue for cue in self.cues if cue.end == place.first)
        opened = reached or [cue for cue in beside if self.opening.holds(cue.start, _OPENED_BY)]
        dating = [cue for cue in opened if not earlier_counts.is_of_day_before(self.tokens, self.opening, cue)]
        if takes(dating, "background", used) or takes(dating, "opening", used):
            return True
        # "Separately, police said two had died" may be of either.
        told = any(token.flags & e.SPEECH for token in self.tokens[: place.first])
        return not told and takes(dating, "separate", used)

    def _year(self, near: list[Cue], place: Span) -> Cue | None:
        """The year that dates a figure: in its own clause, else the last one before it in the sentence."""
        at = place.number
        own = [cue for cue in near if cue.kind in YEARS and not self._is_of_other(near, cue, place)]
        if own:
            return min(own, key=lambda cue: abs(cue.start - at))
        before = [
            cue
            for cue in self.cues
            if cue.kind in YEARS and cue.start < at and not dates.is_apart(self.tokens, self.within, cue, place)
            if not superlatives.is_beyond(self.tokens, cue, self.cues, place)
        ]
        return before[-1] if before else None

    def _is_of_other(self, near: list[Cue], year: Cue, place: Span) -> bool:
        """ "70 people have died so far, compared with 41 in 2019"."""
        if year.start < place.number:
            return False
        return any(cue.kind == "beside" and place.number < cue.start < year.start for cue in near)

    def is_imagined(self, place: Span) -> bool:
        """Is it told in a story, or played: "in the novel 12 die", "12 were taken hostage by actors"?"""
        told = any(cue.kind == "imagined" and cue.end <= max(place.first, place.number) for cue in self.cues)
        told = told or self._is_unreal(place)
        return told or any(cue.kind == "played" and 0 <= cue.start - place.last <= _PLAYED for cue in self.cues)

    def _is_unreal(self, place: Span) -> bool:
        """ "Twelve would have died"; not "the 12 would have died at once", who did."""
        known = place.number > 0 and self.tokens[place.number - 1].flags & e.THE
        first = self.tokens[place.first]
        harm = first.entry.measure in HARM or self.tokens[place.last - 1].entry.measure in HARM
        # "Would have cost 12 lives".
        harm = harm or bool(first.flags & e.LIFE_BEFORE)
        unreal = (cue for cue in self.cues if cue.kind == "unreal" and place.start <= cue.start < place.last)
        own = any(cue.start > place.number or self._is_at(cue, place.first) for cue in unreal)
        return own and harm and not known

    def _is_at(self, cue: Cue, verb: int) -> bool:
        """Does a cue stand before this verb, or before the "claimed" of "claimed the lives of"?"""
        return all(token.flags & e.LIFE_BEFORE for token in self.tokens[cue.end : verb])

    def is_demanded(self, place: Span, freed: bool) -> bool:
        """Is it only demanded: "the release of 100 prisoners", "would not stop until 100 prisoners were freed"?

        `freed` tells that somebody was: what was given in exchange is no demand then.
        """
        if any(cue.kind == "demanded" and place.end < cue.start and cue.end == place.last - 1 for cue in self.cues):
            # "600 prisoners whom Hamas wants released".
            return True
        return any(
            place.start <= cue.start < place.number
            and place.number - cue.end <= _DEMAND
            and (
                cue.kind == "demanded"
                or (cue.kind == "exchanged" and not freed)
                or (cue.kind == "awaited" and self._is_awaited(cue))
            )
            for cue in self.cues
        )

    def _is_awaited(self, cue: Cue) -> bool:
        """ "Would fight until 40 were freed"; not "fought until 40 were freed"."""
        return any(
            one.kind in ("expected", "threatened", "demanded") and 0 <= cue.start - one.end <= _DEMAND
            for one in self.cues
        )

    def is_daily(self, place: Span) -> bool:
        """Does it count one day only: "1,738 deaths in the past 24 hours"?"""
        days = [cue for cue in self.cues if cue.kind == "daily" and not self._is_day_of_another(cue, place)]
        if any(self._is_set_before(cue, place) for cue in days):
            return True
        starts = [cue.start for cue in days]
        return any(
            self.opening.holds(at, _OPENING) or (0 <= at - place.last <= _DAY_BEHIND and at < place.stop)
            for at in starts
        )

    def _is_day_of_another(self, cue: Cue, place: Span) -> bool:
        """ "340 dead, 12 in the last 24 hours", "the toll rose to 83 in the last 24 hours": not in one day."""
        toll = self.tokens[place.first].flags & e.TOLL and not cue.start <= place.first < cue.end
        between = self.tokens[place.last : cue.start]
        return bool(toll and self._is_the(place.first)) or any(token.flags & e.NUMERIC for token in between)

    def _is_the(self, at: int) -> bool:
        """ "The | toll", "the death | toll", "its | toll"."""
        before = self.tokens[max(0, at - 2) : at]
        return any(token.flags & (e.THE | e.OWNER) for token in before)

    def _is_set_before(self, cue: Cue, place: Span) -> bool:
        """ "As in other provinces, over the past 24 hours, six people died"."""
        first = cue.start - 1
        while first > 0 and self.tokens[first].flags & (e.WITHIN | e.DETERMINER):
            first -= 1
        if first < 0 or cue.end >= place.first or not self.tokens[first].low == self.tokens[cue.end].low == ",":
            return False
        return not any(token.low == ";" or token.flags & e.TOLL for token in self.tokens[cue.end : place.last])

    def is_elliptical(self, place: Span) -> bool:
        """Is the auxiliary left out after "and" ("… are believed affected and some 673,000 displaced")?"""
        if place.last <= place.end or any(t.flags & e.AUXILIARY for t in self.tokens[place.end : place.last]):
            return False
        return place.first > 0 and bool(self.tokens[place.first - 1].flags & e.AND)

    def is_unconfirmed(self, place: Span) -> bool:
        """Are none only reported or confirmed: "no deaths have been confirmed", "no reports of deaths"?"""
        if self.tokens[place.number].flags & e.CONFIRMED:
            return True
        window = self.tokens[place.end : place.end + 5]
        if window and window[0].flags & e.CONFIRMED:
            # "There were no deaths reported".
            return True
        passive = any(token.flags & (e.BE | e.HAVE) for token in window)
        return passive and any(token.flags & e.CONFIRMED for token in window)
