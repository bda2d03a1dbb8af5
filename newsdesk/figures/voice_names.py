"""Cuts the words that hold a voice down to its name as printed: no article, no document, few words."""

from __future__ import annotations

from typing import NamedTuple

from newsdesk.figures import moments
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.noun_phrases import is_person
from newsdesk.figures.tokens import BRACKETS, QUOTES, SHUTS, Token, is_acronym, is_owning

MOST_WORDS = 8
"""A voice is named in at most this many words; a longer one is cut to what names it."""
MOST_WITH_NAME = 12
"""Words of an office and the name behind it: "the chief minister of the province, Pervez Khattak"."""
_OWNERS = e.VOICE | e.INSTITUTION
_SPEAKERS = _OWNERS | e.TITLE | e.PERSON
_COUNT = e.TOLL | e.NUMBER_NOUN | e.ADJECTIVE | e.PLAIN
_OWN = 2
"""Words of "his organisation", "he fought"."""
_BREAKS_OWNER = e.PREPOSITION | e.NUMERIC | e.VERB | e.AUXILIARY
_BEFORE_AIRED = e.DETERMINER | e.ADJECTIVE | e.PLAIN
OF_DOCUMENT = e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.DOCUMENT


class Named(NamedTuple):
    """A voice: its names, or the kind of pronoun that stands for it; both empty where it is neither."""

    names: list[str]
    pronoun: str

    def __bool__(self) -> bool:
        return bool(self.names or self.pronoun)


NOBODY = Named([], "")
_CLOSED_BY = {'"': '"', "“": "”", "«": "»"}


def name(text: str, tokens: list[Token], start: int, end: int) -> Named:
    """The voice's name as printed, without its article, or the kind of its pronoun.

    It has eight words at most, twelve where a person is named behind the office.
    "A ministry statement carried by Interfax" is two: who carries it, and whose it is.
    """
    for k in range(start + 1, end - 2):
        if tokens[k].flags & e.CARRIED and tokens[k + 1].flags & e.AGENT:
            carrier, author = name(text, tokens, k + 2, end), name(text, tokens, start, k)
            return Named([*carrier.names, *author.names], "")
    end = next((k for k in range(start + 1, end) if _opens_marks(tokens, k) or _is_read_by(tokens, start, k)), end)
    # "State media quoting the ministry": the ministry is a voice of its own.
    end = next((k for k in range(start + 1, end) if tokens[k].flags & e.CITING and tokens[k].ending & e.GERUND), end)
    end = next((k for k in range(start + 1, end) if _is_where(tokens, start, k)), end)
    opening = tokens[start].flags if start < end else 0
    while start < end and _opens(tokens[start]) and not _is_first_of(tokens, start):
        start += 1
    called = _is_called_as_month(tokens, start, end)
    while not called and end > start and (_closes(tokens[end - 1]) or _is_made(tokens, end)):
        end -= 1
    speaker = start < end and (tokens[start].flags | tokens[end - 1].flags) & e.SPEAKER
    # "Our teams have found 12 bodies, she said".
    speaker = speaker or opening & e.OURS
    # "Neither the army nor the rebels would confirm".
    if start >= end or speaker or opening & (e.NOT | e.ZERO) or _is_of_nobody(tokens[start:end]):
        return NOBODY
    if end - start > 2 and opening & (e.PREPOSITION | e.ADVERB) and not opening & (e.VOICE | e.BOTH):
        start = min(end - 1, max(start, owner(tokens, start, end)))
        while start < end - 1 and tokens[start].flags & e.DETERMINER:
            start += 1
    if end - start == 1 and tokens[start].flags & e.PRONOUN:
        return Named([], tokens[start].entry.pronoun)
    if end - start == _OWN and tokens[start].flags & e.HIS and tokens[start + 1].flags & e.OWN_BODY:
        # "His organisation said": the one that he was named with.
        return Named([], "person")
    start, end = _author(tokens, start, end)
    start, end = _shorten(text, tokens, start, _without_apposition(tokens, start, end))
    return Named([_whole(text[tokens[start].start : tokens[end - 1].end])], "")


def _whole(words: str) -> str:
    """A name in one line, without a mark that opens in it and closes behind: 'newspaper "El Pais'."""
    words = " ".join(words.split())
    open_marks = [mark for mark, closing in _CLOSED_BY.items() if sum(map(words.count, {mark, closing})) % 2]
    return words.translate(dict.fromkeys(map(ord, open_marks)))


def _is_read_by(tokens: list[Token], start: int, k: int) -> bool:
    """ "A police report | seen by Reuters": whose it is has been named; not of "a report seen by Reuters"."""
    by = k + 1 < len(tokens) and tokens[k].flags & e.READ_BY and tokens[k + 1].flags & e.AGENT
    return bool(by) and any(_is_whose(token) for token in tokens[start:k])


