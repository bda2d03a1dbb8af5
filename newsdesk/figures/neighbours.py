"""What the figures of one sentence take from one another: a hedge, a tense, a time, and which of them holds.

Makes the drafts of a sentence, each by itself first (drafts).
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import copy
from itertools import pairwise, zip_longest

from msgspec.structs import replace

from newsdesk.figures import daily, ellipses, moments, place_names, unreal
from newsdesk.figures.cued import CuedSentence, cued
from newsdesk.figures.cues import Cue
from newsdesk.figures.drafts import Draft, drafted, place_of
from newsdesk.figures.inheritance import is_compared_with, is_given_by, is_inner_example, is_listing, reach_of, succeeds
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.spans import RELATING
from newsdesk.figures.texts import Text
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import STATED, Counts, Figure, Measure, Modality, Qualifier, Shift, Tense

_ATTACHING = e.AND | e.INCLUDING | e.DETERMINER | e.TRIGGER | e.HARMING
_NUMBERING = e.OF | e.PERSON | e.GROUP | e.PLACE
"""Between a "number of wounded" and its number, where a verb before it serves."""
_TOLD = 8
"""Words from the "had" of a former statement to its number."""
_MOVED = e.TRIGGER | e.AUXILIARY | e.ADVERB | e.RISE | e.TOLL_VERB | e.MOVING
"""What may stand between a toll and the "to" of what it has become: "was later raised"."""
_OF_HOUR = e.HOUR | e.TODAY | e.PREPOSITION | e.AND | e.DETERMINER | e.ADVERB | e.ON_DAY
_AT = e.TO | e.PLACE
_MOVES = ("up", "down")
_TURNS = e.SPEECH | e.CONTRAST | e.TODAY
_STEP = 4
"""Words of "was later cut to"."""
_FEARED_FOR = frozenset(("missing", "trapped"))
_DEMANDED = frozenset(("freed", "held", "arrested", "taken"))


def draft(text: Text, index: int, bound: list[Phrase]) -> list[Draft]:
    """The drafts of a sentence's bound phrases, in order; what is only demanded or imagined is left out."""
    tokens = text.tokens(index)
    sentence = cued(tokens, text.cues(index), text.aftermath(index))
    drafts = _in_order(text, index, bound, sentence)
    for at in range(len(drafts) - 2, -1, -1):
        drafts[at] = _dated_too(tokens, drafts[at], drafts[at + 1])
    drafts = [_daily_too(tokens, one, after, sentence) for one, after in _followed(drafts)]
    drafts = [*drafts[:1], *(_compared(tokens, *pair) for pair in pairwise(drafts))]
    drafts = [*drafts[:1], *(_stale_too(tokens, *pair) for pair in pairwise(drafts))]
    for at in range(1, len(drafts)):
        drafts[at] = _told_then_too(tokens, drafts[at - 1], drafts[at])
    drafts = [_left_behind(tokens, one, after) for one, after in _followed(drafts)]
    drafts = [_own_voice(tokens, one, drafts) for one in drafts]
    return [_moved(one, drafts) for one in drafts]


def _followed(drafts: list[Draft]) -> Iterator[tuple[Draft, Draft | None]]:
    """Each with the one behind it; the last with none."""
    return zip_longest(drafts, drafts[1:])


def _in_order(text: Text, index: int, bound: list[Phrase], sentence: CuedSentence) -> list[Draft]:
    """Each phrase's draft, with what it takes from the one before it."""
    tokens = text.tokens(index)
    drafts: list[Draft] = []
    for phrase in bound:
        place = place_of(tokens, phrase, bound)
        # "A ransom for the 38 they had abducted": that they have them is no demand.
        held = phrase.measure in (Measure.HELD, Measure.TAKEN) and phrase.trigger >= phrase.end
        freed = phrase.measure == Measure.FREED and any(_is_freed(one.figure) for one in drafts)
        if unreal.is_imagined(sentence, place):
            continue
        if (
            phrase.measure in _DEMANDED
            and phrase.inside < 0
            and not held
            and unreal.is_demanded(sentence, place, freed)
        ):
            continue
        one = drafted(text, index, phrase, sentence, place)
        if (lost := _still_so(tokens, one)) is not None:
            known = drafted(text, index, lost, sentence, place_of(tokens, lost, bound))
            drafts.append(known._replace(figure=replace(known.figure, modality=Modality.ASSERTED)))
        led = [former for former in drafts if former is drafts[0] or not is_inner_example(tokens, former.phrase)]
        drafts.append(_led_by(tokens, led[-1], one, ellipses.is_elliptical(tokens, place)) if led else one)
    return drafts


