"""What a measure is called by those whom it counts: suspects are held by police, attackers are held too."""

from __future__ import annotations

from newsdesk.figures.captives import PRISONER
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token
from newsdesk.model import Measure, Side


def settle(lexicon: Lexicon, tokens: list[Token], nouns: list[Phrase], escaped: bool) -> None:
    """What a measure is called of suspects, of attackers, of captives who are left; and households are no people.

    `escaped` tells that prisoners were counted who escaped.
    """
    for phrase in nouns:
        if _are_households(tokens, phrase):
            phrase.add("household")
        again = phrase.measure == lexicon.taken_measure and escaped
        if "suspect" in phrase.facets or (again and PRISONER in phrase.facets and not _have_raiders(tokens)):
            phrase.measure = lexicon.suspected.get(phrase.measure, phrase.measure)
        if phrase.side == Side.ATTACKERS:
            phrase.measure = lexicon.attacking.get(phrase.measure, phrase.measure)
        left = phrase.measure == lexicon.taken_measure and _is_left(tokens, phrase)
        if left or (phrase.measure == Measure.PRESENT and "hostage" in phrase.facets):
            # "18 hostages were still inside".
            phrase.measure = Measure.HELD


def _are_households(tokens: list[Token], phrase: Phrase) -> bool:
    """ "140 families": so many families, and no people; not "140 members of those families"."""
    households = e.HOUSEHOLD | e.PLURAL
    return phrase.head >= 0 and tokens[phrase.head].flags & households == households


def _have_raiders(tokens: list[Token]) -> bool:
    """Rebels, gunmen: whom they capture they take."""
    return any(token.flags & e.RAIDER for token in tokens)


def _is_left(tokens: list[Token], phrase: Phrase) -> bool:
    """ "The remaining 265 girls who were taken", "of the 94 hostages still in Gaza" are held still.

    Not all of them are in "released 31 of the 94 still there".
    """
    before = tokens[phrase.start - 1].flags if phrase.start else 0
    lasting = any(token.flags & e.LASTING for token in tokens[phrase.end : phrase.end + 1])
    let_go = any(token.entry.measure == Measure.FREED for token in tokens[: phrase.start])
    return (lasting and not let_go) or bool(before & e.REST and not before & e.PERSON)
