"""`newsdesk incidents`: the stories that updates belong to."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from newsdesk.cli.calls import Commands
from newsdesk.cli.options import DeskFolder, Form, Format, IncidentName, Reason, start
from newsdesk.cli.output import say, show, show_table
from newsdesk.cli.session import looked_at, opened
from newsdesk.cli.triage import say_done
from newsdesk.errors import CallWrong
from newsdesk.model import IncidentStatus

if TYPE_CHECKING:
    from newsdesk.desk import Desk
    from newsdesk.model import Incident, Update


def list_incidents(desk: DeskFolder = None, form: Form = Format.TABLE) -> None:
    """List the incidents, with how many updates each has."""
    from newsdesk.export import shapes, sheets

    with looked_at(desk) as service:
        rows = _with_updates(service)
    show(
        form,
        shape=lambda: [shapes.incident(one, [update.ref for update in updates]) for one, updates in rows],
        sheet=lambda: sheets.incidents([(one, len(updates)) for one, updates in rows]),
        empty='No incidents. Open one with: newsdesk incidents new "TITLE" --watch WORDS',
    )


def show_incident(incident: IncidentName, desk: DeskFolder = None, form: Form = Format.TABLE) -> None:
    """Show an incident: what it is, what leads updates to it, and those it has."""
    from newsdesk.cli.updates import listed
    from newsdesk.export import shapes, sheets

    with looked_at(desk) as service:
        one = service.incident(incident)
        rows = [listed(service, update) for update in service.updates(incident=one.id)]
    if form is Format.TABLE:
        _tell(one)
    show(
        form,
        shape=lambda: shapes.incident_in_full(one, [row.update.ref for row in rows]),
        sheet=lambda: sheets.updates(rows),
        flat=lambda: sheets.updates_flat(rows),
        empty="No updates yet.",
    )


def new_incident(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="Its name.")],
    *,
    watch: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="Words that lead an update here, all of one option; may be given again."),
    ] = None,
    country: Annotated[str, typer.Option(metavar="CODE", help="ISO 3166 code, such as DZ.")] = "",
    place: Annotated[str, typer.Option(metavar="WORDS", help="Where it happens.")] = "",
    started: Annotated[
        datetime | None, typer.Option(parser=start, metavar="TIME", help="When it began; a date for its start in UTC.")
    ] = None,
    desk: DeskFolder = None,
) -> None:
    """Open an incident; without watch words its title is watched for."""
    from newsdesk.ledger.words import counted

    with opened(desk) as service:
        one = service.new_incident(title, watch=watch or (), country=country, place=place, started=started)
        count = len(service.updates(incident=one.id))
    say(f"Opened {one.title} as {one.id}; {counted(count, 'update')} so far.")


def only_incident(service: Desk, named: str | None) -> Incident:
    """The incident that was named, or the only one there is. Raises CallWrong."""
    if named is not None:
        return service.incident(named)
    there = service.incidents()
    if len(there) == 1:
        return there[0]
    if not there:
        raise CallWrong("There is no incident.", 'Open one with: newsdesk incidents new "TITLE" --watch WORDS')
    names = ", ".join(one.id for one in there)
    raise CallWrong(f"There are {len(there)} incidents.", f"Name one of them: {names}")


def _with_updates(service: Desk) -> list[tuple[Incident, list[Update]]]:
    found: dict[str | None, list[Update]] = {}
    for update in service.updates():
        found.setdefault(service.incident_of(update), []).append(update)
    return [(one, found.get(one.id, [])) for one in service.incidents()]


def _tell(one: Incident) -> None:
    from newsdesk.export import Column, Sheet
    from newsdesk.export.sheets import minute
    from newsdesk.ledger.words import where

    facts = [
        ("title", one.title),
        ("id", one.id),
        ("status", one.status.value),
        ("where", where(one.place, one.country)),
        ("started", minute(one.started)),
        ("ended", minute(one.ended)),
        ("watch", "; ".join(one.watch)),
        ("universal", ", ".join(one.universal)),
        ("parties", ", ".join(one.parties)),
    ]
    rows = [fact for fact in facts if fact[1]]
    show_table(Sheet((Column("what"), Column("is", fold=True)), rows))
    say("")


def split_incident(
    title: Annotated[str, typer.Argument(metavar="TITLE", help="The name of the new incident.")],
    updates: Annotated[list[str], typer.Argument(metavar="UPDATE…", help="Handles, as `newsdesk updates list` shows.")],
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Open an incident and move updates into it, as one act."""
    with opened(desk) as service:
        refs = [service.find_update(name).ref for name in updates]
        service.new_incident(title, updates=refs, reason=reason)
        done = service.log()[-1]
    say_done(done)


