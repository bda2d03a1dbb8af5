"""The desk: incident, sources, figures, updates and words on one screen; under 100 columns one at a time.

It holds what is looked at and hands it to the panes. What a key does is in the modules beside this one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from functools import partial
from itertools import islice
from math import inf
from time import monotonic

import msgspec
from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.timer import Timer

from newsdesk.breath import Breath
from newsdesk.desk import Desk
from newsdesk.desk.index import Listing
from newsdesk.desk.search import Search
from newsdesk.errors import CallWrong
from newsdesk.ledger.voices import english
from newsdesk.model import Update, UpdateRef
from newsdesk.settings import Settings
from newsdesk.tui import feeding, keys
from newsdesk.tui.keys import Key
from newsdesk.tui.messages import (
    DeskChanged,
    LineWanted,
    Pointed,
    SearchEnded,
    Sought,
    WorkAdvanced,
    WorkBegan,
    WorkEnded,
)
from newsdesk.tui.render.bars import Job, at_work
from newsdesk.tui.scene import View, followed, with_acts, with_former_figures
from newsdesk.tui.screens.base import FIGURES, ORDER, UPDATES, WORDS
from newsdesk.tui.screens.figuring import FigureActs
from newsdesk.tui.screens.setting import SettingActs
from newsdesk.tui.screens.sourcing import SourceActs
from newsdesk.tui.screens.storying import StoryActs
from newsdesk.tui.screens.timing import TimeActs
from newsdesk.tui.screens.triage import TriageActs
from newsdesk.tui.subject import SourceSubject, Subject, UpdateSubject, words_at
from newsdesk.tui.widgets.bars import Banner, KeyBar, StatusBar, Tabs
from newsdesk.tui.widgets.empty_pane import EmptyPane
from newsdesk.tui.widgets.figures_pane import FiguresPane
from newsdesk.tui.widgets.incident_pane import IncidentPane
from newsdesk.tui.widgets.pane import Pane
from newsdesk.tui.widgets.sources_pane import SourcesPane
from newsdesk.tui.widgets.time_bar import TimeBar
from newsdesk.tui.widgets.told import Told
from newsdesk.tui.widgets.updates_pane import UpdatesPane
from newsdesk.tui.widgets.words_pane import WordsPane

SEARCH, GATHERING, CARRYING = "search", "gathering", "carrying"
"""The workers that search, that gather the figures of a large incident, and who carries whose words in another."""
AT_ONCE = 50
"""Updates that are searched before the next look at the time."""
FIRST = 300
"""Updates that are searched at once, steps of an incident's gathering: short lists need no second drawing."""
AT_HAND = 20
"""Steps of gathering for the words of one update."""
PAINTED = 0.02
"""Seconds until what was typed is on the screen."""
REST = 0.1
"""Seconds without an act after which ledger and table follow: who clears a queue quickly does not wait for them."""
ALERTED = 20
"""Seconds for which an alert stands."""
AGEING = timedelta(minutes=1)
"""How old the ages on the screen may be."""


