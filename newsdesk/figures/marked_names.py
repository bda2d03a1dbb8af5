"""Takes the quotation marks off a medium's name and off a number: 'the newspaper "El Pais" said', '"dozens" of men'."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import QUOTES, Token

_LONGEST = 4
"""Words of such a name."""


def unmarked(tokens: list[Token]) -> list[Token]:
    """The tokens without the marks around names of media and numbers; as they are where there is none."""
    for at in range(1, len(tokens) - 2):
        if tokens[at].low in QUOTES and tokens[at + 1].flags & e.NUMERIC and tokens[at + 2].low in QUOTES:
            return unmarked([*tokens[:at], tokens[at + 1], *tokens[at + 3 :]])
        if tokens[at].low in QUOTES and tokens[at - 1].flags & e.VOICE and (end := _closed(tokens, at)) > at:
            return unmarked([*tokens[:at], *tokens[at + 1 : end], *tokens[end + 1 :]])
    return tokens


def _closed(tokens: list[Token], at: int) -> int:
    """Where the mark closes that opens at `at` around a name; `at` itself where it opens a quotation."""
    end = at + 1
    while end < len(tokens) - 1 and end - at <= _LONGEST and (tokens[end].capital or tokens[end].raw.isupper()):
        end += 1
    return end if end > at + 1 and tokens[end].low in QUOTES else at
