"""The one table of everything a person can do by key; footer, help, palette and keymap are all made from it.

Knows no desk and no screen: an id is `place.verb`, and the place that has that verb as an action acts on it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import REPLACED_KEYS, Keys, key_to_character

from newsdesk import text
from newsdesk.errors import SettingsWrong


class Key(NamedTuple):
    """One act with its keys."""

    id: str
    """`place.verb`: what the settings name it by."""
    keys: str
    """Comma-separated, in Textual's names; the first is the one shown."""
    words: str
    """What it does, in one or two words: the footer's label."""
    tooltip: str
    """What it does, in a sentence."""
    group: str
    """The heading that help shows it under."""

    @property
    def place(self) -> str:
        """Who acts: the desk screen, the app, a pane with a cursor, or a dialog."""
        return self.id.partition(".")[0]

    @property
    def verb(self) -> str:
        """The action's name; "view_3" is the action `view` with a 3."""
        name = self.id.partition(".")[2]
        return f"{name[:-2]}({name[-1]})" if name[-1].isdigit() else name


TRIAGE, FIGURES, INCIDENTS, SOURCES, LOOK, TIME, BRING, MOVE, DIALOG, HELP = (
    "Triage",
    "Figures",
    "Incidents",
    "Sources",
    "Look",
    "Time",
    "Bring in",
    "Move about",
    "In a dialog",
    "Help",
)

