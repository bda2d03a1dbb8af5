"""`newsdesk desk`: the numbers the newsroom runs with, and lines found by their words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from newsdesk import text
from newsdesk.cli.calls import Commands
from newsdesk.cli.incidents import only_incident
from newsdesk.cli.options import DeskFolder, Reason
from newsdesk.cli.output import say
from newsdesk.cli.session import opened
from newsdesk.cli.triage import say_done
from newsdesk.decisions import Rule
from newsdesk.errors import CallWrong
from newsdesk.model import Measure, Number, Side

if TYPE_CHECKING:
    from newsdesk.ledger.records import Ledger, Line

LineName = Annotated[str, typer.Argument(metavar="LINE", help='As the ledger names it, such as "escaped foreign".')]
OfIncident = Annotated[
    str | None, typer.Option("--incident", metavar="INCIDENT", help="Its id or title; not needed where there is one.")
]


def set_figure(
    line: LineName,
    number: Annotated[str | None, typer.Argument(metavar="[NUMBER]", help='Such as 20, ">=15" or 15-25.')] = None,
    *,
    rule: Annotated[
        Rule | None,
        typer.Option(metavar="RULE", help='A rule to follow in the place of a number: "greatest authority".'),
    ] = None,
    incident: OfIncident = None,
    reason: Annotated[
        str, typer.Option(parser=text.tidy, metavar="WORDS", help="Why; a number needs it. Kept in the log.")
    ] = "",
    desk: DeskFolder = None,
) -> None:
    """Run with a number on a line, or with the number that a rule gives."""
    if (number is None) == (rule is None):
        raise CallWrong("Which number?", 'Give a number, or --rule "greatest authority".')
    with opened(desk) as service:
        story = only_incident(service, incident)
        found = find_line(service.ledger(story.id), line)
        value, low, high = _bounds(number, found.key.measure)
        done = service.set_desk(story.id, found.key, value, low=low, high=high, rule=rule, reason=reason)
    say_done(done)
    if rule is not None:
        from newsdesk.ledger.desk_figures import GIVES_NOTHING, gives_number

        if not gives_number(done):
            say(f"The desk follows {rule}, {GIVES_NOTHING}")


def _bounds(number: str | None, measure: Measure) -> tuple[Number | None, Number | None, Number | None]:
    if number is None:
        return None, None, None
    from newsdesk.ledger.amounts import amount

    said = amount(number, measure)
    return said.value, said.low, said.high


def clear_figure(line: LineName, incident: OfIncident = None, reason: Reason = "", desk: DeskFolder = None) -> None:
    """Run with no number on a line."""
    with opened(desk) as service:
        story = only_incident(service, incident)
        found = find_line(service.ledger(story.id), line)
        done = service.set_desk(story.id, found.key, None, reason=reason)
    say_done(done)


def find_line(book: Ledger, name: str) -> Line:
    """The line with these words, or the only one that has them among its own. Raises CallWrong naming the lines."""
    wanted = _words(name)
    among = [line for line in book.lines if wanted]
    printed = [line for line in among if wanted == _names(line)[0]]
    exact = [line for line in among if wanted in _names(line)]
    wider = [line for line in among if any(wanted <= words for words in _names(line))]
    found = printed or exact or wider
    if len(found) == 1:
        return found[0]
    from newsdesk.ledger.words import line_name

    names = "; ".join(line_name(line.key) for line in (found or book.lines))
    problem = "Several lines have" if found else "There is no line with"
    raise CallWrong(f"{problem} the words {text.line(name, 80)}.", f"There are: {names}" if names else "")


def _names(line: Line) -> tuple[set[str], set[str]]:
    """The words of a line as it is printed, and those of its key; "all" is said of either or left away."""
    from newsdesk.ledger.words import line_name, measure_name

    key = line.key
    side = () if key.side is Side.VICTIMS else (key.side.value,)
    return _words(line_name(key)), _words(" ".join((measure_name(key.measure), *key.scope, *side)))


def _words(name: str) -> set[str]:
    return {word for word in re.findall(r"[^\W_]+", name.casefold()) if word != "all"}


COMMANDS: Commands = {"set": set_figure, "clear": clear_figure}
