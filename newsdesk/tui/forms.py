"""What each dialog asks and how it takes the answer: pure functions from typed words to values, with a live preview.

A form's `taken` is asked at every keystroke how the answer would be taken, and raises what is wrong with it; only an
answer that it accepts can be given. No screen and no open desk is known here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from textual.content import Content

from newsdesk import text
from newsdesk.decisions import DeskFigure, Rule
from newsdesk.desk.names import country, roles, watch_rows
from newsdesk.errors import CallWrong
from newsdesk.ledger import typed, words
from newsdesk.ledger.amounts import EXAMPLES, Amount
from newsdesk.ledger.desk_figures import amount_or_rule, amount_or_rule_text, is_allowed
from newsdesk.ledger.queries import authority
from newsdesk.ledger.records import Line, OriginClaim
from newsdesk.model import Figure, Incident
from newsdesk.tui.render import reading, signs, times
from newsdesk.tui.render.ink import BAD, LOUD, MUTED, ink

Answers = Mapping[str, str]
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

    def value(entry: str) -> Amount | Rule | None:
        return amount_or_rule(entry, line.key.measure)

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
        counting = [one for one in standing if not one.party]
        if isinstance(wanted, Rule) and authority(counting) is None:
            warning = Content.styled(" It gives no number yet: no origin that counts has a letter.", BAD)
        return Content.assemble("Runs with ", (amount_or_rule_text(wanted), LOUD), ink(f" on {name}."), warning)

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


def _address(entry: str) -> str:
    if address := text.link(entry):
        return address
    raise CallWrong("Not an address yet.", "It starts with http:// or https://.")


def export_form() -> Form:
    """Asks for the file that the list of subscriptions is written to."""

    def look(answers: Answers) -> Content:
        if not answers["path"].strip():
            raise CallWrong("Which file?", "Such as ~/feeds.opml")
        return Content("Writes the sources that are polled as OPML, which every feed reader imports.")

    return Form("Export the sources", (Field("path", "file", "~/newsdesk.opml"),), look)


def watched(answers: Answers) -> tuple[str, ...]:
    """The watch words that were filled in. Raises CallWrong."""
    return watch_rows([answers["watch"]])


_COUNTRY = Field("country", "country", "", "such as GB", "Two letters; foreign and local are relative to it.", country)
_WATCH = Field(
    "watch", "watch words", "", "ashdown mill, ashdown fire", "Empty: the title.", lambda entry: watch_rows([entry])
)


def _watching(answers: Answers) -> Content:
    """What leads updates to an incident. Raises CallWrong for one without a title."""
    if not answers["title"].strip():
        raise CallWrong("An incident needs a title.", "Write a few words, such as Mill fire in Ashdown.")
    rows = watched(answers) or (answers["title"].strip().lower(),)
    return Content.assemble("Takes updates that say ", ink(" or ".join(rows), LOUD))


def split_form(count: int, title: str, *, loose: bool) -> Form:
    """Asks for the incident that updates in hand go to; `title` is that of the first, `loose` ones are in none."""

    def look(answers: Answers) -> Content:
        there = f"{words.counted(count, 'update')} moved there. "
        watching = _watching(answers)
        if answers["title"].strip() == title and not watched(answers):
            watching = Content("What is like them follows; a headline gives no watch words.")
        return Content.assemble(there, watching)

    fields = (
        Field("title", "title", value=title),
        _WATCH,
    )
    return Form("Open an incident" if loose else "Split off", fields, look)


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
    entry = answers["universal"]
    return incident.universal if entry == _universal(incident) else roles([entry])


def _universal(incident: Incident) -> str:
    return ", ".join(words.kinds(incident.universal))


def describe_form(incident: Incident) -> Form:
    """Asks what an incident is called, where it is, which words lead to it and who all in it are."""

    def look(answers: Answers) -> Content:
        if not answers["title"].strip():
            raise CallWrong("An incident needs a title.", "Write a few words, such as Mill fire in Ashdown.")
        rows, kinds = watched(answers), words.kinds(universal_of(answers, incident))
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


def digit(entry: str) -> int | None:
    """A credibility digit as typed; null where it is left to the suggested one. Raises CallWrong."""
    wanted = entry.strip()
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
        return reading.preview([typed.reread(answers["reading"], figure, published, country)], outlet)

    fields = (Field("reading", "reads", typed.worded(figure), "at least 23 foreigners killed"),)
    return Form("Correct", fields, look, f"The words stay the source's: “{figure.quote}”. Write what they say.")


def add_form(body: str, outlet: str, published: datetime, country: str) -> Form:
    """Asks for a figure that the reader missed: its words in the text, and how they read."""

    def look(answers: Answers) -> Content:
        return reading.preview([typed.added(answers["quote"], answers["reading"], body, published, country)], outlet)

    fields = (
        Field("quote", "words", placeholder="as they stand in the text"),
        Field("reading", "reads", placeholder="at least 23 foreigners killed", rule="Empty: as its words say."),
    )
    return Form("Add a figure", fields, look)


def hint(problem: str, what: str) -> Content:
    """What is still missing from an answer."""
    return Content.assemble(ink(problem, "$error"), " ", ink(what, MUTED))
