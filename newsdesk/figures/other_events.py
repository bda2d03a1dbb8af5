"""Tells what befell others at another time: another event, or a total of years."""

from __future__ import annotations

from newsdesk.figures import dates, earlier_counts, occasions, remembrances, superlatives
from newsdesk.figures.cued import OPENED_BY, CuedSentence
from newsdesk.figures.cues import YEARS, Cue, takes
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import Span
from newsdesk.figures.tokens import Token

_DAY_BEHIND = 6
"""Words from a figure to the year it counts."""


def is_background(sentence: CuedSentence, near: list[Cue], place: Span, used: list[Cue]) -> bool:
    """Is it of another event, or a total of years?"""
    tokens, cues = sentence.tokens, sentence.cues
    near = [cue for cue in near if not remembrances.is_of_memory(tokens, cue, place)]
    return (
        takes(near, "background", used)
        or superlatives.is_surpassed(tokens, cues, sentence.measures, place, used)
        or occasions.is_other(tokens, place)
        or _is_yearly(sentence, near, place, used)
        or _is_total(tokens, near, place, used)
        or remembrances.is_commemorated(tokens, cues, place, used)
        or remembrances.is_long_past(tokens, cues, place, used)
        or remembrances.is_recalled(tokens, cues, place, used)
        or _is_opened(sentence, place, used)
    )


def _is_yearly(sentence: CuedSentence, near: list[Cue], place: Span, used: list[Cue]) -> bool:
    """ "14 people have drowned this year": a total of the year; not "the third blast this year killed 14".

    Nor "cholera has killed 14 this year", "14 have died of it": a disease goes on.
    """
    tokens = sentence.tokens
    if tokens[place.first].ending & e.GERUND and tokens[place.first - 1].low == ",":
        # "Four buildings have come down this year, killing 12".
        had = any(token.flags & e.HAVE for token in tokens[: place.first])
        return had and takes([cue for cue in sentence.cues if cue.end == place.first - 1], "yearly", used)
    perfect = any(token.flags & e.HAVE for token in tokens[place.end : place.last]) or _have_done(tokens, place)
    perfect = perfect and not any(token.flags & (e.OF | e.FROM) for token in tokens[place.last : place.last + 1])
    behind = [
        cue
        for cue in near
        if cue.kind == "yearly"
        and 0 <= cue.start - place.last <= _DAY_BEHIND
        and not any(token.low == "," for token in tokens[place.last : cue.start])
    ]
    return perfect and takes(behind, "yearly", used)


def _have_done(tokens: list[Token], place: Span) -> bool:
    """ "The police have killed 14 gunmen this year": what people did."""
    have = place.first - 1
    done = place.first < place.number and have > 0 and tokens[have].flags & e.HAVE
    return bool(done and tokens[have - 1].flags & (e.PERSON | e.VOICE))


def _is_total(tokens: list[Token], near: list[Cue], place: Span, used: list[Cue]) -> bool:
    """ "The decade-long war has killed 12,000"."""
    years = [cue for cue in near if cue.kind == "lasting" and occasions.is_total_of(tokens, cue, place)]
    return takes(years, "lasting", used)


def _is_opened(sentence: CuedSentence, place: Span, used: list[Cue]) -> bool:
    """ "Last year, the group killed 150 and abducted 40": what a sentence opens with dates all of it."""
    reached = sentence.opened if sentence.opening.end < place.first <= sentence.opened_till else []
    beside = (cue for cue in sentence.cues if cue.end == place.first)
    opened = reached or [cue for cue in beside if sentence.opening.holds(cue.start, OPENED_BY)]
    dating = [cue for cue in opened if not earlier_counts.is_of_day_before(sentence.tokens, sentence.opening, cue)]
    if takes(dating, "background", used) or takes(dating, "opening", used):
        return True
    # "Separately, police said two had died" may be of either.
    told = any(token.flags & e.SPEECH for token in sentence.tokens[: place.first])
    return not told and takes(dating, "separate", used)


def year_of(sentence: CuedSentence, near: list[Cue], place: Span) -> Cue | None:
    """The year that dates a figure: in its own clause, else the last one before it in the sentence."""
    tokens = sentence.tokens
    at = place.number
    own = [cue for cue in near if cue.kind in YEARS and not _is_of_other(near, cue, place)]
    if own:
        return min(own, key=lambda cue: abs(cue.start - at))
    before = [
        cue
        for cue in sentence.cues
        if cue.kind in YEARS and cue.start < at and not dates.is_apart(tokens, sentence.within, cue, place)
        if not superlatives.is_beyond(tokens, cue, sentence.cues, place)
    ]
    return before[-1] if before else None


def _is_of_other(near: list[Cue], year: Cue, place: Span) -> bool:
    """ "70 people have died so far, compared with 41 in 2019"."""
    if year.start < place.number:
        return False
    return any(cue.kind == "beside" and place.number < cue.start < year.start for cue in near)
