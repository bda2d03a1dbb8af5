"""Cuts a sentence into typed tokens. Knows the lexicon's entries; knows no clause."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.entries import Entry
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.model import Number

_SPACED = r"[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f'’]\d{3}){1,4}(?![\d:/]|[.,]\d{3})"
"""A number with spaces or apostrophes between its thousands: "12 500", "12'500"."""
_TOKEN = re.compile(
    rf"(?P<digits>\d{{1,3}}(?:, 000)+(?!\d)|{_SPACED}|\d+(?:[.,:/]\d+)*)"
    rf"(?P<tail>(?:[-–](?:{_SPACED}|\d{{1,3}}(?:,\d{{3}})+))?(?:[-–]?[^\W_]+)*\+?)"
    r"|(?P<acronym>(?:[^\W\d_]\.){2,}(?:-[^\W\d_]+)*)"
    r"|(?P<word>[^\W\d_]+(?:-(?!\d+\.\d)[^\W_]+)*)"
    r"|(?P<clitic>['’](?:[sS]|[rR][eE]|[vV][eE]|[lL][lL]|[tT])\b)"
    r"|(?P<mark>[^\w\s])"
)
_GROUPED = re.compile(r"\d{1,3}(?:, ?\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d+(?:\.\d+)?")
_RANGE = re.compile(r"[-–](\d[\d,.]*\d|\d)([^\W\d_]*)\+?")
_SLUG = re.compile(r"([A-Z]{3,})(?: \d{1,2})?[-–](?=\w)")
_PIECE = re.compile(r"\S+")
_SPACE = re.compile(r"(?<=\d)[\s'’](?=\d)")
_COMPARING = frozenset("<>≤≥")
"""Before a number they hedge it: ">100 killed"; alone they part the names of a menu."""
_AND_A_HALF = 4
"""Words of "two-and-a-half"."""
_BLANK = Entry("")
_MAY_NAME = e.MONTH | e.SPEECH | e.STATE | e.ADVERB
_NAME_FIRST = e.TOWN | e.REGION | e.PARTICLE | e.SHORT
"""What the first word of a name may be beside unknown: "Port Said"."""
_SMALL = e.RELATIVE | e.PRONOUN | e.DEMONYM | e.MONTH | e.EITHER | e.BE
_NO_THOUSANDS = e.MONTH | e.LABEL
"""Behind these stands a day or a name's number, and the next number is another: "on April 25 300 people died"."""
_LONGEST_PARTICLE = 3
"""Letters of "del", "de", "von" within a name."""
_SMALL_WORD = 5
"""Letters of the longest word that a title in capitals leaves small ("about", "after")."""
DASHES = frozenset(("-", "–", "—"))
LABELLING = frozenset((":", *DASHES))
"""What stands behind a label ("Toll: 12") and before who signs ("… — police")."""
MARKS = frozenset((",", ".", ";"))
"""Behind these another phrase begins."""
CLOSERS = frozenset((".", ",", ";", ")", "—", "–", "?", "!", "]", '"', "“", "”", "«", "»"))
"""Behind these a clause or an aside has ended."""
BRACKETS = frozenset("([")
SHUTS = frozenset(")]")
QUOTES = frozenset("\"'“”‘’«»")
CLITICS = frozenset(("'s", "’s"))
"""What makes a word an owner."""
APOSTROPHES = frozenset(("'", "’"))
PLURAL = "s"
"""What most plurals end on; behind it an apostrophe alone makes an owner."""
ACRONYM = range(2, 7)
"""Letters of a body's short name."""
_NT = frozenset(("'t", "’t"))
_WHOLE = {"won": "will", "can": "can", "shan": "shall"}
"""What these are without the "'t"; others lose their n."""
_AGED_NOUN = e.PERSON | e.ADJECTIVE | e.PLAIN | e.DEMONYM | e.COUNTRY | e.BUILDING | e.THING | e.VOICE | e.DIGITS
_OF_MONTH = e.MONTH | e.AMBIGUOUS_MONTH


