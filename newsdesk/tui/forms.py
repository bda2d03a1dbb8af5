"""What each dialog asks and how it takes the answer: pure functions from typed words to values, with a live preview.

A form's `taken` is asked at every keystroke how the answer would be taken, and raises what is wrong with it; only an
answer that it accepts can be given. No screen and no open desk is known here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import msgspec
from textual.content import Content

from newsdesk import figures, text
from newsdesk.decisions import DeskFigure, Rule
from newsdesk.desk.names import country, roles
from newsdesk.errors import CallWrong
from newsdesk.figures.quotes import find_quote
from newsdesk.ledger import words
from newsdesk.ledger.amounts import EXAMPLES, HEDGES, Amount, amount, is_whole
from newsdesk.ledger.desk_figures import is_allowed
from newsdesk.ledger.records import Line, OriginClaim
from newsdesk.model import Figure, Incident, Measure, Side
from newsdesk.tui.render import reading, signs, times
from newsdesk.tui.render.ink import BAD, LOUD, MUTED, ink

Answers = Mapping[str, str]
SHORTHAND = {sign: hedge.phrases[0] for hedge in HEDGES.values() for sign in hedge.signs}
"""The table's signs and the words they stand for, which the reader of figures knows."""
_MEASURES = frozenset(measure.value for measure in Measure)
_NAMES = "|".join(words.measure_name(measure) for measure in Measure)
_IN_PLACE = r"(?:\s+in\s+(?P<place>(?-i:[^\W\d_a-z]).*))?"
_NAMED = re.compile(rf"(?P<counted>.+?)\s+(?P<measure>{_NAMES}){_IN_PLACE}", re.IGNORECASE)
DIGITS = tuple("123456")
"""How credible, by the Admiralty code: confirmed, probable, possible, doubtful, improbable, not to be judged."""


class Field(NamedTuple):
    """One line to fill in."""

    name: str
    label: str
    value: str = ""
    placeholder: str = ""
    """An example, so short that no screen cuts it."""
    rule: str = ""
    """What else may be said there, and what it means to leave it empty; told while it is typed into."""
    check: Callable[[str], object] = str
    """Raises NewsdeskError where what is typed there cannot be taken, whatever the other lines say."""


class Form(NamedTuple):
    """A dialog: what it is about, its lines, and how it takes the answers."""

    title: str
    fields: tuple[Field, ...]
    look: Callable[[Answers], Content]
    """Answers → what they would do, in words. Raises NewsdeskError where they cannot be taken together."""
    help: str = ""

    def taken(self, answers: Answers) -> Content:
        """What the answers would do, in words. Raises NewsdeskError where one of them, or all, cannot be taken."""
        for field in self.fields:
            field.check(answers[field.name])
        return self.look(answers)


def desk_value(typed: str, measure: Measure) -> Amount | Rule | None:
    """What an editor types for a desk figure: a number, or a rule's name; null, of an empty line, clears it.

    Raises CallWrong.
    """
    asked = " ".join(typed.casefold().split())
    if asked in [rule.value for rule in Rule]:
        return Rule(asked)
    return amount(asked, measure) if asked else None


def desk_words(wanted: Amount | Rule) -> str:
    """What the desk is to run with: "≥15", "greatest authority"."""
    return wanted.value if isinstance(wanted, Rule) else words.value_text(wanted)


def suggested(said: OriginClaim | None, desk: DeskFigure | None = None) -> str:
    """What the line for a desk figure is filled with at first: the one that stands, else what the origin says."""
    if desk is not None:
        return desk.rule.value if desk.rule is not None else words.desk_text(desk)
    return "" if said is None else words.value_text(said)


def desk_form(line: Line, said: OriginClaim | None) -> Form:
    """Asks for the desk figure of a line and why; offers the one that stands, else what the origin in hand says.

    The dialog lies over the table: what it rules on is said in it.
    """
    name, desk = words.line_name(line.key), line.desk
    standing = sorted((one for one in line.origins if one.stands), key=lambda one: one.low or 0)

    def value(typed: str) -> Amount | Rule | None:
        return desk_value(typed, line.key.measure)

    def look(answers: Answers) -> Content:
        wanted, why = value(answers["value"]), answers["reason"].strip()
        if wanted is None:
            if desk is None:
                raise CallWrong("Which number?", EXAMPLES)
            return ink("Clears the desk figure.")
        if not why:
            raise CallWrong("Why this number?", "A desk figure stands with its reason.")
        unsaid = isinstance(wanted, Amount) and not is_allowed(wanted.low, wanted.high, standing)
        warning = Content.styled(" No origin says so.", BAD) if unsaid else ""
        return Content.assemble("Runs with ", (desk_words(wanted), LOUD), ink(f" on {name}."), warning)

    rule = "20 · at least 15 · 15-25 · greatest authority"
    fields = (
        Field("value", "number", suggested(said, desk), "at least 15", rule, value),
        Field("reason", "reason", desk.reason if desk else "", "why we run with it"),
    )
    told = [f"{suggested(said, desk)} stands, set by {desk.by}. An empty number clears it."] if desk else []
    told.append(f"Said: {', '.join(map(_said, standing))}." if standing else "Nothing that is said counts here.")
    return Form(f"Desk figure · {name}", fields, look, " ".join(told))


