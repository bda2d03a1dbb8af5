"""Reads who signs a line or is the label before it: "Kabul blast kills 14 - officials", "Police: 6 shot at party"."""

from __future__ import annotations

from newsdesk.figures import documents, voice_names
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import Token, is_acronym
from newsdesk.figures.voice import Voice

_NAMED = e.CREDITED | e.TITLE | e.DEMONYM | e.COUNTRY

_SHORT = 4
"""Letters of a body's name that no lexicon knows; longer ones may be words ("STORY: …")."""


def signature(text: str, tokens: list[Token], at: int) -> Voice | None:
    """ "Kabul blast kills 14 - officials", "…: police"; not " - BBC News", which is where it stands."""
    words = tokens[at + 1 :]
    if any(token.flags & (e.TRIGGER | e.AUXILIARY | e.NUMERIC) or not token.low[0].isalnum() for token in words):
        return None
    if not words or not _may_sign(words):
        return None
    named = voice_names.name(text, tokens, at + 1, len(tokens))
    return Voice(at + 1, 0, at, named, True) if named.names else None


def label(text: str, tokens: list[Token], at: int) -> Voice | None:
    """ "Police: 6 shot at party"."""
    words = tokens[:at]
    counts = 0 if words[-1].flags & e.VOICE and words[0].flags & e.UNIT else e.NUMERIC
    befell = e.TRIGGER | e.AUXILIARY | e.STRONG | counts
    if any(token.flags & befell and not token.flags & e.VOICE for token in words):
        return None
    happened = words[-1].flags & e.EVENT and not words[-1].flags & (e.VOICE | e.DOCUMENT)
    if happened or not any(map(_speaks, words)) or _is_heading(words):
        # "Lima police raid: 14 killed".
        return None
    named = voice_names.name(text, tokens, 0, at)
    return Voice(0, at, len(tokens), named, False) if named.names else None


def _speaks(token: Token) -> bool:
    """ "Officials", "figures", "Red Cross", "WHO", "UNHCR"."""
    short = is_acronym(token) and not token.flags and len(token.raw) <= _SHORT
    return short or bool(token.flags & (e.VOICE | e.DOCUMENT | e.CREDITED))


def _is_heading(words: list[Token]) -> bool:
    """ "Key figures: 12 dead" names nobody; "Police figures: 12 dead", "UNHCR data: 12 dead" do."""
    if not any(word.flags & e.DOCUMENT for word in words):
        return False
    somebody = any(word.flags & _NAMED for word in words)
    return not somebody and not any(documents.owns(words, k) for k in range(len(words)))


def _may_sign(words: list[Token]) -> bool:
    """ "- officials", "– Deputy President", "— FRSC"; an outlet only says where the text stands."""
    last = words[-1]
    if any(word.flags & e.CREDITED and word.capital for word in words):
        return False
    if last.flags & (e.VOICE | e.TITLE):
        return not last.capital or len(words) > 1 or last.raw.isupper()
    return len(words) == 1 and not last.flags and is_acronym(last)
