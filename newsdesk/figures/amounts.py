"""Finds the amounts that are not people: magnitude, money, tonnes, area. Their bounds are open at N itself."""

from __future__ import annotations

from newsdesk.figures.bounds import Quantity, bounds
from newsdesk.figures.calendar_numbers import YEARS
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Amount, Lexicon
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import DASHES, Token
from newsdesk.model import Qualifier

_OF_LAND = e.DEMONYM | e.COUNTRY


def find(tokens: list[Token], measured: list[Quantity], lexicon: Lexicon) -> list[Phrase]:
    """A phrase for each number that stands with a unit or name of an amount, where its sentence speaks of one.

    Money has its currency as scope, where the words say which: "$20m" alone does not.
    """
    if not measured:
        return []
    words = {word for token in tokens for word in token.low.split(" ")}
    found: list[Phrase] = []
    for amount in lexicon.amounts:
        if amount.context.isdisjoint(words) or not amount.unless.isdisjoint(words):
            continue
        for quantity in measured:
            at = _unit(tokens, quantity, amount)
            if at >= 0 and all(phrase.quantity is not quantity for phrase in found):
                phrase = _phrase(quantity, amount, at)
                phrase.add(_currency(tokens, at, lexicon))
                phrase.start -= at == phrase.start and _sign(tokens, at) in lexicon.currencies
                found.append(phrase)
    return found


def _unit(tokens: list[Token], quantity: Quantity, amount: Amount) -> int:
    """The token that makes this number such an amount; -1 where none does."""
    value = quantity.value if quantity.value is not None else quantity.high
    if amount.most and (value is None or value > amount.most):
        return -1
    end = quantity.end
    if _is_year_of_money(tokens, quantity):
        return -1
    # Not the two of "two magnitude-6 quakes".
    glued = end + 1 < len(tokens) and tokens[end + 1].low in DASHES and tokens[end].end == tokens[end + 1].start
    # Nor the 12 of "12 Ha Noi residents".
    glued = glued or (end + 1 < len(tokens) and tokens[end].capital and tokens[end + 1].capital)
    if end + 1 < len(tokens) and tokens[end].flags & _OF_LAND and tokens[end + 1].low in amount.units:
        # "20 million Australian dollars".
        return end + 1
    if end < len(tokens) and tokens[end].low in amount.units and not glued:
        return end
    before = quantity.start - 1
    while (before >= 0 and tokens[before].flags & (e.DETERMINER | e.ADVERB)) or (
        before >= 0 and tokens[before].low in ("of", "at")
    ):
        before -= 1
    if before > 0 and tokens[before].low in DASHES and tokens[before].end == tokens[before + 1].start:
        # "A magnitude-6.4 quake".
        before -= 1
    if before >= 0 and tokens[before].low in amount.before:
        return before
    return quantity.at - 1 if quantity.at and tokens[quantity.at - 1].low in amount.before else -1


def _currency(tokens: list[Token], at: int, lexicon: Lexicon) -> str:
    """The ISO 4217 code of "20 million Australian dollars", "A$20m", "€20m"; empty for "$20m", "E£20m"."""
    meant = lexicon.currencies.get(_sign(tokens, at) or tokens[at].low, {})
    land = tokens[at - 1].entry.iso if at and tokens[at - 1].flags & _OF_LAND else ""
    return meant.get(land) or meant.get("", "")


def _sign(tokens: list[Token], at: int) -> str:
    """The "a$" of "A$33m", which is two tokens; empty where nothing is glued to a sign."""
    glued = at and tokens[at - 1].end == tokens[at].start and tokens[at - 1].low.isalpha()
    return tokens[at - 1].low + tokens[at].low if glued and not tokens[at].low.isalpha() else ""


def _is_year_of_money(tokens: list[Token], quantity: Quantity) -> bool:
    """ "$171,000 (1806 dollars)", "$12 million 1994 USD": the year of its worth."""
    first = tokens[quantity.at]
    if quantity.value not in YEARS or not first.low.isdigit() or not quantity.at:
        return False
    before = tokens[quantity.at - 1]
    return before.low == "(" or bool(before.flags & (e.MULTIPLIER | e.DIGITS))


def _phrase(quantity: Quantity, amount: Amount, at: int) -> Phrase:
    phrase = Phrase(quantity)
    phrase.kind = "thing"
    phrase.measure = amount.measure
    phrase.start = min(quantity.start, at)
    phrase.end = max(quantity.end, at + 1)
    phrase.trigger = at
    if quantity.value is not None:
        quantity.low, quantity.high = bounds(quantity.qualifier, quantity.value, whole=False)
    elif quantity.qualifier is not Qualifier.BETWEEN:
        quantity.low = None
    return phrase