def _said(claim: OriginClaim) -> str:
    party = f"{signs.PARTY} " if claim.party else ""
    stale = ", stale" if claim.stale else ""
    return f"{party}{words.value_text(claim)} ({claim.origin}{stale})"


def note_form(title: str) -> Form:
    """Asks for a note on an update."""

    def look(answers: Answers) -> Content:
        if not answers["note"].strip():
            raise CallWrong("The note is empty.", "Write a few words.")
        return Content("")

    return Form(f"Note · {title}", (Field("note", "note", placeholder="for whoever reads this next"),), look)


def time_form(now: datetime) -> Form:
    """Asks for the moment to look at."""

    def look(answers: Answers) -> Content:
        return Content.assemble("Everything as of ", (times.full(times.moment(answers["moment"], now)), LOUD))

    fields = (Field("moment", "as of", placeholder="17 Jan 16:00"),)
    return Form("Look back", fields, look, "Times are UTC.")


def source_form(*, offline: bool = False) -> Form:
    """Asks for the address of a feed."""
    told = "This desk is offline: the feed is added, and nothing is fetched." if offline else ""

    def look(answers: Answers) -> Content:
        return Content.assemble("Adds " if offline else "Polls ", ink(_address(answers["address"]), LOUD))

    fields = (
        Field("address", "address", placeholder="https://example.org/feed.xml", check=_address),
        Field("title", "name", placeholder="as the table shows it", rule="Empty: its feed's own title."),
    )
    return Form("Add a feed", fields, look, told)


def _address(typed: str) -> str:
    if address := text.link(typed):
        return address
    raise CallWrong("Not an address yet.", "It starts with http:// or https://.")


def export_form() -> Form:
    """Asks for the file that the list of subscriptions is written to."""

    def look(answers: Answers) -> Content:
        if not answers["path"].strip():
            raise CallWrong("Which file?", "Such as ~/feeds.opml")
        return Content("Writes the sources that are polled as OPML, which every feed reader imports.")

    return Form("Export the sources", (Field("path", "file", "~/newsdesk.opml"),), look)


def watch_rows(typed: str) -> list[str]:
    """Watch words as typed, one row for each comma. Raises CallWrong for a letter, which is in every text."""
    rows = [row for part in typed.split(",") if (row := text.line(part, 120).lower())]
    for row in rows:
        if len(row) == 1 and row.isascii():
            raise CallWrong(f"“{row}” leads every story here.", "Write words that this one has, such as ashdown mill.")
    return rows


_COUNTRY = Field("country", "country", "", "such as GB", "Two letters; foreign and local are relative to it.", country)
_WATCH = Field("watch", "watch words", "", "ashdown mill, ashdown fire", "Empty: the title.", watch_rows)


def _watching(answers: Answers) -> Content:
    """What leads updates to an incident. Raises CallWrong for one without a title."""
    if not answers["title"].strip():
        raise CallWrong("An incident needs a title.", "Write a few words, such as Mill fire in Ashdown.")
    rows = watch_rows(answers["watch"]) or [answers["title"].strip().lower()]
    return Content.assemble("Takes updates that say ", ink(" or ".join(rows), LOUD))


def split_form(count: int, title: str) -> Form:
    """Asks for the incident that updates in hand are split off into; `title` is that of the first."""

    def look(answers: Answers) -> Content:
        there = f"{words.counted(count, 'update')} there, and later ones. "
        watching = _watching(answers)
        if answers["title"].strip() == title and not watch_rows(answers["watch"]):
            watching = Content("What is like them follows; a headline gives no watch words.")
        return Content.assemble(there, watching)

    fields = (
        Field("title", "title", value=title),
        _WATCH,
    )
    return Form("Split off", fields, look)


def incident_form() -> Form:
    """Asks for a new incident."""

    fields = (
        Field("title", "title", placeholder="Mill fire in Ashdown"),
        _WATCH,
        _COUNTRY,
    )
    return Form("Open an incident", fields, _watching)