class Token:
    """One word, number or mark: where it stands, in lower case, and what the lexicon says of it."""

    __slots__ = ("capital", "end", "ending", "entry", "flags", "low", "raw", "start", "upper", "value")

    def __init__(self, start: int, end: int, low: str, entry: Entry, raw: str = "") -> None:
        self.start = start
        self.end = end
        self.low = low
        self.raw = raw or low
        """As printed."""
        self.entry = entry
        self.flags = entry.flags
        self.ending = entry.ending
        self.value: Number = entry.value
        self.upper: Number | None = None
        """The upper end of a range written as one token ("10-15")."""
        self.capital = raw != low and raw[:1].isupper()


_OUTSIDE = Token(0, 0, ".", _BLANK)
"""A mark that means nothing."""


def peek(tokens: Sequence[Token], at: int) -> Token:
    """The token there; before the first and behind the last one a mark, as sentences end in."""
    return tokens[at] if 0 <= at < len(tokens) else _OUTSIDE


def tokenise(text: str, start: int, end: int, lexicon: Lexicon) -> list[Token]:
    """Tokens of text[start:end], phrases of the lexicon joined; offsets count from the start of the text."""
    words = lexicon.words
    start = _past_slug(text, start, end, lexicon)
    tokens: list[Token] = []
    capitals = text[start:end].isupper()
    counts = False
    for found in _TOKEN.finditer(text, start, end):
        kind = found.lastgroup
        begin, stop = found.span()
        if kind == "tail":
            tokens.extend(_digits(found, tokens[-1].flags if tokens else 0, lexicon))
            counts = True
            continue
        raw = text[begin:stop]
        low = raw.lower()
        if kind == "word":
            token = Token(begin, stop, low, words.get(low, _BLANK), raw)
            if token.flags & _SMALL and not capitals:
                _by_case(token, raw)
            if not token.flags:
                token.ending = lexicon.ending(low)
                if part := _part_of_one(low):
                    token.flags, token.value = e.DIGITS, part
                if "-" in low and (glued := _unit_first(token, lexicon)):
                    tokens.extend(glued)
                    continue
        else:
            low = _in_full(tokens, low, begin, lexicon) if kind != "mark" else low
            token = Token(begin, stop, low, _BLANK if _parts_names(text, begin, stop) else words.get(low, _BLANK), raw)
        tokens.append(token)
    if capitals:
        for token in tokens:
            token.capital = False
    else:
        _take_names(tokens)
    joined = _join(tokens, lexicon)
    return _take_ages(joined, lexicon) if counts else joined


def _past_slug(text: str, start: int, end: int, lexicon: Lexicon) -> int:
    """ "UPDATE 1-Two killed": behind what an agency puts before its headline; `start` where nothing is."""
    slug = _SLUG.match(text, start, end)
    known = slug is not None and lexicon.words.get(slug.group(1).lower(), _BLANK).flags & e.LABEL
    return slug.end() if slug is not None and known else start


def _parts_names(text: str, begin: int, stop: int) -> bool:
    """The ">" of "News > World"; not that of ">100"."""
    return text[begin:stop] in _COMPARING and not text[stop : stop + 1].isdigit()


def _digits(found: re.Match[str], before: int, lexicon: Lexicon) -> Sequence[Token]:
    """The tokens of what opens with a digit; `before` is what kind of word stands before it."""
    apart = before & _NO_THOUSANDS and _SPACE.search(found.group())
    return _apart(found) if apart else _numbers(found, lexicon)


def _in_full(tokens: list[Token], low: str, start: int, lexicon: Lexicon) -> str:
    """What an acronym or a clitic stands for; "didn't" is "did not", so that the word before loses its n."""
    if low not in _NT:
        return low if low in lexicon.words else low.rstrip(".")
    word = tokens[-1] if tokens else None
    if word is None or word.end != start or not word.low.endswith("n") or word.low == "n":
        return low
    word.low = _WHOLE.get(word.low, word.low[:-1])
    word.entry = lexicon.words.get(word.low, _BLANK)
    word.flags, word.ending = word.entry.flags, word.entry.ending
    return "not"


