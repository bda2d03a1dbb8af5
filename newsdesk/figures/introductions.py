"""Whom a sentence introduces without letting him speak: the person or the body that "he" or "it" takes up later."""

from __future__ import annotations

from newsdesk.figures import voice_names
from newsdesk.figures.labels import is_clock
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.noun_phrases import DOES, NAMES, is_past, is_person, name_end
from newsdesk.figures.tokens import CLOSERS, Token, is_acronym
from newsdesk.figures.voice_names import MOST_WORDS

_OFFICE = 5
"""Words of a sentence in which an office may open it."""
_OF_OFFICE = e.TITLE | e.VOICE | e.ADJECTIVE | e.PLAIN
_LINKS = e.PREPOSITION | e.COORDINATOR | e.AUXILIARY


def introduced(text: str, tokens: list[Token]) -> str:
    """The person whom a sentence opens with: an office, a name, or both; empty where there is none."""
    if len(tokens) > 1 and is_clock(tokens[0]):
        # Behind the time of a post: "17:20 The mayor has arrived".
        tokens = tokens[1:]
    end = 0
    while end < min(len(tokens), MOST_WORDS + 1) and tokens[end].capital and tokens[end].low[0].isalpha():
        end += 1
    if (person := _titled(tokens)) > end:
        return text[tokens[0].start : tokens[person - 1].end]
    if end > 1 and any(token.flags & (e.TITLE | e.VOICE) for token in tokens[:end]):
        return text[tokens[0].start : tokens[end - 1].end]
    if end > 1 and (_has_office(tokens, end) or _leads(tokens, end)):
        return text[tokens[0].start : tokens[end - 1].end]
    return _office(text, tokens)


def body(text: str, tokens: list[Token]) -> str:
    """The institution that a sentence is about: "The Red Cross sent tents"; empty where it opens with none."""
    end = next((k for k in range(1, min(len(tokens), MOST_WORDS)) if is_past(tokens[k]) or _is_finite(tokens[k])), 0)
    words = tokens[:end]
    if not words or words[0].flags & e.PREPOSITION or any(word.low in CLOSERS or word.flags & e.AND for word in words):
        return ""
    head = next((k for k, word in enumerate(words) if word.flags & e.PREPOSITION), end)
    return "".join(voice_names.name(text, tokens, 0, end).names) if _is_body(words[head - 1]) else ""


def _is_finite(token: Token) -> bool:
    return bool(token.flags & (e.AUXILIARY | e.ACTIVE | e.CARRIED) and not token.flags & NAMES)


def _is_body(token: Token) -> bool:
    """ "Ministry", "AFP", "UNICEF"."""
    acronym = token.capital and not token.flags and is_acronym(token)
    return acronym or bool(token.flags & (e.INSTITUTION | e.CREDITED))


def _has_office(tokens: list[Token], comma: int) -> bool:
    """ "Ali Khan, a spokesman for the ministry, arrived"."""
    behind = tokens[comma : comma + MOST_WORDS]
    if len(behind) < 3 or behind[0].low != "," or not behind[1].flags & e.DETERMINER:
        return False
    closed = next((k for k, token in enumerate(behind[1:], 1) if token.low == ","), 0)
    return any(token.flags & e.TITLE for token in behind[1:closed])


def _titled(tokens: list[Token]) -> int:
    """Where "Police spokesman Tomas Vega" ends, which opens a sentence; 0 where no title and name do."""
    name = 1 if tokens[0].capital and not tokens[0].flags & e.DETERMINER else len(tokens)
    while name < min(len(tokens), _OFFICE) and tokens[name].flags & _OF_OFFICE and not tokens[name].capital:
        name += 1
    end = name_end(tokens, name) if name < len(tokens) else 0
    titled = name > 1 and tokens[name - 1].flags & e.TITLE
    return end if titled and is_person(tokens, name, end) else 0


def _leads(tokens: list[Token], end: int) -> bool:
    """ "Ann Lee heads the clinic", "Abu Layth, who leads the rebels, …"."""
    related = [token.low == "," or token.flags & e.RELATIVE for token in tokens[end : end + 2]]
    verb = end + 2 if len(related) > 1 and all(related) else end
    return verb < len(tokens) and bool(tokens[verb].flags & e.LEADING) and is_person(tokens, 0, end)


def _office(text: str, tokens: list[Token]) -> str:
    """ "The governor of the province, Ann Lee, visited …", "The mayor visited …"."""
    if not tokens[0].flags & e.DETERMINER:
        return ""
    title = next((k for k in range(1, min(len(tokens), _OFFICE)) if tokens[k].flags & e.TITLE), 0)
    if not title or any(token.flags & (_LINKS | DOES | e.RELATIVE) for token in tokens[1:title]):
        return ""
    comma = title + 1
    while comma < len(tokens) and tokens[comma].flags & (e.PREPOSITION | e.DETERMINER | e.VOICE | e.THING):
        comma += 1
    stop = name_end(tokens, comma + 1)
    named = comma < len(tokens) and tokens[comma].low == "," and is_person(tokens, comma + 1, stop)
    return " ".join(voice_names.name(text, tokens, 0, stop if named else title + 1).names)