TABLE: tuple[Key, ...] = (
    Key("desk.accept", "a", "accept", "Accept the update whose words are shown", TRIAGE),
    Key("desk.hold", "h", "hold", "Hold it: its figures are shown and do not count", TRIAGE),
    Key("desk.reject", "x", "reject", "Reject it: its figures do not count", TRIAGE),
    Key("desk.star", "asterisk", "star", "Star it, to come back to it, or take the star away", TRIAGE),
    Key("desk.note", "n", "note", "Write a note on it", TRIAGE),
    Key("desk.move", "m", "move", "Move it to another incident", TRIAGE),
    Key("desk.split", "S", "split off", "Open an incident and move it there", TRIAGE),
    Key("desk.own", "K", "own words", "Take the words of a copy for its outlet's own", TRIAGE),
    Key(
        "desk.grade",
        "A",
        "grade",
        "Grade the source or the origin, or in the words the figure",
        TRIAGE,
    ),
    Key("desk.settle", "Q", "question", "Settle a number that the reader left open", TRIAGE),
    Key("desk.mark", "space", "mark", "Mark the update: acts of triage are then on all that are marked", TRIAGE),
    Key("desk.mark_to", "V", "mark to here", "Mark every update from the last mark to here", TRIAGE),
    Key("desk.mark_all", "ctrl+a", "mark all", "Mark every update that is listed, or none", TRIAGE),
    Key("desk.undo", "u", "undo", "Take back the last act", TRIAGE),
    Key("desk.redo", "ctrl+r", "redo", "Do again what was just taken back", TRIAGE),
    Key(
        "desk.words",
        "enter",
        "words",
        "Go to the exact words behind what is under the cursor; from those on a source, to its updates",
        FIGURES,
    ),
    Key("desk.set", "d", "desk figure", "Set the number that the desk runs with on this line", FIGURES),
    Key("desk.correct", "c", "correct", "Read the marked figure otherwise", FIGURES),
    Key("desk.strike", "s", "strike", "Say that the marked words are no figure", FIGURES),
    Key("desk.add", "plus", "add figure", "Add a figure that the reader missed", FIGURES),
    Key(
        "desk.voice",
        "v",
        "voice",
        "Say whose voice the origin under the cursor is, and whether it is a party to the event",
        FIGURES,
    ),
    Key("desk.chart", "g", "chart", "Show the line over time, by origin", FIGURES),
    Key("desk.copy", "y", "copy line", "Copy the line, attributed, to the clipboard", FIGURES),
    Key("desk.quote", "Y", "copy quote", "Copy the marked words, with who says so, who printed it and when", FIGURES),
    Key("desk.open", "o", "open story", "Open the story in a browser", FIGURES),
    Key("desk.incident", "i", "incident", "Switch to another incident", INCIDENTS),
    Key("desk.news", "l", "what is new", "List what moved since you last looked at the incident", INCIDENTS),
    Key("desk.suggestions", "I", "suggestions", "Open an incident of like updates, or dismiss it", INCIDENTS),
    Key("desk.describe", "R", "describe", "Say what the incident is called, where, and who all in it are", INCIDENTS),
    Key("desk.merge", "M", "merge", "Take the incident for part of another", INCIDENTS),
    Key("desk.status", "Z", "open or close", "Say that the incident is open, quiet or closed", INCIDENTS),
    Key("desk.find", "slash", "find", "Show only updates with these words, or source:, state:, measure:, has:", LOOK),
    Key("desk.order", "O", "order", "Order the updates by time, by severity or by source", LOOK),
    *(
        Key(
            f"desk.view_{number}",
            str(number),
            f"view {number}",
            f"Show the updates of view {number} of your settings",
            LOOK,
        )
        for number in range(1, 6)
    ),
    Key("desk.time", "t", "time", "Put everything as of a moment", TIME),
    Key("desk.step_back", "left_square_bracket", "step back", "Put everything as of the update before", TIME),
    Key("desk.step_on", "right_square_bracket", "step on", "Put everything as of the next update", TIME),
    Key(
        "desk.change_back",
        "left_curly_bracket",
        "change back",
        "Put everything as of the change before",
        TIME,
    ),
    Key("desk.change_on", "right_curly_bracket", "change on", "Put everything as of the next new number", TIME),
    Key("desk.play", "T", "play", "Play on from the moment looked at; again faster, then stop", TIME),
    Key("desk.compare", "E", "compare", "Compare the versions of an edited update side by side", LOOK),
    Key("desk.next_pane", "tab", "next pane", "Go to the next pane", LOOK),
    Key("desk.previous_pane", "shift+tab", "previous pane", "Go to the pane before", LOOK),
    Key("desk.back", "escape", "back", "Put alerts away, leave the words, end the search, or return to now", LOOK),
    Key("desk.refresh", "r", "refresh", "Poll the sources now", BRING),
    Key("desk.new_source", "f", "add feed", "Add a feed by its address", BRING),
    Key("desk.files", "p", "open files", "Open saved feeds, or a list of subscriptions", BRING),
    Key("desk.source", "F", "source", "Check, pause, rename or remove the source in hand", SOURCES),
    Key("desk.export", "W", "export", "Write the sources as a list of subscriptions", SOURCES),
    Key("desk.sample", "e", "practise", "Play a bundled incident in a desk that is thrown away", BRING),
    Key("desk.new_incident", "N", "new incident", "Open an incident, of the updates that are marked if any are", BRING),
    Key("move.down", "down,j", "down", "One down", MOVE),
    Key("move.up", "up,k", "up", "One up", MOVE),
    Key("move.right", "right,w", "right", "One to the right", MOVE),
    Key("move.left", "left,b", "left", "One to the left", MOVE),
    Key("move.page_down", "pagedown,ctrl+d", "page down", "A page down", MOVE),
    Key("move.page_up", "pageup,ctrl+u", "page up", "A page up", MOVE),
    Key("move.first", "home,0", "first", "To the first; in the table again to its first column", MOVE),
    Key("move.last", "end,G,dollar_sign", "last", "To the last", MOVE),
    Key("dialog.cancel", "escape", "cancel", "Leave the dialog; nothing is done", DIALOG),
    Key("dialog.down", "down,tab", "down", "To the next line, or one down in its list", DIALOG),
    Key("dialog.up", "up,shift+tab", "up", "To the line before, or one up in its list", DIALOG),
    Key("dialog.page_down", "pagedown", "page down", "A page down in its list", DIALOG),
    Key("dialog.page_up", "pageup", "page up", "A page up in its list", DIALOG),
    Key("page.close", "escape,q,question_mark", "close", "Back to the desk", DIALOG),
    Key("compare.older", "left", "older", "The pair of versions before", DIALOG),
    Key("compare.newer", "right", "newer", "The next pair of versions", DIALOG),
    Key("app.help", "question_mark,f1", "keys", "All keys", HELP),
    Key("app.command_palette", "ctrl+p", "all acts", "Find an act by its words", HELP),
    Key("app.theme", "ctrl+t", "theme", "Choose other colours", HELP),
    Key("desk.density", "D", "density", "Show more at once, or less", LOOK),
    Key("desk.settings", "comma", "settings", "See and change every setting, keys too", HELP),
    Key("app.leave", "q,ctrl+q", "quit", "Leave newsdesk; everything is stored", HELP),
)
"""Every act. Order is the order of help and palette."""

