"""Reads who signs a line or is the label before it: "Kabul blast kills 14 - officials", "Police: 6 shot at party"."""

from __future__ import annotations

from newsdesk.figures import documents, voice_names
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import LABELLING, Token, is_acronym
from newsdesk.figures.voice import Voice

_NAMED = e.CREDITED | e.TITLE | e.DEMONYM | e.COUNTRY
_WHO = e.VOICE | e.DOCUMENT | e.CREDITED | e.TITLE | e.PERSON | e.COUNTRY | e.DEMONYM
"""Whom a label may name."""
_PARTS = frozenset((*LABELLING, "|", "•", "*", "@", "#"))
"""Behind these a label begins anew: "BREAKING: Police: 5 dead"."""
_SHORT = 4
"""Letters of a body's name that no lexicon knows; longer ones may be words ("STORY: …")."""


def signature(text: str, tokens: list[Token], at: int) -> Voice | None:
    """ "Kabul blast kills 14 - officials", "…: police"; not " - BBC News", which is where it stands."""
    words = tokens[at + 1 :]
    words = words[:-1] if words and words[-1].low == "." else words
    if any(token.flags & (e.TRIGGER | e.AUXILIARY | e.NUMERIC) or not token.low[0].isalnum() for token in words):
        return None
    if not words or not _may_sign(words):
        return None
    named = voice_names.name(text, tokens, at + 1, at + 1 + len(words))
    return Voice(at + 1, 0, at, named, True) if named.names else None


def label(text: str, tokens: list[Token], at: int) -> Voice | None:
    """ "Police: 6 shot at party", "BREAKING: Police: 6 shot"."""
    start = next((k + 1 for k in range(at - 1, -1, -1) if tokens[k].low in _PARTS), 0)
    # "18:40 Police: 20 people were killed".
    start += is_clock(tokens[start])
    words = tokens[start:at]
    if not words or _befell(words) or _is_scene(words) or _is_heading(words) or not _may_label(words[-1]):
        return None
    # In capitals throughout, any short word looks like a name, and behind a time of day it is a zone.
    printed = any(token.raw.islower() for token in tokens) and not (start and is_clock(tokens[start - 1]))
    unknown = printed and len(words) == 1 and not _is_dateline(tokens, at)
    if not any(_speaks(word, unknown) for word in words):
        return None
    named = voice_names.name(text, tokens, start, at)
    return Voice(start, at, len(tokens), named, False) if named.names else None


def _befell(words: list[Token]) -> bool:
    """ "Lima police raid: 14 killed": what happened, and nobody."""
    counts = 0 if words[-1].flags & e.VOICE and words[0].flags & e.UNIT else e.NUMERIC
    befell = e.TRIGGER | e.AUXILIARY | e.STRONG | counts
    if any(token.flags & befell and not token.flags & e.VOICE for token in words):
        return True
    event = words[-1].flags & e.EVENT and not words[-1].flags & (e.VOICE | e.DOCUMENT)
    return bool(event)


def is_clock(token: Token) -> bool:
    """ "18:40", "6:42"; not "Channel 4", whose number stands within the name."""
    return token.low[0].isdigit() and not token.flags & (e.CREDITED | e.DIGITS)


def _is_scene(words: list[Token]) -> bool:
    """ "Fire at Dhaka hospital: 8 dead", "Storm Boris in figures: 14 dead"; not "police in Arba: 8 dead"."""
    placed = next((k for k, word in enumerate(words) if word.flags & e.PREPOSITION), len(words))
    return placed < len(words) and not any(word.flags & _WHO for word in words[:placed])


def _may_label(last: Token) -> bool:
    """Does a word name who speaks: "police", "Reyes"? Not the last one of "hospital bombed", "truck overturns"."""
    return bool(last.flags & _WHO) or last.capital or not last.low[0].isalpha()


def _is_dateline(tokens: list[Token], at: int) -> bool:
    """ "SUVA: | 15 people died on Friday.": a whole sentence behind it; not "NDMA: 15 dead in floods"."""
    behind = tokens[at + 1 :]
    told = any(token.flags & (e.AUXILIARY | e.MOVE) for token in behind)
    opens = any(token.capital or (told and token.flags & e.DIGITS) for token in behind[:1])
    return opens and tokens[-1].low == "."


def _speaks(token: Token, unknown: bool) -> bool:
    """ "Officials", "figures", "Red Cross", and, where an `unknown` body may be meant, "NDMA", "PDMA"."""
    short = unknown and is_acronym(token) and not token.flags and len(token.raw) <= _SHORT
    return short or bool(token.flags & (e.VOICE | e.DOCUMENT | e.CREDITED))


def _is_heading(words: list[Token]) -> bool:
    """ "Key figures: 12 dead", "Breaking news: 12 dead" name nobody; "Police figures: 12 dead" do."""
    if words[-1].flags & e.HEADING:
        return True
    if not any(word.flags & e.DOCUMENT for word in words):
        return False
    somebody = any(word.flags & _NAMED for word in words)
    return not somebody and not any(documents.owns(words, k) for k in range(len(words)))


def _may_sign(words: list[Token]) -> bool:
    """ "- officials", "– Deputy President", "— FRSC"; an outlet only says where the text stands."""
    last = words[-1]
    if last.flags & e.HEADING or any(word.flags & e.CREDITED and word.capital for word in words):
        return False
    if last.flags & (e.VOICE | e.TITLE):
        return True
    return len(words) == 1 and not last.flags and is_acronym(last)
