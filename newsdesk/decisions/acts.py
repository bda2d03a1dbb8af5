"""What an editor can do, as records: each act names what it is on and carries all that a later fold needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from msgspec import Struct

from newsdesk.model import (
    Figure,
    Grade,
    Incident,
    IncidentStatus,
    LineKey,
    Number,
    Qualifier,
    Question,
    State,
    UpdateRef,
)


class Triage(Struct, frozen=True, tag="triage"):
    """Accept, hold, reject, or put back to new."""

    source: str
    update: str
    state: State
    version: int = 0
    """The version that was looked at: where figures change after it, what was accepted is new again."""


class Move(Struct, frozen=True, tag="move"):
    """Put an update into an incident, or (null) out of every incident."""

    source: str
    update: str
    incident: str | None


class Note(Struct, frozen=True, tag="note"):
    """An editor's words on an update."""

    source: str
    update: str
    text: str
    version: int = 0
    """The version that was looked at."""


class Star(Struct, frozen=True, tag="star"):
    """Mark an update to come back to, or take the mark away."""

    source: str
    update: str
    starred: bool


class OwnWords(Struct, frozen=True, tag="own_words"):
    """Take an update's words for its outlet's own, whatever they are like; or leave it to their likeness."""

    source: str
    update: str
    own: bool


class Correct(Struct, frozen=True, tag="correct"):
    """Read these words otherwise: `figure` as the reader had it (or a former correction), `becomes` as it is."""

    source: str
    update: str
    version: int
    figure: Figure
    becomes: Figure


class Strike(Struct, frozen=True, tag="strike"):
    """These words are no figure."""

    source: str
    update: str
    version: int
    figure: Figure


class Add(Struct, frozen=True, tag="add"):
    """A figure the reader missed. For a call or a press conference the update is the editor's own note."""

    source: str
    update: str
    version: int
    figure: Figure


class Appraise(Struct, frozen=True, tag="appraise"):
    """Give a figure this credibility digit, 1 to 6, in place of the suggested one; null goes back to that."""

    source: str
    update: str
    version: int
    figure: Figure
    digit: int | None


class Settle(Struct, frozen=True, tag="settle"):
    """An open question is open no more. What it was found to say, if it says anything, is added beside this."""

    source: str
    update: str
    version: int
    question: Question


class Rule(StrEnum):
    """A named rule that a desk figure may follow (docs/figures.md, "The verdict on a line")."""

    GREATEST_AUTHORITY = "greatest authority"


class Premise(Struct, frozen=True, kw_only=True):
    """What an origin stood with on a line when the desk's number was decided."""

    origin: str
    value: Number | None
    qualifier: Qualifier
    low: Number | None
    high: Number | None
    at: datetime
    """When it had last been said."""
    update: UpdateRef


class SetDesk(Struct, frozen=True, tag="desk"):
    """Run with this number on a line, or with what a rule gives; neither clears it. The decision's reason says why."""

    incident: str
    line: LineKey
    value: Number | None
    low: Number | None
    high: Number | None
    rule: Rule | None = None
    """With a rule, the number is what it gave when it was set."""
    premises: tuple[Premise, ...] = ()
    """What stood on the line then."""


class MergeOrigins(Struct, frozen=True, tag="merge"):
    """Within an incident a name is the voice of another."""

    incident: str
    name: str
    into: str


class PartOrigin(Struct, frozen=True, tag="part"):
    """Within an incident a name is a voice of its own, whatever the rules and the aliases say."""

    incident: str
    name: str


class MarkParty(Struct, frozen=True, tag="party"):
    """An origin is a party to the event, or is none."""

    incident: str
    origin: str
    party: bool


class GradeOrigin(Struct, frozen=True, tag="grade_origin"):
    """Within an incident an origin has this letter, whatever its source's."""

    incident: str
    origin: str
    grade: Grade


class RemoveSource(Struct, frozen=True, tag="remove_source"):
    """Poll and list a source no more, or again; what it said stays."""

    source: str
    removed: bool


class PauseSource(Struct, frozen=True, tag="pause_source"):
    """Poll a source no more for a while, or again; it stays listed."""

    source: str
    paused: bool


class RenameSource(Struct, frozen=True, tag="rename_source"):
    """A source goes by this title, in the table and as a voice."""

    source: str
    title: str


class OpenIncident(Struct, frozen=True, tag="open"):
    """A developing story that an editor opened, as it was then."""

    opened: Incident


class Describe(Struct, frozen=True, tag="describe"):
    """What an incident is called, where it is, which words lead to it, and what everyone in it is."""

    incident: str
    title: str
    country: str
    place: str
    watch: tuple[str, ...]
    universal: tuple[str, ...]
    former: str = ""
    """The country that it was in until then: whoever was local is of that one now."""


def describing(incident: Incident) -> Describe:
    """What would have to be said of an incident to leave it as it is."""
    return Describe(
        incident.id,
        incident.title,
        incident.country,
        incident.place,
        incident.watch,
        incident.universal,
        incident.country,
    )


class Dismiss(Struct, frozen=True, tag="dismiss"):
    """A group of like updates is no incident of this desk's: it is suggested no more, however it grows."""

    group: str


class SetStatus(Struct, frozen=True, tag="status"):
    """A story is open, quiet or closed; a closed one takes no more updates by their words."""

    incident: str
    status: IncidentStatus


class MergeIncidents(Struct, frozen=True, tag="merge_incidents"):
    """Two incidents are one story: the updates and watch words of the one are the other's."""

    incident: str
    into: str


class GradeSource(Struct, frozen=True, tag="grade_source"):
    """A source has this letter, wherever it prints."""

    source: str
    grade: Grade


class Undo(Struct, frozen=True, tag="undo"):
    """Take back one decision; to undo an undo is to redo."""

    decision: int


class Several(Struct, frozen=True, tag="several"):
    """Acts that are decided, undone and redone as one: a selection accepted, a story split off."""

    acts: tuple[OneAct, ...]


OnFigure = Correct | Strike | Add | Appraise
OnUpdate = Triage | Move | Note | Star | OwnWords | Settle | OnFigure
OnVoice = MergeOrigins | PartOrigin | MarkParty | GradeOrigin
OnSource = GradeSource | RemoveSource | PauseSource | RenameSource
OnStory = OpenIncident | Describe | SetStatus | MergeIncidents
OnIncident = SetDesk | MergeOrigins | PartOrigin | MarkParty | GradeOrigin | Describe | SetStatus | MergeIncidents
OneAct = OnUpdate | OnIncident | OpenIncident | Dismiss | OnSource
Act = OneAct | Several | Undo


class Decision(Struct, frozen=True, kw_only=True):
    """One act, who did it, when, and why. `id` counts up from 1 without gaps."""

    id: int
    at: datetime
    by: str
    act: Act
    reason: str = ""

    @property
    def acts(self) -> tuple[OneAct | Undo, ...]:
        """What was done, one by one."""
        return self.act.acts if isinstance(self.act, Several) else (self.act,)


def touched(acts: Iterable[OneAct | Undo]) -> set[UpdateRef]:
    """The updates that acts are on."""
    return {UpdateRef(act.source, act.update) for act in acts if isinstance(act, OnUpdate)}


def subject(decision: Decision, made: Sequence[Decision]) -> Decision:
    """What an undo takes back, or an undo of an undo brings back; else the decision itself. `made` is the whole log."""
    while isinstance(decision.act, Undo):
        decision = made[decision.act.decision - 1]
    return decision
