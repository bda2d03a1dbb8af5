"""Makes one figure of its restatements within one text; where headline and body differ, both stay."""

from __future__ import annotations

import msgspec

from newsdesk.model import Counts, Figure, Mention, Modality, Tense


def merge(found: list[Figure]) -> list[Figure]:
    """Figures in the order of the text, each once, its restatements as mentions."""
    kept: list[Figure] = []
    for figure in found:
        for place, earlier in enumerate(kept):
            if _same(earlier, figure):
                kept[place] = _joined(earlier, figure)
                break
        else:
            kept.append(figure)
    return kept


def _same(first: Figure, second: Figure) -> bool:
    """Do they state one thing? Scope, voice and firmness may be given once and left out the other time."""
    return (
        first.measure is second.measure
        and first.value == second.value
        and first.low == second.low
        and first.high == second.high
        and first.tense is second.tense
        and (first.counts is second.counts or Counts.MORE not in (first.counts, second.counts))
        and (first.value != 1 or first.scope == second.scope)
        and _agree(first.scope, second.scope)
        and _agree(first.chain, second.chain)
        and _firm(first) == _firm(second)
    )


def _agree(first: tuple[str, ...], second: tuple[str, ...]) -> bool:
    return not first or not second or set(first) <= set(second) or set(second) <= set(first)


def _firm(figure: Figure) -> bool:
    return figure.modality not in (Modality.DENIED, Modality.EXPECTED, Modality.THREATENED) and (
        figure.tense is not Tense.BACKGROUND
    )


def _joined(first: Figure, second: Figure) -> Figure:
    mention = Mention(second.quote, second.start, second.end)
    return msgspec.structs.replace(
        first,
        mentions=(*first.mentions, mention),
        scope=max(first.scope, second.scope, key=len),
        chain=max(first.chain, second.chain, key=len),
    )
