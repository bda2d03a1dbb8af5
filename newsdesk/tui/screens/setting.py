"""The keys on settings: the list of them all, each changed at once and kept in the file."""

from __future__ import annotations

import msgspec

from newsdesk.settings import Settings
from newsdesk.settings.file import OPTIONS
from newsdesk.tui import preferences
from newsdesk.tui.forms import Answers
from newsdesk.tui.messages import SettingsChanged
from newsdesk.tui.preferences import Row
from newsdesk.tui.screens.base import DeskBase
from newsdesk.tui.screens.pick import Choice


class SettingActs(DeskBase):
    """See and change settings."""

    _came_from_setting: int | None = None
    """The row of the list from which a setting is being changed."""

    def action_settings(self) -> None:
        """List every setting; the one that is picked is changed."""
        self._list_settings(0)

    def _list_settings(self, cursor: int) -> None:
        rows = preferences.rows(self.settings, self.table)
        choices = [Choice(f"{row.at:<14}", f"{row.value}  · {row.words}".lstrip(), row.at) for row in rows]

        def picked(choice: Choice) -> None:
            # The file may have been changed by hand since: what it takes away is no row any more.
            number, there = choices.index(choice), preferences.rows(self.settings, self.table)
            if rows[number] in there:
                self._change(rows[number], number)
            else:
                self._list_settings(min(number, len(there) - 1))

        told = self.wrong or "What you change holds at once, and is kept in settings.toml."
        self.pick("Settings", choices, picked, told, cursor)

    def _change(self, row: Row, number: int) -> None:
        def chosen(choice: Choice) -> None:
            self.perform(lambda: settle(preferences.changed(self.settings, row.at, choice.value)))

        def then(answers: Answers) -> str:
            return settle(preferences.answered(self.settings, row, answers))

        def settle(settings: Settings) -> str:
            self._came_from_setting = number
            self.app.post_message(SettingsChanged(settings))
            return ""

        if row.options:
            choices = [Choice(option, "as it is" if option == row.value else "", option) for option in row.options]
            self.pick(row.at, choices, chosen, row.words, row.options.index(row.value))
        else:
            self.ask(preferences.form(self.settings, row), then)

    def list_settings_again(self) -> None:
        """Back to the list, with what was changed in it, where it was changed from there."""
        number, self._came_from_setting = self._came_from_setting, None
        if number is not None:
            self._list_settings(number)

    def action_density(self) -> None:
        """The other density."""
        densities = OPTIONS["density"]
        after = densities[(densities.index(self.settings.density) + 1) % len(densities)]
        self.app.post_message(SettingsChanged(msgspec.structs.replace(self.settings, density=after)))
