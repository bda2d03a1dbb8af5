"""A figure as an editor types it, and as it is written for him to change: "at least 23 foreign workers killed".

What is typed is read as a text would be; a measure's own name may stand for the verb, a sign of the table for a hedge.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

import msgspec

from newsdesk import figures, text
from newsdesk.errors import CallWrong
from newsdesk.figures.quotes import find_quote
from newsdesk.ledger import words
from newsdesk.ledger.amounts import HEDGES, Amount, amount, is_whole
from newsdesk.model import Figure, Measure, Side

SHORTHAND = {sign: hedge.phrases[0] for hedge in HEDGES.values() for sign in hedge.signs}
"""The table's signs and the words they stand for, which the reader of figures knows."""
_MEASURES = frozenset(measure.value for measure in Measure)
_NAMES = "|".join(words.measure_name(measure) for measure in Measure)
_IN_PLACE = r"(?:\s+in\s+(?P<place>(?-i:[^\W\d_a-z]).*))?"
_NAMED = re.compile(rf"(?P<counted>.+?)\s+(?P<measure>{_NAMES}){_IN_PLACE}", re.IGNORECASE)


def worded(figure: Figure) -> str:
    """A figure as a person writes it: how many, who, of what, where: "at least 23 foreign workers killed in Derna"."""
    places = [facet for facet in figure.scope if words.is_place(facet)]
    who = words.scope_names([facet for facet in figure.scope if facet not in places], figure.value != 1)
    where = [f"in {place}" for place in places]
    return " ".join([words.spoken(figure), *who, words.measure_name(figure.measure), *where])


def reread(typed: str, figure: Figure, published: datetime, country: str) -> Figure:
    """The figure that typed words are read as, on the words it was read from. Raises CallWrong.

    Who says so stays as it was where the typed words name nobody, and whose side they are on where they are the same.
    """
    if typed.split() == worded(figure).split():
        raise CallWrong("That is how they are read.", "Change it to what the words say.")
    found = first_figure(typed, published, country)
    return msgspec.structs.replace(
        found,
        chain=found.chain or figure.chain,
        side=figure.side if found.scope == figure.scope else found.side,
        quote=figure.quote,
        start=figure.start,
        end=figure.end,
        mentions=figure.mentions,
    )


def added(quote: str, reading: str, body: str, published: datetime, country: str) -> Figure:
    """A figure on words that stand in a text, read as they say themselves where no reading is typed.

    Raises CallWrong where they do not stand there, or read as nothing.
    """
    quote, start = find_quote(quote, body)
    found = first_figure(reading.strip() or quote, published, country)
    return msgspec.structs.replace(found, quote=quote, start=start, end=start + len(quote), mentions=())


def spelled(typed: str) -> str:
    """The table's shorthand as a sentence has it: "killed ≥23 foreign" → "at least 23 foreign killed"."""
    sentence = text.line(typed)
    for sign, phrase in SHORTHAND.items():
        sentence = re.sub(rf"{sign}\s*(?=\d)", f"{phrase} ", sentence)
    first, _, rest = sentence.partition(" ")
    return f"{rest} {first}" if first.lower() in _MEASURES and rest else sentence


def first_figure(typed: str, published: datetime, country: str) -> Figure:
    """The one figure of typed words; a measure's own name may stand behind it. Raises CallWrong where there is none,
    or another."""
    found = _named(spelled(typed), published, country)
    found = found or figures.read(spelled(typed), published=published, country=country).figures
    if not found:
        raise CallWrong(
            "No figure is read from these words.", "Write it as a wire would: at least 23 foreigners killed."
        )
    if len(found) > 1:
        told = ", ".join(worded(one) for one in found)
        raise CallWrong(f"They give {len(found)} figures: {told}.", "Write one of them.")
    return found[0]


def _named(sentence: str, published: datetime, country: str) -> Sequence[Figure]:
    """ "41 foreign taken", "about 20 attackers", "12 killed in Derna": what stands before a measure's name, counted as
    it is, and the place behind it; nothing where no measure is named so."""
    named = _NAMED.fullmatch(sentence)
    if named is None:
        return ()
    counted, measure, place = named["counted"], Measure(named["measure"].lower().replace(" ", "_")), named["place"]
    where = (place,) if place else ()
    if not is_whole(measure):
        # "3,000,000 money in USD".
        return [_amounting(amount(counted, measure), measure, where, sentence)]
    # Any verb of harm tells how many, and who; two numbers are a sentence.
    found = figures.read(f"{counted} {Measure.KILLED.value}", published=published, country=country).figures
    side = {"side": Side.ATTACKERS} if measure is Measure.ATTACKERS else {}
    one = found[0] if len(found) == 1 else None
    return [msgspec.structs.replace(one, measure=measure, scope=one.scope + where, **side)] if one else []


def _amounting(said: Amount, measure: Measure, scope: tuple[str, ...], sentence: str) -> Figure:
    return Figure(
        measure=measure,
        scope=scope,
        value=said.value,
        qualifier=said.qualifier,
        low=said.low,
        high=said.high,
        quote=sentence,
        start=0,
        end=len(sentence),
    )