def _take_names(tokens: list[Token]) -> None:
    """ "Mohamed Said spoke": a capitalised speech verb in a name is no verb, as it is in a title."""
    for at, token in enumerate(tokens[:-1]):
        if not token.capital or not token.flags & _MAY_NAME:
            continue
        before, after = tokens[at - 1] if at else None, tokens[at + 1]
        if before and token.flags & e.MONTH and _is_named(before, after):
            token.entry, token.flags = _BLANK, 0
        if token.flags & e.STATE and before and after.capital and any(map(_is_prose, tokens)):
            # "The Missing Migrants Project".
            token.entry, token.flags, token.ending = _BLANK, 0, 0
        if token.flags & e.ADVERB and before and before.capital and not before.flags and after.low == ",":
            # "Keith Still, a crowd scientist".
            token.entry, token.flags, token.ending = _BLANK, 0, 0
        if token.flags & e.SPEECH and ((before and _ends_person(tokens, at)) or _begins_person(tokens, at)):
            token.entry, token.flags, token.ending = _BLANK, 0, 0


def _ends_person(tokens: list[Token], at: int) -> bool:
    """ "Mohamed Said", "Port Said": behind a name, where another verb speaks or the sentence is no title."""
    before, after = tokens[at - 1], tokens[at + 1]
    speaks = bool(after.flags & e.SPEECH and not after.capital)
    within = not before.capital and before.low[0].isalpha() and tokens[at].flags & e.SPOKEN
    titled = before.capital and before.flags & e.TITLE and speaks
    if not (within or titled) and (not before.capital or before.flags & ~_NAME_FIRST):
        return False
    return speaks or any(_is_prose(word) for word in tokens)


def _begins_person(tokens: list[Token], at: int) -> bool:
    """ "Said Ahmed, a doctor, said": before a name, where another verb speaks behind it."""
    after = tokens[at + 1]
    if not tokens[at].flags & e.SPOKEN or not after.capital or after.flags:
        return False
    quoted = at > 0 and (tokens[at - 1].low in QUOTES or tokens[at - 1].capital)
    behind = next((word for word in tokens[at + 2 :] if not word.capital), after)
    if behind.flags & e.STRONG:
        return True
    if quoted or behind.low == ":":
        return False
    return any(word.flags & e.STRONG and not word.capital for word in tokens[at + 2 :])


def _is_named(before: Token, after: Token) -> bool:
    """ "Vina del Mar", "Theresa May said": no month, as it is in "late May"."""
    name = before.capital or len(before.low) <= _LONGEST_PARTICLE
    return name and not before.flags & ~e.PARTICLE and before.low[0].isalpha() and not after.low[0].isdigit()


