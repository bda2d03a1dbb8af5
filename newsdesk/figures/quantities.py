"""Finds the numbers of a sentence with their hedges, and gives each the interval that docs/figures.md gives its words."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import Token
from newsdesk.model import Number, Qualifier

_RANGES = frozenset({"to", "-", "–", "—", "or"})
_LARGEST = 10**12
_YEARS = range(1800, 2100)
_WHO = frozenset(("who", "he", "she"))
_AFTER_AGE = e.COORDINATOR | e.AUXILIARY | e.PREPOSITION | e.VERB


class Quantity:
    """A number of the text: tokens[start:end] are its words, hedges included; tokens[at] its first number word."""

    __slots__ = (
        "article",
        "at",
        "changed_from",
        "end",
        "high",
        "low",
        "more",
        "qualifier",
        "single",
        "start",
        "value",
        "zero",
    )

    def __init__(self, start: int, end: int, value: Number, qualifier: Qualifier = Qualifier.EXACT) -> None:
        self.start = start
        self.at = start
        self.end = end
        self.value: Number | None = value
        self.qualifier = qualifier
        self.low: Number | None = value
        self.high: Number | None = value
        self.article = False
        """Given by "a" or "another", which no hedge belongs to."""
        self.more = False
        self.single = False
        """A determiner or "one": names a member, never a toll."""

    def hedge(self, qualifier: Qualifier) -> None:
        """Put a qualifier on it and set the bounds that follow."""
        if (
            self.value is None
            or (self.single and self.value == 1)
            or self.qualifier in (Qualifier.VAGUE, Qualifier.ZERO)
        ):
            return
        self.qualifier = qualifier
        self.low, self.high = bounds(qualifier, self.value)


def bounds(qualifier: Qualifier, value: Number, whole: bool = True) -> tuple[Number | None, Number | None]:
    """The closed interval that a hedge allows around N (docs/figures.md, "Words to intervals"); an open end is null.

    With `whole` false (magnitude, money, area, tonnes) a strict bound is N itself, for there is no next number.
    """
    step = 1 if whole else 0
    tenth: Number = max(1, -(-value // 10)) if whole else value / 10
    table: dict[Qualifier, tuple[Number | None, Number | None]] = {
        Qualifier.AT_LEAST: (value, None),
        Qualifier.MORE_THAN: (value + step, None),
        Qualifier.AT_MOST: (0, value),
        Qualifier.FEWER_THAN: (0, max(0, value - step)),
        Qualifier.ABOUT: (max(0, value - tenth), value + tenth),
        Qualifier.NEARLY: (max(0, value - tenth), max(0, value - step)),
        Qualifier.JUST_OVER: (value + step, value + tenth),
    }
    return table.get(qualifier, (value, value))


def find(tokens: list[Token]) -> tuple[list[Quantity], list[Quantity]]:
    """The quantities of a sentence that may count something, and those that stand with a unit, left to right.

    Dates, ages, times, addresses and names are in neither.
    """
    found: list[Quantity] = []
    measured: list[Quantity] = []
    at, count = 0, len(tokens)
    while at < count:
        token = tokens[at]
        if not token.flags & (e.NUMERIC | e.DETERMINER | e.MORE_BEFORE):
            at += 1
            continue
        quantity = _read(tokens, at)
        if quantity is None:
            at += 1
            continue
        at = quantity.end
        _qualify(tokens, quantity)
        if not _excluded(tokens, quantity):
            found.append(quantity)
        if tokens[quantity.at].flags & e.DIGITS or quantity.end < len(tokens):
            measured.append(quantity)
    return found, measured


def _read(tokens: list[Token], at: int) -> Quantity | None:
    """The quantity that begins here, if one does."""
    token = tokens[at]
    flags = token.flags
    if flags & e.ZERO:
        numbered = at + 1 < len(tokens) and tokens[at + 1].flags & e.DIGITS
        return None if numbered else _zero(at)
    if flags & e.VAGUE and at and tokens[at - 1].low in ("how", "so", "too", "as"):
        return None
    if flags & e.VAGUE:
        return _vague(tokens, at)
    if flags & e.COLLECTIVE:
        return _open(at, at + 1, token.value)
    if flags & (e.DIGITS | e.UNIT | e.TENS | e.MULTIPLIER | e.MULTIPLE):
        return _counted(tokens, at)
    return _article(tokens, at)


def _zero(at: int) -> Quantity:
    return Quantity(at, at + 1, 0, Qualifier.ZERO)


def _open(start: int, end: int, low: Number) -> Quantity:
    quantity = Quantity(start, end, low, Qualifier.VAGUE)
    quantity.high = None
    return quantity


def _vague(tokens: list[Token], at: int) -> Quantity:
    """ "Several" alone, or "several dozen": twice the unit at least."""
    end = at + 1
    scale = 0
    while end < len(tokens) and tokens[end].flags & (e.MULTIPLIER | e.MULTIPLE):
        scale = int(tokens[end].value) * max(scale, 1)
        end += 1
    return _open(at, end, 2 * scale if scale else tokens[at].value)


def _article(tokens: list[Token], at: int) -> Quantity | None:
    """ "A dozen", "half a dozen", "a hundred"; "a" or "another" with a person is one."""
    token = tokens[at]
    if token.low not in ("a", "an", "another"):
        return None
    nxt = tokens[at + 1] if at + 1 < len(tokens) else None
    if nxt is None:
        return None
    if nxt.flags & (e.MULTIPLE | e.MULTIPLIER) and token.low != "another":
        half = at > 0 and tokens[at - 1].low == "half"
        quantity = _counted(tokens, at + 1)
        quantity.start = at - 1 if half else at
        if half:
            quantity.value = (quantity.value or 0) // 2
            quantity.low = quantity.high = quantity.value
        if nxt.flags & e.MULTIPLE:
            spread = 1
            quantity.qualifier = Qualifier.ABOUT
            quantity.low, quantity.high = (quantity.value or 0) - spread, (quantity.value or 0) + spread
        return quantity
    if token.low == "another" and nxt.flags & e.NUMERIC:
        return None
    party = nxt.flags & e.PARTY and at + 3 < len(tokens) and tokens[at + 2].low == "of"
    if (party and tokens[at + 3].flags & e.NUMERIC) or not _names_person(tokens, at + 1):
        return None
    quantity = Quantity(at, at + 1, 1)
    quantity.single = quantity.article = True
    quantity.more = token.low == "another"
    return quantity


def _names_person(tokens: list[Token], at: int) -> bool:
    """Does a person noun in the singular end the noun phrase that begins here?"""
    last = None
    for k in range(at, min(at + 6, len(tokens))):
        flags = tokens[k].flags
        if flags & e.PERSON:
            last = tokens[k]
        elif flags & e.DEMONYM:
            last = tokens[k] if not flags & e.PLURAL else last
        elif not flags and tokens[k].low.endswith("ing"):
            break
        elif flags & (e.THING | e.UNIT_WORD):
            if last is not None:
                return False
        elif (flags and not flags & (e.ADJECTIVE | e.PLAIN | e.PARTICIPLE | e.STATE | e.VOICE)) or (
            not flags and (last is not None or not tokens[k].low[0].isalpha())
        ):
            break
    return (last is not None and not last.flags & e.PLURAL) or (last is not None and last.low in ("crew", "staff"))


def _counted(tokens: list[Token], at: int) -> Quantity:
    """A number in digits or words, or a range of two."""
    value, end, dozen = _numeral(tokens, at)
    quantity = Quantity(at, end, value)
    quantity.single = value == 1 and tokens[at].low == "one"
    if dozen and value <= 120:
        quantity.qualifier = Qualifier.ABOUT
        spread = value // 12
        quantity.low, quantity.high = value - spread, value + spread
    first = tokens[at]
    if first.upper is not None:
        upper = first.upper if end == at + 1 else value // (first.value or 1) * first.upper
        _stretch(quantity, value, upper)
        return quantity
    if first.flags & e.DIGITS and first.entry.qualifier:
        quantity.hedge(Qualifier(first.entry.qualifier))
    return _range(tokens, quantity)


def _range(tokens: list[Token], quantity: Quantity) -> Quantity:
    """Join "A to B", "A or B", "between A and B"."""
    end = quantity.end
    if end + 1 >= len(tokens) or not tokens[end + 1].flags & (e.DIGITS | e.UNIT | e.TENS):
        return quantity
    before = tokens[quantity.at - 1].low if quantity.at else ""
    joint = tokens[end].low
    if (joint in _RANGES and (before != "from" or _ranges(tokens, quantity.at))) or (
        before == "between" and joint == "and"
    ):
        upper, stop, _ = _numeral(tokens, end + 1)
        value = quantity.value or 0
        last = tokens[stop - 1]
        if last.flags & (e.MULTIPLIER | e.MULTIPLE) and value * last.value <= upper and stop > end + 2:
            value *= int(last.value)
        if upper > value and not tokens[end + 1].upper:
            quantity.end = stop
            if before == "between":
                quantity.start = quantity.at = quantity.at - 1
            _stretch(quantity, value, upper)
    return quantity


def _ranges(tokens: list[Token], at: int) -> bool:
    """ "ranging from 12 to 15" is a range; "rose from 12 to 15" is a change."""
    return at == 1 or (at > 1 and bool(tokens[at - 2].flags & e.RANGING))


def _stretch(quantity: Quantity, low: Number, high: Number) -> None:
    quantity.value = None
    quantity.qualifier = Qualifier.BETWEEN
    quantity.low, quantity.high = low, high


def _numeral(tokens: list[Token], at: int) -> tuple[Number, int, bool]:
    """Value, end, and whether it is a number of dozens."""
    total: Number = 0
    group: Number = 0
    end, dozen = at, False
    while end < len(tokens):
        token = tokens[end]
        flags = token.flags
        if flags & e.DIGITS:
            if end > at:
                break
            group = token.value
        elif (flags & e.TENS and not group % 100 and (end == at or not tokens[end - 1].flags & e.DIGITS)) or (
            flags & e.UNIT and _fits_unit(tokens, at, end, group)
        ):
            group += token.value
        elif flags & e.MULTIPLE and end > at:
            group, dozen = group * token.value, True
        elif flags & e.MULTIPLE:
            group, dozen = token.value, True
        elif flags & e.MULTIPLIER:
            group = (group or 1) * token.value
            if token.value >= 1000:
                total, group = total + group, 0
        elif not (token.low == "and" and _continues(tokens, end, at)):
            break
        end += 1
        if total > _LARGEST or group > _LARGEST:
            break
    value = total + group
    return (int(value) if value == int(value) else value), end, dozen


def _fits_unit(tokens: list[Token], at: int, end: int, group: Number) -> bool:
    if end == at:
        return True
    previous = tokens[end - 1]
    return bool(previous.flags & (e.TENS | e.MULTIPLIER) or previous.low == "and") and not group % 10


def _continues(tokens: list[Token], end: int, at: int) -> bool:
    """Is this "and" inside a number ("two hundred and five")?"""
    if end == at or not tokens[end - 1].flags & e.MULTIPLIER or tokens[at].flags & e.DIGITS:
        return False
    follows = end + 1 < len(tokens) and tokens[end + 1].flags & (e.UNIT | e.TENS)
    return bool(follows) and tokens[end - 1].value <= 1000 and tokens[end - 1].low != "a"


def _qualify(tokens: list[Token], quantity: Quantity) -> None:
    """Take in the hedges before and after."""
    at = quantity.start - 1
    steps = 0
    while at >= 0 and steps < 4:
        token = tokens[at]
        if token.flags & e.BEFORE:
            if not _is_rise(tokens, at):
                quantity.hedge(Qualifier(token.entry.qualifier))
            quantity.start = at
        elif token.flags & e.MORE_BEFORE:
            quantity.more = True
            quantity.start = at
        elif token.low == "of" and _is_party(tokens, at):
            quantity.start = at = at - 2
        elif not token.flags & (e.INSIDE | e.CURRENCY):
            break
        at -= 1
        steps += 1
    while quantity.end < len(tokens):
        token = tokens[quantity.end]
        if token.flags & e.AFTER and not quantity.single:
            quantity.hedge(Qualifier(token.entry.qualifier))
        elif token.low == "+":
            quantity.hedge(Qualifier.AT_LEAST)
        elif token.flags & e.MORE_AFTER:
            quantity.more = True
        else:
            break
        quantity.end += 1


def _is_party(tokens: list[Token], at: int) -> bool:
    """ "A family of six"."""
    return at >= 2 and bool(tokens[at - 1].flags & e.PARTY and tokens[at - 2].flags & e.DETERMINER)


def _is_rise(tokens: list[Token], at: int) -> bool:
    """ "Edged up to 39": no ceiling."""
    return at > 0 and tokens[at].entry.qualifier == "at_most" and bool(tokens[at - 1].flags & e.RISE)


def _excluded(tokens: list[Token], quantity: Quantity) -> bool:
    """Is it a date, an age, a time, an address, a measure of something else, or a name?"""
    before = tokens[quantity.at - 1] if quantity.at else None
    after = tokens[quantity.end] if quantity.end < len(tokens) else None
    if after is not None and after.flags & e.FRACTION:
        return True
    if after is not None and (_is_measured(tokens, quantity.end) or _touches(tokens, quantity.end)):
        return True
    if tokens[quantity.at].flags & e.NAME or (after is not None and after.low in ("'s", "’s") and not quantity.single):
        return True
    if quantity.single and _is_partitive(tokens, quantity.end):
        return True
    if before is None:
        return False
    if before.flags & e.LABEL:
        tokens[quantity.at].flags |= e.AGED
        return True
    if before.flags & e.CURRENCY or (quantity.at == quantity.start and _touches(tokens, quantity.at)):
        return True
    return _is_date(tokens, quantity, before, after) or _is_age(tokens, quantity, before, after)


def _touches(tokens: list[Token], at: int) -> bool:
    """Does a mark join this token to the one before without a space: "3-1", "9/11", "M-16"?"""
    first, second = tokens[at - 1], tokens[at]
    mark = first.low if not first.low[0].isalnum() else second.low
    return first.end == second.start and mark in ("-", "–", "/", ":", "%", "°", "#", "_", "@")


def _is_partitive(tokens: list[Token], at: int) -> bool:
    """ "One of the kidnappers": names a voice or an actor, not a count."""
    return at < len(tokens) and tokens[at].low == "of"


def _is_measured(tokens: list[Token], at: int) -> bool:
    flags = tokens[at].flags
    if flags & e.UNIT_WORD:
        return True
    if at + 1 >= len(tokens) or flags & (e.PERSON | e.COORDINATOR | e.PREPOSITION | e.TRIGGER | e.AUXILIARY):
        return False
    return bool(tokens[at + 1].flags & e.UNIT_WORD) and tokens[at].low[0].isalpha()


def _is_date(tokens: list[Token], quantity: Quantity, before: Token, after: Token | None) -> bool:
    value = quantity.value
    if value is None or not tokens[quantity.at].flags & e.DIGITS:
        return False
    name = tokens[quantity.at - 2] if before.low in (".", ",") and quantity.at > 1 else before
    if name.flags & e.MONTH and (name.capital or name.low != "may") and value <= 31:
        return True
    if after is not None and after.flags & e.MONTH and value <= 31:
        return True
    if value not in _YEARS or "," in tokens[quantity.at].low:
        return False
    if before.flags & (e.PREPOSITION | e.MONTH) or name.flags & e.MONTH:
        return after is None or not after.flags & (e.PERSON | e.DEMONYM)
    if after is not None and after.flags & e.NOUN and not after.flags & e.PLURAL:
        return True
    return after is None or not after.flags & (e.PERSON | e.DEMONYM | e.ADJECTIVE | e.AUXILIARY | e.TRIGGER | e.PLAIN)


def _is_age(tokens: list[Token], quantity: Quantity, before: Token, after: Token | None) -> bool:
    """ "Smith, 35, of Leeds", "(22)", "who was 70"."""
    if quantity.value is None or quantity.value > 115 or quantity.qualifier is not Qualifier.EXACT:
        return False
    if quantity.at >= 2 and before.flags & e.BE and tokens[quantity.at - 2].low in _WHO:
        return after is None or not after.flags & (e.PERSON | e.ADJECTIVE | e.PLAIN)
    back = quantity.at - 1
    while back > 0 and tokens[back].low in ("and", "or", ",", "both"):
        back -= 1
    if back < quantity.at - 1 and tokens[back].flags & e.AGED:
        tokens[quantity.at].flags |= e.AGED
        return True
    if quantity.at < 2 or after is None or before.low not in (",", "(", "both"):
        return False
    name = tokens[quantity.at - 2] if before.low != "both" else tokens[back]
    if not tokens[quantity.at].flags & e.DIGITS and not name.flags & e.AGED:
        return False
    if name.flags & e.AGED:
        tokens[quantity.at].flags |= e.AGED
        return True
    if name.flags & (e.ADVERB | e.MONTH | e.COUNTRY | e.TRIGGER | e.NUMERIC):
        return False
    aged = name.flags & (e.PERSON | e.DEMONYM) or (name.capital and not name.flags & e.TRIGGER) or not name.flags
    if aged and (after.low in (",", ")", ".", ";", "—", "–") or (after.flags & _AFTER_AGE and name.flags & e.PERSON)):
        tokens[quantity.at].flags |= e.AGED
        return True
    return False
