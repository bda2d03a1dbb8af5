"""Finds who speaks of all the words before a speech verb: no age, no opening phrase, no clause that tells of him."""

from __future__ import annotations

import re

from newsdesk.figures import moments, told_of
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.noun_phrases import LONGEST, SPEAKS, back, is_past, is_person, speaks
from newsdesk.figures.tokens import DASHES, Token, peek
from newsdesk.figures.voice_names import MOST_WORDS, OF_DOCUMENT

_OFFICE = 5
"""Words of "the charity that runs the camp" before its verb."""
_TELLS_OF = e.RELATIVE | e.WHERE | e.ANONYMOUS | e.OF_THEM
"""What opens a clause that tells of who speaks: "police, who …", "the hospital, where …", "Lorn, of which …"."""
_NO_APPOSITION = e.CITING | e.ADVERB | e.CONTRAST | e.PREPOSITION
_LINKS = e.PREPOSITION | e.COORDINATOR | e.AUXILIARY
_MOMENT = e.HOUR | e.TODAY | e.DATED
_OF_PERSON = e.TITLE | e.VOICE | e.PERSON | e.PARTICLE | e.ADJECTIVE | e.PLAIN | e.SHORT | e.MONTH
_TOLD_OF = 24
"""Words of what is told of who speaks, between commas."""
_TITLED = 7
"""Words of "the police public relations officer"."""
_KNOWN_AS = 7
"""Words from a comma to the "as" of "a rescue service known as"."""
_KNOWN = 3
"""Words from "commander" to the name in "commander known as"."""
_READ = 2
"""Words from "report" to the "by" of "report seen by"."""
_TOLD = e.NUMERIC | e.RISE | e.ACTIVE | e.MOVE | e.AUXILIARY
"""What no name and office hold."""
_STATEMENT = 6
"""Words of "in a statement" in which its noun must stand."""
_STAMP = re.compile(r"\d{1,2}[:.]\d{2}[^\W\d_]*")


def subject(tokens: list[Token], last: int) -> tuple[int, int]:
    """The noun phrase that ends at `last`, with an apposition between commas, without a relative clause.

    "Ann Lee, chairman of the board | said": with the person whose office stands there.
    """
    last = _before_statement(tokens, last)
    if (edge := told_of.before_dated(tokens, last)) > 0:
        return told_of.with_place(tokens, back(tokens, edge - 1)), edge
    start, end = _phrase(tokens, last)
    if (called := _called(tokens, start)) >= 0:
        return called, end
    if (read := _read_by(tokens, start)) >= 0:
        return read, end
    if start < end and (placed := _placed_before(tokens, start, end)) >= 0:
        return placed, end
    person, stop = _holder(tokens, start)
    if person < 0:
        return start, end
    end = end - 1 if tokens[end - 1].low == "," else end
    return (person, end) if end - person <= MOST_WORDS else (person, stop)


def _called(tokens: list[Token], start: int) -> int:
    """Where "a commander known as | Abu Layth" begins; -1 where nobody is called so."""
    if start < _KNOWN or not tokens[start - 1].flags & e.AS or not tokens[start].capital:
        return -1
    somebody = tokens[start - _KNOWN].flags & (SPEAKS | e.PERSON)
    return back(tokens, start - _KNOWN) if somebody else -1


def _read_by(tokens: list[Token], start: int) -> int:
    """Where "a police report seen | by Reuters" begins; -1 where nobody reads it."""
    if start < _READ or not (tokens[start].flags & e.AGENT and tokens[start - 1].flags & e.READ_BY):
        return -1
    whose = start - _READ
    return back(tokens, whose) if tokens[whose].flags & (SPEAKS | e.PERSON) else -1


def _before_statement(tokens: list[Token], last: int) -> int:
    """Step back over the ", in a statement on Monday," or ", seen by Reuters," between who speaks and his verb."""
    if tokens[last].low != ",":
        return last
    comma = next((k for k in range(last - 1, max(0, last - LONGEST), -1) if tokens[k].low == ","), 0)
    aside = tokens[comma + 1 : last]
    if comma > 0 and len(aside) > 1 and aside[0].flags & e.READ_BY and aside[1].flags & e.AGENT:
        return comma - 1
    opens = comma > 0 and len(aside) > 1 and aside[0].flags & e.PREPOSITION and not aside[0].flags & e.CITING
    if not opens or not any(token.flags & (e.ISSUED | e.DOCUMENT | e.MEDIUM) for token in aside[1:_STATEMENT]):
        return last
    return comma - 1


