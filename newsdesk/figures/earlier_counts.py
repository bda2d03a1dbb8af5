"""What a text sets aside itself: the earlier count, what a toll rose from, what is put right or withdrawn."""

from __future__ import annotations

from itertools import pairwise

from newsdesk.figures.cues import Cue, takes
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import Opening, Span, is_wall
from newsdesk.figures.tokens import Token, peek

_OPENED_BY = 2
_BESIDE = 2
"""Words between "earlier" and who said it."""
_BEHIND = 6
"""Words from a number to the "earlier" behind it."""
_MOVED_ON = 10
"""Words from "a toll of 32" to the "revised" of what became of it."""
_TOLL_AGAIN = 4
"""Words of ", the toll was"."""
_FOUND = 8
"""Words from "had been missing" to "were found"."""
_FORETOLD = 9
"""Words from "rise" to the number of "could rise further from today's figure of 12"."""
_FORETELLING = ("expected", "feared", "guessed", "reported")
_MOVES = ("up", "down", "revised")
_BETWEEN_FROM = e.DETERMINER | e.ADVERB | e.PLAIN | e.ADJECTIVE | e.OF | e.NUMBER_NOUN | e.TOLL_VERB
_COUNTING = e.TOLL | e.NUMBER_NOUN | e.DOCUMENT | e.COUNTING
_WITHDRAWN = e.OF | e.THAT | e.SPEECH | e.PERSON | e.EVENT | e.AUXILIARY
"""What may stand between a statement and what it said: "a report that | rebels | killed 14"."""


def is_moved_from(tokens: list[Token], cues: list[Cue], number: int, used: list[Cue]) -> bool:
    """ "The toll rose from 12", "was revised from a previous 173"; not "could rise from the current 12"."""
    if not _is_from(tokens, number) or may_move_from(tokens, cues, number):
        return False
    moved = [cue for cue in cues if cue.start < number]
    return any(takes(moved, kind, used) for kind in _MOVES)


def may_move_from(tokens: list[Token], cues: list[Cue], number: int) -> bool:
    """ "The toll could rise from the current 12", "is expected to climb from 12": it is 12 as yet."""
    if not _is_from(tokens, number):
        return False
    move = next((cue for cue in reversed(cues) if cue.kind in _MOVES and number - _FORETOLD < cue.start < number), None)
    if move is None:
        return False
    at = move.start - 1
    while at > 0 and tokens[at].flags & e.ADVERB and not tokens[at].flags & e.MODAL:
        at -= 1
    near = (cue for cue in cues if cue.start < move.start and move.start - cue.end <= _BESIDE)
    return bool(peek(tokens, at).flags & e.MODAL) and any(cue.kind in _FORETELLING for cue in near)


def is_set_aside(tokens: list[Token], cues: list[Cue], near: list[Cue], place: Span, used: list[Cue]) -> bool:
    """ "An earlier count of 12", "15, not 50", "more than doubling the toll of 12", "retracted a statement that 14"."""
    reaching = [cue for cue in near if _reaches(tokens, cue, place.number) and not _is_compared(tokens, cue)]
    reaching = [cue for cue in reaching if not (cue.start > place.number and _is_since(tokens, cue))]
    reaching = [cue for cue in reaching if not _tells_course(tokens, cue)]
    denied = {cue.end for cue in cues if cue.kind == "denied"}
    reaching = [cue for cue in reaching if cue.start not in denied and not _is_of_deed(tokens, cue, place)]
    reaching = [cue for cue in reaching if not _is_all_there_is(tokens, cue)]
    if _is_set_right(tokens, place.number) or takes(reaching, "earlier", used) or _is_multiplied(tokens, place.number):
        return True
    if _is_moved_on(tokens, place):
        return True
    if takes([cue for cue in cues if cue.end == place.number], "superseded", used):
        return True
    return _is_withdrawn(tokens, cues, place, used)


def is_found(tokens: list[Token], place: Span) -> bool:
    """ "Found two trekkers who had been missing", "two who had been missing were found": they are missing no more."""
    state = place.last - 1
    been = state - 1
    while been > place.number and tokens[been].flags & (e.BE | e.HAVE | e.ADVERB):
        been -= 1
    had = any(token.flags & e.HAVE for token in tokens[been + 1 : state])
    if not had or not tokens[been].flags & e.RELATIVE or tokens[state].flags & e.TOLL:
        return False
    verb = place.number - 1
    while verb > 0 and tokens[verb].flags & (e.DETERMINER | e.NUMERIC | e.OF):
        verb -= 1
    behind = tokens[place.last : place.last + _FOUND]
    told = any(one.flags & e.BE and two.flags & e.OCCURRING for one, two in pairwise(behind))
    return told or bool(tokens[verb].flags & e.OCCURRING)


