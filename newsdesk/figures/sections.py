"""The countries that head the sections of a report: what a section counts, it counts there."""

from __future__ import annotations

from bisect import bisect_right

from msgspec.structs import replace

from newsdesk.figures.discourse import Text
from newsdesk.figures.drafts import Draft
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import LABELLING

_LONGEST = 60
"""Characters of a heading: "Chile - Floods (daily flash)"."""


def placed(text: Text, drafts: list[Draft], country: str) -> list[Draft]:
    """The drafts, those of a section with the country that heads it as scope; the incident's own `country` is none."""
    heads = _heads(text) if drafts else []
    if len({iso for _, iso in heads}) < 2:
        return drafts
    begins = [at for at, _ in heads]
    headed = [bisect_right(begins, draft.sentence) - 1 for draft in drafts]
    homes = [heads[nth][1] if nth >= 0 else country for nth in headed]
    return [one if home == country else _in(one, home) for one, home in zip(drafts, homes, strict=True)]


def _in(draft: Draft, country: str) -> Draft:
    """With the country as scope, where it names no other."""
    figure = draft.figure
    if any(facet.isupper() for facet in figure.scope):
        return draft
    return draft._replace(figure=replace(figure, scope=(country, *figure.scope)), place="")


def _heads(text: Text) -> list[tuple[int, str]]:
    """Each sentence that is a heading with a country, and its code; names that follow each other head nothing."""
    found = [(at, iso) for at in range(len(text.sentences)) if (iso := _country(text, at))]
    listed = {at for at, _ in found}
    return [(at, iso) for at, iso in found if not {at - 1, at + 1} & listed]


def _country(text: Text, index: int) -> str:
    """The code of the country that a line names alone, or before a dash: "INDONESIA", "Chile - Floods"."""
    start, end = text.sentences[index]
    alone = text.text[end : end + 1] in ("\n", "") and (not start or text.text[:start].rstrip(" \t")[-1:] == "\n")
    if end - start > _LONGEST or not alone:
        return ""
    tokens = text.tokens(index)
    named = tokens and tokens[0].flags & e.COUNTRY and tokens[0].raw[0].isupper()
    ends = len(tokens) < 2 or (tokens[1].low in LABELLING and not any(one.flags & e.NUMERIC for one in tokens))
    return tokens[0].entry.iso if named and ends else ""
