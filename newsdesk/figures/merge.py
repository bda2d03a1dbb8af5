"""Makes one figure of its restatements within one text; where headline and body differ, both stay."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations

from msgspec.structs import replace

from newsdesk.figures.drafts import Draft
from newsdesk.figures.measure_kinds import LASTING
from newsdesk.model import Counts, Figure, Measure, Mention, Modality, Number, Qualifier, Question, Shift, Tense

_APART = frozenset((Counts.MORE, Counts.MEMBER))
"""One of these restates none of another kind."""
_People = tuple[Measure, tuple[str, ...]]
_SAVED = (Measure.FREED, Measure.RESCUED, Measure.SURVIVED)
_OTHERWISE = (Modality.DENIED, Modality.EXPECTED, Modality.THREATENED)


def settle(drafts: list[Draft]) -> tuple[list[Draft], list[Question]]:
    """Part what the text settles from what stays open.

    "Four shot" beside a death may be four hurt, or three; "20 casualties" may be dead, hurt, or both, "20 dead or
    missing" either.
    """
    clear = [draft.figure for draft in drafts if not (draft.ambiguous or draft.unsure)]
    deadly = any(
        figure.measure is Measure.KILLED and figure.tense is Tense.CURRENT and figure.value != 0 for figure in clear
    )
    said = {(figure.measure, figure.value) for figure in clear if _counts_now(figure)}
    sure: list[Draft] = []
    questions: list[Question] = []
    for draft in drafts:
        figure = draft.figure
        doubtful = draft.ambiguous and deadly and (figure.measure, figure.value) not in said
        # "A driver is dead or missing"; but one who was swept away is missing till more is said.
        one = figure.measure is Measure.KILLED and figure.counts is Counts.MEMBER
        unsure = draft.unsure and figure.tense is not Tense.EARLIER and (_counts(figure) or one)
        if unsure or (_counts_now(figure) and doubtful):
            other = Measure(draft.unsure or Measure.AFFECTED)
            readings = (figure, replace(figure, measure=other))
            questions.append(Question(figure.quote, figure.start, figure.end, readings))
        else:
            sure.append(draft)
    return sure, questions


def _counts_now(figure: Figure) -> bool:
    return figure.tense is Tense.CURRENT and _counts(figure)


def _counts(figure: Figure) -> bool:
    number = (figure.value or 0) > 0 or figure.qualifier is Qualifier.BETWEEN
    return figure.counts is not Counts.MEMBER and number


def merge(drafts: list[Draft]) -> list[Draft]:
    """Figures in the order of the text, each once, its restatements as mentions."""
    kept: list[_Kept] = []
    alike: dict[tuple[Measure, Number | None, Tense], list[_Kept]] = {}
    for draft in _placed(_dated(_moved(drafts))):
        figure = draft.figure
        rows = alike.setdefault((figure.measure, figure.value, figure.tense), [])
        same = next((row for row in rows[-_RECENT:] if _same(row.draft, draft)), None)
        if same is None:
            row = _Kept(draft)
            rows.append(row)
            kept.append(row)
        else:
            same.add(draft)
    return [row.draft_with_mentions() for row in kept]


_RECENT = 50
_UNTOLD = (Qualifier.VAGUE, Qualifier.PLURAL)


class _Kept:
    """A figure and the places that restate it; a headline gives way to the body."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.mentions: list[Mention] = []

    def add(self, other: Draft) -> None:
        """Take in a restatement."""
        first, second = self.draft.figure, other.figure
        headline = self.draft.headline and not other.headline
        if headline:
            first, second = second, first
        self.mentions.append(Mention(second.quote, second.start, second.end))
        scope = max(first.scope, second.scope, key=len)
        chain = first.chain or second.chain
        if headline or scope != first.scope or chain != first.chain:
            figure = replace(first, scope=scope, chain=chain)
            self.draft = (other if headline else self.draft)._replace(figure=figure, headline=False)

    def draft_with_mentions(self) -> Draft:
        """The draft whose figure has its mentions, in the order of the text."""
        if not self.mentions:
            return self.draft
        mentions = tuple(sorted(self.mentions, key=lambda mention: mention.start))
        return self.draft._replace(figure=replace(self.draft.figure, mentions=mentions))


