"""The countries that head the sections of a report: what a section counts, it counts there."""

from __future__ import annotations

from bisect import bisect_right

from msgspec.structs import replace

from newsdesk.figures.drafts import Draft
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.looked_for import words_of
from newsdesk.figures.texts import Text
from newsdesk.figures.tokens import LABELLING

_STOPS = frozenset(".!?;,")
_SEVERAL = 2
_LONGEST = 60
"""Characters of a heading: "Chile - Floods (daily flash)"."""


def placed(text: Text, drafts: list[Draft], country: str) -> list[Draft]:
    """The drafts, those of a section with the country that heads it as scope; the incident's own `country` is none."""
    heads = _heads(text) if drafts else []
    if not heads:
        return drafts
    begins = [at for at, _ in heads]
    headed = [bisect_right(begins, draft.sentence) - 1 for draft in drafts]
    homes = [heads[nth][1] if nth >= 0 else "" for nth in headed]
    return [_in(one, home, country) if home else one for one, home in zip(drafts, homes, strict=True)]


def _in(draft: Draft, home: str, country: str) -> Draft:
    """In the section of a country, which is its scope where it names no other."""
    figure = draft.figure
    draft = draft._replace(section=home)
    land = draft.place if draft.place.isupper() and not draft.joint else home
    if land == country or any(facet.isupper() for facet in figure.scope):
        return draft
    return draft._replace(figure=replace(figure, scope=(land, *figure.scope)), place="")


def _heads(text: Text) -> list[tuple[int, str]]:
    """Each heading of a country, and its code; empty for one that ends a section: "TOTAL", "Worldwide".

    Names that follow each other, a page's tags, head nothing, and neither does one country alone.
    """
    every = [at for at in range(len(text.sentences)) if _is_heading(text, at)]
    lands = [(at, iso) for at in every if (iso := _country(text, at))]
    listed = {at for at, _ in lands}
    kept = [(at, iso) for at, iso in lands if not {at - 1, at + 1} & listed]
    if len({iso for _, iso in kept}) < _SEVERAL:
        return []
    capitals = all(_words(text, at).isupper() for at, _ in kept)
    ends = [(at, "") for at in every if at not in listed and _ends_section(text, at, capitals)]
    return sorted([*kept, *ends])


def _words(text: Text, index: int) -> str:
    start, end = text.sentences[index]
    return text.text[start:end]


def _is_heading(text: Text, index: int) -> bool:
    """A short line alone, without a full stop."""
    start, end = text.sentences[index]
    if end - start > _LONGEST or text.text[end - 1] in _STOPS:
        return False
    before = text.text[max(0, start - _LONGEST) : start].rstrip(" \t")
    return text.text[end : end + 1] in ("\n", "") and (not start or before.endswith("\n"))


def _country(text: Text, index: int) -> str:
    """The code of the country that a heading names alone, or before a dash: "INDONESIA", "Chile - Floods"."""
    if text.lexicon.lands.isdisjoint(words_of(_words(text, index).lower())[:1]):
        # Nearly all headings: to look at their words takes longer than all else that most texts ask for.
        return ""
    tokens = text.tokens(index)
    named = tokens and tokens[0].flags & e.COUNTRY and tokens[0].raw[0].isupper()
    ends = len(tokens) < 2 or (tokens[1].low in LABELLING and not any(one.flags & e.NUMERIC for one in tokens))
    return tokens[0].entry.iso if named and ends else ""


def _ends_section(text: Text, index: int, capitals: bool) -> bool:
    """ "TOTAL", "Worldwide"; where the countries stand in capitals, any other line in capitals."""
    told = any(token.low in text.lexicon.ending_sections for token in text.tokens(index))
    return told or (capitals and _words(text, index).isupper())