def _led_by(tokens: list[Token], before: Draft, one: Draft, elliptical: bool) -> Draft:
    """A draft with the hedge and the tense of the one before it, where it has none of its own."""
    whole = _is_of_doubtful(before.phrase, one.phrase) or _is_given_for(before, one.phrase)
    if elliptical or whole or _is_done_too(tokens, before, one.phrase):
        one = _share_modality(before, one)
    if elliptical:
        one = _share_minimum(tokens, before, one)
    if _is_attached(tokens, before.phrase, one.phrase) or _is_of_past(tokens, before, one):
        one = _share_tense(before, one)
    return one


def _still_so(tokens: list[Token], one: Draft) -> Phrase | None:
    """ "All 19 missing are presumed dead": missing, whatever is feared for them."""
    phrase = one.phrase
    at = phrase.inside if phrase.inside >= 0 else phrase.end
    state = tokens[at].entry.measure if at < phrase.trigger else ""
    dead = phrase.measure == Measure.KILLED and one.figure.modality is Modality.FEARED
    if not dead or state not in _FEARED_FOR:
        return None
    lost = copy(phrase)
    lost.measure, lost.trigger = state, at
    return lost


def _is_freed(figure: Figure) -> bool:
    return figure.measure is Measure.FREED and figure.modality is Modality.ASSERTED


def _share_modality(before: Draft, after: Draft) -> Draft:
    """An elliptical predicate takes the hedge of the one before it."""
    if after.figure.modality is not Modality.ASSERTED:
        return after
    return after._replace(figure=replace(after.figure, modality=before.figure.modality))


def _is_of_doubtful(whole: Phrase, part: Phrase) -> bool:
    """ "37 people are feared dead, including seven women and a child": no surer than the whole."""
    same = part.trigger == whole.trigger and 0 <= part.trigger < part.start
    return same and (part.part or part.quantity.single)


def _is_given_for(before: Draft, phrase: Phrase) -> bool:
    """ "33 hostages would be exchanged | for 1,900 prisoners": neither is free yet."""
    former = before.phrase
    between = former.end <= phrase.trigger < phrase.start
    return between and phrase.trigger == former.trigger and before.figure.modality is Modality.EXPECTED


def _is_done_too(tokens: list[Token], before: Draft, phrase: Phrase) -> bool:
    """ "The blast reportedly killed 17 civilians and | injured 60": no surer; not "killed a reported 17 and …"."""
    former = before.phrase
    if not any(cue.start < former.trigger for cue in before.cues):
        return False
    objects = 0 <= former.trigger < former.start and former.end + 1 == phrase.trigger < phrase.start
    verbs = tokens[former.trigger].flags & tokens[phrase.trigger].flags & e.ACTIVE
    return bool(objects and verbs and tokens[former.end].flags & e.AND)


def _share_minimum(tokens: list[Token], before: Draft, after: Draft) -> Draft:
    """ "At least 70 people were killed and | 200 wounded": no fewer; not "… and 13 hostages freed", who are others."""
    phrase, figure = after.phrase, after.figure
    bare = phrase.kind == "none" or (phrase.head >= 0 and tokens[phrase.head].flags & e.OTHERS)
    # "And exactly three rescued", "and all 30 others rescued", "and both others wounded".
    said = phrase.quantity.start < phrase.quantity.at or tokens[phrase.start].flags & (e.EVERY | e.BOTH)
    bare = bare and not (phrase.quantity.single or phrase.partitive or said)
    least = before.figure.qualifier is Qualifier.AT_LEAST and figure.qualifier is Qualifier.EXACT
    if not (bare and least) or before.phrase.trigger >= phrase.start:
        return after
    return after._replace(figure=replace(figure, qualifier=Qualifier.AT_LEAST, low=figure.value, high=None))