def _moved(drafts: list[Draft]) -> list[Draft]:
    """ "It later lowered the toll to 19": what the text gave before for the same is set aside."""
    moved = list(drafts)
    for index, draft in enumerate(drafts):
        new = draft.figure
        moves = draft.moves and new.tense is Tense.CURRENT
        before = range(index - 1, max(-1, index - 1 - _RECENT), -1) if moves else ()
        former = next((at for at in before if _is_former(moved[at], new) or _is_set_aside(moved[at], draft)), -1)
        if former >= 0 and not _is_set_aside(moved[former], draft):
            old = moved[former].figure
            shift = Shift.UP if (new.value or 0) > (old.value or 0) else Shift.DOWN
            moved[former] = moved[former]._replace(figure=replace(old, tense=Tense.EARLIER))
            moved[index] = draft._replace(figure=replace(new, change=shift))
    return moved


def _is_set_aside(before: Draft, new: Draft) -> bool:
    """ "First gave a toll of 27 but later revised it to 20": it is the 27 that was moved."""
    old = before.figure
    return before.sentence == new.sentence and old.tense is Tense.EARLIER and old.measure is new.figure.measure


def _is_former(before: Draft, new: Figure) -> bool:
    """Is it a count of all, and no bodies that were just found?"""
    old = before.figure
    if before.phrase.kind == "body":
        return False
    # No voice sets aside what another said.
    own = not (old.chain and new.chain) or old.chain[-1] == new.chain[-1]
    whole = old.counts is Counts.WHOLE and old.tense is Tense.CURRENT
    return own and whole and old.measure is new.measure and old.value != new.value


def _dated(drafts: list[Draft]) -> list[Draft]:
    """Set aside what was said earlier, where the text also gives what is said now."""
    now: dict[_People, set[Number | None]] = {}
    parts: dict[_People, set[Number | None]] = {}
    for draft in drafts:
        figure = draft.figure
        # "Dozens" is no newer count.
        told = figure.counts in (Counts.WHOLE, Counts.PART) and figure.qualifier not in _UNTOLD
        if not draft.stale and figure.tense is Tense.CURRENT and told:
            known = now if figure.counts is Counts.WHOLE else parts
            known.setdefault((figure.measure, figure.scope), set()).add(figure.value)
    dated = list(drafts)
    for index, draft in enumerate(drafts):
        figure = draft.figure
        others = now.get((figure.measure, figure.scope), set())
        if draft.stale and not others and figure.scope:
            # "Twenty foreigners were among the dead … it had counted 19 at noon".
            others = parts.get((figure.measure, figure.scope), set())
        if draft.stale and not others and figure.measure in _SAVED:
            # "12 have been rescued … the minister had earlier said seven were freed".
            others = set().union(*(now.get((measure, figure.scope), set()) for measure in _SAVED))
        if draft.stale and not others:
            # "Killed 41 people … the minister had earlier said 40 miners died".
            others = {value for value in _wider(now, figure) if _is_near(figure.value, value)}
        if figure.counts is Counts.PART:
            continue
        later = any((value or 0) > (figure.value or 0) or _is_near(figure.value, value) for value in others)
        later = later or (bool(others) and figure.measure in LASTING)
        if draft.stale and figure.tense is Tense.CURRENT and later and figure.value not in others:
            dated[index] = draft._replace(figure=replace(figure, tense=Tense.EARLIER))
    return [_dated_too(one, drafts, dated) for one in dated]


def _dated_too(one: Draft, before: list[Draft], after: list[Draft]) -> Draft:
    """ "Had spoken of 40 dead and 20 hurt", "… 40 dead, 20 of them men": both are set aside, or none."""
    if not one.stale or one.figure.tense is not Tense.CURRENT:
        return one
    aside = [new for old, new in zip(before, after, strict=True) if new is not old]
    part = one.figure.counts is Counts.PART
    beside = any(
        new.sentence == one.sentence and (part or new.figure.measure is not one.figure.measure) for new in aside
    )
    return one._replace(figure=replace(one.figure, tense=Tense.EARLIER)) if beside else one


def _wider(now: dict[_People, set[Number | None]], figure: Figure) -> set[Number | None]:
    """What is said now where one of the two does not say who is counted."""
    alike = [key for key in now if key[0] is figure.measure and not (key[1] and figure.scope)]
    return set().union(*(now[key] for key in alike))


def _is_near(one: Number | None, two: Number | None) -> bool:
    """Can the one be a former count of the other: is the smaller more than half of the larger?"""
    return bool(one and two) and 2 * min(one or 0, two or 0) > max(one or 0, two or 0)


