"""Tells how many did it where they are named by "by", or said to be there: "seized by six inmates"."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token
from newsdesk.model import Side

_DEEDS = frozenset(("killed", "injured", "taken", "held", "attackers"))
"""What attackers do to others."""
_NO_ATTACKERS = frozenset(("official", "doctor", "rescuer", "firefighter", "player", "lawyer", "journalist"))
_MEASURE = "attackers"


def mark(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Count as attackers those of whom nothing else is told, and the side of each."""
    for phrase in phrases:
        if phrase.measure or phrase.kind != "person" or phrase.quantity.single or not phrase.quantity.low:
            continue
        at = phrase.start - 1
        while at > 0 and tokens[at].flags & e.ADVERB:
            at -= 1
        if at > 0 and (_is_doer(tokens, phrase, at) or _is_there(tokens, phrase, at)):
            phrase.measure, phrase.trigger, phrase.side = _MEASURE, at - 1, Side.ATTACKERS


def _is_doer(tokens: list[Token], phrase: Phrase, by: int) -> bool:
    """ "Was seized by six inmates", "were shot dead by two men"; not "were arrested by six officers"."""
    done = tokens[by - 1]
    deed = done.flags & (e.PARTICIPLE | e.STATE | e.MOVE) and done.entry.measure in _DEEDS
    lawful = phrase.side == Side.FORCES or not _NO_ATTACKERS.isdisjoint(phrase.facets)
    return bool(tokens[by].flags & e.AGENT and deed) and not lawful and phrase.head >= 0


def _is_there(tokens: list[Token], phrase: Phrase, be: int) -> bool:
    """ "There were | eight attackers"."""
    return phrase.side == Side.ATTACKERS and bool(tokens[be].flags & e.WAS and tokens[be - 1].flags & e.THERE)