def _is_where(tokens: list[Token], start: int, k: int) -> bool:
    """ "The mayor | on television", "the ministry | in a post": where it was said; not "a report in a bulletin"."""
    if not tokens[k].flags & e.PREPOSITION or tokens[k].flags & (e.OF | e.FROM | e.AGENT):
        return False
    aired = k + 1
    while aired < len(tokens) - 1 and tokens[aired].flags & _BEFORE_AIRED and not tokens[aired].flags & e.AIRED:
        aired += 1
    named = any(_is_whose(token) or token.capital for token in tokens[start:k])
    made = any(token.flags & e.DOCUMENT for token in tokens[start:k])
    return aired < len(tokens) and bool(tokens[aired].flags & e.AIRED) and named and not made


def _is_whose(token: Token) -> bool:
    """Who can have written or said it; "report" and "document" speak, and are nobody."""
    return is_acronym(token) or bool(token.flags & _SPEAKERS and not token.flags & e.DOCUMENT)


def _opens_marks(tokens: list[Token], k: int) -> bool:
    """A square bracket of markup or of an editor's words, which no name holds; not of "the League [LCP]"."""
    short = k + 2 < len(tokens) and tokens[k + 2].low == "]" and is_acronym(tokens[k + 1])
    return tokens[k].low == "[" and not short


def _is_called_as_month(tokens: list[Token], start: int, end: int) -> bool:
    """ "May said": a surname, where nothing else is named."""
    return end - start == 1 and bool(tokens[start].flags & e.MONTH) and tokens[start].capital


def owner(tokens: list[Token], start: int, end: int) -> int:
    """Where the name of a document's owner begins: after the last preposition or verb, at most six words back."""
    k = end - 1
    while k >= max(start, end - 6):
        token = tokens[k]
        plain = not (token.flags or token.capital or is_owning(tokens, k))
        if token.flags & e.PRONOUN and k + _OWN < end:
            # "He fought prosecutors' claims".
            return k + _OWN
        speaks = token.flags & e.SPEECH and not token.flags & e.VOICE
        if (token.flags & _BREAKS_OWNER and not token.flags & e.OF) or plain or speaks:
            break
        k -= 1
        if token.flags & e.DETERMINER:
            break
    return k + 1


def _is_of_nobody(words: list[Token]) -> bool:
    """ "An earlier version of this story", "the latest count"; not "the army's version", "the official version"."""
    if words[-1].flags & (e.TOLL | e.NUMBER_NOUN) and all(word.flags & _COUNT for word in words):
        return not any(word.flags & (e.VOICE | e.PERSON) or word.capital for word in words)
    version = any(word.flags & e.VERSION for word in words)
    return version and not any(word.capital or word.flags & (e.VOICE | e.DEMONYM) for word in words)


def _without_apposition(tokens: list[Token], start: int, end: int) -> int:
    """ "ANI, the Mauritanian news agency": the name ends at the comma."""
    for k in range(start + 1, end):
        if tokens[k].low == ",":
            return k if any(token.flags & e.AGENCY for token in tokens[k:end]) else end
    return end


