"""`newsdesk figure`: an editor's hand on the figures of an update. The words always stay those of the source."""

from __future__ import annotations

from typing import Annotated

import msgspec
import typer

from newsdesk import text
from newsdesk.cli.calls import Commands
from newsdesk.cli.numbering import pick
from newsdesk.cli.options import DeskFolder, Reason, UpdateName
from newsdesk.cli.session import opened
from newsdesk.cli.triage import say_done
from newsdesk.errors import CallWrong
from newsdesk.model import Counts, Figure, Measure, Modality, Side, Tense

Place = Annotated[int, typer.Argument(metavar="N", help="Its number, as `newsdesk updates show` counts.")]
Amounts = typer.Option(metavar="NUMBER", help='Such as 20, ">=15" or 15-25.')
Scope = Annotated[
    list[str] | None,
    typer.Option(metavar="WORD", help="Who: foreign, local, GB, worker …; may be given again. A dash is everyone."),
]
SaidBy = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Who says so, from the agency down; may be given again. A dash is the outlet."),
]


def add(
    update: UpdateName,
    quote: Annotated[str, typer.Argument(metavar="WORDS", help="The words that hold it, as they stand in the update.")],
    *,
    measure: Annotated[Measure, typer.Option(metavar="MEASURE", help="What is counted, such as killed.")],
    number: Annotated[str, Amounts],
    scope: Scope = None,
    side: Annotated[Side, typer.Option(help="Who suffers it.")] = Side.VICTIMS,
    counts: Annotated[Counts, typer.Option(help="What it is to the total.")] = Counts.WHOLE,
    modality: Annotated[Modality, typer.Option(help="How firmly it is said.")] = Modality.ASSERTED,
    tense: Annotated[Tense, typer.Option(help="Whether the text sets it aside.")] = Tense.CURRENT,
    said_by: SaidBy = None,
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Add a figure that the reader missed to the newest version of an update."""
    from newsdesk.figures.quotes import find_quote
    from newsdesk.ledger.amounts import amount

    said = amount(number, measure)
    with opened(desk) as service:
        found = service.find_update(update)
        quote, start = find_quote(quote, found.latest.text)
        figure = Figure(
            measure=measure,
            value=said.value,
            qualifier=said.qualifier,
            low=said.low,
            high=said.high,
            scope=_names(scope),
            side=side,
            counts=counts,
            modality=modality,
            tense=tense,
            chain=_names(said_by),
            quote=quote,
            start=start,
            end=start + len(quote),
        )
        done = service.add(found.ref, len(found.versions) - 1, figure, reason)
    say_done(done, figure.quote)


def correct(
    update: UpdateName,
    place: Place,
    *,
    measure: Annotated[Measure | None, typer.Option(metavar="MEASURE", help="What is counted.")] = None,
    number: Annotated[str | None, Amounts] = None,
    scope: Scope = None,
    side: Annotated[Side | None, typer.Option(help="Who suffers it.")] = None,
    counts: Annotated[Counts | None, typer.Option(help="What it is to the total.")] = None,
    modality: Annotated[Modality | None, typer.Option(help="How firmly it is said.")] = None,
    tense: Annotated[Tense | None, typer.Option(help="Whether the text sets it aside.")] = None,
    said_by: SaidBy = None,
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Read a figure of the newest version otherwise; what is not named stays."""
    with opened(desk) as service:
        found = service.find_update(update)
        figure = pick(service, found, place)
        named = {"measure": measure, "side": side, "counts": counts, "modality": modality, "tense": tense}
        changes: dict[str, object] = {name: value for name, value in named.items() if value is not None}
        changes |= {} if scope is None else {"scope": _names(scope)}
        changes |= {} if said_by is None else {"chain": _names(said_by)}
        changes |= {} if number is None else _amount(number, measure or figure.measure)
        if not changes:
            raise CallWrong("Nothing is to be corrected.", "Say what: --number, --measure, --scope, --said-by …")
        becomes = msgspec.structs.replace(figure, **changes)
        done = service.correct(found.ref, len(found.versions) - 1, figure, becomes, reason)
    say_done(done, figure.quote)


def strike(update: UpdateName, place: Place, reason: Reason = "", desk: DeskFolder = None) -> None:
    """Say that the words of a figure are no figure."""
    with opened(desk) as service:
        found = service.find_update(update)
        figure = pick(service, found, place)
        done = service.strike(found.ref, len(found.versions) - 1, figure, reason)
    say_done(done, figure.quote)


def _amount(number: str, measure: Measure) -> dict[str, object]:
    from newsdesk.ledger.amounts import amount

    return dict(amount(number, measure)._asdict())


def appraise(
    update: UpdateName,
    place: Place,
    digit: Annotated[
        str, typer.Argument(metavar="DIGIT", help="1, confirmed, to 6, cannot be judged; a dash takes it back.")
    ],
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Give a figure a credibility digit in place of the suggested one."""
    if digit != "-" and not (len(digit) == 1 and digit.isascii() and digit.isdigit()):
        raise CallWrong(f"{text.line(digit, 40)} is no credibility.", "Give a digit from 1 to 6, or a dash.")
    with opened(desk) as service:
        found = service.find_update(update)
        figure = pick(service, found, place)
        given = None if digit == "-" else int(digit)
        done = service.appraise(found.ref, len(found.versions) - 1, figure, given, reason)
    say_done(done)


def _names(given: list[str] | None) -> tuple[str, ...]:
    """Cleaned names, each once; a lone dash is none."""
    names = tuple(dict.fromkeys(text.line(name, 120) for name in given or () if name.strip()))
    return () if names == ("-",) else names


COMMANDS: Commands = {"add": add, "correct": correct, "strike": strike, "appraise": appraise}