def _take_ages(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """ "A 17-year-old was shot": the age stands for the person, where no person's noun follows."""
    at = 1
    while at < len(tokens) - 1:
        unit = tokens[at]
        if unit.flags & e.OLD:
            number = tokens[at - 1]
            if number.flags & e.DIGITS and _ends_there(tokens[at + 1]):
                tokens[at - 1 : at + 1] = [_aged(number.start, unit.end, number.value, lexicon)]
        elif "0" <= unit.low[0] <= "9" and (years := _years(unit, lexicon)) and _ends_there(tokens[at + 1]):
            tokens[at] = _aged(unit.start, unit.end, years, lexicon)
        at += 1
    return tokens


def _years(token: Token, lexicon: Lexicon) -> int:
    """The 17 of "17-year-old", printed as one word."""
    digits, _, unit = token.low.partition("-")
    known = lexicon.words.get(unit)
    return int(digits) if known is not None and known.flags & e.OLD and digits.isdigit() else 0


def _aged(start: int, end: int, years: Number, lexicon: Lexicon) -> Token:
    return Token(start, end, f"{years}", lexicon.aged(years))


def _ends_there(after: Token) -> bool:
    return not after.flags & _AGED_NOUN and (bool(after.flags) or not after.low[0].isalpha())


def _is_prose(token: Token) -> bool:
    """Is it a long word that a headline in capitals would not leave small?"""
    return len(token.low) > _SMALL_WORD and token.raw.islower() and token.low.isalpha()


def _numeral(digits: str, start: int, end: int) -> Token:
    """The number of a word like "6.4-magnitude"."""
    token = Token(start, end, digits, _BLANK)
    if _GROUPED.fullmatch(digits):
        token.flags, token.value = e.DIGITS, _value_of(digits)
    return token


def _apart(found: re.Match[str]) -> tuple[Token, ...]:
    """A number for each piece between spaces."""
    at = found.start()
    return tuple(_numeral(one.group(), at + one.start(), at + one.end()) for one in _PIECE.finditer(found.group()))


def _numbers(found: re.Match[str], lexicon: Lexicon) -> tuple[Token, ...]:
    """The token of a number; two where a unit is glued to it ("6.4-magnitude", "500ha")."""
    tail = found.group("tail").lower()
    stuck = tail in lexicon.stuck
    unit = tail if stuck else tail[1:]
    if not stuck and unit not in lexicon.glued:
        return (_number(found, lexicon),)
    middle = found.start("tail") + (0 if stuck else 1)
    number = _numeral(_SPACE.sub(",", found.group("digits")), found.start(), found.start("tail"))
    return number, Token(middle, found.end(), unit, lexicon.words.get(unit, _BLANK))


def _part_of_one(sign: str) -> float:
    """Half of one for "½", and so on; 0 for anything else."""
    part = unicodedata.numeric(sign, 0) if len(sign) == 1 and not sign.isalpha() else 0
    return part if part < 1 else 0


def _unit_first(token: Token, lexicon: Lexicon) -> Sequence[Token]:
    """The unit, the hyphen and the number of "magnitude-6"; nothing of another word, which gets its meaning."""
    unit, _, number = token.low.partition("-")
    if unit not in lexicon.glued or not number.isdigit():
        _compound(token, lexicon)
        return ()
    middle = token.start + len(unit)
    named = Token(token.start, middle, unit, lexicon.words.get(unit, _BLANK), token.raw[: len(unit)])
    return named, Token(middle, middle + 1, "-", _BLANK), _numeral(number, middle + 1, token.end)


def _by_case(token: Token, raw: str) -> None:
    """ "WHO" is a name and "who" is not; "US" is a country and "us" is not; "March" is a month and "march" is not."""
    if token.flags & e.MONTH:
        token.flags &= _OF_MONTH if raw[0].isupper() else ~0
    elif (len(raw) > 1 and raw.isupper() and not token.flags & e.DEMONYM) or (
        token.flags & e.DEMONYM and raw.islower() and len(raw) == 2
    ):
        named = token.flags & e.WHOSE and token.flags & e.RELATIVE
        # The WHO speaks; no other word of this kind does.
        token.entry, token.flags = _BLANK, e.VOICE | e.INSTITUTION if named else 0


def _number(found: re.Match[str], lexicon: Lexicon) -> Token:
    """The token of a number; its thousands are parted by commas in its lower case, whatever parts them in print."""
    digits, tail = _SPACE.sub(",", found.group("digits")), _SPACE.sub(",", found.group("tail").lower())
    token = Token(found.start(), found.end(), digits + tail, _BLANK)
    if not _GROUPED.fullmatch(digits) or (digits[0] == "0" and digits[1:2].isdigit()):
        return token
    value = _value_of(digits)
    if part := _part_of_one(tail):
        # "2½ million".
        value, tail = value + part, ""
    if tail.endswith("+"):
        token.upper = None
        tail = tail[:-1]
        token.entry = lexicon.words.get("plus", _BLANK)
    span = _RANGE.fullmatch(tail)
    if span and _GROUPED.fullmatch(span.group(1)) and span.group(2) in lexicon.suffixes | {"": 1}:
        scale = lexicon.suffixes.get(span.group(2), 1)
        token.value, token.upper = value * scale, _value_of(span.group(1)) * scale
        if token.upper > token.value:
            token.flags = e.DIGITS
        return token
    hedge = lexicon.words.get(tail.lstrip("-–"), _BLANK)
    if hedge.flags & e.AFTER:
        # "40-plus", "40-odd".
        token.entry, tail = hedge, ""
    members = lexicon.words.get(tail[1:], _BLANK).flags & e.MEMBERSHIP
    if tail and tail not in lexicon.suffixes and not members:
        return token
    token.flags = e.DIGITS | members
    named = lexicon.words.get(token.low)
    if named is not None:
        token.flags |= named.flags & e.NAME
    token.value = scaled(value, lexicon.suffixes.get(tail, 1))
    return token


def scaled(value: Number, scale: Number) -> Number:
    """So many times a number, whole where it is: 4.1 million is 4,100,000."""
    product = round(value * scale, 6)
    return int(product) if product == int(product) else product


def _value_of(digits: str) -> Number:
    """The number that a numeral of English news prints: "1,234", "2, 000", "1.2"."""
    plain = digits.replace(",", "").replace(" ", "")
    if "." in plain:
        return scaled(float(plain[:40]), 1)
    return int(plain[:40])


def _compound(token: Token, lexicon: Lexicon) -> None:
    """Give a hyphenated word its meaning: that of its last part, unless it opens with a number.

    "Twenty-five" is one, "four-member" counts members, "two-year-old" is nothing.
    """
    parts = token.low.split("-")
    first, last = lexicon.words.get(parts[0]), lexicon.words.get(parts[-1])
    if first is not None and first.flags & e.TENS and last is not None and last.flags & e.UNIT:
        token.flags = e.UNIT
        token.value = first.value + last.value
        token.entry = first
    elif (
        first is not None
        and first.flags & e.UNIT
        and len(parts) == _AND_A_HALF
        and last is not None
        and last.flags & e.HALF
    ):
        token.flags = e.UNIT
        token.value = first.value + 1 / 2
    elif first is not None and first.flags & e.UNIT and last is not None and last.flags & e.MEMBERSHIP:
        token.flags = e.UNIT | e.MEMBERSHIP
        token.value = first.value
    elif first is not None and first.flags & e.NUMERIC and not first.flags & e.ZERO:
        token.flags = 0
    elif last is not None and last.flags & (e.PERSON | e.DEMONYM):
        token.entry = last
        token.flags = last.flags & (e.PERSON | e.PLURAL | e.DEMONYM | e.SILENT)


def is_owning(tokens: list[Token], k: int) -> bool:
    """The "'s" of "the army's count", the "'" of "the rebels' count"."""
    low = tokens[k].low
    if low in CLITICS or low not in APOSTROPHES or k == 0:
        return low in CLITICS
    return tokens[k - 1].low.endswith(PLURAL) and tokens[k - 1].end == tokens[k].start


def is_acronym(token: Token) -> bool:
    """ "UNICEF" of "UNICEF and the WHO"."""
    return token.raw.isupper() and len(token.raw) in ACRONYM


def _is_article(token: Token) -> bool:
    """The small "the" of "told the Wall Street Journal", which is no part of its name."""
    return bool(token.flags & e.THE and not token.capital)


def _join(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """Make one token of each phrase of the lexicon, the longest first."""
    pairs, firsts = lexicon.pairs, lexicon.phrases
    lows = [token.low for token in tokens]
    joined: list[Token] = []
    done = 0
    for at in [k for k, low in enumerate(lows[:-1]) if low in firsts]:
        rows = pairs.get(f"{lows[at]} {lows[at + 1]}") if at >= done else None
        for rest, entry in rows or ():
            stop = at + 2 + len(rest)
            if lows[at + 2 : stop] == rest and not (entry.flags & e.CREDITED and _is_article(tokens[at])):
                joined.extend(tokens[done:at])
                joined.append(_whole(tokens[at:stop], entry))
                done = stop
                break
    joined.extend(tokens[done:])
    return joined


def _whole(parts: list[Token], entry: Entry) -> Token:
    """The token of a phrase."""
    whole = Token(parts[0].start, parts[-1].end, entry.word, entry, " ".join(token.raw for token in parts))
    whole.capital = parts[0].capital
    return whole
