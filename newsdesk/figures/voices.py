"""Finds who says so: the voices of a sentence, and which of its words each one covers. Knows no measure."""

from __future__ import annotations

from collections.abc import Callable

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.tokens import Token

_MOST_WORDS = 8
"""A voice is named in at most this many words; a longer one is cut to what names it."""
_QUOTES = frozenset('"“”«»')
_POSSESSIVE = frozenset(("'s", "’s"))
_CLOSERS = frozenset((".", ",", ";", ")", "—", "–", "?", "!", "]")) | _QUOTES
_NAMING = e.VOICE | e.TITLE | e.PRONOUN | e.DEMONYM | e.COUNTRY | e.DOCUMENT | e.PERSON


class Voice:
    """A voice and the tokens it covers: tokens[start:end]. `outer` voices (a trailing "AP reported") wrap inner ones."""

    __slots__ = ("at", "changing", "document", "end", "names", "outer", "pronoun", "start", "verb")

    def __init__(self, at: int, start: int, end: int, names: list[str], outer: bool) -> None:
        self.at = at
        """The token of the name, for order."""
        self.start = start
        self.end = end
        self.names = names
        self.outer = outer
        self.pronoun = ""
        self.document = False
        self.changing = False
        """Its verb moves a number: the one it moves from is not its claim."""
        self.verb = at


Resolve = Callable[[str], list[str]]


def find(text: str, tokens: list[Token]) -> list[Voice]:
    """The voices of a sentence in order; a pronoun keeps its kind, to be resolved against earlier sentences."""
    voices: list[Voice] = []
    covered = 0
    waiting: tuple[int, list[str]] | None = None
    for at, token in enumerate(tokens):
        flags = token.flags
        if flags & e.ACCORDING:
            voice = _according(text, tokens, at, covered)
        elif flags & e.CITING and not (at and tokens[at - 1].flags & e.BE):
            subject = _speech(text, tokens, at, covered) if flags & e.WEAK and not voices else None
            if subject is not None:
                voices.append(subject)
            waiting = _cite(text, tokens, at, voices) or waiting
            continue
        elif flags & e.BY and any(token.flags & e.DOCUMENT for token in tokens[at + 1 : at + 4]):
            voice = _according(text, tokens, at, covered)
        elif flags & (e.SPEECH | e.DOCUMENT):
            voice = _speech(text, tokens, at, covered) if flags & e.SPEECH else None
            if voice is None and flags & e.DOCUMENT:
                voice = _document(text, tokens, at)
        elif token.low == ":" and 0 < at <= 6:
            voice = _label(text, tokens, at)
        else:
            continue
        if voice is not None:
            if waiting and voice.at < waiting[0] < at:
                voice.names = [*voice.names, *waiting[1]]
                waiting = None
            if voice.outer:
                covered = at
            else:
                _cut(tokens, voices, voice)
            voices.append(voice)
    return voices


def _cut(tokens: list[Token], voices: list[Voice], voice: Voice) -> None:
    """A new leading voice ends the reach of the leading ones before it, unless it is what they said."""
    for earlier in voices:
        if earlier.outer or not earlier.end > voice.at > earlier.at:
            continue
        if earlier.document or any(_parts(token) for token in tokens[earlier.verb + 1 : voice.at]):
            earlier.end = voice.at


def _parts(token: Token) -> bool:
    return token.low in (",", ";", "and", "while", "whereas", "—", "–") or bool(token.flags & e.CONTRAST)


