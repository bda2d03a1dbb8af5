"""Reads the agency that somebody speaks to, which carries his words: "told Reuters", "confirmed to the BBC"."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, CLOSERS, Token

_LONGEST_AGENCY = 5
"""Words before an agency's name and its "news agency"."""


def names(text: str, tokens: list[Token], at: int) -> list[str]:
    """The agency of "X told Reuters", "X confirmed to the BBC", with the verb at `at`; empty where there is none."""
    begin = at + 2 if at + 1 < len(tokens) and tokens[at + 1].flags & e.TO else at + 1
    begin += bool(begin < len(tokens) and tokens[begin].flags & e.THE)
    if begin >= len(tokens) or not (tokens[at].flags & e.TOLD or tokens[at + 1].flags & e.TO):
        return []
    printed = tokens[begin].capital or tokens[begin].raw.isupper()
    if not tokens[at].flags & e.TOLD and not (tokens[begin].flags & e.CREDITED and printed):
        return []
    begin = end = _agency(tokens, begin)
    while end < min(len(tokens), begin + 5) and (_is_of_listener(tokens[end]) or tokens[end].low in CLITICS):
        if end > begin and tokens[end].flags & e.TODAY:
            # "Told Xinhua Thursday".
            break
        if tokens[end].flags & e.TITLE and end + 1 < len(tokens) and _is_of_listener(tokens[end + 1]):
            # "Told Reuters President Ruiz had died"; not "told CNN's Larry King".
            if not tokens[begin].flags & e.CREDITED:
                # "Told Lagos Governor Ade Cole".
                return []
            break
        end += 1
    end += _is_desk(tokens, begin, end)
    carries = not tokens[begin].flags & (e.PERSON | e.DEMONYM) and not _is_somebody(tokens, end)
    return [text[tokens[begin].start : tokens[end - 1].end]] if end > begin and carries else []


def _agency(tokens: list[Token], at: int) -> int:
    """Where the name begins in "the Mauritanian news agency ANI"."""
    for k in range(at, min(at + _LONGEST_AGENCY, len(tokens) - 1)):
        if tokens[k].flags & e.AGENCY and tokens[k + 1].capital:
            return k + 1
        if not tokens[k].flags & (e.DEMONYM | e.VOICE | e.PLAIN | e.ADJECTIVE) and tokens[k].low not in CLITICS:
            break
    return at


def _is_desk(tokens: list[Token], begin: int, end: int) -> bool:
    """The "service" of "told the BBC's Swahili service"."""
    last = tokens[end].flags if end < len(tokens) else 0
    owned = any(token.low in CLITICS for token in tokens[begin:end])
    return owned and bool(last & e.VOICE and last & (e.THING | e.INSTITUTION) and not last & e.PERSON)


def _is_of_listener(token: Token) -> bool:
    return token.capital or (token.raw.isupper() and bool(token.flags & e.CREDITED))


def _is_somebody(tokens: list[Token], end: int) -> bool:
    """Is the name that ends there a person's: "he told Anna Berg, a reporter for the BBC"? Nobody like that carries."""
    behind = tokens[end : end + _LONGEST_AGENCY + 1]
    if len(behind) < 3 or behind[0].low != "," or not behind[1].flags & (e.ARTICLE | e.THE):
        return False
    closed = next((k for k, token in enumerate(behind[2:], 2) if token.low in CLOSERS), len(behind))
    return any(token.flags & e.PERSON and not token.flags & e.PLURAL for token in behind[2:closed])