def _holder(tokens: list[Token], office: int) -> tuple[int, int]:
    """Who holds the office that begins there, and where his name ends: "Ann Lee, | chairman of the board".

    Also "Ann Lee, the coordinator, | Media Office"; -1 where nobody is named before it.
    """
    at = office
    for _ in range(2):
        if at < 2 or tokens[at - 1].low != ",":
            break
        titled = _is_office(tokens, at)
        begin = back(tokens, at - 2)
        opens = not begin or not tokens[begin - 1].low[0].isalnum()
        if titled and opens and _is_somebody(tokens, begin, at - 1):
            return begin, at - 1
        if titled or not tokens[at].capital:
            break
        at = begin
    return -1, -1


def _is_office(tokens: list[Token], at: int) -> bool:
    """ "Chairman of …", "a spokeswoman for …", "the police relations officer": one person's, who is not named in it."""
    the = bool(tokens[at].flags & (e.ARTICLE | e.THE))
    last = at + the
    while last + 1 < min(len(tokens), at + _TITLED) and _goes_on(tokens[last + 1]):
        last += 1
    noun, behind = tokens[last], tokens[min(last + 1, len(tokens) - 1)]
    one = noun.flags & (e.VOICE | e.TITLE | e.PERSON) and not noun.flags & (e.PLURAL | e.INSTITUTION | e.DOCUMENT)
    if the:
        return bool(one) or (last == at + 1 and noun.capital and not noun.flags and behind.low == ",")
    return bool(one and behind.flags & e.INSIDE_NAME)


def _goes_on(token: Token) -> bool:
    """Does an office go on with this word?"""
    return token.low[0].isalpha() and not token.flags & (_LINKS | e.SPEECH | e.RELATIVE | e.DETERMINER)


def _is_somebody(tokens: list[Token], start: int, end: int) -> bool:
    """A person's name, and no place behind a preposition: not "In San Juan"."""
    return is_person(tokens, start, end) and not any(token.flags & ~_OF_PERSON for token in tokens[start:end])


def _placed_before(tokens: list[Token], start: int, end: int) -> int:
    """Where "police in Arba, | Egypt" begins, whose land stands behind a comma; -1 where it is no land of a voice's."""
    land = all(token.capital and token.flags & (e.COUNTRY | e.REGION) for token in tokens[start:end])
    if not land or start < 4 or tokens[start - 1].low != "," or not tokens[start - 2].capital:
        return -1
    begin = back(tokens, start - 2)
    at = next((k for k in range(begin + 1, start - 1) if tokens[k].flags & e.PLACE), 0)
    return begin if at and tokens[at - 1].flags & SPEAKS else -1


def _phrase(tokens: list[Token], last: int) -> tuple[int, int]:
    """The noun phrase that ends at `last`, with what stands between commas behind its noun."""
    if tokens[last].low == "," and last > 1:
        return _of_two_duties(tokens, last) or _head_of_others(tokens, last) or _before_comma(tokens, last)
    if tokens[last].flags & e.RELATIVE and last > 1 and tokens[last - 1].low == ",":
        begin = back(tokens, last - 2)
        if (person := _in_apposition(tokens, begin, last - 1))[1]:
            return person
        agents = [k for k in range(begin, last - 2) if tokens[k].flags & e.AGENT]
        return agents[-1] + 1 if agents and not _is_authored(tokens, agents[-1]) else begin, last - 1
    if tokens[last].low in DASHES and (opened := _opened(tokens, last)) > 0:
        return back(tokens, opened - 1), opened
    return back(tokens, last), last + 1