def _is_of_deed(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "129 girls were originally abducted": that is no former count; "60 were initially missing" is one."""
    verb = tokens[cue.end] if cue.end < len(tokens) else None
    deed = verb is not None and verb.flags & e.PARTICIPLE and cue.end == place.last - 1
    return bool(deed and " " not in cue.word)


def _is_all_there_is(tokens: list[Token], cue: Cue) -> bool:
    """ "The school was hit, with initial reports of 12 dead": as yet nothing else is known."""
    joint = tokens[cue.start - 1].flags if cue.start else 0
    of = cue.end < len(tokens) and tokens[cue.end].flags & e.OF
    counts = sum(bool(token.flags & e.DIGITS) for token in tokens[cue.end :])
    # "With initial reports of 12 dead and a later count of 15".
    return bool(of and joint & e.HARMING and joint & e.PREPOSITION) and counts <= 1


def dates_statement(tokens: list[Token], opening: Opening, cue: Cue, place: Span) -> bool:
    """ "Officials earlier said 12", "the toll stood at 12 earlier"; not "the storm earlier hit a town"."""
    if cue.start > place.number:
        toll = any(token.flags & e.TOLL for token in tokens[place.first : place.number])
        return toll and " " not in cue.word and 0 <= cue.start - place.end <= _BEHIND
    around = tokens[max(0, cue.start - _BESIDE) : cue.end + _BESIDE]
    if cue.start in (0, opening.begins) and not tokens[cue.start].flags & e.SUBORDINATOR:
        # "Earlier, the minister said 13 …", "earlier, 13 people were reported dead", "EARLIER | Four hurt".
        around = tokens[: max(place.number, place.last)]
    told = " " in cue.word or any(token.flags & (e.SPEECH | _COUNTING) or token.low == "|" for token in around)
    told = told or is_of_day_before(tokens, opening, cue)
    return told and not _is_retold(tokens, cue)


def is_of_day_before(tokens: list[Token], opening: Opening, cue: Cue) -> bool:
    """ "A day earlier, the toll was 18": so much of the same; not "…, the toll of another quake was 18"."""
    if not opening.holds(cue.start, _OPENED_BY) or cue.end != opening.end or not tokens[cue.end - 1].flags & e.DATED:
        return False
    behind = tokens[cue.end + 1 : cue.end + _TOLL_AGAIN]
    return any(
        one.flags & e.TOLL and two.flags & (e.LINK | e.RISE) and not two.flags & e.OF for one, two in pairwise(behind)
    )


def _is_retold(tokens: list[Token], cue: Cue) -> bool:
    """ "He said mayors had reported 96 deaths": past in its telling only; not "a toll that it had put at 96"."""
    owned = peek(tokens, cue.start - 1).flags & e.PRONOUN and peek(tokens, cue.start - 2).flags & e.RELATIVE
    # Not "said on her page that she had counted 14".
    owned = owned and peek(tokens, cue.start - 3).flags & (e.TOLL | e.NUMBER_NOUN | e.DOCUMENT | e.NUMERIC)
    retold = tokens[cue.start].flags & e.HAVE and not owned
    wall = next((at for at in range(cue.start - 1, -1, -1) if is_wall(tokens[at])), 0)
    return bool(retold) and any(token.flags & e.STRONG for token in tokens[wall : cue.start])


def _is_from(tokens: list[Token], number: int) -> bool:
    """ "From 173", "from a previous 173", "from an estimate of 164,000"; not "from the slide to 14"."""
    for k in range(number - 1, max(-1, number - 6), -1):
        if tokens[k].flags & e.FROM:
            return True
        passed = tokens[k].flags & _BETWEEN_FROM or not (tokens[k].flags or not tokens[k].raw.islower())
        if tokens[k].flags & e.TO or not passed:
            break
    return False


def _is_set_right(tokens: list[Token], number: int) -> bool:
    """ "15, not 50", "15 and not the 50 that police gave"."""
    before = tokens[max(0, number - 2) : number]
    return any(token.flags & e.NOT for token in before[-1:]) or (
        len(before) > 1 and bool(before[0].flags & e.NOT and before[1].flags & e.THE)
    )


def _is_withdrawn(tokens: list[Token], cues: list[Cue], place: Span, used: list[Cue]) -> bool:
    """ "Police retracted a statement that 14 had died", "apologised for saying that 14 had died"."""
    cue = next((cue for cue in reversed(cues) if cue.kind == "withdrawn" and cue.end < place.first), None)
    gap = tokens[cue.end : place.first] if cue is not None else []
    if cue is None or any(token.low == "," for token in tokens[cue.end : max(place.first, place.number)]):
        return False
    if _has_digits(tokens[cue.end : place.number]):
        # "Withdrew its figure of 15 and said 12 had died".
        return False
    told = bool(gap[0].flags & e.SPEECH and gap[0].ending & e.GERUND) or any(
        one.flags & e.DOCUMENT and two.flags & (e.OF | e.THAT) for one, two in pairwise(gap)
    )
    # Not "a statement that the fire that killed 14 …".
    related = gap[-1].flags & e.THAT and place.first < place.number
    return bool(told and gap[-1].flags & _WITHDRAWN and not related) and takes([cue], "withdrawn", used)


def _reaches(tokens: list[Token], cue: Cue, at: int) -> bool:
    """Does "an earlier count" speak of this number, and not of one between or right behind it?"""
    if _is_of_number_before(tokens, cue):
        return at < cue.start
    if cue.start < at:
        between = tokens[cue.end : at]
        if any(token.flags & e.SUCCEEDING for token in between):
            # "12 at first, and later 15".
            return False
        return not _has_digits(between if " " in cue.word else between[:1])
    if any(_is_instead(one, two) for one, two in pairwise(tokens[at : cue.start])):
        # "Eleven died, rather than the 13 first announced".
        return False
    told = cue.start > 0 and tokens[cue.start - 1].flags & e.ACCORDING
    if told or _is_of_next(tokens, cue, at):
        return False
    return not _has_digits(tokens[cue.end : cue.end + 3])


def _is_of_number_before(tokens: list[Token], cue: Cue) -> bool:
    """ "Stood at 10 | at first | and 14 by evening": it dates the 10."""
    joint = tokens[cue.end].flags if cue.end < len(tokens) else 0
    return cue.start > 0 and bool(tokens[cue.start - 1].flags & e.NUMERIC and joint & (e.AND | e.CONTRAST))


def _is_instead(one: Token, two: Token) -> bool:
    """The "not the" of "11, not the 13"."""
    return bool(one.flags & e.INSTEAD or (one.flags & e.NOT and two.flags & (e.THE | e.NUMERIC)))


def _is_of_next(tokens: list[Token], cue: Cue, at: int) -> bool:
    """ "One was held, and police said at first that more were on the run": it dates what is said next."""
    that = cue.end < len(tokens) and tokens[cue.end].flags & e.THAT
    if that or tokens[cue.end - 1].ending & e.GERUND or peek(tokens, cue.start - 1).flags & e.AND:
        # "After first giving the dead as 31", "and initially blamed the driver".
        return True
    return any(one.flags & e.AND and two.flags & e.STRONG for one, two in pairwise(tokens[at : cue.start]))


def _is_multiplied(tokens: list[Token], number: int) -> bool:
    """ "Thirty died, more than doubling the toll of 12": the number that was doubled."""
    of = number > 2 and tokens[number - 1].flags & e.OF and tokens[number - 2].flags & _COUNTING
    the = number - 3
    while of and the > 0 and tokens[the].flags & (e.ADJECTIVE | e.PLAIN | e.ADVERB):
        the -= 1
    return bool(of) and the > 0 and bool(tokens[the].flags & e.THE and tokens[the - 1].flags & e.TWICE)


def _is_moved_on(tokens: list[Token], place: Span) -> bool:
    """ "The toll of 32 has been revised", "a toll of 32 killed in the crash was revised down": it is 32 no more."""
    toll = place.number > 1 and tokens[place.number - 1].flags & e.OF and tokens[place.number - 2].flags & e.TOLL
    behind = tokens[place.end : place.end + _MOVED_ON] if toll else []
    verb = next((k for k, token in enumerate(behind) if token.flags & (e.BE | e.HAVE)), len(behind))
    if any(token.flags & (e.NUMERIC | e.RELATIVE) or not token.low[0].isalnum() for token in behind[:verb]):
        return False
    while verb < len(behind) and behind[verb].flags & (e.AUXILIARY | e.ADVERB):
        verb += 1
    return verb < len(behind) and bool(behind[verb].flags & e.MOVING)


def _is_compared(tokens: list[Token], cue: Cue) -> bool:
    """ "A much higher number than previously believed": it is the other number that is set aside."""
    at = cue.start - 1
    while at > 0 and tokens[at].flags & e.THE:
        at -= 1
    return at >= 0 and bool(tokens[at].flags & (e.OVER | e.COMPARED | e.NUMBER_NOUN | e.FROM | e.TWICE))


def _tells_course(tokens: list[Token], cue: Cue) -> bool:
    """ "Ten died | at first | and four later": when they did, and no former count."""
    joint = tokens[cue.end].flags if cue.end < len(tokens) else 0
    return cue.start > 0 and bool(tokens[cue.start - 1].flags & e.MOVE and joint & e.AND)


def _is_since(tokens: list[Token], cue: Cue) -> bool:
    """ "24,300 have fled since the | previous report": so long ago as that, and not so many then."""
    at = cue.start - 1
    while at > 0 and tokens[at].flags & e.THE:
        at -= 1
    return bool(tokens[at].flags & e.NOW)


def _has_digits(tokens: list[Token]) -> bool:
    return any(token.flags & (e.DIGITS | e.UNIT | e.TENS) for token in tokens)