NOTHING = "nothing"
"""The place in which no act has anything to act on."""
FOOTERS = {
    "": "new_source files sample new_incident refresh",
    "no incident": "incident new_incident find suggestions time",
    "incident": "words news set settle suggestions incident copy chart time find",
    "figures": "words set copy voice chart accept hold reject time find undo",
    "updates": "accept hold reject words mark move find order time undo",
    "words": "accept reject correct strike add back quote open compare grade undo",
    "words of a line": "words open quote back accept reject set copy chart undo",
    "words of a source": "words source new_source refresh files grade back find undo",
    NOTHING: "back find incident time new_source files refresh undo",
    "sources": "source words new_source refresh files export grade find",
}
"""The acts that matter most in each pane, and on an empty desk, the first first."""
LABELS = {("words of a source", "desk.words"): "its updates"}
"""What an act does in one place, where its words are too general."""
ALWAYS = ("app.help", "app.command_palette")
"""What the footer ends with, however narrow it is."""

_SHOWN = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "comma": ",",
    "asterisk": "*",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
    "enter": "↵",
    "escape": "esc",
    "down": "↓",
    "up": "↑",
    "right": "→",
    "left": "←",
    "pagedown": "pgdn",
    "pageup": "pgup",
    "dollar_sign": "$",
}
_NAMES = {mark: name for name, mark in _SHOWN.items()}
_MARKS = {"ctrl": "^", "shift": "⇧"}
_MODIFIERS = frozenset("alt ctrl hyper meta shift super".split())
_SENT = {name for key in Keys if (name := key.value.rpartition("+")[2]).isidentifier()} - {Keys.Return.value}
"""The keys that are no character and that a terminal sends; "return" is sent as "enter"."""
_BRACED = re.compile(r"\{(\w+\.\w+)\}")


def shown(key: str) -> str:
    """A key as it is printed: "question_mark" → "?", "ctrl+p" → "^p"."""
    *modifiers, last = key.strip().split("+") if key != "+" else ["+"]
    return "".join(_MARKS.get(modifier, f"{modifier}+") for modifier in modifiers) + _SHOWN.get(last, last)


def hint(table: Sequence[Key], act: str) -> str:
    """What to press for an act; where a person left it no key, its words, by which the palette finds it."""
    key = next(key for key in table if key.id == act)
    return shown(key.keys.split(",")[0]) if key.keys else f"“{key.words}”"


def hinted(words: str, table: Sequence[Key]) -> str:
    """Words that name an act in braces, with what to press for it: "{desk.undo} takes it back"."""
    known = {key.id for key in table}
    return _BRACED.sub(lambda found: hint(table, found[1]) if found[1] in known else found[0], words)


def named(key: str) -> str:
    """A key by its name in Textual, however a person wrote it: "?" → "question_mark", "^P" → "ctrl+p"."""
    written = key.strip()
    for modifier, mark in _MARKS.items():
        written = written.replace(mark, f"{modifier}+", 1) if len(written) > 1 else written
    front, _, last = (written[:-1], "", "+") if written == "+" or written.endswith("++") else written.rpartition("+")
    modifiers = sorted(one for one in front.lower().split("+") if one)
    last = _NAMES.get(last, last)
    if len(last) > 1 or "ctrl" in modifiers:
        last = last.lower()
    elif modifiers == ["shift"] and last.isalpha():
        modifiers, last = [], last.upper()
    return "+".join([*modifiers, last])