def _in_apposition(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """The person of "Ann Moor, a spokeswoman for the army, who …"; empty where there is none."""
    if start < 2 or tokens[start - 1].low != "," or not tokens[start].flags & e.DETERMINER:
        return 0, 0
    begin = back(tokens, start - 2)
    office = any(token.flags & (e.TITLE | e.VOICE) for token in tokens[start:end])
    return (begin, start - 1) if office and is_person(tokens, begin, start - 1) else (0, 0)


def _is_authored(tokens: list[Token], by: int) -> bool:
    """ "A report by the ministry"; not "confirmed by the ministry, which said"."""
    return by > 0 and bool(tokens[by - 1].flags & e.DOCUMENT)


def _before_comma(tokens: list[Token], last: int) -> tuple[int, int]:
    """The noun phrase before an apposition, a relative clause or "however" that ends at the comma `last`."""
    if age := _age(tokens, last):
        return _before_age(tokens, age)
    relative = _relative_start(tokens, last)
    if relative > 0:
        if age := _age(tokens, relative):
            return _before_age(tokens, age)
        begin = back(tokens, relative - 1)
        person = _in_apposition(tokens, begin, relative)
        return person if person[1] else (begin, relative)
    inner = back(tokens, last - 1)
    if inner > 1 and tokens[inner - 1].low == ",":
        if age := _age(tokens, inner - 1):
            return _before_age(tokens, age)
        return _with_apposition(tokens, inner, last)
    opened = _reduced_start(tokens, last)
    return (back(tokens, opened - 1), opened) if opened > 0 else (last, last)


def _with_apposition(tokens: list[Token], inner: int, last: int) -> tuple[int, int]:
    """ "Ann Lee, the mayor", whose second part begins at `inner`; the first alone where the second is none."""
    begin = back(tokens, inner - 2)
    if begin >= moments.before(tokens, inner - 2) < inner - 2:
        # "For two hours, the | commission, told …".
        return inner, last
    reduced = tokens[inner].ending & e.PAST and is_past(tokens[inner])
    short = last - begin <= MOST_WORDS or is_person(tokens, inner, last)
    named = short and not tokens[inner].flags & _NO_APPOSITION and not reduced
    return begin, last if named else inner - 1


def _of_two_duties(tokens: list[Token], last: int) -> tuple[int, int] | None:
    """The person of "Ann Lee, director for medicine and health at the Red Cross", which ends at the comma `last`."""
    joint = back(tokens, last - 1) - 1
    if joint < 2 or not tokens[joint].flags & e.AND:
        return None
    office = back(tokens, joint - 1)
    begin = back(tokens, office - 2) if office > 2 and tokens[office - 1].low == "," else office
    return (begin, office - 1) if is_person(tokens, begin, office - 1) else None


def _head_of_others(tokens: list[Token], last: int) -> tuple[int, int] | None:
    """The person of "Ann Lee, the head of a group of divers who searched the wreck", which ends at the comma `last`.

    Also of "Ann Lee, governor of the region where the mine is".
    """
    opened = next((k for k in range(last - 1, max(0, last - LONGEST), -1) if tokens[k].low == ","), 0)
    if not opened or not _is_office(tokens, opened + 1):
        return None
    begin = back(tokens, opened - 1)
    whose = e.RELATIVE | e.WHERE
    told = _is_somebody(tokens, begin, opened) and any(token.flags & whose for token in tokens[opened:last])
    return (begin, opened) if told else None


def _age(tokens: list[Token], comma: int) -> int:
    """The comma before an age that ends at this one: "Omar Hadi, 33, said", "Omar Hadi, aged 33, said"; 0 if none."""
    at = comma - 2 - bool(comma > 2 and tokens[comma - 2].flags & e.AGE)
    aged = at > 0 and tokens[comma - 1].flags & e.DIGITS and tokens[at].low == ","
    return at if aged and tokens[at - 1].low[0].isalpha() else 0


def _before_age(tokens: list[Token], comma: int) -> tuple[int, int]:
    """Whose age begins at this comma: "Omar Hadi", "The guard, Omar Hadi" with an office before the name."""
    begin, end = _before_comma(tokens, comma)
    office = begin < end and tokens[begin].flags & e.DETERMINER
    # Not "oil rose to 90 dollars, the mayor, 54, said".
    office = office and not any(token.flags & _TOLD for token in tokens[begin:end])
    return (begin, end) if office else (back(tokens, comma - 1), comma)


def _reduced_start(tokens: list[Token], last: int) -> int:
    """The comma before "known as the White Helmets", "confirming the fire", which ends at the comma `last`; else -1."""
    comma = next((k for k in range(last - 2, max(0, last - LONGEST), -1) if tokens[k].low == ","), -1)
    verb = tokens[comma + 1] if comma > 0 else None
    if verb is None or verb.capital:
        return -1
    known_as = any(token.flags & e.AS for token in tokens[comma + 2 : comma + _KNOWN_AS])
    return comma if verb.ending & (e.PAST | e.GERUND) or known_as else -1


def without_opening(tokens: list[Token], start: int, end: int) -> int:
    """Where the subject begins behind an opening phrase: "In its latest bulletin the agency", "two days later it"."""
    start = _past_stamp(tokens, start)
    if tokens[start].flags & e.OF_THEM and start + 1 < end:
        # "58 are held, | of whom | the army believes 20 are alive".
        return start + 1
    # "Earlier | on Monday the ministry".
    leading = start + bool(tokens[start].flags & e.DATED and peek(tokens, start + 1).flags & e.ON_DAY)
    dated = moments.past(tokens, leading)
    opens = tokens[leading].flags & (e.PREPOSITION | e.DIGITS)
    if leading < dated < end and (opens or tokens[dated - 1].flags & _MOMENT):
        # "Between 22 July and | 1 September the ministry"; not "the May 1970 edition".
        return dated
    if not tokens[start].flags & e.PREPOSITION:
        return start
    if last_event := next((k for k in range(end - 2, start, -1) if tokens[k].flags & e.EVENT), 0):
        # "In a night attack police said".
        return last_event + 1 if tokens[last_event + 1].flags & e.VOICE else start
    articles = [k for k in range(start + 2, end - 1) if tokens[k].flags & e.THE and not tokens[k - 1].flags & _LINKS]
    return articles[-1] if articles else start


def _past_stamp(tokens: list[Token], start: int) -> int:
    """ "11:40 The mayor", "10.35am GMT Police": behind the time that stands before an item of a live page."""
    if start or not _STAMP.fullmatch(tokens[0].low):
        return start
    return next((k for k in range(1, len(tokens)) if not tokens[k].flags & e.HOUR), start)


def _opened(tokens: list[Token], last: int) -> int:
    """The dash, or pair, that opens what ends at `last`: "the doctor -- who asked not to be named --"; -1 if none."""
    dash = tokens[last].low
    first = last - (tokens[last - 1].low == dash)
    opened = next((k for k in range(first - 1, max(0, first - LONGEST), -1) if tokens[k].low == dash), -1)
    return opened - (opened > 0 and tokens[opened - 1].low == dash)


def _relative_start(tokens: list[Token], last: int) -> int:
    """The comma before a relative clause that ends at `last` ("the ministry, which is run by Hamas,"); -1 if none."""
    commas = [k for k in range(last - 2, max(0, last - _TOLD_OF), -1) if tokens[k].low == ","]
    while commas and not _tells_of(tokens, commas[0], last):
        if len(commas) < 3 or not is_person(tokens, commas[1] + 1, commas[0]):
            return -1
        del commas[:2]
    return commas[0] if commas else -1


def _tells_of(tokens: list[Token], comma: int, last: int) -> bool:
    """Is it told behind this comma who speaks: ", who …", ", as the volunteers are known"?"""
    behind = tokens[comma + 1 : last]
    known_as = behind[0].flags & e.AS and behind[-1].flags & e.ADVERB and len(behind) > 2 and behind[-2].flags & e.BE
    return bool(behind[0].flags & _TELLS_OF or known_as) or _is_defined(tokens, comma, last)


def _is_defined(tokens: list[Token], comma: int, last: int) -> bool:
    """Is it told behind this comma who somebody is: "Medair, the charity that runs the camp, said"?"""
    start, behind = back(tokens, comma - 1), tokens[comma + 1 : comma + _OFFICE]
    if not behind[0].flags & e.DETERMINER or not start < comma or tokens[start].flags & e.PREPOSITION:
        return False
    noun = next((k for k, token in enumerate(behind) if token.flags & (SPEAKS | e.PERSON)), len(behind))
    while noun + 1 < len(behind) and behind[noun + 1].flags & SPEAKS:
        # "A local | organisation".
        noun += 1
    if noun + 1 < len(behind) and behind[noun + 1].flags & e.OF:
        # "The TV station of the movement that holds the area".
        return any(token.flags & e.RELATIVE for token in tokens[comma + 1 : last])
    return noun + 1 < len(behind) and bool(behind[noun + 1].flags & e.RELATIVE)


def is_told_of(tokens: list[Token], last: int) -> bool:
    """Does a relative clause of somebody who can speak end at `last`: "the mayor, who had put it at 20, said"?"""
    opened = _relative_start(tokens, last) if last > 1 and tokens[last].low == "," else -1
    return opened > 0 and speaks(tokens, back(tokens, opened - 1), opened, strong=False)


def issuer(tokens: list[Token], start: int, end: int) -> tuple[int, int]:
    """ "The Red Cross released a report saying": whoever issued a document speaks in it."""
    if start < 2 or not all(token.flags & OF_DOCUMENT for token in tokens[start:end]):
        return start, end
    if not any(token.flags & e.DOCUMENT for token in tokens[start:end]):
        return start, end
    verb = tokens[start - 1].flags
    if verb & (e.GIVING | e.CARRIED):
        begin, stop = subject(tokens, start - 2)
        if begin < stop:
            return begin, stop
    return start, end