def merge_incident(
    incident: IncidentName,
    into: Annotated[str, typer.Argument(metavar="INTO", help="The incident that it is part of.")],
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Take an incident for part of another; its updates are the other's."""
    from newsdesk.ledger.words import counted

    with opened(desk) as service:
        left = service.count_desk_figures(incident)
        done = service.merge_incidents(incident, into, reason)
    say_done(done)
    if left:
        say(f"Its {counted(left, 'desk figure')} must be set anew there.")


def describe_incident(
    incident: IncidentName,
    *,
    title: Annotated[str | None, typer.Option(metavar="WORDS", help="Its new name.")] = None,
    country: Annotated[str | None, typer.Option(metavar="CODE", help="ISO 3166 code, such as DZ.")] = None,
    place: Annotated[str | None, typer.Option(metavar="WORDS", help="Where it happens.")] = None,
    watch: Annotated[
        list[str] | None,
        typer.Option(metavar="WORDS", help="Words that lead an update here, in place of those before."),
    ] = None,
    everybody: Annotated[
        list[str] | None,
        typer.Option(metavar="KIND", help='What everybody in it is, such as miners; "" for nothing.'),
    ] = None,
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Say what an incident is called, where it is, which words lead to it and who all in it are."""
    with opened(desk) as service:
        done = service.describe(
            incident, title=title, country=country, place=place, watch=watch, universal=everybody, reason=reason
        )
    say_done(done)


def mark_incident(
    incident: IncidentName,
    status: Annotated[
        IncidentStatus, typer.Argument(metavar="open|quiet|closed", help="A closed one takes nothing new.")
    ],
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Say that a story is open, quiet or closed."""
    with opened(desk) as service:
        done = service.set_status(incident, status, reason)
    say_done(done)


def close_incident(incident: IncidentName, reason: Reason = "", desk: DeskFolder = None) -> None:
    """Close a story: it takes no more updates by their words."""
    mark_incident(incident, IncidentStatus.CLOSED, reason, desk)


def reopen_incident(incident: IncidentName, reason: Reason = "", desk: DeskFolder = None) -> None:
    """Open a closed story again: what its words lead to joins it, what came meanwhile too."""
    mark_incident(incident, IncidentStatus.OPEN, reason, desk)


Suggested = Annotated[str, typer.Argument(metavar="SUGGESTION", help="As `newsdesk incidents suggestions` shows it.")]


def list_suggestions(desk: DeskFolder = None, form: Form = Format.TABLE) -> None:
    """List groups of like updates that look like incidents nobody has opened, the newest day's first."""
    from newsdesk.export import shapes, sheets

    with looked_at(desk) as service:
        found = service.suggestions()
    show(
        form,
        shape=lambda: [shapes.suggestion(one) for one in found],
        sheet=lambda: sheets.suggestions(found),
        empty="No suggestions.",
    )


def accept_suggestion(
    suggestion: Suggested,
    title: Annotated[str, typer.Option(metavar="WORDS", help="Its name; else the headline that is shown.")] = "",
    reason: Reason = "",
    desk: DeskFolder = None,
) -> None:
    """Open an incident of a suggestion, with its updates; what is like them will follow."""
    with opened(desk) as service:
        service.accept_suggestion(suggestion, title, reason)
        done = service.log()[-1]
    say_done(done)


def dismiss_suggestion(suggestion: Suggested, reason: Reason = "", desk: DeskFolder = None) -> None:
    """Suggest a group of updates no more, however it grows."""
    with opened(desk) as service:
        done = service.dismiss_suggestion(suggestion, reason)
    say_done(done)


COMMANDS: Commands = {
    "list": list_incidents,
    "show": show_incident,
    "new": new_incident,
    "split": split_incident,
    "merge": merge_incident,
    "describe": describe_incident,
    "mark": mark_incident,
    "close": close_incident,
    "reopen": reopen_incident,
    "suggestions": list_suggestions,
    "accept": accept_suggestion,
    "dismiss": dismiss_suggestion,
}
