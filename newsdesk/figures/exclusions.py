"""Tells the numbers that count nobody: dates, ages, addresses, measures, names (docs/figures.md, "Not figures")."""

from __future__ import annotations

from newsdesk.figures import ages, shares
from newsdesk.figures.bounds import Quantity
from newsdesk.figures.calendar_numbers import YEARS, is_date
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import CLITICS, DASHES, PLURAL, Token
from newsdesk.model import Qualifier

_ASIDE = 8
"""Words of an apposition to "one of whom"."""
_RATED = 4
"""Words from a number to the "per" of its rate."""
_CLOSER = 3
"""Words from "closer to" to the number that is farther."""
_PLACED = 3
"""Words from "in" to the "of" of "in a village of"."""
_COUNTED = e.PERSON | e.DEMONYM | e.ADJECTIVE | e.PLAIN | e.NOUN | e.BODY | e.BUILDING
_MARKS = frozenset(("-", "–", "/", ":", "%", "°", "#", "_", "@"))
_NO_UNIT = e.NUMERIC | e.DETERMINER | e.PERSON | e.COORDINATOR | e.PREPOSITION | e.TRIGGER | e.AUXILIARY
_SIZED = e.TOWN | e.REGION | e.INSTITUTION | e.THING
_WITHHELD = 3
"""Words of "not yet been released"."""
_CAPTION = 5
"""Words of "2 of 5 Ana Reyes"."""
_NAMED = e.PERSON | e.TWICE | e.BUILDING | e.THING
"""What is called by a name that opens with a number."""
_COUNTING = e.PERSON | e.PARTY | e.TRIGGER | e.NUMBER_NOUN | e.BODY | e.EVENT | e.DOCUMENT
_OF_OWNER = e.DETERMINER | e.PLAIN | e.ADJECTIVE | e.DEMONYM | e.TOWN | e.REGION
_BEHIND_SIZE = e.AUXILIARY | e.RELATIVE | e.SUBORDINATOR | e.PREPOSITION


def excludes(tokens: list[Token], quantity: Quantity) -> bool:
    """Does this number count nobody? Ages are marked on the way, so that a list of them is known as one."""
    before = tokens[quantity.at - 1] if quantity.at else None
    after = tokens[quantity.end] if quantity.end < len(tokens) else None
    if (
        shares.is_of_share(tokens, quantity)
        or _is_unit_or_name(tokens, quantity, after)
        or _counts_nothing(tokens, quantity, after)
    ):
        return True
    if before is None:
        return False
    if before.flags & e.LABEL:
        tokens[quantity.at].flags |= e.AGED
        return True
    if _is_numbered(tokens, quantity, before, after):
        return True
    return _belongs(tokens, quantity, before, after) or ages.is_age(tokens, quantity)


def _belongs(tokens: list[Token], quantity: Quantity, before: Token, after: Token | None) -> bool:
    """Is it a part of something else: a price, a name, a date?"""
    if before.flags & (e.CURRENCY | e.EXCEPT) or (quantity.at == quantity.start and _touches(tokens, quantity.at)):
        return True
    if _is_one_party(tokens, quantity, before) or _is_offspring(tokens, quantity, before):
        return True
    if _is_size(tokens, quantity, after) or _is_whole_party(tokens, quantity):
        return True
    return _ends_name(tokens, quantity, before, after) or is_date(tokens, quantity, before, after)


