"""The terminal: a thin caller of the desk. Listens to what the desk announces, runs the workers, owns no data."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

import msgspec
from textual import on
from textual.filter import LineFilter
from textual.scrollbar import ScrollBar
from textual.theme import Theme
from textual.timer import Timer

from newsdesk import collector, resources
from newsdesk.decisions import Move, Undo
from newsdesk.desk import Announcement, Decided, Desk, SourceTaken
from newsdesk.desk.alerts import Alert
from newsdesk.leaving import stopping
from newsdesk.ledger.words import moment_text
from newsdesk.settings import Settings, config_file
from newsdesk.settings.file import load, merged, told
from newsdesk.tui import acts, feeding, keys, preferences, shot, terminal, themes
from newsdesk.tui.alarm import Alarm
from newsdesk.tui.filters import LastGate, PoorSigns
from newsdesk.tui.in_turn import KeysInTurn
from newsdesk.tui.messages import (
    CheckAsked,
    DeskChanged,
    FilesAsked,
    RefreshAsked,
    SampleAsked,
    SettingsChanged,
)
from newsdesk.tui.palette import Acts
from newsdesk.tui.scene import View
from newsdesk.tui.screens.desk import DeskScreen
from newsdesk.tui.screens.help import Help
from newsdesk.tui.still import Cover, Picture
from newsdesk.tui.widgets.thin_bar import ThinBar

if TYPE_CHECKING:
    from newsdesk.desk.replay import Replay

SHEETS = ("desk", "dialogs")
ScrollBar.renderer = ThinBar
TURN = 0.001
"""Seconds after which a thread that waits has its turn: keys are read and the screen written by threads."""
ALERTS = "looking for what to alert to"
CALM = 0.25
"""Seconds between two redraws for what workers bring; what a person does is drawn at once."""


class Left(NamedTuple):
    """How a person left the desk."""

    code: int
    """The exit code."""
    sample: str
    """The bundled incident that they want to practise on; empty for none."""
    picture: Picture | None
    """What the next opening may show until the desk is open."""


class NewsdeskApp(KeysInTurn[int]):
    """The desk in a terminal."""

    TITLE = "newsdesk"
    BINDINGS = keys.bindings("app")
    COMMANDS = {Acts}  # noqa: RUF012 - as Textual declares it
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-normal"), (140, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-short"), (24, "-low"), (40, "-tall")]  # noqa: RUF012
    NOTIFICATION_TIMEOUT = 6

    def __init__(
        self,
        desk: Desk,
        *,
        settings: Settings,
        live: bool = False,
        as_of: datetime | None = None,
        replay: Replay | None = None,
        review: Sequence[Path] = (),
        kept: Path | None = None,
        wrong: str = "",
        practice: str = "",
        cover: Cover | None = None,
    ) -> None:
        preferences.check(settings)
        driver = terminal.lifting(cover) if cover is not None else None
        super().__init__([resources.style(name) for name in SHEETS], driver)
        self.deaf = driver is not None
        for theme in themes.ours(self.console.color_system):
            self.register_theme(theme)
        for name in self.available_themes.keys() - set(preferences.NAMES):
            # What the settings do not take cannot be chosen by a key either.
            self.unregister_theme(name)
        self.theme = settings.theme
        self.stylesheet.set_variables(self.get_css_variables())
        self.desk = desk
        self.sample = ""
        """The bundled incident that is wanted next."""
        self.ended = 0
        """The exit code with which the system ended it; 0 where it did not."""
        self.picture: Picture | None = None
        """What stood on the screen when the desk was left, where the desk opens with the same."""
        self.settings = settings
        self._kept = kept
        """The file that settings are kept in; null: nowhere."""
        self._in_file = settings
        """What the file gave when it was last read or written."""
        self._keeping = asyncio.Lock()
        self._unlisten: Callable[[], object] = list
        self._at_work = False
        """Whether the first frame stands."""
        self._live = live
        self._replay = replay
        self._review = tuple(review)
        self._gates: list[LineFilter] = [LastGate(), *([PoorSigns()] if PoorSigns.wanted(os.environ) else [])]
        self._alarm = self._alarmed()
        self._rounds: Timer | None = None
        self._polls = 0
        """Rounds of polling that go on or were asked for meanwhile."""
        self._drawn = 0.0
        self._waiting = False
        mode = "practice" if practice else "replay" if replay is not None else "live" if live else "offline"
        self.table = tuple(keys.remapped(settings.keys))
        self.moves = keys.moves(self.table)
        """The acts with this person's keys."""
        self.room = DeskScreen(
            desk, View(as_of=as_of), mode=mode, table=self.table, settings=settings, practice=practice
        )
        self.room.waits = replay is None
        self.room.wrong = wrong

    def on_mount(self) -> None:
        """Keys, the desk's announcements, the first screen, the work that was asked for."""
        self.theme_changed_signal.subscribe(self, self._coloured)
        self.set_keymap(keys.laid_over(self.table))
        self._resting = self.set_interval(CALM, self._rested, pause=True)
        self._unlisten = self.desk.listen(self._heard)
        self.push_screen(self.room)
        self.call_after_refresh(self._set_to_work)

    def get_theme(self, theme_name: str) -> Theme | None:
        """Ours, and Textual's made legible when they are asked for: to make them all takes longer than many a start."""
        return themes.legible(theme_name) if theme_name in themes.OTHERS else super().get_theme(theme_name)

    def get_css_variables(self) -> dict[str, str]:
        """Textual's, and ours."""
        return themes.with_row(super().get_css_variables())

    def refresh_css(self, animate: bool = True) -> None:
        """Textual's own, once there is a screen: until then the sheets were read in the colours of the theme anyhow."""
        if self.screen_stack:
            super().refresh_css(animate)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Textual's own, and ours behind them."""
        return [*super().get_line_filters(), *self._gates]

    def on_unmount(self) -> None:
        """Hear the desk no more."""
        self._unlisten()

    def _set_to_work(self) -> None:
        self.deaf, self._at_work = False, True
        self.room.follow()
        collector.keep()
        if self.room.wrong:
            self.room.alert(self.room.wrong)
        feeding.begin(self, feeding.load_reader, "reader")
        if self._replay is None:
            feeding.begin(self, self._begin, "alarm")
        else:
            playing = partial(feeding.replay, self.desk, self._replay, self.room.post_message, self._begin)
            feeding.begin(self, playing, "replay")
        if self._review:
            self._open(*self._review)
        if self._live:
            self._go_round()

    async def _begin(self) -> None:
        """Alerts are of what changes from now on: everything is seen before the first round brings anything."""
        await self._see()
        if self._live and any(source.address for source in self.desk.sources()):
            self._poll()

    async def _see(self) -> None:
        """See everything as it is: what changes from then on is told."""
        await feeding.beside(self._alarm.begin, ALERTS, self.room.post_message)

    # ── settings ──────────────────────────────────────────────────────────────────────────────────

    @on(SettingsChanged)
    def _set(self, event: SettingsChanged) -> None:
        """Do as the settings want from now on, and keep them."""
        self._hold_to(event.settings)
        if self._kept is not None:
            feeding.begin(self, partial(self._keep, self._kept), "keep")

    async def _keep(self, file: Path) -> None:
        """Bring the file to what holds here, and what holds here to what was set in the file by hand meanwhile."""
        async with self._keeping:
            asked = self.settings
            there = await feeding.keep(self._in_file, asked, file, self.room.post_message)
            if there is None:
                return
            self._in_file, self.room.wrong = there, ""
            wanted = merged(asked, self.settings, there).settings
            if wanted != self.settings:
                self._hold_to(wanted)

    def _hold_to(self, settings: Settings) -> None:
        before, self.settings = self.settings, settings
        self.table = tuple(keys.remapped(self.settings.keys))
        self.moves = keys.moves(self.table)
        self.set_keymap(keys.laid_over(self.table))
        self.theme = self.settings.theme
        self.desk.patience = self.settings.patience
        self.desk.keep_snapshots = self.settings.keep_snapshots
        self.desk.sign_as(self.settings.signature)
        self.room.settle(self.settings, self.table)
        if (self.settings.alerts, self.settings.quiet_hours) != (before.alerts, before.quiet_hours):
            begun, self._alarm = self._alarm.begun, self._alarmed()
            if begun:
                feeding.begin(self, self._see, "alarm")
        if self._live and self.settings.poll_minutes != before.poll_minutes:
            self._go_round()

    def _coloured(self, theme: Theme) -> None:
        if theme.name != self.settings.theme:
            self._set(SettingsChanged(msgspec.structs.replace(self.settings, theme=theme.name)))

    def _alarmed(self) -> Alarm:
        return Alarm(self.desk, self.settings.alerts, self.settings.quiet_hours, self._alert)

    def _go_round(self) -> None:
        if self._rounds is not None:
            self._rounds.stop()
        self._rounds = self.set_interval(self.settings.poll_minutes * 60, self._round)
        self._foresee()

    def _round(self) -> None:
        self._foresee()
        if not self._polls:
            self._poll()

    def _foresee(self) -> None:
        self.room.next_poll = self.desk.clock() + timedelta(minutes=self.settings.poll_minutes)

    # ── what the desk announces ───────────────────────────────────────────────────────────────────

    def _heard(self, announcement: Announcement) -> None:
        """Draw an editor's act at once; gather what workers bring, so that a burst is one redraw."""
        self._alarm.heard(announcement)
        if isinstance(announcement, SourceTaken):
            self.room.undrawn.update(announcement.changed)
        if isinstance(announcement, Decided):
            elsewhere = any(isinstance(act, Move | Undo) for act in announcement.decision.acts)
            self.room.post_message(DeskChanged(listed=elsewhere))
            self._resting.reset()
            self._resting.resume()
        elif not self._waiting:
            self._waiting = True
            self.set_timer(max(0.01, self._drawn + CALM - monotonic()), self._draw)

    def _draw(self) -> None:
        self._waiting, self._drawn = False, monotonic()
        self.room.post_message(DeskChanged())
        # Not in the same breath: a key would wait for both.
        self.set_timer(CALM / 2, self._look)

    def _look(self) -> None:
        feeding.begin(self, partial(feeding.beside, self._alarm.look, ALERTS, self.room.post_message), "alarm")

    def _rested(self) -> None:
        self._resting.pause()
        self._alarm.rested()

    def _alert(self, alert: Alert) -> None:
        if "toast" in alert.to:
            self.room.alert(alert.words)
        unheard = "desktop" in alert.to and not acts.alert_desktop(alert.words)
        if unheard or "bell" in alert.to:
            self.bell()

    # ── workers ───────────────────────────────────────────────────────────────────────────────────

    @on(RefreshAsked)
    def _poll(self) -> None:
        """Begin a round of polling; while one goes on, another follows it, so that no slow source is left out."""
        self._polls = min(self._polls + 1, 2)
        if self._polls == 1:
            feeding.begin(self, self._poll_all, "poll")

    async def _poll_all(self) -> None:
        while self._polls:
            await feeding.poll(self.desk, self.room.post_message)
            self._polls -= 1

    @on(CheckAsked)
    def _check(self, event: CheckAsked) -> None:
        feeding.begin(self, partial(feeding.check, event.address, self.room.post_message), "check", exclusive=True)

    @on(SampleAsked)
    def _practise(self, event: SampleAsked) -> None:
        self.sample = event.name
        self.action_leave()

    @on(FilesAsked)
    def _files(self, event: FilesAsked) -> None:
        self._open(event.path)

    def _open(self, *paths: Path) -> None:
        feeding.begin(self, partial(feeding.review, self.desk, paths, self.room.post_message), "review")

    # ── keys that work everywhere ─────────────────────────────────────────────────────────────────

    def action_help(self) -> None:
        """All keys."""
        self.push_screen(Help(self.table, "" if self.room.scene.empty else self.room.current))

    def action_theme(self) -> None:
        """Choose other colours."""
        self.search_themes()

    def action_help_quit(self) -> None:
        """What Textual does for the key by which people leave other programs."""
        self.room.tell("", "{app.leave} leaves newsdesk; everything is stored.")

    def action_leave(self) -> None:
        """Leave; everything is stored."""
        if self.screen is self.room and self.room.is_as_opened:
            self.picture = self._pictured()
        self.room.leave()
        self.exit(0)

    def end(self, code: int) -> None:
        """End because the system says so; called in the loop's own thread, between any two of its steps."""
        self.ended = code
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            raise SystemExit(code) from None
        loop.call_soon_threadsafe(self._end_soon, loop)

    def _end_soon(self, loop: asyncio.AbstractEventLoop) -> None:
        """End once the first frame stands: a screen that is being put together cannot be taken apart."""
        if self._at_work:
            self.exit()
        else:
            loop.call_later(TURN, self._end_soon, loop)

    def _pictured(self) -> Picture:
        """What stands on the screen, in the two colours of what is muted."""
        return Picture(moment_text(self.desk.clock()), self.size.width, shot.lines(self.screen), *shot.colours(self))


def run_desk(
    desk: Desk,
    *,
    live: bool = False,
    as_of: datetime | None = None,
    replay: Replay | None = None,
    review: Sequence[Path] = (),
    practice: str = "",
    cover: Cover | None = None,
) -> Left:
    """Open the desk in the terminal until the person leaves, maybe for a sample; the desk stays the caller's.

    What is wrong in the settings file is told on the screen. `practice` says where leaving leads, on a desk that is
    thrown away then. A still that lies over the terminal stays until the first frame.
    """
    sys.setswitchinterval(TURN)
    terminal.gate_input()
    kept = config_file()
    settings, faults = load(kept, preferences.check)
    wrong = told(kept, faults)
    app = NewsdeskApp(
        desk,
        settings=settings,
        live=live,
        as_of=as_of,
        replay=replay,
        review=review,
        kept=kept,
        wrong=wrong,
        practice=practice,
        cover=cover,
    )
    try:
        with stopping(app.end):
            app.run()
    finally:
        if replay is not None:
            replay.close()
    if app.ended:
        raise SystemExit(app.ended)
    return Left(app.return_code or 0, app.sample, app.picture)
