"""How firmly a text stands behind a figure: feared, expected, denied, or said outright."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures import earlier_counts
from newsdesk.figures.cues import Cue, takes
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import Measure, Modality

_LASTING = 8
"""Words of "take most of the day" before its "to"."""
_FOR_WHOM = 3
"""Words from "for" to a number: "for some | 60"."""
_LEAD = 4
"""Words that may stand between a hedge and the figure it hedges."""
_REPORT = 6
_FIRMNESS = (
    ("threatened", Modality.THREATENED),
    ("feared", Modality.FEARED),
    ("expected", Modality.EXPECTED),
    ("rumoured", Modality.UNCLEAR),
    ("reported", Modality.REPORTED),
)
_CLOSING = (("rumoured", Modality.UNCLEAR), ("denied", Modality.DENIED), ("reported", Modality.REPORTED))
"""What stands alone behind a comma."""
_GUESSES = ("guessed", "supposed")
_DELIVERED = frozenset((Measure.FREED, Measure.RESCUED, Measure.SURVIVED, Measure.EVACUATED, Measure.ESCAPED))
LASTING = frozenset((Measure.MISSING, Measure.TRAPPED, Measure.HELD))
"""Who is so is so for a while only: of 50 missing three may be left."""
_PLIGHTS = LASTING | {Measure.HOMELESS, Measure.DISPLACED}
HARM = frozenset((Measure.KILLED, Measure.INJURED, Measure.TAKEN))
_REFUTED = 8
"""Words from a figure to "denied it"."""
_SHORTEST = 3
"""Words of ", which police"."""
_AMONG = e.ADVERB | e.AMONG | e.THOSE | e.INCLUDING
_OF_VERB = e.AUXILIARY | e.ADVERB | e.LEAVE | e.ACTIVE
"""What stands between a modal verb and what it foretells: "will have killed 12", "will destroy the homes of 12"."""
_OF_MEANS = e.THING | e.NUMERIC | e.BEFORE | e.ADJECTIVE | e.PLAIN | e.DETERMINER
"""What stands between "has" and "to": "500 buses"."""
_DONE = e.AUXILIARY | e.VERB | e.SPEECH | e.TRIGGER | e.PREPOSITION | e.EFFORT | e.COMMAND | e.TAKE | e.SUBORDINATOR
"""What no subject of a headline holds."""
_OF_FIGURE = e.DETERMINER | e.NUMBER_NOUN | e.DOCUMENT


class Firmness:
    """Judges the firmness of the figures of one sentence."""

    def __init__(self, tokens: list[Token], cues: list[Cue]) -> None:
        self.tokens = tokens
        self.cues = cues

    def of(self, near: list[Cue], own: list[Cue], place: Span, used: list[Cue]) -> Modality:
        """The modality of one figure by the cues `near` it and all that may be its `own`; `used` takes what told it."""
        if self._is_undone(place) or self._is_refuted(place, used):
            return Modality.DENIED
        for cue in near:
            if self._denies(cue, place):
                used.append(cue)
                return Modality.DENIED
        inside = [cue for cue in own if place.first <= cue.start < place.last and self._colours(cue, place)]
        leading = [cue for cue in near if cue.start < place.first and self._leads(cue, place.first)]
        leading = [cue for cue in leading if not (self._is_for_whom(cue, place) or self._is_of_deed(cue, place))]
        if self._is_to_rise(place) or earlier_counts.may_move_from(self.tokens, self.cues, place.number):
            inside, leading = [], []
        elif (guessed := self._guessed(near, place, used)) is not None:
            return guessed
        inside += [cue for cue in near if self._is_foreseen(cue, place)]
        inside += [cue for cue in near if cue.start == place.end and self._is_state(cue.end)]
        close = inside + [cue for cue in leading if not self._is_suspected(cue)]
        for kind, modality in _FIRMNESS:
            if (kind != "threatened" or place.first < place.number) and takes(close, kind, used):
                return Modality.UNCLEAR if kind == "reported" and self._is_unverified(used[-1], place) else modality
        return self._behind(near, place, used)

    def _is_unverified(self, report: Cue, place: Span) -> bool:
        """ "Reports of 80 dead could not be verified": it is the reports that could not."""
        behind = any(cue.kind == "unverified" and cue.start >= place.last for cue in self.cues)
        return behind and report.end == place.number

    def _is_for_whom(self, cue: Cue, place: Span) -> bool:
        """ "Fears are rising for 60 trapped miners": how many there are is not in doubt."""
        between = self.tokens[cue.end : min(place.first, place.number)]
        return cue.kind == "feared" and any(token.flags & e.FOR for token in between[-_FOR_WHOM:])

    def _is_of_deed(self, cue: Cue, place: Span) -> bool:
        """ "Hopes to free all 45 captives", "to resettle the 500 made homeless": captive and homeless they are."""
        told = self.tokens[place.number : place.last]
        let_go = self.tokens[place.number - 1].flags & e.LETTING
        so = place.first == place.number and any(token.entry.measure in _PLIGHTS for token in told) and not let_go
        known = self.tokens[place.number - 1].flags & e.THE
        deed = any(token.flags & e.ACTIVE for token in self.tokens[cue.end : place.number])
        return cue.kind == "expected" and bool(so and (known or deed))

    def _behind(self, near: list[Cue], place: Span, used: list[Cue]) -> Modality:
        """What no hedge beside the figure tells: what for, what the end of the sentence says, and whether it asks."""
        if self._is_purpose(place):
            harm = self.tokens[place.first].entry.measure in HARM
            return Modality.THREATENED if harm else Modality.EXPECTED
        closing = [cue for cue in near if self._closes(cue, place)]
        for kind, modality in _CLOSING:
            if takes(closing, kind, used):
                return modality
        if self.tokens[0].flags & e.AUXILIARY and self.tokens[-1].low == "?":
            return Modality.UNCLEAR
        known = self._is_known(place)
        unclear = [cue for cue in near if cue.start <= place.first and not (known or self._is_elsewhere(cue, place))]
        return Modality.UNCLEAR if takes(unclear, "unclear", used) else Modality.ASSERTED

    def _is_foreseen(self, cue: Cue, place: Span) -> bool:
        """ "Twelve deaths are feared", "no survivors are expected"; not "the 12 injured are expected to live"."""
        between = self.tokens[place.last : cue.start]
        other = any(token.flags & e.TO for token in self.tokens[cue.end - 1 : cue.end + 1])
        # "Most of the ship's 900 passengers are feared lost": aboard they were.
        there = self.tokens[place.last - 1].flags & e.RIDER
        awaited = cue.kind in ("feared", "expected") and bool(between) and not (other or there)
        return awaited and all(token.flags & (e.AUXILIARY | e.ADVERB) for token in between)

    def _guessed(self, near: list[Cue], place: Span, used: list[Cue]) -> Modality | None:
        """ "10,000 may be dead", "12 bodies may still be under the snow"; "12 may be freed" is yet to come."""
        for cue in near:
            if cue.kind == "guessed" and self._is_of_toll(cue, near, place):
                used.append(cue)
                return Modality.FEARED
            if cue.kind not in _GUESSES or cue.start < place.end:
                continue
            # "Could not account for" and "may lie beneath" are told by a word of the cue itself.
            at = next((at for at in range(cue.start, cue.end) if self.tokens[at].flags & e.TRIGGER), cue.end)
            while at < place.last - 1 and self.tokens[at].flags & _AMONG and not self.tokens[at].flags & e.TRIGGER:
                at += 1
            behind = self.tokens[cue.end] if cue.end < len(self.tokens) else None
            where = behind is not None and (behind.flags & e.PREPOSITION or _is_plight(behind))
            own = at == place.last - 1 and (cue.kind == "guessed" or _is_plight(self.tokens[at]))
            if own or (where and cue.start == place.end):
                used.append(cue)
                return Modality.EXPECTED if self.tokens[at].entry.measure in _DELIVERED else Modality.FEARED
        return None

    def _is_of_toll(self, cue: Cue, near: list[Cue], place: Span) -> bool:
        """ "The number of dead may be 40"; "may be as high as 40" is a forecast."""
        forecast = any(one.kind == "expected" and one.start == cue.start for one in near)
        between = self.tokens[cue.end : place.number]
        inside = place.first < cue.start < place.number
        return inside and not forecast and all(token.flags & e.ADVERB for token in between)

    def _denies(self, cue: Cue, place: Span) -> bool:
        """ "Denied that 30 died", "the 10,000 … was too high"; not "denied the attack that killed 30", "false hope"."""
        behind = cue.start >= place.number
        if cue.kind in ("doubted", "disproved"):
            other = any(token.flags & e.STRONG for token in self.tokens[place.last : cue.start])
            return behind and not other and (cue.kind == "disproved" or self._is_said(cue, place))
        if cue.kind != "denied" or self._is_left_open(cue):
            return False
        if behind:
            between = self.tokens[place.last : cue.start]
            # Not "a woman died after being rejected".
            return self._is_said(cue, place) and not any(token.flags & e.SUBORDINATOR for token in between)
        gap = self.tokens[cue.end : place.first if place.first >= cue.end else place.number]
        denial = self.tokens[cue.end - 1]
        if any(token.low == "," for token in gap) or (gap and self.tokens[cue.end - 1].flags & e.THE):
            # "Nor the 12 passengers" were; not "nor the army said that 12 were".
            return False
        if (
            gap
            and (
                (gap[-1].flags & e.OF and all(token.flags & _OF_FIGURE for token in gap[:-1]))
                # "Denied a report attributed to it that …".
                or (gap[-1].flags & e.THAT and any(token.flags & e.DOCUMENT for token in [denial, *gap[:_REPORT]]))
            )
        ):
            return True
        # Not "denied this and said 12 had died".
        turns = any(one.flags & e.AND and two.flags & e.STRONG for one, two in pairwise(gap))
        return len(gap) <= _LEAD and not (turns or any(t.flags & (e.TRIGGER | e.PREPOSITION) for t in gap))

    def _is_left_open(self, denial: Cue) -> bool:
        """The "deny" of "would neither confirm nor deny that 12 had died"."""
        return any(cue.kind == "unclear" and cue.start < denial.start < cue.end for cue in self.cues)

    def _is_undone(self, place: Span) -> bool:
        """ "The army did not kill 12 civilians", "did not leave 12 dead"; not "the toll is not 12"."""
        verb = place.first - 1 if place.first and self.tokens[place.first - 1].flags & e.LEAVE else place.first
        acts = self.tokens[verb].flags & (e.ACTIVE | e.LEAVE)
        return bool(acts and 0 < verb < place.number and self.tokens[verb - 1].flags & e.NOT)

    def _is_refuted(self, place: Span, used: list[Cue]) -> bool:
        """ "Rebels said 12 had died, which police denied", "…, a claim denied by police", "…; police denied this"."""
        cue = next((cue for cue in self.cues if cue.kind == "denied" and cue.start >= place.last), None)
        if cue is None or cue.start - place.last > _REFUTED:
            return False
        between = self.tokens[place.last : cue.start]
        if not between or any(token.flags & (e.STRONG | e.NUMERIC) for token in between):
            return False
        behind = self.tokens[cue.end].flags if cue.end < len(self.tokens) else 0
        it = behind & (e.OBJECT_PRONOUN | e.NAMES_BEFORE) and not _is_word(self.tokens, cue.end + 1)
        refuted = bool(it) and between[0].low == ";" and self.is_claimed(place)
        if between[0].low == "," and len(between) >= _SHORTEST:
            figure = between[1].flags & e.ARTICLE and between[2].flags & (e.NUMBER_NOUN | e.DOCUMENT)
            named = between[1].flags & e.NAMES_BEFORE or figure
            other = it and between[1].flags & e.CONTRAST and self.is_claimed(place)
            # Not "a figure the governor disputed, saying 12 had died": he has his own.
            last = not any(token.flags & e.NUMERIC for token in self.tokens[cue.end :])
            refuted = bool(other or (named and last and not _is_word(self.tokens, cue.end)))
        if refuted:
            used.append(cue)
        return refuted

    def is_claimed(self, place: Span) -> bool:
        """ "Rebels said they killed 12"; not "police said they were behind the attack that killed 12"."""
        said = next((k for k in range(place.first - 1, -1, -1) if self.tokens[k].flags & e.STRONG), -1)
        claim = self.tokens[said + 2 : place.first]
        return said >= 0 and not any(token.flags & (e.RELATIVE | e.EVENT) for token in claim)

    def is_of_report(self, place: Span) -> bool:
        """ "A report of 40 dead", "claims that 40 had died": it is what cannot be verified."""
        return any(
            one.flags & e.DOCUMENT and two.flags & (e.OF | e.THAT)
            for one, two in pairwise(self.tokens[max(place.start, place.first - _LEAD) : place.first])
        )

    def _is_purpose(self, place: Span) -> bool:
        """ "Sent to evacuate 400", "the plan is to free 12", "strong enough to kill 12"; not "managed to free 12"."""
        to = place.first - 1
        if to < 1 or place.first >= place.number or not self.tokens[to].flags & e.TO:
            return False
        if peek(self.tokens, to - 2).flags & e.NOT or not self.tokens[place.first].flags & e.ACTIVE:
            return False
        planned = bool(self.tokens[to - 1].flags & (e.PURPOSE | e.BE)) or self._is_headline(to)
        return planned or self._has_means(to) or self._sets_out(to)

    def _is_headline(self, to: int) -> bool:
        """ "Hamas to free three": what headlines make of "will"; not "pleads guilty to killing three"."""
        subject = self.tokens[:to]
        if self.tokens[to + 1].ending & e.GERUND:
            return False
        return subject[-1].low[0].isalnum() and not any(token.flags & _DONE or token.ending for token in subject)

    def _sets_out(self, to: int) -> bool:
        """ "Boats came to rescue 12", "took off to rescue 12"; not "went on to rescue 12"."""
        setting_out = self.tokens[to - 2].flags & e.SETTING_OUT and not self.tokens[to - 1].flags & e.ON_DAY
        return bool(setting_out or self.tokens[to - 1].flags & e.SETTING_OUT or self._will_take(to))

    def _will_take(self, to: int) -> bool:
        """ "It would take most of the day to rescue 12"; not "it took three hours to rescue 12"."""
        verb = next((k for k in range(to - 1, max(0, to - _LASTING), -1) if self.tokens[k].flags & e.TAKE), 0)
        return verb > 0 and bool(self.tokens[verb - 1].flags & e.MODAL)

    def _has_means(self, to: int) -> bool:
        """ "Has 500 buses to evacuate 20,000", "sent two boats to rescue 12"; not "used two boats to rescue 12"."""
        at = to - 1
        while at > max(0, to - _LEAD) and (self.tokens[at].flags & _OF_MEANS or not self.tokens[at].flags):
            at -= 1
        means = any(token.flags & (e.THING | e.NUMERIC) for token in self.tokens[at + 1 : to])
        return means and bool(self.tokens[at].flags & (e.HAVE | e.PURPOSE))

    def _closes(self, cue: Cue, place: Span) -> bool:
        """ "Two policemen were killed, it was reported", "25 killed, unconfirmed"."""
        ends = cue.end >= len(self.tokens) or not self.tokens[cue.end].low[0].isalnum()
        return cue.start > place.last and ends and self.tokens[cue.start - 1].low == ","

    def _is_known(self, place: Span) -> bool:
        """ "How many of the 12 died", "whether he is among the 12 dead"; not "whether the 12 hostages were dead"."""
        number = place.number
        if number < 2 or not self.tokens[number - 1].flags & e.THE:
            return False
        told = any(token.flags & (e.AUXILIARY | e.MOVE) for token in self.tokens[place.end : place.last])
        return bool(self.tokens[number - 2].flags & e.OF) or not told

    def _is_elsewhere(self, cue: Cue, place: Span) -> bool:
        """ "Not clear what caused it, killing 12", "not clear whether it was linked to one that killed 12".

        Asked is after something else than what befell those: "not clear whether 12 had been killed".
        """
        gap = self.tokens[cue.end : place.first]
        if not gap:
            return False
        if any(token.low == ":" for token in gap):
            # "If you're just joining us, here's what we know: 51 people have died".
            return True
        last = gap[-1]
        related = len(gap) > 1 and last.flags & e.RELATIVE
        told = related and (place.first < place.number or gap[-2].flags & e.PREPOSITION)
        after = last.low == "," and self.tokens[place.first].ending & e.GERUND
        comma = next((at for at in range(len(gap) - 1, -1, -1) if gap[at].low == ","), len(gap))
        aside = any(token.flags & e.PREPOSITION for token in gap[comma + 1 : comma + 2])
        return bool(told or after or aside or gap[0].flags & e.ASKING) or any(token.flags & e.LINKED for token in gap)

    def _is_said(self, cue: Cue, place: Span) -> bool:
        """ "Was too high"; not "10,000 dead, too high a price", nor "12 had been hurt, denying"."""
        return any(token.flags & e.BE for token in self.tokens[max(place.last, cue.start - 3) : cue.start])

    def _colours(self, cue: Cue, place: Span) -> bool:
        """Not "which could not be verified": a modal verb that is denied foretells nothing.

        Nor "four of an estimated 90 hostages have died": the estimate is of the 90.
        """
        denied = cue.kind == "expected" and cue.end < len(self.tokens) and self.tokens[cue.end].flags & e.NOT
        of_deed = cue.end < place.last and self.tokens[cue.end].flags & e.OF and cue.start >= place.end
        of_other = cue.start > place.number and cue.end < place.end and self.tokens[cue.end].flags & e.NUMERIC
        # "Forty and possibly more".
        of_number = self.tokens[cue.start].flags & e.AFTER
        if denied or of_deed or of_other or of_number or self._is_of_thing(cue):
            return False
        return not (
            self._describes(cue, place) or self._is_of_relative(cue, place) or self._is_of_coming_rise(cue, place)
        )

    def _is_of_coming_rise(self, cue: Cue, place: Span) -> bool:
        """ "The toll, which is expected to rise, stands at 45", "the toll, expected to rise, is 45": the 45 stand."""
        if not place.first < cue.start < place.number:
            return False
        opened = any(token.low == "," for token in self.tokens[place.first : cue.start])
        closed = next((k for k in range(cue.end, place.number) if self.tokens[k].low == ","), 0)
        return opened and any(token.flags & e.RISE for token in self.tokens[cue.start : closed])

    def _is_of_relative(self, cue: Cue, place: Span) -> bool:
        """In doubt is where he was, not that he was hurt.

        "A man who may have been in town was hurt", "five believed to be linked to him were arrested".
        """
        opening = self.tokens[place.end : min(place.end + 2, cue.start)]
        opened = opening[1:] if opening and opening[0].low == "," else opening[:1]
        relative = any(token.flags & e.RELATIVE for token in opened)
        reduced = place.end == cue.start and any(
            one.flags & (e.TO | e.OF) for one in self.tokens[cue.end : cue.end + 1]
        )
        if not (relative or reduced):
            return False
        gap = self.tokens[cue.end : place.last - 1]
        return not all(token.flags & (e.AUXILIARY | e.ADVERB) for token in gap)

    def _is_state(self, at: int) -> bool:
        """ "Searching for five people feared missing"."""
        return at < len(self.tokens) and bool(self.tokens[at].flags & e.STATE)

    def _is_to_rise(self, place: Span) -> bool:
        """ "Officials fear the toll of 23 will rise": the 23 are dead."""
        behind = [token for token in self.tokens[place.end : place.end + _LEAD] if token.low != ","]
        return len(behind) > 1 and bool(behind[0].flags & (e.MODAL | e.TO) and behind[1].flags & e.RISE)

    def _is_suspected(self, cue: Cue) -> bool:
        """ "Suspected gunmen freed two", "killed 12 in a suspected air strike": in doubt is who or what did it."""
        if self._is_of_thing(cue):
            return True
        behind = self.tokens[cue.end : cue.end + _LEAD]
        # "A man suspected of killing 12".
        of_deed = bool(behind) and behind[0].flags & e.OF
        who = of_deed or any(token.flags & e.PERSON for token in behind)
        return bool(self.tokens[cue.start].flags & e.ADJECTIVE and who)

    def _is_of_thing(self, cue: Cue) -> bool:
        """ "A suspected air strike"; not "a suspected 12"."""
        noun = cue.end < len(self.tokens) and not self.tokens[cue.end].flags & (e.NUMERIC | e.BEFORE)
        plain = noun and cue.start and self.tokens[cue.start].flags & e.PLAIN
        return bool(plain and self.tokens[cue.start - 1].flags & e.RATE)

    def _describes(self, cue: Cue, place: Span) -> bool:
        """ "Six suspected militants were killed": in doubt is who they were, not that they were killed."""
        person = not self.tokens[place.end - 1].flags & (e.NOUN | e.BODY)
        return place.number < cue.start < place.end and person and bool(self.tokens[cue.start].flags & e.ADJECTIVE)

    def _leads(self, cue: Cue, first: int) -> bool:
        """Is a cue near enough before a figure? A modal verb must belong to the figure's own verb."""
        gap = self.tokens[cue.end : first]
        if any(one.low == "," and two.flags & (e.PREPOSITION | e.ADDING) for one, two in pairwise(gap)):
            # "Said the toll could rise, adding that 12 were critical".
            return False
        if self.tokens[cue.start].flags & e.MODAL and cue.end == cue.start + 1:
            return all(token.flags & _OF_VERB and not token.flags & e.NOT for token in gap)
        return len(gap) <= _LEAD and not any(token.flags & (e.COORDINATOR | e.AS) for token in gap)


def _is_plight(told: Token) -> bool:
    """ "Could be trapped", "could be homeless" tell of what is; "could be killed" of what may come."""
    return told.entry.measure in LASTING or bool(told.flags & e.STATE and not told.flags & e.PARTICIPLE)


def _is_word(tokens: list[Token], at: int) -> bool:
    """Does the clause go on here? "…, which police denied." ends."""
    return at < len(tokens) and tokens[at].low[0].isalnum() and not tokens[at].flags & (e.TODAY | e.PREPOSITION)