_UNLED = "No words lead updates to it"


def universal_of(answers: Answers, incident: Incident) -> tuple[str, ...]:
    """What everybody is, as it was filled in; as it stands where that line was left alone. Raises CallWrong."""
    typed = answers["universal"]
    return incident.universal if typed == _universal(incident) else roles([typed])


def _universal(incident: Incident) -> str:
    return ", ".join(words.kinds(incident.universal))


def describe_form(incident: Incident) -> Form:
    """Asks what an incident is called, where it is, which words lead to it and who all in it are."""

    def look(answers: Answers) -> Content:
        if not answers["title"].strip():
            raise CallWrong("An incident needs a title.", "Write a few words, such as Mill fire in Ashdown.")
        rows, kinds = watch_rows(answers["watch"]), words.kinds(universal_of(answers, incident))
        watching = ("Takes updates that say ", ink(words.listed(rows, joint="or"), LOUD)) if rows else (_UNLED,)
        everybody = (". Whoever counts ", ink(words.listed(kinds, joint="or"), LOUD), " counts all") if kinds else ()
        return Content.assemble(*watching, *everybody)

    fields = (
        Field("title", "title", value=incident.title),
        Field("place", "place", value=incident.place, placeholder="Ashdown"),
        _COUNTRY._replace(value=incident.country),
        _WATCH._replace(value=", ".join(incident.watch), rule="Empty: only likeness and your hand lead here."),
        Field(
            "universal",
            "everybody is",
            value=_universal(incident),
            placeholder="such as miners",
            rule="So that “12 miners” and “12 people” are one line.",
        ),
    )
    return Form("Describe the incident", fields, look)


def title_form(what: str, title: str, told: str) -> Form:
    """Asks for another title of an incident or a source; `told` says what will be of it."""

    def look(answers: Answers) -> Content:
        if not answers["title"].strip():
            raise CallWrong("It needs a title.", "Write a few words.")
        return ink(told)

    return Form(what, (Field("title", "title", value=title),), look)


def digit(typed: str) -> int | None:
    """A credibility digit as typed; null where it is left to the suggested one. Raises CallWrong."""
    wanted = typed.strip()
    if wanted and wanted not in DIGITS:
        raise CallWrong("That is no credibility.", "1, confirmed, to 6, cannot be judged; empty: as suggested.")
    return int(wanted) if wanted else None


def appraise_form(figure: Figure, given: int | None) -> Form:
    """Asks for the credibility of a figure (the digit of NATO AJP-2.1) and why."""

    def look(answers: Answers) -> Content:
        wanted = digit(answers["digit"])
        if wanted is None:
            return Content("As suggested.")
        if not answers["reason"].strip():
            raise CallWrong("Why this digit?", "It stands with its reason.")
        return Content.assemble((str(wanted), LOUD), ink(f"  {words.credibility_text(wanted)}"))

    fields = (
        Field("digit", "digit", str(given or ""), "1 confirmed … 6 cannot be judged", "Empty: as suggested."),
        Field("reason", "reason", placeholder="why it is so credible"),
    )
    return Form(f"Credibility · “{text.line(figure.quote, 60)}”", fields, look)


def correct_form(figure: Figure, outlet: str, published: datetime, country: str) -> Form:
    """Asks how a figure's words are to be read."""

    def look(answers: Answers) -> Content:
        return reading.preview([reread(answers["reading"], figure, published, country)], outlet)

    fields = (Field("reading", "reads", worded(figure), "at least 23 foreigners killed"),)
    return Form("Correct", fields, look, f"The words stay the source's: “{figure.quote}”. Write what they say.")


def add_form(body: str, outlet: str, published: datetime, country: str) -> Form:
    """Asks for a figure that the reader missed: its words in the text, and how they read."""

    def look(answers: Answers) -> Content:
        return reading.preview([added(answers, body, published, country)], outlet)

    fields = (
        Field("quote", "words", placeholder="as they stand in the text"),
        Field("reading", "reads", placeholder="at least 23 foreigners killed", rule="Empty: as its words say."),
    )
    return Form("Add a figure", fields, look)


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


def added(answers: Answers, body: str, published: datetime, country: str) -> Figure:
    """A figure on words that stand in a text. Raises CallWrong where they do not, or read as nothing."""
    quote, start = find_quote(answers["quote"], body)
    found = first_figure(answers["reading"].strip() or quote, published, country)
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


def hint(problem: str, what: str) -> Content:
    """What is still missing from an answer."""
    return Content.assemble(ink(problem, "$error"), " ", ink(what, MUTED))