def _share_tense(before: Draft, after: Draft) -> Draft:
    """ "A local official earlier put the toll at 19 with seven missing": both were said earlier."""
    if before.figure.tense is not Tense.CURRENT and after.figure.tense is Tense.CURRENT:
        after = after._replace(figure=replace(after.figure, tense=before.figure.tense))
    return after._replace(stale=after.stale or before.stale)


def _is_attached(tokens: list[Token], before: Phrase, phrase: Phrase) -> bool:
    """Does only "and" with a verb or a noun of its own, "with", or "including" lead here from the figure before?"""
    own = phrase.end > phrase.trigger >= before.end and phrase.trigger != before.trigger
    first = min(phrase.start, phrase.trigger) if own else phrase.start
    joint = tokens[min(reach_of(before, phrase), first) : first]
    if any(one.flags & e.AND and two.flags & e.INCLUDING for one, two in pairwise(joint)):
        # "Stood at 18, down from 52, and included two".
        return False
    if first == phrase.trigger < phrase.start and joint and joint[-1].flags & e.ANOTHER:
        # "After a fall of rock killed 12, another killed four".
        return False
    if len(joint) == 1 and joint[0].low == "," and _is_in_aside(tokens, before):
        # "The crash, the worst since 2009, when 36 people died, killed 21".
        return False
    if phrase.part and peek(tokens, before.start - 1).flags & e.FROM:
        # "Climbed to 65 from 56, with 16 children among them".
        return False
    toll = before.end <= phrase.trigger < phrase.start and tokens[phrase.trigger].flags & e.TOLL
    if toll and any(not token.flags & _NUMBERING for token in tokens[phrase.trigger + 1 : phrase.start]):
        # "Had reported nine dead, and the toll is now 14"; not "the toll at 65 and the number of wounded at 140".
        return False
    return bool(joint) and all(token.flags & _ATTACHING or token.low == "," for token in joint)


def _is_in_aside(tokens: list[Token], phrase: Phrase) -> bool:
    """ ", when | 36 people died, …": does a comma open the clause that tells of these?"""
    comma = next((k for k in range(phrase.start - 1, 0, -1) if tokens[k].low == ","), 0)
    return comma > 0 and bool(tokens[comma + 1].flags & RELATING)


def _is_of_past(tokens: list[Token], before: Draft, one: Draft) -> bool:
    """ "Last year gunmen killed 52 people in the town, including 12 women": so long ago as the 52."""
    example = peek(tokens, one.phrase.start - 1).flags & e.INCLUDING and (one.phrase.part or one.phrase.quantity.single)
    return before.figure.tense is Tense.BACKGROUND and bool(example)


def _dated_too(tokens: list[Token], one: Draft, after: Draft) -> Draft:
    """ "Killing nine people and injuring five others in 2015": the year dates both."""
    if one.figure.tense is not Tense.CURRENT or after.figure.tense is not Tense.BACKGROUND:
        return one
    dated = any(_is_year(tokens, cue) and cue.start >= after.phrase.end for cue in after.cues)
    own = [cue for cue in after.cues if cue.start > after.phrase.trigger]
    apart = any(cue.kind == "background" or _is_year(tokens, cue) for cue in own)
    shared = apart and one.phrase.trigger == after.phrase.trigger > after.phrase.start
    dated = dated and not after.phrase.anaphoric
    together = shared or (dated and _is_attached(tokens, one.phrase, after.phrase))
    if not together:
        return one
    return one._replace(figure=replace(one.figure, tense=Tense.BACKGROUND), cues=(*one.cues, *own))


