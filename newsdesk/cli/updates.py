"""`newsdesk updates`: what the feeds brought, with every version, and the figures that were read in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from newsdesk.cli.calls import Commands
from newsdesk.cli.options import DeskFolder, Form, Format, UpdateName
from newsdesk.cli.output import say, show
from newsdesk.cli.session import looked_at, opened
from newsdesk.cli.sources import find_source
from newsdesk.model import State

if TYPE_CHECKING:
    from newsdesk.cli.numbering import Numbered
    from newsdesk.desk import Desk
    from newsdesk.export.shapes import Shape
    from newsdesk.export.sheets import Listed
    from newsdesk.model import Update


def list_updates(
    *,
    incident: Annotated[str | None, typer.Option(metavar="INCIDENT", help="Only those of an incident.")] = None,
    state: Annotated[State | None, typer.Option(help="Only those in this state of triage.")] = None,
    source: Annotated[str | None, typer.Option(metavar="SOURCE", help="Only those of a source.")] = None,
    find: Annotated[
        str, typer.Option(metavar="QUERY", help="Only those that fit: words, source:, state:, has:conflict.")
    ] = "",
    edited: Annotated[bool, typer.Option("--edited", help="Only those with more than one version.")] = False,
    desk: DeskFolder = None,
    form: Form = Format.TABLE,
) -> None:
    """List updates, newest first. A time behind ~ is when it was seen: its feed gave none to believe."""
    from newsdesk.export import shapes, sheets

    with looked_at(desk) as service:
        service.check(find)
        found = service.updates(
            incident=service.incident(incident).id if incident is not None else None,
            source=find_source(service, source).id if source is not None else None,
            state=state,
            find=find,
            edited=edited,
        )
        rows = [listed(service, update) for update in found]
    show(
        form,
        shape=lambda: [shapes.update(*row) for row in rows],
        sheet=lambda: sheets.updates(rows),
        flat=lambda: sheets.updates_flat(rows),
        empty="No updates.",
    )


def show_update(update: UpdateName, desk: DeskFolder = None, form: Form = Format.TABLE) -> None:
    """Show an update: every version's words, and the figures in them, numbered for `newsdesk figure`."""
    from newsdesk.export import shapes, sheets

    with looked_at(desk) as service:
        found = service.find_update(update)
        row = listed(service, found)
        if form is Format.TABLE:
            _tell(service, row)
            return
        shape = shapes.update(*row) | _beside(service, found)
    show(
        form,
        shape=lambda: shape,
        sheet=lambda: sheets.updates(iter([row])),
        flat=lambda: sheets.updates_flat([row]),
        empty="",
    )


def listed(service: Desk, update: Update) -> Listed:
    """An update with what its desk says of it."""
    from newsdesk.desk.names import handle
    from newsdesk.export.sheets import Listed

    ref, incident = update.ref, service.incident_of(update)
    return Listed(update, handle(ref), service.state(ref), incident, service.copy_of(update))


def _beside(service: Desk, found: Update) -> Shape:
    """What `show` tells in JSON beyond the listing: figures of each version as they stand, questions, notes."""
    from newsdesk.cli.numbering import numbered
    from newsdesk.export import shapes

    notes = service.standing().notes.get(found.ref, ())
    numbers = range(len(found.versions))
    versions = [numbered(service, found, number) for number in numbers]
    return {
        "figures": [[_numbered(one) for one in rows if not one.struck] for rows in versions],
        "struck": [[_numbered(one) for one in rows if one.struck] for rows in versions],
        "questions": [[shapes.question(one) for one in service.questions(found, number)] for number in numbers],
        "notes": [shapes.note(one) for one in notes],
    }


def _numbered(one: Numbered) -> Shape:
    from newsdesk.export import shapes

    return {"number": one.number, **shapes.figure(one.figure)}


def _tell(service: Desk, row: Listed) -> None:
    from newsdesk.cli.numbering import numbered
    from newsdesk.cli.readings import show_numbered
    from newsdesk.export.acts import note_place, note_text
    from newsdesk.export.sheets import edit_in_words, minute, version_head
    from newsdesk.incidents.corrections import correction

    found = row.update
    say(f"{row.handle}  {row.state.value}  {title_of(service, found.source)}  {row.incident or 'no incident'}")
    if found.latest.link:
        say(found.latest.link)
    if found.vanished is not None:
        say(f"Vanished from its feed; seen {minute(found.vanished)}")
    if others := service.copies(found):
        names = ", ".join(dict.fromkeys(title_of(service, ref.source) for ref in others))
        say(f"{len(others)} updates carry these words, the first in print first: {names}")
    if told := correction(found.latest.text):
        say(f"Corrects: “{told}”")
    for number, version in enumerate(found.versions):
        say(f"\n{version_head(version, number + 1, len(found.versions))}")
        if number:
            say(edit_in_words(found, number))
        say(f"\n{version.text}\n")
        show_numbered(numbered(service, found, number), service.questions(found, number))
    for note in service.standing().notes.get(found.ref, ()):
        say(f"Note by {note.by}{note_place(note, len(found.versions))}: {note_text(note)}")


def title_of(service: Desk, source: str) -> str:
    """The outlet's name of a source, removed ones too."""
    return next((one.title for one in service.sources(removed=True) if one.id == source), source)


def own_update(
    update: UpdateName,
    off: Annotated[bool, typer.Option("--off", help="Leave it to their likeness again.")] = False,
    desk: DeskFolder = None,
) -> None:
    """Take an update's words for its outlet's own, though they are like an earlier text."""
    from newsdesk.cli.triage import say_done

    with opened(desk) as service:
        done = service.own_words(service.find_update(update).ref, not off)
    say_done(done)


COMMANDS: Commands = {"list": list_updates, "show": show_update, "own": own_update}
