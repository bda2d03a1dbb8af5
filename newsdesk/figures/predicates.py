"""Looks right from a counted phrase for the predicate it is the subject of: the clause grammar of subjects.

The walk is bounded, so that work grows with the text only.
"""

from __future__ import annotations

from newsdesk.figures import steps, triggers
from newsdesk.figures.clauses import Clause
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase, is_no_thing
from newsdesk.figures.tokens import Token


def _is_of_clause(tokens: list[Token], phrase: Phrase) -> bool:
    """ "No indications | they survived", "no chance anyone survived": nothing of what the clause behind it tells."""
    if phrase.kind != "unknown" or phrase.quantity.value != 0 or phrase.head <= phrase.quantity.end:
        return False
    who = tokens[phrase.head]
    return bool(who.flags & (e.PRONOUN | e.ANYBODY))


def find(tokens: list[Token], phrase: Phrase, starts: dict[int, Phrase]) -> int:
    """The token of the predicate whose subject this phrase is; -1 where there is none."""
    no = is_no_thing(tokens, phrase) and tokens[phrase.quantity.at].flags & e.LABEL and phrase.kind != "person"
    unknown = phrase.kind == "unknown" and tokens[phrase.quantity.at].flags & e.LABEL and phrase.end < len(tokens)
    if unknown and phrase.quantity.value == 0 and tokens[phrase.end].flags & e.PREPOSITION:
        # "No end in sight to the stream of bodies being pulled out".
        return -1
    if no and not tokens[phrase.end].flags & e.TRIGGER:
        # "No sign of brain damage after being trapped".
        return -1
    if _is_of_clause(tokens, phrase):
        return -1
    clause = Clause(tokens, phrase, starts)
    k = phrase.end
    while k < clause.limit:
        token = tokens[k]
        if not token.low[0].isalpha():
            k = steps.over_mark(clause, k)
            continue
        found = triggers.judge(clause, k) if token.flags & e.TRIGGER and k not in starts else None
        if found is None:
            k = steps.over_word(clause, k)
        elif found == triggers.ON:
            k += 1
        elif found == triggers.STOP:
            break
        else:
            return found
    return clause.weak