def _sent(key: str) -> bool:
    """Whether a terminal may send a key of that name: one character, or one that Textual knows."""
    *modifiers, last = key.split("+")
    character = last if len(last) == 1 else key_to_character(REPLACED_KEYS.get(last, last))
    known = last in _SENT or (character is not None and character.isprintable() and " " not in last)
    return known and _MODIFIERS.issuperset(modifiers)


def moves(table: Iterable[Key]) -> frozenset[str]:
    """The keys that go about in a list, a table or a text, and open nothing."""
    return frozenset(one for key in table if key.place == "move" for one in key.keys.split(","))


def bindings(place: str, *verbs: str) -> list[BindingType]:
    """The bindings of one place, or some of them, for its BINDINGS. Textual lays the keymap over them by id."""
    return [
        Binding(key.keys, key.verb, key.words, show=False, tooltip=key.tooltip, id=key.id)
        for key in TABLE
        if key.place == place and (not verbs or key.verb in verbs)
    ]


_TOGETHER = (("desk", "app", "move"), ("page", "move"), ("page", "compare"))
"""Places whose keys are heard at the same time: over the desk, over a page that is read, over versions side by side."""
_WAYS_OUT = ("dialog.cancel", "page.close")
"""Over a dialog or a page, but for the help, no palette opens, by which an act without a key is found."""
UNHEARD = "no_key"
"""No terminal sends this: Textual would give an act without keys its built-in ones again."""


def _together(name: str, place: str) -> bool:
    """Whether the keys of an act are heard where those of a place are."""
    own = name.partition(".")[0]
    return own == place or any(own in places and place in places for places in _TOGETHER)


def remapped(keymap: Mapping[str, str]) -> Iterator[Key]:
    """The table with a person's keys in place; an act whose key was given away to another loses it."""
    wanted = {name: [named(one) for one in keys.split(",")] for name, keys in keymap.items()}
    for key in TABLE:
        taken = {one for name, keys in wanted.items() if _together(name, key.place) for one in keys}
        kept = [one for one in key.keys.split(",") if one not in taken]
        yield key._replace(keys=",".join(wanted.get(key.id, kept)))


def laid_over(table: Sequence[Key]) -> dict[str, str]:
    """A remapped table as Textual's keymap: the acts with other keys only, since it is gone through at every key."""
    return {key.id: key.keys or UNHEARD for key, own in zip(table, TABLE, strict=True) if key.keys != own.keys}


def check(keymap: Mapping[str, str]) -> None:
    """Refuse a keymap that names no act or no key, gives one key to two, or leaves no way out. Raises SettingsWrong."""
    known = [key.id for key in TABLE]
    given: dict[str, list[str]] = {}
    for name, keys in keymap.items():
        if name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.3)
            raise SettingsWrong(
                f"there is no act {name}.", f"Did you mean {near[0]}?" if near else "Take it out.", at=f"keys.{name}"
            )
        if not all(key.strip() for key in keys.split(",")):
            raise SettingsWrong(f"{name} has an empty key.", "Write keys with a comma between them.", at=f"keys.{name}")
        for key in dict.fromkeys(named(one) for one in keys.split(",")):
            if not _sent(key):
                raise SettingsWrong(
                    f"there is no key {text.line(key, 30)}.",
                    "Write one character, or a name such as enter, f5, ctrl+x.",
                    at=f"keys.{name}",
                )
            there = given.setdefault(key, [])
            other = next((one for one in there if _together(one, name.partition(".")[0])), None)
            if other is not None:
                raise SettingsWrong(
                    f"{shown(key)} is the key of {other} and of {name}.", "Give one another.", at=f"keys.{name}"
                )
            there.append(name)
    for own, left in zip(TABLE, remapped(keymap), strict=True):
        if own.id in _WAYS_OUT and not left.keys:
            first = own.keys.split(",")[0]
            taker = next(name for name in given[first] if _together(name, own.place))
            raise SettingsWrong(f"{own.id} would have no key left.", "Give it another.", at=f"keys.{taker}")
