"""Tells how many did it where they are named by "by", or said to be there: "seized by six inmates"."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.measure_kinds import DEEDS
from newsdesk.figures.needs import CARERS
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token
from newsdesk.model import Side

"""What attackers do to others."""
_NO_ATTACKERS = CARERS | {"official", "rescuer", "firefighter", "player", "lawyer", "journalist"}
_MEASURE = "attackers"
_PLACE = 8
"""Words of "in the old town of Karsa by"."""


def mark(tokens: list[Token], phrases: list[Phrase]) -> None:
    """Count as attackers those of whom nothing else is told, and the side of each."""
    for phrase in phrases:
        if phrase.quantity.single or not phrase.quantity.low:
            continue
        if (group := _numbered(tokens, phrase)) >= 0:
            phrase.measure, phrase.trigger, phrase.side = _MEASURE, group, Side.ATTACKERS
        if phrase.measure or phrase.kind != "person":
            continue
        at = phrase.start - 1
        while at > 0 and tokens[at].flags & e.ADVERB:
            at -= 1
        deed = _deed(tokens, phrase, at) if at > 0 else -1
        if deed >= 0:
            phrase.measure, phrase.trigger, phrase.side = _MEASURE, deed, Side.ATTACKERS


def _numbered(tokens: list[Token], phrase: Phrase) -> int:
    """ "The gunmen, numbering about 40, fled", "the attackers numbered 12": their word; -1 where it is of others."""
    at = phrase.start - 1
    if phrase.kind != "none" or at < 1 or not tokens[at].flags & e.NUMBERS:
        return -1
    at -= 2 if tokens[at - 1].low == "," else 1
    raiders = at > 0 and tokens[at].flags & e.PLURAL and tokens[at].flags & e.RAIDER
    # Not "soldiers and rebels, numbering 400 in all".
    return at if raiders and not tokens[at - 1].flags & e.AND else -1


def _deed(tokens: list[Token], phrase: Phrase, by: int) -> int:
    """ "Was seized | by six inmates", "shot dead by two men"; -1 where it is no attack: "arrested by six officers"."""
    if phrase.side == Side.ATTACKERS and tokens[by].flags & e.WAS and tokens[by - 1].flags & e.THERE:
        # "There were eight attackers".
        return by
    at = _past_place(tokens, by)
    done = tokens[at].entry.measure
    deed = tokens[at].flags & (e.PARTICIPLE | e.STATE) and done in DEEDS
    deed = deed or (tokens[at].flags & e.MOVE and done == _MEASURE)
    lawful = phrase.side == Side.FORCES or not _NO_ATTACKERS.isdisjoint(phrase.facets)
    return at if tokens[by].flags & e.AGENT and deed and not lawful and phrase.head >= 0 else -1


def _past_place(tokens: list[Token], by: int) -> int:
    """The verb of "was attacked | in the old town of Karsa by", "was shot on Monday by"."""
    at = by - 1
    for k in range(by - 1, max(0, by - _PLACE), -1):
        flags = tokens[k].flags
        if flags & e.PREPOSITION and not flags & e.TRIGGER:
            at = k - 1
        elif flags & (e.TRIGGER | e.NUMERIC | e.PERSON | e.AUXILIARY) or not tokens[k].low[0].isalnum():
            break
    return at