def _placed(drafts: list[Draft]) -> list[Draft]:
    """Give a figure its place where it is a part of something larger: "1,833 dead, including 1,300 in Leyte"."""
    drafts = _without_events_place(drafts)
    largest: dict[_People, Number] = {}
    for draft in drafts:
        figure = draft.figure
        if (draft.joint or not draft.place) and figure.tense is Tense.CURRENT:
            largest[_people(draft)] = max(largest.get(_people(draft), 0), figure.value or 0)
    several = _places(drafts)
    apart: set[tuple[int, str]] = set()
    for draft in drafts:
        larger = largest.get(_people(draft), 0) > (draft.figure.value or 0)
        set_apart = not draft.joint and _are_several(several.get(_people(draft), ()))
        if _may_be_placed(draft) and (larger or set_apart):
            apart.add((draft.sentence, draft.place))
    placed = list(drafts)
    for index, draft in enumerate(drafts):
        figure = draft.figure
        part = figure.counts is Counts.PART and not figure.scope
        some = part or (draft.sentence, draft.place) in apart
        if _may_be_placed(draft) and some:
            placed[index] = draft._replace(figure=replace(figure, scope=(*figure.scope, draft.place)))
    return placed


def _are_several(places: Collection[str]) -> bool:
    """Are there two of which neither is a part of the other, as "NW Miami" is of "Miami"?"""
    names = [set(place.split()) for place in places]
    return any(not (one <= two or two <= one) for one, two in combinations(names, 2))


def _without_events_place(drafts: list[Draft]) -> list[Draft]:
    """ "The toll in Kerala went up to 12" in a lead tells where the event is, unless another place has a toll too.

    So does "Vietnam's toll rose to 63", unless another country has a number; "a quake in Nepal killed 8,000" does so
    whatever other places there are.
    """
    lead = next((draft.sentence for draft in drafts if not draft.headline), -1)
    tolls = {draft.place for draft in drafts if draft.of_toll and not _is_of_event(draft)}
    opening = [draft for draft in drafts if draft.of_toll and draft.sentence == lead]
    lands = {draft.place for draft in drafts if draft.place.isupper() and not draft.joint}
    alone = len(tolls) == 1 and not (tolls <= lands and len(lands) > 1)
    events = {draft.place for draft in opening if _is_of_event(draft) or alone}
    return [one._replace(place="") if one.of_toll and one.place in events else one for one in drafts]


def _is_of_event(draft: Draft) -> bool:
    """Is its place that of what did it, right before the number: "a quake in Nepal killed 8,000", "left 12 dead"?"""
    return draft.phrase.trigger >= draft.phrase.start - 1


def _may_be_placed(draft: Draft) -> bool:
    """A headline's place is where the event is."""
    one = draft.figure.scope and draft.figure.value == 1
    return bool(draft.place) and not draft.headline and not one and draft.place not in draft.figure.scope


def _people(draft: Draft) -> _People:
    """What is counted of whom."""
    return draft.figure.measure, draft.figure.scope


def _places(drafts: list[Draft]) -> dict[_People, set[str]]:
    """The people counted → the places of which the text gives a number: "In Aleppo, 12 died. In Hama, six died"."""
    found: dict[_People, set[str]] = {}
    for draft in drafts:
        if _may_be_placed(draft) and draft.figure.tense is Tense.CURRENT and not draft.joint:
            found.setdefault(_people(draft), set()).add(draft.place)
    return found


def _same(one: Draft, two: Draft) -> bool:
    """Do they state one thing? Scope and voice may be given once and left out the other time."""
    first, second = one.figure, two.figure
    other = not one.headline and (first.low, first.high) != (second.low, second.high)
    if other or one.section != two.section or _are_apart(one, two):
        return False
    placed = one.place in first.scope or two.place in second.scope
    if (first.value == 1 or placed or _are_examples(one, two)) and first.scope != second.scope:
        return False
    if Qualifier.VAGUE in (first.qualifier, second.qualifier) and first.qualifier is not second.qualifier:
        return False
    if not one.headline and not set(second.chain) <= set(first.chain):
        return False
    return _agree(first.scope, second.scope) and (first.modality in _OTHERWISE) == (second.modality in _OTHERWISE)


def _are_examples(one: Draft, two: Draft) -> bool:
    """ "Eight died, including both drivers. Two Cypriots were among the dead": two others, as far as the text tells."""
    parts = one.figure.counts is two.figure.counts is Counts.PART
    return parts and not (one.headline or one.phrase.partitive or two.phrase.partitive)


def _are_apart(one: Draft, two: Draft) -> bool:
    """ "A 19-year-old man and a 23-year-old man", "Ann Lee was killed. Bob Stone was also killed": two people."""
    counts = {one.figure.counts, two.figure.counts}
    if counts != {Counts.MEMBER}:
        return len(counts) > 1 and not counts.isdisjoint(_APART)
    names = set(one.name.split()), set(two.name.split())
    return one.sentence == two.sentence or (all(names) and names[0].isdisjoint(names[1]))


def _agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return not first or not second or set(first) <= set(second) or set(second) <= set(first)