class DeskScreen(TriageActs, FigureActs, StoryActs, SourceActs, TimeActs, SettingActs):
    """The main screen."""

    BINDINGS = keys.bindings("desk")
    AUTO_FOCUS = ""

    def __init__(
        self, desk: Desk, view: View, *, mode: str, table: Sequence[Key], settings: Settings, practice: str = ""
    ) -> None:
        super().__init__(desk, view, settings, table)
        self._mode = mode
        self._jobs: dict[int, Job] = {}
        """What is at work, by its number."""
        self._ended: dict[str, list[tuple[str, WorkEnded]]] = {}
        """What has ended while others do the same still, by what they do."""
        self.offline = mode == "offline"
        self._practice = practice
        """Where leaving leads, on a desk that is thrown away then; empty on one that is kept."""
        self.following: Timer | None = None
        """Runs while an act is on its row and not yet in the ledger that is shown."""
        self._alerts: dict[str, float] = {}
        """Until when each alert stands, by its words; without end while it waits for a dialog to be left."""
        self._begun = False
        """Whether a person has begun, or the keys were put on the first figures; then only the person moves them."""

    def compose(self) -> ComposeResult:
        """Bars and panes; the style sheet lays them out."""
        yield StatusBar()
        yield Banner()
        yield TimeBar()
        yield Tabs(ORDER)
        with Container(id="panes"):
            yield IncidentPane()
            yield SourcesPane()
            yield FiguresPane()
            yield UpdatesPane()
            yield WordsPane()
        yield EmptyPane()
        yield KeyBar()
        yield Told()

    def on_mount(self) -> None:
        """Draw what there is, and keep the clock going."""
        self.set_interval(1, self._tick)
        self.settle(self.settings, self.table, quick=True)

    def settle(self, settings: Settings, table: Sequence[Key], *, quick: bool = False) -> None:
        """Draw everything as the settings want it."""
        self.settings, self.table = settings, table
        self.set_class(settings.density == "compact", "-compact")
        self.rebuild(quick=quick)
        self.list_settings_again()

    # ── drawing ───────────────────────────────────────────────────────────────────────────────────

    def rebuild(self, *, listed: bool = True, whole: bool = True, quick: bool = False) -> None:
        """Ask the desk again and hand the answer to every pane.

        `listed` where the list may be another, `whole` where what it filters may be; `quick` draws the rest before
        the figures of an incident are read.
        """
        self.undrawn.clear()
        self.view = followed(self.desk, self.view, picked=self.picked)
        listing = self._listing() if listed else self.scene.updates
        all_of_it = None if listed and whole else self.scene.whole
        first, quick = quick, quick or not self._is_gathered()
        self.scene = with_former_figures(self.survey(listing, all_of_it, quick=quick), self.scene)
        self.set_class(self.scene.empty, "-empty")
        self.query_one(Banner).show(self.scene, self._practice)
        past = self.view.as_of is not None
        self.query_one(TimeBar).show(self.desk.moments(self.view.incident) if past else (), self.view.as_of)
        self.query_one(IncidentPane).show(self.scene)
        self.query_one(SourcesPane).show(self.scene)
        self.figures.show(self.scene)
        self.updates.show(self.scene)
        if self._is_to_come():
            # In the past nobody has read, or decides on, what was not there.
            self.subject = self.updates.subject
        self._show_words()
        self._show_status()
        self._begin(first=first)
        if self.current == FIGURES and self.figures.is_bare and not self.scene.empty:
            # What is hidden has no keys: they go where there is always a way on.
            self._begun = self._begun and not self.scene.reading
            self.go_to(UPDATES)
        self.point_at(self.panes[self.current].subject)

    @property
    def is_as_opened(self) -> bool:
        """Whether the desk would open with the same view: of now, of all its updates, of the incident it leads with."""
        return self.view == followed(self.desk, View(), picked=False)

    def _is_to_come(self) -> bool:
        """Whether what is read was published after the moment that the screen shows."""
        moment = self.view.as_of
        if moment is None or not isinstance(self.subject, UpdateSubject):
            return False
        update, version = self.update_in_hand()
        return update.versions[version].at > moment

    def _is_gathered(self) -> bool:
        """Whether the figures of the incident can be laid side by side at once; else they follow between the keys."""
        self.workers.cancel_group(self, GATHERING)
        incident = self.view.incident
        return incident is None or self._is_at_hand(incident, FIRST, GATHERING, self.follow)

    def _is_at_hand(self, incident: str, steps: int, group: str, then: Callable[[], None]) -> bool:
        """Gather an incident in so many steps; where that is not all, go on between the keys and do what comes then."""
        gathering = self.desk.gather(incident)
        if sum(1 for _ in islice(gathering, steps)) < steps:
            return True
        feeding.begin(self, partial(self._gather, gathering, then), group, exclusive=True)
        return False

    async def _gather(self, gathering: Iterator[None], then: Callable[[], None]) -> None:
        await asyncio.to_thread(english)
        breath = Breath()
        for _ in gathering:
            await breath.when_due()
        then()

    def _listing(self) -> Listing | None:
        """What the view lists; while a long search goes on, what was listed before. Null: ask the desk."""
        view = self.view
        # One for another view, or for other words, has nothing to list here.
        self.workers.cancel_group(self, SEARCH)
        if not view.find:
            return None
        search = self.desk.search(view.find, incident=view.incident, as_of=view.as_of)
        if search.step(FIRST):
            return self._found(search)
        feeding.begin(self, partial(self._search, search), SEARCH, exclusive=True)
        return self.scene.updates

    def _found(self, search: Search) -> Listing:
        view = self.view
        return self.desk.listing(search.found, incident=view.incident, as_of=view.as_of, order=view.order)

    async def _search(self, search: Search) -> None:
        """Go on with a search between the keys, and list what it found; the letter that asked is painted first."""
        await asyncio.sleep(PAINTED)
        breath = Breath()
        while not search.step(AT_ONCE):
            await breath.when_due()
        gathering = any(worker.group == GATHERING and worker.is_running for worker in self.workers)
        found = self.survey(self._found(search), self.scene.whole, quick=gathering)
        self.scene = with_former_figures(found, self.scene)
        self.updates.show(self.scene)
        self._show_status()
        self.point_at(self.panes[self.current].subject)

    @on(events.Key)
    @on(events.MouseDown)
    def _worked(self) -> None:
        """Whoever works among the updates already is not taken away when the figures come."""
        self._begun = self._begun or not self.scene.empty

    def _begin(self, *, first: bool) -> None:
        """Put the keys on the first figures as soon as there are any, else where there is something.

        Behind the `first` frame figures that take long move no keys any more: what is pressed is meant for the list.
        """
        if self._begun:
            return
        if self.scene.empty:
            self.query_one(EmptyPane).focus()
        elif self.scene.ledger is not None and self.scene.ledger.lines:
            self._begun = True
            self.go_to(FIGURES)
        else:
            self._begun = self.scene.reading and not first
            self.go_to(UPDATES)

    def _show_words(self) -> None:
        subject = self.subject
        if isinstance(subject, SourceSubject):
            output = self.desk.output(subject.source, as_of=self.view.as_of)
            self.words.show_source(self.scene, subject, output, self.next_poll)
            return
        update = self.desk.update(subject.ref) if isinstance(subject, UpdateSubject) else None
        self.words.show(self.scene, subject, update, self._carriers(update))

    def _carriers(self, update: Update | None) -> Sequence[UpdateRef]:
        """Every update with the words of this one; of a large incident they are told when they are known."""
        self.workers.cancel_group(self, CARRYING)
        incident = self.desk.incident_of(update) if update is not None and not self.scene.reading else None
        if update is None or incident is None:
            return ()
        known = self._is_at_hand(incident, AT_HAND, CARRYING, self._show_words)
        return self.desk.copies(update) if known else ()

    def _show_status(self) -> None:
        work = at_work(self._mode, self._jobs.values())
        self.query_one(EmptyPane).show(work, self.table)
        self._show_keys()
        self.query_one(StatusBar).show(self.scene, work, self.desk.clock())

    def _tick(self) -> None:
        self._show_status()
        if self.view.as_of is None and self.desk.clock() - self.scene.now >= AGEING:
            self.rebuild()

    # ── alerts ────────────────────────────────────────────────────────────────────────────────────

    def alert(self, words: str) -> None:
        """Show an alert for a while; it never lies over a dialog, but waits until that is left."""
        self._alerts[words] = inf
        self.on_screen_resume()

    def on_screen_suspend(self) -> None:
        """What had not stood for its time when a dialog came is shown again after it."""
        self._alerts = {words: inf for words, ends in self._alerts.items() if ends > monotonic()}
        self.app.clear_notifications()

    def on_screen_resume(self) -> None:
        """Show the alerts that wait, where nothing stands above the desk."""
        if self.app.screen is self:
            for words in [words for words, ends in self._alerts.items() if ends == inf]:
                self._alerts[words] = monotonic() + ALERTED
                self.notify(words, severity="warning", timeout=ALERTED, markup=False)

    def action_back(self) -> None:
        """Put the alerts away that stand over the desk, else leave what is nearest."""
        standing = [words for words, ends in self._alerts.items() if ends > monotonic()]
        if not standing:
            super().action_back()
            return
        self._alerts.clear()
        self.app.clear_notifications()

    # ── panes ─────────────────────────────────────────────────────────────────────────────────────

    def go_to(self, pane: str) -> None:
        """Give a pane the keys; where one pane fills the screen, it is that one."""
        self._mark(pane)
        self.set_focus(self.panes[pane].keyed)

    def _mark(self, name: str) -> None:
        self.current = name
        for pane in self.panes.values():
            pane.set_class(name == pane.NAME, "-current")
        self.query_one(Tabs).show(name)
        self._show_keys()

    def _show_keys(self) -> None:
        """The keys of the pane that has them."""
        self.query_one(KeyBar).show(self.table, "" if self.scene.empty else self.panes[self.current].footer)

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The pane that has the keys says what the words are about."""
        pane = next((node for node in event.widget.ancestors if isinstance(node, Pane)), None)
        if pane is None:
            return
        if self.current != pane.NAME:
            self._mark(pane.NAME)
        if pane.NAME != WORDS:
            self.led_from = None
        self.point_at(pane.subject)

    # ── what was announced ────────────────────────────────────────────────────────────────────────

    @on(Pointed)
    def _pointed(self, event: Pointed) -> None:
        self.point_at(event.subject)

    def point_at(self, subject: Subject | None) -> None:
        """Take something in hand and show its words, if it is not in hand already."""
        if subject != self.subject:
            self.subject = subject
            at = words_at(subject)
            self.updates.hold(at.ref if at is not None else None)
            self._show_words()
            self._show_keys()

    @on(LineWanted)
    def _line_wanted(self, event: LineWanted) -> None:
        self.figures.go_to(event.key)
        self.go_to(FIGURES)

    @on(Sought)
    def _sought(self, event: Sought) -> None:
        asked = event.words.strip()
        try:
            self.desk.check(asked)
        except CallWrong as wrong:
            self.updates.complain(str(wrong))
            asked = self.found_before
        else:
            self.updates.complain()
        if asked != self.view.find:
            self.look(msgspec.structs.replace(self.view, find=asked))

    @on(SearchEnded)
    def _search_ended(self) -> None:
        if not self.updates.is_wrong:
            self.updates.end_search(clear=False)
            self.go_to(UPDATES)

    @on(DeskChanged)
    def _desk_changed(self, event: DeskChanged) -> None:
        """An editor's act is on the row at once; the rest of the screen, which takes longer, when the keys rest."""
        if event.listed:
            self.rebuild()
            return
        self.scene = with_acts(self.desk, self.scene)
        self.updates.show(self.scene)
        if self.following is not None:
            self.following.stop()
        self.following = self.set_timer(REST, self.follow)

    def follow(self) -> None:
        """Draw what was not drawn at once: the figures, and what the last acts moved."""
        if self.following is not None:
            self.following.stop()
        self.following = None
        self.rebuild(listed=False)

    @on(WorkBegan)
    def _work_began(self, event: WorkBegan) -> None:
        self._jobs[event.job] = Job(doing=event.doing, name=event.name)
        self._show_status()

    @on(WorkAdvanced)
    def _work_advanced(self, event: WorkAdvanced) -> None:
        if job := self._jobs.get(event.job):
            job.done, job.total = event.done, event.total
            self._show_status()

    @on(WorkEnded)
    def _work_ended(self, event: WorkEnded) -> None:
        """Tell what a worker brought; of several that do the same, together when the last one ends."""
        job = self._jobs.pop(event.job, None)
        if job is None:
            self.tell(event.words, wrong=event.failed)
            return
        ended = self._ended.setdefault(job.doing, [])
        if event.words:
            ended.append((job.name, event))
        if job.doing not in [other.doing for other in self._jobs.values()]:
            del self._ended[job.doing]
            told = [": ".join(filter(None, (name, self.with_keys(one.words)))) for name, one in ended]
            told = told if told[1:] else [one.words for _, one in ended]
            if told:
                self.tell(" ".join(told), wrong=any(one.failed for _, one in ended))
        self._show_status()