def _is_year(tokens: list[Token], cue: Cue) -> bool:
    """ "In 2015", "earlier this year", "last month"; not "in a similar attack"."""
    unit = tokens[cue.end - 1].flags & e.UNIT_WORD and not tokens[cue.end - 2].flags & e.ARTICLE
    return cue.kind == "other year" or bool(cue.kind == "background" and unit)


def _daily_too(tokens: list[Token], one: Draft, after: Draft | None, sentence: CuedSentence) -> Draft:
    """ "Two were killed and 14 hurt over the past 24 hours": the day is that of both."""
    if after is None or one.figure.counts is not Counts.WHOLE or not _is_attached(tokens, one.phrase, after.phrase):
        return one
    if 0 <= one.phrase.trigger < one.phrase.start and tokens[one.phrase.trigger].flags & (e.TOLL | e.NOUN):
        # "The toll rose to 1,136, with 75 deaths in the past day", "deaths stand at 1,136, with …".
        return one
    if after.phrase.trigger == one.phrase.trigger:
        # "83 people have died, five of them in the past 24 hours", "340 dead, 12 in the last 24 hours".
        return one
    of_day = daily.is_daily(sentence, place_of(tokens, after.phrase, [one.phrase, after.phrase]))
    return one._replace(figure=replace(one.figure, counts=Counts.MORE)) if of_day else one


def _compared(tokens: list[Token], before: Draft, one: Draft) -> Draft:
    """ "The toll was 173, lower than the 210 that police had quoted"."""
    gap = tokens[before.phrase.end : one.phrase.start]
    if one.figure.tense is not Tense.CURRENT or not gap or not is_compared_with(tokens, gap, one.phrase):
        return one
    if is_given_by(tokens, one.phrase):
        return one
    return one._replace(figure=replace(one.figure, tense=Tense.EARLIER))


def _left_behind(tokens: list[Token], one: Draft, after: Draft | None) -> Draft:
    """ "Raised the toll of 12 dead to 15", "first 31 dead, then 52": the first is no longer said."""
    if after is None or after.phrase.trigger != one.phrase.trigger or one.figure.tense is not Tense.CURRENT:
        return one
    if one.place and after.place not in ("", one.place):
        # "Rose to 12 in Arba and to nine in Doria".
        return one
    gap = _gap(tokens, one, after)
    if gap and (succeeds(tokens, gap, after.phrase) or _are_timed(tokens, one, after)):
        return one._replace(figure=replace(one.figure, tense=Tense.EARLIER))
    known = after.figure.modality in STATED
    if known and (_has_reached(gap) or _has_moved_again(tokens, one, after)):
        return one._replace(figure=replace(one.figure, tense=Tense.EARLIER))
    changed = after.figure.change is not Shift.NONE and len(gap) <= _STEP
    verbal = all(token.flags & _MOVED or (changed and token.low[0].isalpha()) for token in gap[:-1])
    moved = known and gap and gap[-1].flags & e.TO and verbal
    return one._replace(figure=replace(one.figure, tense=Tense.EARLIER, chain=())) if moved else one


def _are_timed(tokens: list[Token], one: Draft, after: Draft) -> bool:
    """ "The toll was put at nine at midday, 14 by evening": at each time another, of which the last holds."""
    toll = one.phrase.trigger >= 0 and tokens[one.phrase.trigger].flags & e.TOLL
    until = moments.past(tokens[: after.phrase.start], one.phrase.end)
    joint = tokens[until : after.phrase.start]
    listed = until > one.phrase.end and joint and all(is_listing(token) or token.flags & _AT for token in joint)
    # Not "rose to 12 on Tuesday from 9 on Monday".
    listed = listed and not any(token.flags & e.FROM for token in joint)
    return bool(toll and listed and moments.past(tokens, after.phrase.end) > after.phrase.end)


def _has_reached(gap: list[Token]) -> bool:
    """ "The toll was 12 at noon but | had reached | 19 by dusk"; not "12 had been found here and six there"."""
    verb = gap[:-1] if gap and gap[-1].flags & e.TO else gap
    return len(verb) > 1 and bool(verb[-2].flags & e.HAVE and verb[-1].flags & (e.LINK | e.RISE))


