"""Makes one figure of its restatements within one text; where headline and body differ, both stay."""

from __future__ import annotations

from typing import NamedTuple

from msgspec.structs import replace

from newsdesk.model import Counts, Figure, Measure, Mention, Modality, Question, Tense


class Draft(NamedTuple):
    """A figure as one sentence gives it."""

    figure: Figure
    headline: bool
    place: str
    """The named place beside it; it becomes scope only where the text also gives a larger whole."""
    ambiguous: bool = False
    """Its verb ("shot") counts the dead as well, unless the rest of the text says otherwise."""


def settle(drafts: list[Draft]) -> tuple[list[Draft], list[Question]]:
    """Part what the text settles from what stays open: "four shot" beside a death may be four hurt, or three."""
    clear = [draft for draft in drafts if not draft.ambiguous and _counts_now(draft.figure)]
    telling = {Measure.KILLED, Measure.INJURED, Measure.CRITICAL, Measure.HOSPITALISED}
    if not any(draft.figure.measure in telling for draft in clear):
        return drafts, []
    sure: list[Draft] = []
    open_questions: list[Question] = []
    for draft in drafts:
        figure = draft.figure
        if not draft.ambiguous or not _counts_now(figure) or _said_clearly(figure, clear):
            sure.append(draft)
            continue
        readings = (figure, replace(figure, measure=Measure.AFFECTED))
        open_questions.append(Question(figure.quote, figure.start, figure.end, readings))
    return sure, open_questions


def _counts_now(figure: Figure) -> bool:
    return figure.tense is Tense.CURRENT and figure.counts is not Counts.MEMBER and (figure.value or 0) > 0


def _said_clearly(figure: Figure, clear: list[Draft]) -> bool:
    return any(other.figure.measure is figure.measure and other.figure.value == figure.value for other in clear)


def merge(drafts: list[Draft]) -> list[Figure]:
    """Figures in the order of the text, each once, its restatements as mentions."""
    kept: list[Draft] = []
    for draft in _placed(drafts):
        for index, earlier in enumerate(kept):
            if _same(earlier, draft):
                kept[index] = _joined(earlier, draft)
                break
        else:
            kept.append(draft)
    return [draft.figure for draft in kept]


def _placed(drafts: list[Draft]) -> list[Draft]:
    """Give a figure its place where it is a part of something larger: "1,833 dead, including 1,300 in Leyte"."""
    placed: list[Draft] = []
    for draft in drafts:
        figure = draft.figure
        if draft.place and not figure.scope and (figure.counts is Counts.PART or _has_larger(figure, drafts)):
            figure = replace(figure, scope=(draft.place,))
        placed.append(draft._replace(figure=figure))
    return placed


def _has_larger(figure: Figure, drafts: list[Draft]) -> bool:
    value = figure.value or 0
    return any(
        other.figure.measure is figure.measure
        and (other.figure.value or 0) > value
        and not other.place
        and not other.figure.scope
        and other.figure.tense is Tense.CURRENT
        for other in drafts
    )


def _same(one: Draft, two: Draft) -> bool:
    """Do they state one thing? Scope and voice may be given once and left out the other time."""
    first, second = one.figure, two.figure
    if first.measure is not second.measure or first.value != second.value or first.tense is not second.tense:
        return False
    if not one.headline and (first.low, first.high) != (second.low, second.high):
        return False
    if Counts.MORE in (first.counts, second.counts) and first.counts is not second.counts:
        return False
    if first.value == 1 and first.scope != second.scope:
        return False
    if not one.headline and second.chain and not set(second.chain) <= set(first.chain):
        return False
    return _agree(first.scope, second.scope) and _firm(first) == _firm(second)


def _agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return not first or not second or set(first) <= set(second) or set(second) <= set(first)


def _firm(figure: Figure) -> bool:
    return figure.modality not in (Modality.DENIED, Modality.EXPECTED, Modality.THREATENED)


def _joined(one: Draft, two: Draft) -> Draft:
    """The first statement with the other as a mention; a headline gives way to the body."""
    first, second = one.figure, two.figure
    if one.headline and not two.headline:
        first, second = second, first
    mention = Mention(second.quote, second.start, second.end)
    joined = replace(
        first,
        mentions=(*first.mentions, mention, *second.mentions),
        scope=max(first.scope, second.scope, key=len),
        chain=first.chain or second.chain,
    )
    return Draft(joined, False, one.place)
