"""The keys on sources, and those that bring something in."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content

from newsdesk import resources
from newsdesk.model import Source
from newsdesk.text import line
from newsdesk.tui import acts, feeding, forms
from newsdesk.tui.forms import Answers
from newsdesk.tui.messages import CheckAsked, FilesAsked, RefreshAsked, SampleAsked
from newsdesk.tui.render import reading
from newsdesk.tui.screens.base import DeskBase
from newsdesk.tui.screens.files import Files
from newsdesk.tui.screens.pick import Choice


class SourceActs(DeskBase):
    """Poll, add, pause, check, rename, remove, export; open files, practise."""

    def action_refresh(self) -> None:
        """Poll now; a desk that is offline asks first."""
        if not self.offline:
            self.app.post_message(RefreshAsked())
            return
        choices = [Choice("poll once", "the desk stays offline", "")]
        told = "Nothing is fetched unless you say so."
        self.pick("This desk is offline", choices, lambda _: self.app.post_message(RefreshAsked()), told)

    def action_new_source(self) -> None:
        """Ask for a feed's address, look at what it holds, add it and poll; offline it is only added."""
        own = ""
        """The title that the feed gives itself, as it was looked at."""

        async def look(answers: Answers) -> Content:
            nonlocal own
            there = await feeding.peek(answers["address"])
            own = line(there.feed.title, 80)
            return reading.probe_lines(there)

        def then(answers: Answers) -> str:
            source = acts.add_source(self.desk, answers)
            if self.offline:
                return f"Added {source.title} {acts.UNDO_OR_POLL}"
            self.app.post_message(RefreshAsked())
            return f"Added {line(answers['title']) or own or source.title}; polling it now {acts.UNDO}"

        self.ask(forms.source_form(offline=self.offline), then, None if self.offline else look)

    def action_source(self) -> None:
        """Pick what to do with the source in hand."""

        def put() -> str:
            source = self.desk.source(self.source_in_hand())
            offline = ", though this desk is offline" if self.offline else ""
            choices = [
                Choice("check", f"fetch it now{offline}; nothing is stored", "check"),
                Choice("resume" if source.paused else "pause", "polling; it stays listed", "pause"),
                Choice("rename", "its column, and its voice", "rename"),
                Choice("remove", "what it said stays", "remove"),
            ]
            there = choices[0 if source.address else 2 :]
            self.pick(f"Source · {source.title}", there, lambda one: act(source, one.value))
            return ""

        def act(source: Source, verb: str) -> None:
            if verb == "check":
                self.app.post_message(CheckAsked(source.address))
            elif verb == "pause":
                self.perform(lambda: acts.pause_source(self.desk, source))
            elif verb == "remove":
                self.perform(lambda: acts.remove_source(self.desk, source))
            else:
                form = forms.title_form("Rename the source", source.title, "Its column in the table, and its voice.")
                self.ask(form, lambda answers: acts.rename_source(self.desk, source, answers))

        self.perform(put)

    def action_export(self) -> None:
        """Ask where the list of subscriptions goes, and write it there."""

        self.ask(forms.export_form(), lambda answers: feeding.export(self.desk, answers["path"]))

    def action_files(self) -> None:
        """Pick saved feeds, or a list of subscriptions, and take them in."""

        def picked(path: Path | None) -> None:
            if path is not None:
                self.app.post_message(FilesAsked(path))

        self.app.push_screen(Files(self.table), picked)

    def action_sample(self) -> None:
        """Pick a bundled incident; it is played in a desk of its own, and this one waits."""
        choices = [Choice(acts.sample_title(folder), "", name) for name, folder in resources.samples().items()]
        after = "when you leave it, you are back here" if self.waits else "you do not come back to this one"
        told = f"It is played in a desk that is thrown away; {after}."
        self.pick("Practise on", choices, lambda choice: self.app.post_message(SampleAsked(choice.value)), told)