def _has_moved_again(tokens: list[Token], one: Draft, after: Draft) -> bool:
    """ "The toll rose to 15 and in the end was cut | to seven"; not "rose to 15 from seven"."""
    toll = one.phrase.trigger >= 0 and tokens[one.phrase.trigger].flags & e.TOLL
    to = peek(tokens, after.phrase.start - 1).flags & e.TO
    moved = any(cue.kind in _MOVES and one.phrase.end <= cue.start for cue in after.cues)
    return bool(toll and to and moved)


def _gap(tokens: list[Token], one: Draft, after: Draft) -> list[Token]:
    """What stands between two figures and the predicate of the first."""
    last = one.phrase.trigger + 1 if one.phrase.end <= one.phrase.trigger < after.phrase.start else one.phrase.end
    return tokens[last : after.phrase.start]


def _stale_too(tokens: list[Token], before: Draft, one: Draft) -> Draft:
    """ "Had first reported 12 dead and then 18", "had put it at 25, then at 39": both are former."""
    former = before.stale or before.figure.tense is Tense.EARLIER
    gap = _gap(tokens, before, one)
    if not former or before.phrase.trigger != one.phrase.trigger or not gap:
        return one
    if not (succeeds(tokens, gap, one.phrase) or _is_of_next_hour(gap)):
        return one
    told = tokens[max(0, before.phrase.start - _TOLD) : before.phrase.start]
    return one._replace(stale=one.stale or any(token.flags & e.HAVE for token in told))


def _told_then_too(tokens: list[Token], before: Draft, one: Draft) -> Draft:
    """ "Earlier the agency said three were dead and 15 had been rescued": all that it said then is as old."""
    said = any(token.flags & e.SPEECH for token in tokens[: before.phrase.start])
    between = tokens[before.phrase.end : one.phrase.start]
    goes_on = not any(token.flags & _TURNS or token.low == ";" for token in between)
    same = before.stale and said and goes_on and bool(one.figure.chain) and one.figure.chain == before.figure.chain
    return one._replace(stale=True) if same else one


def _is_of_next_hour(gap: list[Token]) -> bool:
    """ "Had counted two | at dawn and | 19 by noon"."""
    hour = any(token.flags & (e.HOUR | e.TODAY) for token in gap)
    joint = gap[-1].flags & e.AND or gap[-1].low == ","
    return bool(hour and joint) and all(token.flags & _OF_HOUR or token.low == "," for token in gap)


def _own_voice(tokens: list[Token], one: Draft, drafts: list[Draft]) -> Draft:
    """ "Indonesia reported 126 deaths, India 116": India's word; "…, followed by India with 116": nobody's."""
    chain, phrase = one.figure.chain, one.phrase
    if not chain or max(phrase.own, phrase.subject) < 0:
        return one
    starts = {
        at
        for other in drafts
        for at in (other.phrase.subject, other.phrase.own)
        if 0 <= at < max(phrase.own, phrase.subject)
    }
    if chain[-1] not in {place_names.printed(tokens, at) for at in starts}:
        return one
    own = (place_names.printed(tokens, phrase.subject),) if phrase.subject >= 0 else ()
    return one._replace(figure=replace(one.figure, chain=(*chain[:-1], *own)))


def _moved(one: Draft, drafts: list[Draft]) -> Draft:
    """A number moved from another of its sentence has gone up or down: "revised to 112 from 120"."""
    new = one.figure
    if new.change is not Shift.NONE or new.tense is not Tense.CURRENT or new.value is None or one.phrase.part:
        return one
    for other in drafts:
        old = other.figure
        same = other.phrase.trigger == one.phrase.trigger and old.tense is Tense.EARLIER
        if same and old.value is not None and old.value != new.value:
            shift = Shift.UP if new.value > old.value else Shift.DOWN
            return one._replace(figure=replace(new, change=shift))
    return one