def _speech(text: str, tokens: list[Token], at: int, covered: int) -> Voice | None:
    """The subject of a speech verb, before it or, after a quotation, behind it."""
    token = tokens[at]
    if (
        at + 1 < len(tokens)
        and tokens[at + 1].low in ("by", "to")
        and token.flags & e.STRONG
        and token.low != "reported"
    ):
        return None
    if token.flags & e.DOCUMENT and _is_noun(tokens, at):
        return None
    k = at - 1
    if k > 0 and tokens[k].low in ("not", "never", "to"):
        return None
    while k >= 0 and tokens[k].flags & (e.ADVERB | e.HAVE | e.MODAL) and not tokens[k].flags & e.VOICE:
        k -= 1
    if k >= 0 and tokens[k].flags & e.BE:
        if token.low not in {"saying", "quoted"}:
            return None
        while k >= 0 and tokens[k].flags & (e.BE | e.HAVE | e.ADVERB):
            k -= 1
    if (
        token.flags & e.STRONG
        and not token.flags & e.TOLD
        and (at == 0 or tokens[at - 1].low in _QUOTES or tokens[at - 1].low == ",")
    ):
        inverted = _inverted(text, tokens, at, covered)
        if inverted is not None:
            return inverted
    if k < 0:
        return None
    if tokens[k].low == "as" and k:
        k -= 1
    start, end = _subject(tokens, k)
    if start > 1 and all(t.flags & (e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.DOCUMENT) for t in tokens[start:end]):
        start, end = _issuer(tokens, start, end)
    if start >= end or not _speaks(tokens, start, end, bool(token.flags & e.STRONG)):
        return None
    names, pronoun = _names(text, tokens, start, end)
    if not names and not pronoun:
        return None
    trailing = start > 0 and _trails(tokens, at)
    if trailing and _is_opening(tokens, start, covered):
        trailing = False
        if tokens[start - 1].low == "," and at + 1 < len(tokens) and tokens[at + 1].low == ",":
            voice = Voice(start, covered, len(tokens), names, True)
            voice.pronoun = pronoun
            return voice
    if trailing:
        begin = _as_clause(tokens, start, covered)
        voice = Voice(start, begin, at + 1, names, True)
    else:
        voice = Voice(start, start, len(tokens), names, False)
    voice.pronoun = pronoun
    voice.verb = at
    voice.changing = token.low in ("revised", "revises", "raised", "lowered")
    _listener(text, tokens, at, voice)
    return voice


def _is_noun(tokens: list[Token], at: int) -> bool:
    """Is "reports" or "estimates" a noun here: a verb follows, or an adjective or article stands before?"""
    nxt = tokens[at + 1] if at + 1 < len(tokens) else None
    before = tokens[at - 1] if at else None
    if nxt is not None and (nxt.flags & (e.SPEECH | e.AUXILIARY) or nxt.low in ("of", "from", "by", "published")):
        return True
    return before is None or bool(before.flags & (e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.ACCORDING | e.PREPOSITION))