def _author(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """Whose a document is speaks in it: "an AFP tally of Monday", "figures reported by the ministry"."""
    document = next((k for k in range(start, end) if _is_document(tokens, k)), end)
    # "The count on Wednesday | from the ministry".
    joint = moments.past(tokens, document + 1)
    for k in range(document + 1, end - 1):
        if tokens[k].flags & e.AGENT or (k == joint and _is_from_body(tokens, k, end)):
            end = next((at for at in range(k + 2, end) if tokens[at].flags & e.VERB and not tokens[at].capital), end)
            return k + 2 if tokens[k + 1].flags & e.DETERMINER and k + 2 < end else k + 1, end
    if printed := _printed_in(tokens, document + 1, end):
        return printed
    stop = next((k for k in range(document - 1, start, -1) if is_owning(tokens, k)), document)
    owner_of = stop < document and tokens[stop - 1].flags & _OWNERS
    while (
        not owner_of
        and stop > start
        and (tokens[stop - 1].flags & OF_DOCUMENT or (stop == document and _is_rank(tokens[stop - 1])))
    ):
        if stop == document and stop > start + 1 and _is_body_of(tokens, stop - 1):
            break
        stop -= 1
    named = _OWNERS | e.DEMONYM | e.COUNTRY
    owned = any((tokens[k].capital and k) or tokens[k].flags & named for k in range(start, stop))
    return (start, stop) if document < end and owned else (start, end)


def _printed_in(tokens: list[Token], at: int, end: int) -> tuple[int, int] | None:
    """The paper of "a report in the newspaper "El Pais"", "a report in Monday's edition of the Daily Star"."""
    if at >= end or not tokens[at].flags & e.WITHIN:
        return None
    paper = next((k for k in range(at + 1, end) if tokens[k].flags & e.AGENCY), -1)
    while 0 <= paper < end - 1 and not tokens[paper + 1].capital:
        # "The issue of the daily …".
        paper += 1
    named = paper + 1 if 0 <= paper < end - 1 else -1
    stop = end - 1 if tokens[end - 1].low in QUOTES else end
    return (named, stop) if named > 0 and all(token.capital for token in tokens[named:stop]) else None


def _is_body_of(tokens: list[Token], k: int) -> bool:
    """The "military" of "a Philippine military report", the "police" of "a Nigerian police report"."""
    body = tokens[k].flags & e.VOICE and tokens[k].flags & (e.INSTITUTION | e.PERSON)
    return bool(body and tokens[k - 1].flags & (e.DEMONYM | e.COUNTRY))


def _is_rank(token: Token) -> bool:
    """The "major" of "a major report", the "general" of "a general survey"."""
    return bool(token.flags & e.TITLE and not token.capital)


def _is_document(tokens: list[Token], k: int) -> bool:
    """ "Figures", which may begin a sentence; no "Survey" of a name."""
    return bool(tokens[k].flags & e.DOCUMENT and not (k and tokens[k].capital))


def _is_from_body(tokens: list[Token], at: int, end: int) -> bool:
    """The "from" of "a statement from the army"; not of "a report from Gaza"."""
    return bool(tokens[at].flags & e.FROM) and any(token.flags & (e.VOICE | e.CREDITED) for token in tokens[at:end])


def _opens(token: Token) -> bool:
    """Does this word stand before a name and not in it?"""
    if token.flags & (e.OPENING | e.AGENT) or not token.low[0].isalnum():
        return True
    return bool(token.flags & (e.ADVERB | e.COORDINATOR | e.CONTRAST) and not token.flags & e.VOICE)


def _is_first_of(tokens: list[Token], k: int) -> bool:
    """The "first" of "the first of the witnesses"."""
    return bool(0 < k < len(tokens) - 1 and tokens[k - 1].flags & e.THE and tokens[k + 1].flags & e.OF)


def _closes(token: Token) -> bool:
    if token.flags & (e.ADVERB | e.PREPOSITION | e.MONTH | e.THAT):
        return not token.flags & e.VOICE
    adverb = token.ending & e.LY and not token.flags and not token.capital
    return bool(adverb) or (not token.low[0].isalnum() and token.low not in SHUTS)


def _is_made(tokens: list[Token], end: int) -> bool:
    """The "published" of "a report published on Monday"."""
    return end > 1 and bool(tokens[end - 2].flags & e.DOCUMENT and tokens[end - 1].ending & e.PAST)


def _shorten(text: str, tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """Cut a long name before its last preposition, else to its last words."""
    if end - start > 1 and tokens[end - 1].low in SHUTS and not any(t.low in BRACKETS for t in tokens[start:end]):
        # "… of the Mission (MONU) said", read from its last words.
        end -= 1
    comma = next((k for k in range(start + 1, end - 1) if tokens[k].low == ","), end)
    if is_person(tokens, comma + 1, end):
        # "The chairman of … in the northern part of the country, John Hayab": the name alone.
        return (start if _words(text, tokens, start, end) <= MOST_WITH_NAME else comma + 1), end
    stop = end
    while stop > start + 1 and _words(text, tokens, start, stop) > MOST_WORDS:
        stop -= 1
        while stop > start + 1 and not _may_cut(tokens[stop]):
            stop -= 1
    if stop > start + 1 or _words(text, tokens, start, end) <= MOST_WORDS:
        return start, stop
    office = next((k for k in range(start + 1, end) if tokens[k].flags & e.OF and tokens[start].flags & e.TITLE), 0)
    if office:
        return start, office
    return _last_name(tokens, start, end), end


def _last_name(tokens: list[Token], start: int, end: int) -> int:
    """Where the capitalised name begins that ends a long phrase; at most eight words back."""
    begin = end - 1
    while begin > max(start, end - MOST_WORDS) and tokens[begin - 1].capital:
        begin -= 1
    return begin if end - begin > 1 else max(start, end - MOST_WORDS)


def _may_cut(token: Token) -> bool:
    preposition = token.flags & e.PREPOSITION and not token.flags & e.OF
    return bool(preposition or token.flags & e.RELATIVE) or token.low in BRACKETS


def _words(text: str, tokens: list[Token], start: int, end: int) -> int:
    return len(text[tokens[start].start : tokens[end - 1].end].split())
