"""Colours a figure: as of when it is said, whether it moved, and, by firmness.py, how firmly. Knows no measure."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from newsdesk.figures import occasions
from newsdesk.figures.cues import Cue, takes
from newsdesk.figures.firmness import LEAD, Firmness
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import Span, is_wall
from newsdesk.figures.tokens import Token
from newsdesk.model import Modality, Shift, Tense

_DEMAND = 8
_OPENING = 4
"""Words of a sentence in which it may date what follows: "in the past 24 hours, …"."""
_DAY_BEHIND = 6
"""Words from a figure to the day it counts."""
_OPENED_BY = 2
_BETWEEN_FROM = e.DETERMINER | e.ADVERB | e.PLAIN | e.ADJECTIVE | e.OF | e.NUMBER_NOUN
_MOVING_ON = (
    e.TO
    | e.PREPOSITION
    | e.ADVERB
    | e.DETERMINER
    | e.NUMERIC
    | e.TOLL
    | e.TOLL_VERB
    | e.NUMBER_NOUN
    | e.GROUP
    | e.NOUN
    | e.PLAIN
    | e.ADJECTIVE
    | e.PERSON
    | e.TODAY
    | e.MONTH
)
"""What may stand between "raised" and its number."""
_YEARS = ("year", "other year")
_DATING = (*_YEARS, "background")
_SUPERLATIVE = 16
"""Words from "deadliest" to what it is measured by: "since", "decade"."""
_OF_YEAR = 10
"""Words from "deadliest" to the year that it is measured by."""
_SINCE = 14
"""Words from "since" to the year of what a clause behind it tells."""
_MEASURED_BY = 3
_ASIDE = 25
"""Words of an aside before and behind its date."""
_BEGUN = 6
"""Words from "since" to the date of a beginning."""
_BESIDE = 2
"""Words between "earlier" and who said it."""
_COUNTING = e.TOLL | e.NUMBER_NOUN | e.DOCUMENT | e.COUNTING
_OF_CLAUSE = e.RELATIVE | e.ACTIVE | e.MOVE | e.VERB | e.AUXILIARY
_MEASURED = e.TOLL | e.NUMBER_NOUN | e.NOUN | e.GROUP
_RELATING = e.RELATIVE | e.SUBORDINATOR
_WHAT_OR_WHO = e.EVENT | e.PERSON | e.NEUTRAL_PRONOUN
_WITHDRAWN = e.OF | e.THAT | e.SPEECH | e.PERSON | e.EVENT | e.AUXILIARY
"""What may stand between a statement and what it said: "a report that | rebels | killed 14"."""
_NO_VERB = (
    e.PREPOSITION | e.COORDINATOR | e.RELATIVE | e.SUBORDINATOR | e.DETERMINER | e.NUMERIC | e.BEFORE | e.PERSON | e.TO
)
"""What is no verb of a main clause, behind a date."""


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
        self.measures = [cue for cue in cues if self._is_superlative(cue, cues)]
        """Dates of what a superlative is measured by."""
        self.cues = [
            cue for cue in cues if not (cue in self.measures or self._is_of_story(cue, cues) or self._is_span(cue))
        ]
        self.opening = next((at for at, token in enumerate(tokens) if token.low == ","), 0)
        """Where what the sentence opens with ends."""
        self.opened = [
            cue
            for cue in self.cues
            # Not "gunmen who last month killed 12 struck again, killing five".
            if cue.start <= _OPENED_BY and cue.end <= self.opening and not tokens[cue.start - 1].flags & e.RELATIVE
        ]
        self.opened_till = next((at for at in range(self.opening, len(tokens)) if is_wall(tokens[at])), len(tokens))
        """What the sentence opens with, and where it reaches no more."""
        self.within = {cue: at for cue in self.cues if cue.kind in _DATING and (at := self._relative(cue)) >= 0}
        """Dates of what people did before → where the clause that tells it begins."""
        self.firmness = Firmness(tokens, self.cues)
        self.aftermath = aftermath
        """Cues of the next sentence that speak of this one."""

    def _is_superlative(self, cue: Cue, cues: list[Cue]) -> bool:
        """ "The deadliest fire since 2015", "the worst crash in two decades": what it is measured by dates nothing."""
        if cue.kind not in _DATING:
            return False
        dated = cue.kind in _YEARS
        if dated and self._is_since(cue, cues):
            return True
        before = self.tokens[max(0, cue.start - (_OF_YEAR if dated else _MEASURED_BY)) : cue.end]
        kinds = e.SUBORDINATOR if dated else e.WITHIN | e.SUBORDINATOR
        if not any(token.flags & kinds and not token.flags & e.MONTH for token in before):
            return False
        reach = _OF_YEAR if dated else _SUPERLATIVE
        return any(
            one.kind == "record" and 0 < cue.start - one.start <= reach and not self._walled(one.end, cue.start)
            for one in cues
        )

    def _is_since(self, year: Cue, cues: list[Cue]) -> bool:
        """ "The worst attack since the embassy was bombed in 1998": the year is that of the other event."""
        since = next((cue for cue in reversed(cues) if cue.kind == "since" and cue.start < year.start), None)
        behind = self.tokens[since.end : year.start] if since is not None else []
        if since is None or len(behind) > _SINCE or any(token.low == "," or is_wall(token) for token in behind):
            return False
        if any(one.flags & e.ACTIVE and two.flags & (e.NUMERIC | e.BEFORE) for one, two in pairwise(behind)):
            # "The worst floods since records began killed 60 people in 1998".
            return False
        return any(
            cue.kind == "record"
            and 0 < since.start - cue.start <= _SUPERLATIVE
            and not self._walled(cue.end, since.start)
            for cue in cues
        )

    def _is_of_story(self, cue: Cue, cues: list[Cue]) -> bool:
        """ "40 have died since the unrest began last month": what is told of is still the same; not "in 2014"."""
        month = cue.kind == "other year" and self.tokens[cue.start].flags & e.MONTH
        if not month and cue.kind != "background":
            return False
        for one in cues:
            between = self.tokens[one.end : cue.start] if one.kind == "since" else []
            if 0 < len(between) <= _BEGUN and any(token.flags & e.BEGINNING for token in between):
                return not any(token.flags & e.NUMERIC or is_wall(token) for token in between)
        return False

    def _is_span(self, cue: Cue) -> bool:
        """ "Arrested 3,000 people a day after the coup", "years after being seized": so long after, not of then."""
        if cue.kind == "background" and self._is_past_of(cue.end - 1):
            return True
        unit = cue.kind == "background" and self.tokens[cue.end - 1].flags & e.UNIT_WORD
        rate = unit and self.tokens[cue.end - 2].flags & e.RATE
        return bool(rate) and cue.end < len(self.tokens) and bool(self.tokens[cue.end].flags & e.DATED)

    def _walled(self, first: int, last: int) -> bool:
        """ "The deadliest storm to hit the region" goes on; "the deadliest storm killed" does not."""
        words = [
            token
            for at, token in enumerate(self.tokens[first:last], first)
            if not (token.flags & e.TO or self.tokens[at - 1].flags & e.TO)
        ]
        return any(is_wall(token) or token.flags & _OF_CLAUSE for token in words)

    def colour(self, place: Span, attributed: bool) -> Colour:
        """Judge one figure; `attributed` tells whether the text names who says it."""
        near = [
            cue
            for cue in self.cues
            if (place.start <= cue.start < place.stop or self._is_inside(cue, place)) and not self._is_apart(cue, place)
        ]
        used: list[Cue] = []
        modality = self.firmness.of(near, place, used)
        change = self._change(near, place, used)
        tense = self._tense(near, place, used)
        later = [cue for cue in self.cues if cue.start >= place.end] + self.aftermath
        if modality is Modality.ASSERTED and attributed and takes(later, "unverified", used):
            modality = Modality.REPORTED
        elif modality is Modality.ASSERTED and self.firmness.is_of_report(place) and takes(later, "unverified", used):
            modality = Modality.UNCLEAR
        if tense is Tense.CURRENT and takes(later, "retracted", used):
            tense = Tense.EARLIER
        stale = any(cue.kind == "stale" and self._dates_statement(cue, place) for cue in near)
        if tense is Tense.CURRENT and stale and (takes(later, "moved", used) or takes(later, "recounted", used)):
            tense = Tense.EARLIER
        moves = any(cue.kind == "moved" and cue.start < place.number for cue in near)
        return Colour(modality, tense, change, tuple(used), stale, moves)

    def _is_apart(self, cue: Cue, place: Span) -> bool:
        """Does a date belong to an aside before this figure, or to how those counted came there?"""
        if cue.kind not in _DATING:
            return False
        if place.end != self.within.get(cue, place.end):
            return not self._is_inside(cue, place)
        if self._is_of_comparison(cue) or self._is_added(cue, place) or self._is_of_event(cue, place):
            return True
        if self._is_of_past(cue, place) or self._is_of_average(cue, place):
            return True
        return self._in_aside(cue, place.first) or self._is_of_reduced(cue, place)

    def _relative(self, cue: Cue) -> int:
        """Where the clause began that ends on a date and tells what people did before; -1 where none does.

        "Gunmen who killed 22 last month struck again", "a nurse who arrived last month said"; not "a ferry that sank
        last month killed 40", nor "police who were called last month found five bodies".
        """
        behind = next((at for at in range(cue.end, len(self.tokens)) if not _is_adverb(self.tokens[at])), -1)
        if behind < 0 or not self.tokens[behind].low[0].isalpha() or self.tokens[behind].flags & _NO_VERB:
            return -1
        for at in range(cue.start - 1, max(0, cue.start - _ASIDE), -1):
            if self.tokens[at].low == "," or is_wall(self.tokens[at]):
                break
            if self.tokens[at].flags & e.RELATIVE and self.tokens[at - 1].flags & e.PERSON:
                now = self.tokens[behind].flags & (e.SPEECH | e.AUXILIARY)
                deed = any(token.flags & (e.ACTIVE | e.HAVE) for token in self.tokens[at : cue.start])
                return at if now or deed else -1
        return -1

    def _is_inside(self, cue: Cue, place: Span) -> bool:
        """ "Gunmen who killed 22 last month", "two men who died last month were …"."""
        return self.within.get(cue, len(self.tokens)) < place.last <= cue.start

    def _is_of_comparison(self, cue: Cue) -> bool:
        """ "Ten people died, far fewer than in 2003"."""
        at = cue.start - 1
        while at > 0 and self.tokens[at].flags & (e.WITHIN | e.DETERMINER):
            at -= 1
        return at >= 0 and bool(self.tokens[at].flags & (e.OVER | e.COMPARED))

    def _is_of_event(self, cue: Cue, place: Span) -> bool:
        """ "Twelve died, the mayor said, recalling the flood of 1997"."""
        apart = any(token.low == "," for token in self.tokens[place.last : cue.start])
        return apart and bool(self.tokens[cue.start - 2].flags & e.EVENT and self.tokens[cue.start - 1].flags & e.OF)

    def _is_of_past(self, cue: Cue, place: Span) -> bool:
        """ "Twelve hostages were freed on Monday after being seized last year"."""
        return any(self._is_past_of(at) for at in range(place.last, cue.start - 1))

    def _is_of_average(self, cue: Cue, place: Span) -> bool:
        """ "Fifty drowned, twice the average of former years", "…, with an average of two a day"; not "on average"."""
        behind = range(place.last, min(len(self.tokens), cue.end))
        at = next((at for at in behind if self.tokens[at].flags & e.AVERAGE), -1)
        if at < 0 or self.tokens[at - 1].flags & e.PREPOSITION:
            return False
        gap = self.tokens[place.last : at]
        own = any(token.low == "," or token.flags & (e.PREPOSITION | e.OVER | e.TWICE) for token in gap)
        return own and not self._is_of_present(at)

    def _is_of_present(self, at: int) -> bool:
        """ "In an average year" tells how many there are every year."""
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        return behind is not None and bool(behind.flags & (e.UNIT_WORD | e.HOUR))

    def _is_past_of(self, at: int) -> bool:
        """ "After being", "before having": what is told behind befell the same people at another time."""
        behind = self.tokens[at + 1] if at + 1 < len(self.tokens) else None
        before = self.tokens[at].flags & e.DATED
        return bool(before and behind is not None and behind.flags & e.AUXILIARY and behind.ending & e.GERUND)

    def _is_added(self, cue: Cue, place: Span) -> bool:
        """ "Ten people died, she said, adding that in 2003, 15,000 had"."""
        return any(token.flags & e.ADDING and token.ending & e.GERUND for token in self.tokens[place.last : cue.start])

    def _in_aside(self, cue: Cue, first: int) -> bool:
        """ "The police force, which lost 12 officers last year, said three …"."""
        closed = any(token.low == "," for token in self.tokens[cue.end : min(first, cue.end + _ASIDE)])
        return closed and any(
            self.tokens[at].low == "," and self._opens_aside(at + 1)
            for at in range(max(0, cue.start - _ASIDE), cue.start)
        )

    def _opens_aside(self, at: int) -> bool:
        """ "…, who", "…, when", "…, dismissed", "…, a year after"."""
        token = self.tokens[at]
        if token.flags & _RELATING or (not token.flags and token.ending & e.PAST):
            return True
        return any(
            one.flags & e.UNIT_WORD and two.flags & e.DATED for one, two in pairwise(self.tokens[at : at + LEAD])
        )

    def _is_of_reduced(self, cue: Cue, place: Span) -> bool:
        """ "Two engineers seized last month were released on Friday"."""
        if cue.end < place.first and _is_past(self.tokens, cue.start - 2) and _is_past(self.tokens, cue.end):
            # "A building erected in 1972 collapsed".
            return True
        between = self.tokens[place.end : cue.start]
        if place.first < place.number and self._is_told_of(between, self.tokens[place.first].entry.measure):
            return True
        if not place.end < cue.start or cue.end > place.last:
            return False
        if any(token.flags & e.RELATIVE and not token.flags & e.DETERMINER for token in between):
            # "A doctor who came in 2006, was arrested".
            return any(
                token.low == "," or token.flags & (e.BE | e.HAVE) for token in self.tokens[cue.end : place.last - 1]
            )
        began = any(token.flags & e.PARTICIPLE for token in between)
        return began and any(token.flags & e.BE for token in self.tokens[cue.end : place.last])

    def _is_told_of(self, between: list[Token], measure: str) -> bool:
        """ "Freed 40 nuns on Friday who were seized last month", "freed 40 nuns they had seized last month".

        Not "the slaying of a boy who was murdered last month".
        """
        told = next((at for at, token in enumerate(between) if token.flags & (e.RELATIVE | e.PLURAL_PRONOUN)), -1)
        if told < 0 or any(token.low == "," for token in between):
            return False
        deeds = [token for token in between[told:] if token.flags & (e.ACTIVE | e.PARTICIPLE | e.HAVE)]
        return bool(deeds and measure) and all(token.entry.measure != measure for token in deeds)

    def _dates_statement(self, cue: Cue, place: Span) -> bool:
        """ "Officials earlier said 12", "the toll stood at 12 earlier"; not "the storm earlier hit a town"."""
        if cue.start > place.number:
            toll = any(token.flags & e.TOLL for token in self.tokens[place.first : place.number])
            return toll and " " not in cue.word and 0 <= cue.start - place.end <= _DAY_BEHIND
        around = self.tokens[max(0, cue.start - _BESIDE) : cue.end + _BESIDE]
        if cue.start == 0 and not self.tokens[0].flags & e.SUBORDINATOR:
            # "Earlier, the minister said 13 …", "EARLIER | Four hurt".
            around = self.tokens[: place.number]
        told = " " in cue.word or any(token.flags & (e.SPEECH | _COUNTING) or token.low == "|" for token in around)
        told = told or self._is_of_day_before(cue)
        return told and not self._is_retold(cue)

    def _is_of_day_before(self, cue: Cue) -> bool:
        """ "A day earlier, the toll was 18": so much of the same; not "…, the toll of another quake was 18"."""
        if cue.start > _OPENED_BY or cue.end != self.opening or not self.tokens[cue.end - 1].flags & e.DATED:
            return False
        behind = self.tokens[cue.end + 1 : cue.end + LEAD]
        return any(
            one.flags & e.TOLL and two.flags & (e.LINK | e.RISE) and not two.flags & e.OF
            for one, two in pairwise(behind)
        )

    def _is_retold(self, cue: Cue) -> bool:
        """ "He said mayors had reported 96 deaths": past in its telling only."""
        retold = self.tokens[cue.start].flags & e.HAVE
        wall = next((at for at in range(cue.start - 1, -1, -1) if is_wall(self.tokens[at])), 0)
        return bool(retold) and any(token.flags & e.STRONG for token in self.tokens[wall : cue.start])

    def _change(self, near: list[Cue], place: Span, used: list[Cue]) -> Shift:
        """A word of rising or falling between a toll and its number, or "up from" behind it."""
        said = self.tokens[place.first : place.last]
        measured = any(token.flags & _MEASURED and not token.ending & e.GERUND for token in said)
        first = place.first - LEAD if measured else place.first
        around = measured or place.first < place.number
        moves = [cue for cue in self.cues if around and first <= cue.start < place.last]
        moves = [
            cue
            for cue in moves
            if not self.tokens[cue.start].flags & (e.STATE | e.ACTIVE) and self._moves_number(cue, place)
        ]
        moves += [cue for cue in near if self.tokens[cue.end - 1].flags & e.FROM]
        for cue in moves:
            if cue.kind in ("up", "down"):
                used.append(cue)
                return Shift.UP if cue.kind == "up" else Shift.DOWN
        return Shift.NONE

    def _moves_number(self, cue: Cue, place: Span) -> bool:
        """ "Raised the toll of 12 dead to 15"; not "two fell to their deaths and three were hurt", "upwards of 300"."""
        gap = self.tokens[cue.end : place.number]
        counted = any(token.flags & e.NUMERIC for token in gap)
        on = _MOVING_ON | (e.AND if counted else 0)
        # An unknown word has no flags, and a comma none either.
        passed = all(token.flags & on or not (token.flags or token.low == ",") for token in gap)
        return cue.start < place.number and passed

    def _tense(self, near: list[Cue], place: Span, used: list[Cue]) -> Tense:
        """What is moved from, and what the text calls earlier, is earlier; another event is background."""
        if self._is_from(place.number):
            moved = [cue for cue in self.cues if cue.start < place.number]
            if any(takes(moved, kind, used) for kind in ("up", "down", "revised")):
                return Tense.EARLIER
        year = self._year(near, place)
        if year is not None and year.kind == "other year" and not self._is_of_study(year, place):
            used.append(year)
            return Tense.BACKGROUND
        reaching = [cue for cue in near if self._reaches(cue, place.number) and not self._is_compared(cue)]
        denied = {cue.end for cue in self.cues if cue.kind == "denied"}
        reaching = [cue for cue in reaching if cue.start not in denied]
        if self._is_set_right(place.number) or takes(reaching, "earlier", used) or self._is_multiplied(place.number):
            return Tense.EARLIER
        if self._is_withdrawn(place, used):
            return Tense.EARLIER
        background = takes(near, "background", used) or self._surpassed(place, used)
        background = background or occasions.is_other(self.tokens, place) or self._is_yearly(near, place, used)
        background = background or self._is_total(near, place, used) or self._is_commemorated(place, used)
        background = background or self._is_recalled(place, used)
        opening = [cue for cue in self._opening(place) if not self._is_of_day_before(cue)]
        background = background or any(takes(opening, kind, used) for kind in ("background", "opening"))
        return Tense.BACKGROUND if background else Tense.CURRENT

    def _is_set_right(self, number: int) -> bool:
        """ "15, not 50", "15 and not the 50 that police gave"."""
        before = self.tokens[max(0, number - 2) : number]
        return any(token.flags & e.NOT for token in before[-1:]) or (
            len(before) > 1 and bool(before[0].flags & e.NOT and before[1].flags & e.THE)
        )

    def _is_of_study(self, month: Cue, place: Span) -> bool:
        """ "In May a study put the toll at 4,600": the month dates the study."""
        toll = next((at for at in range(place.first, place.number) if self.tokens[at].flags & e.TOLL), -1)
        opens = self.tokens[month.start].flags & e.MONTH and month.start < _OPENING
        return bool(opens) and any(token.flags & e.DOCUMENT for token in self.tokens[month.end : max(0, toll)])

    def _is_yearly(self, near: list[Cue], place: Span, used: list[Cue]) -> bool:
        """ "14 people have drowned this year": a total of the year; not "the third blast this year killed 14".

        Nor "cholera has killed 14 this year", "14 have died of it": a disease goes on.
        """
        if self.tokens[place.first].ending & e.GERUND and self.tokens[place.first - 1].low == ",":
            # "Four buildings have come down this year, killing 12".
            had = any(token.flags & e.HAVE for token in self.tokens[: place.first])
            return had and takes([cue for cue in self.cues if cue.end == place.first - 1], "yearly", used)
        perfect = any(token.flags & e.HAVE for token in self.tokens[place.end : place.last])
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

    def _is_withdrawn(self, place: Span, used: list[Cue]) -> bool:
        """ "Police retracted a statement that 14 had died", "apologised for saying that 14 had died"."""
        cue = next((cue for cue in reversed(self.cues) if cue.kind == "withdrawn" and cue.end < place.first), None)
        gap = self.tokens[cue.end : place.first] if cue is not None else []
        if cue is None or any(token.low == "," for token in gap):
            return False
        told = bool(gap[0].flags & e.SPEECH and gap[0].ending & e.GERUND) or any(
            one.flags & e.DOCUMENT and two.flags & (e.OF | e.THAT) for one, two in pairwise(gap)
        )
        # Not "a statement that the fire that killed 14 …".
        related = gap[-1].flags & e.THAT and place.first < place.number
        return bool(told and gap[-1].flags & _WITHDRAWN and not related) and takes([cue], "withdrawn", used)

    def _is_recalled(self, place: Span, used: list[Cue]) -> bool:
        """ "The raid recalled a siege in which 330 died", "it evoked the murder of 9"; not "a witness recalled …"."""
        cue = next((cue for cue in reversed(self.cues) if cue.kind == "recalled" and cue.end <= place.first), None)
        if cue is None:
            return False
        subject = next((token for token in self.tokens[: cue.start] if token.flags & _WHAT_OR_WHO), None)
        itself = " " in cue.word or (subject is not None and not subject.flags & e.PERSON)
        gap = self.tokens[cue.end : place.first]
        thing = bool(gap) and gap[0].low[0].isalpha() and not gap[0].flags & _RELATING
        told = not gap or (thing and any(token.flags & _RELATING for token in gap))
        return itself and told and takes([cue], "recalled", used)

    def _is_commemorated(self, place: Span, used: list[Cue]) -> bool:
        """ "On the anniversary of a fire that killed 40"; not "…, a bomb killed 12", "12 died on the anniversary"."""
        cue = next((cue for cue in self.cues if cue.kind == "anniversary"), None)
        if cue is None:
            return False
        known = bool(self.tokens[place.number - 1].flags & e.THE)
        if place.first < cue.start:
            before = self.tokens[max(place.last, cue.start - _DAY_BEHIND) : cue.start]
            apart = any(token.low == "," or token.flags & e.ON_DAY for token in before)
        else:
            gap = self.tokens[cue.end : place.first]
            comma = next((at for at, token in enumerate(gap) if token.low == ","), -1)
            apart = comma >= 0 and not any(token.flags & _RELATING for token in gap[comma + 1 : comma + 2])
        return (known or not apart) and takes([cue], "anniversary", used)

    def _is_total(self, near: list[Cue], place: Span, used: list[Cue]) -> bool:
        """ "The decade-long war has killed 12,000"."""
        years = [cue for cue in near if cue.kind == "lasting" and occasions.is_total_of(self.tokens, cue, place)]
        return takes(years, "lasting", used)

    def _opening(self, place: Span) -> list[Cue]:
        """ "Last year, the group killed 150 and abducted 40": what a sentence opens with dates all of it."""
        reached = self.opened if self.opening < place.first <= self.opened_till else []
        return reached or [cue for cue in self.cues if cue.start <= _OPENED_BY and cue.end == place.first]

    def _is_from(self, number: int) -> bool:
        """ "From 173", "from a previous 173", "from an estimate of 164,000"."""
        for k in range(number - 1, max(-1, number - 6), -1):
            if self.tokens[k].flags & e.FROM:
                return True
            if not self.tokens[k].flags & _BETWEEN_FROM:
                break
        return False

    def _surpassed(self, place: Span, used: list[Cue]) -> bool:
        """ "The worst attack since the bombings in which 52 died": another event, and not the one told of."""
        before = [cue for cue in self.cues if cue.start < place.first]
        since = next((cue for cue in reversed(before) if cue.kind == "since"), None)
        if since is None or self._is_dated(since, place.first) or self._is_main(since, place.first):
            since = next((cue for cue in reversed(before) if self._is_ahead(cue, place.first)), None)
        if since is None:
            return False
        return takes([cue for cue in before if cue.start < since.start], "record", used)

    def _is_ahead(self, cue: Cue, first: int) -> bool:
        """ "The worst crash, ahead of one in Arba, where 52 died"; not "the worst ahead of the vote killed 52"."""
        between = self.tokens[cue.end : first]
        other = any(
            token.flags & (e.EVENT | e.DIGITS) or (token.capital and not token.flags & e.TODAY) for token in between
        )
        return cue.kind == "ahead" and other and any(token.flags & _RELATING for token in between)

    def _is_dated(self, since: Cue, first: int) -> bool:
        """ "The worst quake since 2015 killed 157"; not "since 2015, when 200 died"."""
        behind = self.tokens[since.end : first]
        dated = bool(behind) and (behind[0].low[0].isdigit() or behind[0].flags & e.MONTH)
        comma = next((at for at, token in enumerate(behind) if token.low == ","), len(behind))
        return bool(dated) and not any(token.flags & _RELATING for token in behind[: comma + 2])

    def _is_main(self, since: Cue, first: int) -> bool:
        """ "(In) the worst attack since gunmen stormed it in 2015(, a bomb) killed 40": it is the new one that did."""
        year = next((cue for cue in self.measures if since.end < cue.start and cue.end <= first), None)
        record = next((cue for cue in reversed(self.cues) if cue.kind == "record" and cue.start < since.start), None)
        if year is None or record is None or record.start > _OPENING:
            return False
        rest = self.tokens[year.end : first]
        if self.tokens[0].flags & e.PREPOSITION:
            # What a sentence opens with ends on its comma.
            other = self.tokens[year.end + 1].flags & _RELATING or self.tokens[first].ending & e.GERUND
            return bool(rest) and rest[0].low == "," and not other
        verbs = any(_is_past(self.tokens, at) for at in range(since.end, year.start))
        return verbs and not rest

    def _year(self, near: list[Cue], place: Span) -> Cue | None:
        """The year that dates a figure: in its own clause, else the last one before it in the sentence."""
        at = place.number
        own = [cue for cue in near if cue.kind in _YEARS]
        if own:
            return min(own, key=lambda cue: abs(cue.start - at))
        before = [cue for cue in self.cues if cue.kind in _YEARS and cue.start < at and not self._is_apart(cue, place)]
        return before[-1] if before else None

    def _reaches(self, cue: Cue, at: int) -> bool:
        """Does "an earlier count" speak of this number, and not of one between or right behind it?"""
        if cue.start < at:
            between = self.tokens[cue.end : at]
            if any(token.flags & e.SUCCEEDING for token in between):
                # "12 at first, and later 15".
                return False
            return not _has_digits(between if " " in cue.word else between[:1])
        told = cue.start > 0 and self.tokens[cue.start - 1].flags & e.ACCORDING
        if told or self._is_of_next(cue, at):
            return False
        return not _has_digits(self.tokens[cue.end : cue.end + 3])

    def _is_of_next(self, cue: Cue, at: int) -> bool:
        """ "One was held, and police said at first that more were on the run": it dates what is said next."""
        that = cue.end < len(self.tokens) and self.tokens[cue.end].flags & e.THAT
        if that or self.tokens[cue.end - 1].ending & e.GERUND or self.tokens[cue.start - 1].flags & e.AND:
            # "After first giving the dead as 31", "and initially blamed the driver".
            return True
        return any(one.flags & e.AND and two.flags & e.STRONG for one, two in pairwise(self.tokens[at : cue.start]))

    def _is_multiplied(self, number: int) -> bool:
        """ "Thirty died, more than doubling the toll of 12": the number that was doubled."""
        of = number > 2 and self.tokens[number - 1].flags & e.OF and self.tokens[number - 2].flags & _COUNTING
        the = number - 3
        while of and the > 0 and self.tokens[the].flags & (e.ADJECTIVE | e.PLAIN | e.ADVERB):
            the -= 1
        return bool(of) and the > 0 and bool(self.tokens[the].flags & e.THE and self.tokens[the - 1].flags & e.TWICE)

    def _is_compared(self, cue: Cue) -> bool:
        """ "A much higher number than previously believed": it is the other number that is set aside."""
        at = cue.start - 1
        while at > 0 and self.tokens[at].flags & e.THE:
            at -= 1
        return at >= 0 and bool(self.tokens[at].flags & (e.OVER | e.COMPARED | e.NUMBER_NOUN | e.FROM | e.TWICE))

    def is_demanded(self, place: Span) -> bool:
        """Is it only demanded: "the release of 100 prisoners", "would not stop until 100 prisoners were freed"?"""
        return any(
            place.start <= cue.start < place.number
            and place.number - cue.end <= _DEMAND
            and (cue.kind == "demanded" or (cue.kind == "awaited" and self._is_awaited(cue)))
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
        days = [cue.start for cue in self.cues if cue.kind == "daily"]
        return any(at < _OPENING or (0 <= at - place.last <= _DAY_BEHIND and at < place.stop) for at in days)

    def is_elliptical(self, place: Span) -> bool:
        """Is the auxiliary left out after "and" ("… are believed affected and some 673,000 displaced")?"""
        if place.last <= place.end or any(t.flags & e.AUXILIARY for t in self.tokens[place.end : place.last]):
            return False
        return place.first > 0 and bool(self.tokens[place.first - 1].flags & e.AND)

    def is_unconfirmed(self, place: Span) -> bool:
        """Are none only reported or confirmed: "no deaths have been confirmed"?"""
        window = self.tokens[place.end : place.end + 5]
        passive = any(token.flags & (e.BE | e.HAVE) for token in window)
        return passive and any(token.flags & e.CONFIRMED for token in window)


def _is_past(tokens: list[Token], at: int) -> bool:
    if not 0 <= at < len(tokens):
        return False
    token = tokens[at]
    return bool(token.flags & (e.MOVE | e.PARTICIPLE | e.VERB) or (not token.flags and token.ending & e.PAST))


def _is_adverb(token: Token) -> bool:
    """ "Also", "again"; not "said"."""
    return bool(token.flags & e.ADVERB and not token.flags & e.SPEECH)


def _has_digits(tokens: list[Token]) -> bool:
    return any(token.flags & (e.DIGITS | e.UNIT | e.TENS) for token in tokens)