def _issuer(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """ "The Red Cross released a report saying": whoever issued a document speaks in it."""
    if tokens[start - 1].flags & (e.WEAK | e.VERB) and not tokens[start - 1].flags & e.DOCUMENT:
        begin, stop = _subject(tokens, start - 2)
        if begin < stop:
            return begin, stop
    return start, end


def _as_clause(tokens: list[Token], start: int, covered: int) -> int:
    """ "…, as the government had been saying": covers only back to the mark before."""
    if tokens[start - 1].low != "as":
        return covered
    for k in range(start - 3, covered, -1):
        if tokens[k].low in _CLOSERS or tokens[k].low == "-":
            return k
    return covered


def _is_opening(tokens: list[Token], start: int, covered: int) -> bool:
    """Is there nothing but an opening phrase ("On Sunday,") before this subject?"""
    return all(not token.flags & (e.TRIGGER | e.AUXILIARY) for token in tokens[covered:start]) and start - covered < 8


def _trails(tokens: list[Token], at: int) -> bool:
    """Does the sentence end, or turn, right after this verb and its time and place?"""
    k = at + 1
    while k < len(tokens) and tokens[k].flags & (e.ADVERB | e.MONTH | e.DIGITS) and not tokens[k].flags & e.BEFORE:
        k += 1
    if k >= len(tokens) or tokens[k].low in _CLOSERS:
        return True
    flags = tokens[k].flags
    if flags & e.SUBORDINATOR and tokens[k].low != "that":
        return True
    if flags & e.PREPOSITION or flags & e.CITING or tokens[at].flags & e.TOLD:
        for token in tokens[k : k + 9]:
            if token.low in _CLOSERS or (token.flags & e.SUBORDINATOR and token.low not in ("that", "than")):
                return True
            if (
                token.flags & (e.AUXILIARY | e.TRIGGER | e.DIGITS) and not token.flags & e.MODAL
            ) or token.low == "that":
                return False
        return k + 9 >= len(tokens)
    return bool(flags & (e.CITING | e.STRONG))


def _inverted(text: str, tokens: list[Token], at: int, covered: int) -> Voice | None:
    """ "…," said Algerian interior minister Daho Ould Kablia."""
    end = at + 1
    while end < len(tokens) and end < at + 14 and not _ends_name(tokens, end):
        end += 1
    if at == 0 or not any(token.flags & _NAMING or token.capital for token in tokens[at + 1 : end]):
        return None
    if (end < len(tokens) and tokens[end].flags & (e.AUXILIARY | e.TRIGGER | e.NUMERIC)) or tokens[
        at + 1
    ].low == "that":
        return None
    names, pronoun = _names(text, tokens, at + 1, end)
    voice = Voice(at, covered, at + 1, names, True)
    voice.pronoun = pronoun
    return voice if names or pronoun else None


def _ends_name(tokens: list[Token], k: int) -> bool:
    token = tokens[k]
    if token.low in _CLOSERS or token.flags & (e.SUBORDINATOR | e.RELATIVE | e.AUXILIARY | e.CITING):
        return True
    if token.flags & (e.TRIGGER | e.DIGITS) and not token.flags & (e.VOICE | e.PERSON):
        return True
    if token.flags & e.PREPOSITION and token.low not in ("of", "for", "at", "in", "from", "with"):
        return True
    following = tokens[k + 1] if k + 1 < len(tokens) else None
    if token.low in ("in", "at", "on") and following is not None and following.flags & (e.DETERMINER | e.ADVERB):
        return following.low not in ("the",)
    return bool(token.flags & e.ADVERB and not token.flags & e.VOICE)


def _subject(tokens: list[Token], last: int) -> tuple[int, int]:
    """The noun phrase that ends at `last`, an apposition between commas included."""
    if tokens[last].low == "," and last > 1:
        relative = _relative_start(tokens, last)
        if relative > 1:
            return _back(tokens, relative - 1), relative
        inner = _back(tokens, last - 1)
        if inner > 1 and tokens[inner - 1].low == ",":
            begin = _back(tokens, inner - 2)
            return begin, last if last - begin <= _MOST_WORDS else inner - 1
        return last, last
    if tokens[last].low == ")":
        k = last - 1
        while k > 0 and tokens[k].low != "(":
            k -= 1
        return _back(tokens, k - 1) if k > 0 else last, last + 1
    return _back(tokens, last), last + 1


def _relative_start(tokens: list[Token], last: int) -> int:
    """The comma before a relative clause that ends at `last` ("the ministry, which is run by Hamas,"); -1 if none."""
    for k in range(last - 2, max(0, last - 16), -1):
        if tokens[k].low == ",":
            return k if tokens[k + 1].flags & e.RELATIVE else -1
    return -1


def _back(tokens: list[Token], last: int) -> int:
    k = last
    while k >= 0 and last - k < 16:
        token = tokens[k]
        if token.low == "." and k and tokens[k - 1].flags & e.TITLE:
            k -= 1
            continue
        if token.low in _CLOSERS or token.low in (":", "(", "*", "-", "["):
            break
        if k < last and token.flags & (e.SUBORDINATOR | e.CONTRAST | e.RELATIVE | e.AUXILIARY) and token.low != "as":
            break
        if k < last and token.flags & e.SPEECH and not token.flags & (e.DOCUMENT | e.ADVERB):
            break
        if token.low == "as" or (token.flags & e.TRIGGER and not token.flags & (e.PERSON | e.VOICE) and k < last):
            break
        if token.low in ("and", "or") and not _joins_names(tokens, k):
            break
        k -= 1
    return k + 1


def _joins_names(tokens: list[Token], k: int) -> bool:
    """Is this "and" inside a voice: "police and hospital officials", "Ministry of Security and Public Administration"?"""
    if k == 0 or k + 1 >= len(tokens):
        return False
    before, after = tokens[k - 1], tokens[k + 1]
    return (
        bool(before.flags & (e.VOICE | e.DOCUMENT)) and bool(after.flags & (e.VOICE | e.DETERMINER | e.ADJECTIVE))
    ) or (before.capital and after.capital)


def _speaks(tokens: list[Token], start: int, end: int, strong: bool) -> bool:
    """Can this noun phrase speak?"""
    if tokens[start].flags & e.ADVERB and end - start > 1 and not tokens[start].flags & e.VOICE:
        start += 1
    named = any(token.flags & (e.VOICE | e.TITLE | e.DOCUMENT) for token in tokens[start:end])
    if strong and tokens[start].flags & (e.NUMERIC | e.BEFORE) and not tokens[start].flags & e.DETERMINER:
        return named
    if strong:
        return any(token.low[0].isalpha() and not token.flags & e.DETERMINER for token in tokens[start:end])
    first, last = tokens[start], tokens[end - 1]
    if (first.flags & e.NUMERIC and not first.flags & e.DETERMINER) or first.flags & e.PREPOSITION:
        return False
    if any(token.flags & (e.VOICE | e.DOCUMENT | e.TITLE) for token in tokens[start:end]):
        return not first.flags & e.PRONOUN
    return last.capital or bool(last.flags & (e.COUNTRY | e.PRONOUN) and last.low != "it")


def _according(text: str, tokens: list[Token], at: int, covered: int) -> Voice | None:
    end = at + 1
    while end < len(tokens) and end < at + 16 and not _ends_according(tokens, end, at):
        end += 1
    names, pronoun = _names(text, tokens, at + 1, end)
    if not names and not pronoun:
        return None
    opening = _is_opening(tokens, at, covered) and at - covered < 4
    voice = Voice(at, end, len(tokens), names, False) if opening else Voice(at, covered, at, names, True)
    voice.pronoun = pronoun
    return voice


def _ends_according(tokens: list[Token], k: int, at: int) -> bool:
    token = tokens[k]
    if token.low in _CLOSERS or (token.flags & (e.AUXILIARY | e.RELATIVE | e.STRONG) and token.low != "reports"):
        return True
    return bool(token.flags & e.SUBORDINATOR and not token.flags & e.PREPOSITION)


def _cite(text: str, tokens: list[Token], at: int, voices: list[Voice]) -> tuple[int, list[str]] | None:
    """ "…, citing a security official": a deeper voice of the same words; kept where its carrier's verb is still to come."""
    end = at + 1
    while end < len(tokens) and end < at + 16 and not _ends_according(tokens, end, at):
        end += 1
    names, _ = _names(text, tokens, at + 1, end)
    if not names:
        return None
    if voices:
        voices[-1].names = [*voices[-1].names, *(name for name in names if name not in voices[-1].names)]
    elif any(token.flags & e.STRONG | token.flags & e.WEAK for token in tokens[end : end + 4]):
        return at, names
    else:
        voices.append(Voice(at, 0, at, names, True))
    return None


def _document(text: str, tokens: list[Token], at: int) -> Voice | None:
    """ "A Red Cross estimate that …", "the Red Cross's report of 39"."""
    if at + 1 >= len(tokens) or tokens[at + 1].low not in ("that", "of", "for", "released", "issued", "published"):
        return None
    start = _back(tokens, at)
    end = at
    while end > start and (
        tokens[end - 1].low in ("'s", "’s")
        or (tokens[end - 1].flags & (e.PLAIN | e.ADJECTIVE | e.ADVERB) and not tokens[end - 1].capital)
    ):
        end -= 1
    start = _owner(tokens, start, end)
    if end <= start or not any(
        (token.capital or token.flags & e.VOICE)
        and not token.flags & (e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.DOCUMENT)
        for token in tokens[start:end]
    ):
        return None
    names, _ = _names(text, tokens, start, end)
    if not names:
        return None
    voice = Voice(start, at, len(tokens), names, False)
    voice.document = True
    return voice


def _owner(tokens: list[Token], start: int, end: int) -> int:
    """Where the name of a document's owner begins: after the last preposition or verb, at most six words back."""
    k = end - 1
    while k >= max(start, end - 6):
        flags = tokens[k].flags
        if (flags & (e.PREPOSITION | e.NUMERIC | e.VERB | e.AUXILIARY) and tokens[k].low != "of") or (
            not flags and not tokens[k].capital
        ):
            break
        k -= 1
        if flags & e.DETERMINER:
            break
    return k + 1


def _label(text: str, tokens: list[Token], at: int) -> Voice | None:
    """ "Police: 6 shot at party"."""
    if not any(token.flags & (e.VOICE | e.DOCUMENT) and not token.flags & e.TRIGGER for token in tokens[:at]):
        return None
    if any(token.flags & (e.TRIGGER | e.AUXILIARY | e.NUMERIC) for token in tokens[:at]):
        return None
    names, _ = _names(text, tokens, 0, at)
    return Voice(0, at, len(tokens), names, False) if names else None


def _listener(text: str, tokens: list[Token], at: int, voice: Voice) -> None:
    """ "X told Reuters": the agency carries X's words."""
    if not tokens[at].flags & e.TOLD or at + 1 >= len(tokens):
        return
    begin = at + 2 if tokens[at + 1].low == "the" else at + 1
    end = begin
    while end < min(len(tokens), begin + 5) and (tokens[end].capital or tokens[end].low in _POSSESSIVE):
        if tokens[end].flags & e.TITLE:
            break
        end += 1
    if end > begin and not tokens[begin].flags & (e.PERSON | e.DEMONYM):
        voice.names = [text[tokens[begin].start : tokens[end - 1].end], *voice.names]


def _names(text: str, tokens: list[Token], start: int, end: int) -> tuple[list[str], str]:
    """The voice's name as printed, without its article, in at most eight words; or the kind of its pronoun."""
    opening = start
    while start < end and (
        (tokens[start].flags & (e.ADVERB | e.COORDINATOR | e.CONTRAST) and not tokens[start].flags & e.VOICE)
        or tokens[start].low in ("the", "a", "an", "that", "as", "with")
        or not tokens[start].low[0].isalnum()
    ):
        start += 1
    while end > start and (
        (tokens[end - 1].flags & (e.ADVERB | e.PREPOSITION | e.MONTH) and not tokens[end - 1].flags & e.VOICE)
        or (not tokens[end - 1].low[0].isalnum() and tokens[end - 1].low != ")")
    ):
        end -= 1
    if start >= end:
        return [], ""
    if tokens[end - 1].low in ("i", "we", "you", "who", "which"):
        return [], ""
    if end - start > 2 and tokens[opening].flags & (e.PREPOSITION | e.ADVERB) and not tokens[opening].flags & e.VOICE:
        start = max(start, _owner(tokens, start, end))
        while start < end - 1 and tokens[start].flags & e.DETERMINER:
            start += 1
    if end - start == 1 and tokens[start].flags & e.PRONOUN:
        return [], tokens[start].entry.pronoun
    stop = end
    words = len(text[tokens[start].start : tokens[end - 1].end].split())
    while words > _MOST_WORDS and stop > start + 1:
        stop -= 1
        if (tokens[stop].flags & e.PREPOSITION and tokens[stop].low != "of") or tokens[stop].low in ("(", "who"):
            words = len(text[tokens[start].start : tokens[stop - 1].end].split())
    if words > _MOST_WORDS:
        start, stop = _tail(text, tokens, start, end), end
    name = " ".join(text[tokens[start].start : tokens[stop - 1].end].split())
    return [name] if name else [], ""


def _tail(text: str, tokens: list[Token], start: int, end: int) -> int:
    while start < end - 1 and len(text[tokens[start].start : tokens[end - 1].end].split()) > _MOST_WORDS:
        start += 1
    return start


def chain(voices: list[Voice], at: int, resolve: Resolve, moved: bool = False) -> list[str]:
    """Who says what stands at token `at`, from the outermost carrier to the deepest voice."""
    outer = [voice for voice in voices if voice.outer and voice.start <= at < voice.end]
    inner = [voice for voice in voices if not voice.outer and voice.start <= at < voice.end and voice.at <= at]
    names: list[str] = []
    for voice in (*outer, *inner):
        if moved and voice.changing:
            continue
        said = [*voice.names] if not voice.pronoun else [*voice.names, *resolve(voice.pronoun)]
        names.extend(name for name in said if name not in names)
    return names


def introduced(text: str, tokens: list[Token]) -> str:
    """The person whom a sentence opens with: a title or office and a name; empty where there is none."""
    end = 0
    while end < min(len(tokens), 9) and tokens[end].capital and tokens[end].low[0].isalpha():
        end += 1
    if end < 2 or not any(token.flags & (e.TITLE | e.VOICE) for token in tokens[:end]):
        return ""
    return text[tokens[0].start : tokens[end - 1].end]