def _is_size(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    """The 3,000 of "Lorn, a village of 3,000, was hit", of "a school of 600"; not "a crowd of 300"."""
    of = quantity.start - 1
    if of < 1 or not tokens[of].flags & e.OF:
        return False
    if tokens[of - 1].flags & e.PEOPLE:
        return _is_governed(tokens, of - 2)
    sized = tokens[of - 1].flags & _SIZED and not tokens[of - 1].flags & _COUNTING
    placed = of > _PLACED and tokens[of - 2].flags & e.ARTICLE and tokens[of - _PLACED].flags & e.PLACE
    if placed and tokens[of - 1].flags & (e.TOWN | e.REGION) and after is not None and after.flags & e.SILENT:
        # "57 people in a village of 400 people were killed".
        return True
    told = _BEHIND_SIZE | (e.MOVE if placed else 0)
    return bool(sized) and (after is None or not after.low[0].isalpha() or bool(after.flags & told))


def _is_whole_party(tokens: list[Token], quantity: Quantity) -> bool:
    """The 21 of "eight workers from a crew of 21 were killed"; not "a family of six"."""
    at = quantity.start - 1
    party = any(token.flags & e.PARTY for token in tokens[quantity.start : quantity.at])
    return party and at > 0 and bool(tokens[at].flags & e.FROM and tokens[at - 1].flags & (e.PERSON | e.NUMERIC))


def _is_governed(tokens: list[Token], at: int) -> bool:
    """ "Many of the area's population of 30,000", "with a population of 800": the number is not of those told of."""
    while at > 0 and (tokens[at].flags & _OF_OWNER or tokens[at].capital or tokens[at].low in CLITICS):
        at -= 1
    return bool(at >= 0 and tokens[at].flags & (e.OF | e.HARMING))


def _counts_nothing(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    if tokens[quantity.at].flags & e.MEMBERSHIP and not _has_members(tokens, quantity.end):
        return True
    if _is_withheld(tokens, quantity):
        return True
    step = _is_step(tokens, quantity) or _is_farther(tokens, quantity.start)
    aged = _is_youngest(tokens, quantity) or _tells_how(tokens, quantity)
    return step or aged or _is_no_toll(tokens, quantity, after)


def _is_withheld(tokens: list[Token], quantity: Quantity) -> bool:
    """ "Would not give a number of dead", "has not released a number of people displaced"; not "freed a number"."""
    verb = quantity.start - 1
    if verb < 1 or not (tokens[quantity.at].flags & e.SOME_NUMBER and tokens[verb].flags & e.GIVING):
        return False
    not_yet = any(token.flags & e.NOT for token in tokens[max(0, verb - _WITHHELD) : verb])
    return not_yet or not tokens[verb].flags & e.ACTIVE


def _is_no_toll(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    """ "It gave no death toll", "13 dead, no more", "will end if nobody else dies": nobody is counted."""
    if quantity.qualifier is not Qualifier.ZERO:
        return False
    if quantity.start and tokens[quantity.start - 1].flags & e.SUPPOSING:
        return True
    ends = after is None or not after.low[0].isalnum()
    return (quantity.more and ends) or (after is not None and bool(after.flags & e.TOLL))


def _tells_how(tokens: list[Token], quantity: Quantity) -> bool:
    """ "None of them older than 15", "none of them seriously": how old or how badly hurt they are, and not how many."""
    if quantity.qualifier is not Qualifier.ZERO:
        return False
    at = quantity.end + (quantity.end < len(tokens) and bool(tokens[quantity.end].flags & e.OF_THEM))
    word, behind = [*tokens[at : at + 2], None, None][:2]
    badly = word is not None and word.flags & e.BADLY and (behind is None or not behind.low[0].isalnum())
    return bool(badly or (word is not None and at > quantity.end and word.flags & e.YOUNG))


def _is_youngest(tokens: list[Token], quantity: Quantity) -> bool:
    """ "Children as young as 11"."""
    return quantity.start > 0 and bool(tokens[quantity.start - 1].flags & e.YOUNG)


def _is_one_party(tokens: list[Token], quantity: Quantity, before: Token) -> bool:
    """The one family of "five from one family", the one of "eight members of one wedding party"."""
    party = any(token.flags & e.PARTY for token in tokens[quantity.end : quantity.end + 2])
    return bool(quantity.single and before.flags & (e.FROM | e.OF) and party)


def _is_step(tokens: list[Token], quantity: Quantity) -> bool:
    """The 14 of "deaths rose 14 to 402", the two of "two fewer people died than was thought"."""
    at = quantity.end
    if at < len(tokens) and tokens[at].flags & e.FEWER:
        return True
    rising = quantity.start and tokens[quantity.start - 1].flags & e.RISE and tokens[at - 1].flags & e.DIGITS
    return bool(rising) and at + 1 < len(tokens) and bool(tokens[at].flags & e.TO and tokens[at + 1].flags & e.DIGITS)


def _is_farther(tokens: list[Token], start: int) -> bool:
    """The 20 of "closer to 30 than 20"."""
    than = start > _CLOSER and tokens[start - 1].flags & e.OVER and tokens[start - 2].flags & e.DIGITS
    return bool(than and tokens[start - _CLOSER].flags & e.BEFORE and not tokens[start - _CLOSER].flags & e.COMPARED)


def _is_unit_or_name(tokens: list[Token], quantity: Quantity, after: Token | None) -> bool:
    """ "60 miles", "40 per cent", "3-1", "the 20's", "911", "one of the hostages"."""
    named = tokens[quantity.at].flags & e.NAME or _opens_name(tokens, quantity.end) or _is_caption(tokens, quantity.at)
    if named or isinstance(quantity.value, float) or _is_years(quantity):
        return True
    if after is None:
        return False
    if quantity.single:
        share = after.flags & e.FRACTION and not quantity.article
        return bool(share) or _is_no_one(tokens, quantity, after)
    if after.flags & e.FRACTION or after.low in CLITICS or _is_difference(tokens, quantity.end):
        return True
    if (
        _is_rate(tokens, quantity.end)
        or _is_rate_of(tokens, quantity.end)
        or shares.is_share(tokens, quantity.end)
        or shares.is_base(tokens, quantity)
    ):
        return True
    return _is_measured(tokens, quantity.end) or _is_metres(tokens, quantity, after) or _touches(tokens, quantity.end)


def _has_members(tokens: list[Token], at: int) -> bool:
    """ "A four-member family", "a 15-strong Pakistani delegation"; not "a six-man panel"."""
    while (
        at < len(tokens) and tokens[at].flags & (e.DEMONYM | e.ADJECTIVE | e.PLAIN) and not tokens[at].flags & e.PERSON
    ):
        at += 1
    return at < len(tokens) and bool(tokens[at].flags & (e.PARTY | e.PERSON))


def _is_no_one(tokens: list[Token], quantity: Quantity, after: Token) -> bool:
    """ "Not one", "one of the worst fires", "one in ten", "one has to …", "one of them a child"."""
    if after.flags & e.OF_THEM:
        return not _is_told_of(tokens, quantity.end + 1)
    denied = quantity.start > 0 and tokens[quantity.start - 1].flags & e.NOT
    if after.flags & e.ANOTHER or _is_the_one(tokens, quantity.start, after):
        return True
    some = denied or (after.flags & e.OF and not _is_of_counted(tokens, quantity.end + 1, quantity.start))
    share = shares.is_share(tokens, quantity.end) or shares.is_one_of_so_many(tokens, quantity.end)
    return bool(some) or share or _is_anyone(tokens, quantity.end)


def _is_the_one(tokens: list[Token], start: int, after: Token) -> bool:
    """ "A talk like the one being held with the rebels"; not "she is the one who was hurt"."""
    if start > 0 and tokens[start - 1].flags & e.NAMES_BEFORE and tokens[start - 1].flags & e.DETERMINER:
        # "Prior to this one, 350 died"; not "said that one died".
        return not (tokens[start - 1].flags & (e.THAT | e.RELATIVE) or after.flags & e.PERSON)
    return start > 0 and bool(tokens[start - 1].flags & e.THE) and not after.flags & (e.PERSON | e.RELATIVE)


def _is_told_of(tokens: list[Token], at: int) -> bool:
    """ "One of them died", "one of them critically", "one of whom, a nurse, has died"; not "one of them a child"."""
    if at < len(tokens) and tokens[at].low == ",":
        at = next((k + 1 for k in range(at + 1, min(len(tokens), at + _ASIDE)) if tokens[k].low == ","), at)
    first = at
    while at < len(tokens) and tokens[at].flags & (e.AUXILIARY | e.ADVERB) and not tokens[at].flags & e.GRAVE:
        at += 1
    if at > first and tokens[at - 1].ending & e.LY:
        return True
    if at >= len(tokens):
        return False
    described = at > first and tokens[at - 1].flags & e.BE and tokens[at].flags & (e.ARTICLE | e.PERSON | e.DEMONYM)
    return bool(described or tokens[at].flags & (e.TRIGGER | e.GRAVE))


def _is_difference(tokens: list[Token], at: int) -> bool:
    """The four of "26 people, four more than previously thought"; not "injured 20, more than half of them badly"."""
    return bool(tokens[at].flags & e.COMPARED)


def _is_of_counted(tokens: list[Token], at: int, start: int) -> bool:
    """ "One of the 45 wounded", "one of the ship's 40 crew", "he is one of the dead"; not "one of the worst fires"."""
    kinds = e.NUMERIC | e.PERSON | (e.GROUP if start and tokens[start - 1].flags & e.BE else 0)
    while at < len(tokens) and tokens[at].flags & e.DETERMINER:
        at += 1
    if at + 1 < len(tokens) and tokens[at].flags & e.PARTICIPLE and tokens[at + 1].flags & e.PERSON:
        # "One of the abducted students".
        at += 1
    if at + 1 < len(tokens) and tokens[at + 1].low in CLITICS:
        at += 2
    if at + 1 < len(tokens) and tokens[at].flags & e.GROUP and tokens[at + 1].flags & (e.PERSON | e.AUXILIARY | e.MOVE):
        # "One of the wounded men is …", "one of the injured died".
        return True
    return at < len(tokens) and bool(tokens[at].flags & kinds)


def _is_rate(tokens: list[Token], at: int) -> bool:
    """ "Rising by 10 to 20 a day"; "killed 20 a day after the quake" is none."""
    if at + 1 >= len(tokens) or not tokens[at].flags & e.RATE or not tokens[at + 1].flags & e.UNIT_WORD:
        return False
    return at + 2 >= len(tokens) or not tokens[at + 2].flags & e.DATED


def _is_rate_of(tokens: list[Token], at: int) -> bool:
    """ "14 deaths per 100,000 residents", "900 patients a week"."""
    for k in range(at, min(len(tokens) - 1, at + _RATED)):
        if tokens[k].flags & e.RATE and not tokens[k].flags & e.BEFORE and k > at:
            base = tokens[k + 1].flags
            return bool(base & e.UNIT_WORD or (base & e.NUMERIC and not tokens[k].flags & e.ARTICLE)) and not _is_dated(
                tokens, k
            )
        if not tokens[k].flags & (e.PERSON | e.NOUN | e.ADJECTIVE | e.PLAIN) and tokens[k].flags:
            break
    return False


def _is_dated(tokens: list[Token], at: int) -> bool:
    """ "20 people a day after the quake"."""
    return at + 2 < len(tokens) and bool(tokens[at + 2].flags & e.DATED)


def _is_offspring(tokens: list[Token], quantity: Quantity, before: Token) -> bool:
    """ "The father of three"."""
    parent = quantity.at > 1 and before.flags & e.OF and tokens[quantity.at - 2].flags & e.PARENT
    return bool(parent) and not quantity.article


def _ends_name(tokens: list[Token], quantity: Quantity, before: Token, after: Token | None) -> bool:
    """ "Told Channel 3 that …", "KCRA 3 reported": a number that belongs to the name before it."""
    named = before.capital and not before.flags and bool(tokens[quantity.at].flags & e.DIGITS)
    return named and after is not None and bool(after.flags & (e.THAT | e.STRONG))


def _is_numbered(tokens: list[Token], quantity: Quantity, before: Token, after: Token | None) -> bool:
    """ "Sector 9", "Mine No. 8", "on train 2240 were"; not "in one camp 22 people", "in camp 22 people"."""
    number = tokens[quantity.at]
    if quantity.start != quantity.at or not number.flags & e.DIGITS or "," in number.low:
        return False
    at = quantity.at - 1
    if before.low == "." and at > 1 and tokens[at - 1].flags & e.LABEL and tokens[at - 2].flags & e.NUMBERED:
        return True
    counted = after is not None and bool(after.flags & _COUNTED)
    if not before.flags & e.NUMBERED or counted:
        return False
    return before.capital or (at > 0 and bool(tokens[at - 1].flags & e.PREPOSITION))


def _opens_name(tokens: list[Token], at: int) -> bool:
    """ "Two Rivers man killed", "Six Flags visitors hurt": not "Six Houthis killed", nor "Six Miners Killed"."""
    if at + 1 >= len(tokens) or not tokens[at - 1].flags & e.UNIT or not tokens[at - 1].capital:
        return False
    name, follows = tokens[at], tokens[at + 1]
    named = name.capital and not name.flags & ~e.THING and name.low.endswith(PLURAL)
    return bool(named and not follows.capital and follows.flags & _NAMED and not follows.flags & e.AUXILIARY)


def _is_caption(tokens: list[Token], at: int) -> bool:
    """The "2 of 5" of "2 of 5 Ana Reyes was arrested": which picture; not "2 of 5 Houthi fighters"."""
    if at > 1 and tokens[at - 1].flags & e.OF:
        at -= 2
    words = tokens[at : at + _CAPTION]
    if len(words) < _CAPTION or not words[0].flags & words[2].flags & e.DIGITS or not words[1].flags & e.OF:
        return False
    return all(word.capital and not word.flags for word in words[3:])


def _is_years(quantity: Quantity) -> bool:
    """ "Between 1986 and 1987"."""
    return quantity.value is None and quantity.low in YEARS and quantity.high in YEARS


def _is_anyone(tokens: list[Token], at: int) -> bool:
    """ "One has to …", "one must …"."""
    if tokens[at].flags & e.HAVE:
        return at + 1 < len(tokens) and bool(tokens[at + 1].flags & e.TO)
    return bool(tokens[at].flags & e.MODAL and not tokens[at].flags & e.AMBIGUOUS_MONTH)


def _touches(tokens: list[Token], at: int) -> bool:
    """Is this token joined to the one before without a space: "3-1", "9/11", "M-16", "B200"?"""
    first, second = tokens[at - 1], tokens[at]
    mark = first.low if not first.low[0].isalnum() else second.low
    if first.end != second.start:
        return False
    if at > 1 and first.low in DASHES and tokens[at - 2].low == first.low:
        # "(Reuters) --Seven people were killed".
        return False
    if mark not in _MARKS:
        return first.low[-1].isalpha() and second.low[0].isdigit()
    return mark != ":" or (at + 1 < len(tokens) and tokens[at + 1].start == second.end)


def _is_metres(tokens: list[Token], quantity: Quantity, after: Token) -> bool:
    """ "50m from the dock", "3m below the surface", "550m to the shaft", "160m and along"; not "1.2m of them"."""
    raw = tokens[quantity.at].raw
    if raw[-1] != "m" or not raw[:-1].isdigit():
        return False
    if after.flags & e.AND and quantity.end + 1 < len(tokens):
        return bool(tokens[quantity.end + 1].flags & e.PREPOSITION)
    if after.flags & e.TO and quantity.end + 1 < len(tokens):
        # "5m to be moved", "2m to flee".
        return not tokens[quantity.end + 1].flags & (e.BE | e.TRIGGER)
    where = after.flags & e.PREPOSITION and not after.flags & (e.OF | e.INCLUDING | e.SUBORDINATOR)
    return bool(where and (after.flags & e.FROM or not after.flags & e.PLACE))


def _is_measured(tokens: list[Token], at: int) -> bool:
    """ "40 miles", "40 nautical miles", "millions of dollars"."""
    at += bool(tokens[at].flags & e.OF and at + 1 < len(tokens))
    flags = tokens[at].flags
    if flags & e.UNIT_WORD:
        return True
    if at + 1 >= len(tokens) or flags & (_NO_UNIT | e.INTO_MONTH):
        # "Wounded 40 last week".
        return False
    return bool(tokens[at + 1].flags & e.UNIT_WORD) and tokens[at].low[0].isalpha()
