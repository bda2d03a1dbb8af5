"""The workers that bring updates in while keys go on: polling, replay, opening saved feeds.

A worker announces and changes nothing on the screen. The desk's own modules for bringing in are imported here, off
the keys' path, because they load the feed parser and the HTTP client.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from importlib import import_module
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.message import Message

from newsdesk.desk import Desk
from newsdesk.errors import CallWrong, FeedFailed, NewsdeskError
from newsdesk.ledger.words import counted
from newsdesk.model import Outcome
from newsdesk.settings import Settings
from newsdesk.settings.file import write
from newsdesk.text import line
from newsdesk.tui import acts, preferences
from newsdesk.tui.messages import WorkAdvanced, WorkBegan, WorkEnded
from newsdesk.tui.render import times

if TYPE_CHECKING:
    from newsdesk.desk.announcements import SourceTaken
    from newsdesk.desk.probe import Probe
    from newsdesk.desk.replay import Replay
    from newsdesk.desk.review import NotOpened

Work = Callable[[], Awaitable[None]]
Post = Callable[[Message], object]
JOBS = count(1)
"""The numbers of the workers that announce how far they are."""
REPORT = "; please report it."
STEP = 1.0
"""Seconds between two looks at what a replay has due."""


async def load_reader() -> None:
    """Have the reader of figures at hand before a key asks for it: it is not needed for the first frame."""
    await asyncio.to_thread(import_module, "newsdesk.figures.reader")


async def poll(desk: Desk, post: Post) -> None:
    """One round of polling."""
    await _work(post, "polling", partial(_poll, desk, post))


async def _poll(desk: Desk, post: Post, job: int) -> WorkEnded:
    module = await asyncio.to_thread(import_module, "newsdesk.desk.refresh")
    due = module.due(desk)
    brought: list[SourceTaken] = []
    async for taken in module.refresh(desk, due):
        brought.append(taken)
        post(WorkAdvanced(job, len(brought), len(due)))
    return _told(desk, brought)


async def check(address: str, post: Post) -> None:
    """Fetch a feed and say what it holds; nothing is stored."""
    await _work(post, "checking", partial(_check, address))


async def _check(address: str, _job: int) -> WorkEnded:
    module = await asyncio.to_thread(import_module, "newsdesk.desk.probe")
    there = await module.probe(address)
    return WorkEnded(f"{line(there.feed.title or address, 60)} answers: {there.in_words(times.full)}.")


async def peek(address: str) -> Probe:
    """What an address holds, for who is about to add it. Raises NewsdeskError where that is no feed."""
    module = await asyncio.to_thread(import_module, "newsdesk.desk.probe")
    try:
        there: Probe = await module.probe(address)
    except NewsdeskError:
        raise
    except Exception as error:  # a worker's edge
        raise FeedFailed(f"{line(address, 60)}: {type(error).__name__}: {error}{REPORT}") from error
    return there


async def browse(link: str, post: Post) -> None:
    """Open an address in the desktop's browser, and tell how that went."""
    await _guarded(post, "the browser", _browse(link))


async def _browse(link: str) -> WorkEnded:
    return WorkEnded(await asyncio.to_thread(acts.browse, link))


async def keep(before: Settings, settings: Settings, file: Path, post: Post) -> Settings | None:
    """Bring the settings file to what holds, and tell of trouble and of what was set in it by hand since `before`.

    Returns what the file gives now; null where it could not be kept.
    """
    try:
        kept = await asyncio.to_thread(write, settings, file, preferences.check, before=before)
    except NewsdeskError as error:
        post(WorkEnded(str(error), failed=True))
        return None
    if told := preferences.by_hand(settings, kept, file.name):
        post(WorkEnded(told))
    return kept.settings


async def export(desk: Desk, typed: str) -> str:
    """Write the list of subscriptions to a file; returns the words that tell it. Raises CallWrong."""
    try:
        file = Path(typed.strip()).expanduser()
    except RuntimeError as error:
        raise CallWrong(f"{line(typed, 120)} is in nobody's home.", "Write the path in full.") from error
    module = await asyncio.to_thread(import_module, "newsdesk.desk.subscriptions")
    content, count = module.listed(desk)
    await asyncio.to_thread(module.put, file, content, overwrite=False)
    return f"Wrote {counted(count, 'source')} to {line(str(file), 120)}."


async def review(desk: Desk, paths: Sequence[Path], post: Post) -> None:
    """Open saved feeds, or take in a list of subscriptions."""
    module = await asyncio.to_thread(import_module, "newsdesk.desk.subscriptions")
    lists = [path for path in paths if await asyncio.to_thread(module.is_list, path)]
    feeds = [path for path in paths if path not in lists]
    for path in lists:
        await _work(post, "opening", partial(_subscribe, desk, path), path.name)
    if feeds:
        await _work(post, "opening", partial(_review, desk, feeds, post), ", ".join(path.name for path in feeds))


async def _subscribe(desk: Desk, path: Path, _job: int) -> WorkEnded:
    module = await asyncio.to_thread(import_module, "newsdesk.desk.subscriptions")
    brought = module.take(desk, await asyncio.to_thread(module.read, path))
    told = f"Added {counted(len(brought.added), 'source')}, {len(brought.there)} there already."
    if brought.retitled:
        told += f" Titles that were taken have an id beside them, such as {line(brought.retitled[0][1], 60)}."
    if brought.refused:
        what, why = brought.refused[0]
        told += f" Refused {len(brought.refused)}, such as {line(what, 60)}: {why}."
    if brought.paused:
        such = f"such as {line(brought.paused[0].address, 60)}"
        told += f" Paused {len(brought.paused)} on this machine or a private network, {such}."
    return WorkEnded(f"{told} {acts.RESUME if brought.paused else acts.POLL}", failed=bool(brought.refused))


async def _review(desk: Desk, paths: Sequence[Path], post: Post, job: int) -> WorkEnded:
    def progress(done: int, total: int, _name: str) -> None:
        post(WorkAdvanced(job, done, total))

    module = await asyncio.to_thread(import_module, "newsdesk.desk.review")
    brought: list[SourceTaken] = []
    others: list[NotOpened] = []
    async for one in module.review(desk, paths, progress):
        (others if isinstance(one, module.NotOpened) else brought).append(one)
    if not brought:
        raise CallWrong(_not_opened(others))
    told = _told(desk, brought)
    where = _where(desk, brought)
    words = [told.words, where, _not_opened(others), acts.PICK if where else ""]
    return WorkEnded(" ".join(filter(None, words)), told.failed or bool(others))


def _where(desk: Desk, brought: Sequence[SourceTaken]) -> str:
    """In which incidents the new updates of saved feeds are; empty where there is none and they are in none."""
    inside = Counter(desk.incident_by(ref) for one in brought for ref in one.new)
    titles = {incident.id: line(incident.title, 40) for incident in desk.incidents()}
    placed = [f"{count} in {titles[one]}" for one, count in inside.most_common() if one is not None]
    stray = [f"{inside[None]} in no incident"] if inside[None] else []
    return f"{', '.join([*placed, *stray])}." if titles and (placed or stray) else ""


def _not_opened(others: Sequence[NotOpened]) -> str:
    """The files that gave nothing, by name, with why; those of one reason together."""
    reasons: dict[str, list[str]] = {}
    for one in others:
        reasons.setdefault(str(one.failure), []).append(one.name)
    return " ".join(f"Not opened: {', '.join(names)}. {why}" for why, names in reasons.items())


def _told(desk: Desk, brought: Sequence[SourceTaken]) -> WorkEnded:
    """What came, new and changed apart, and how many sources failed, with why one did.

    A capture of a source is not another source; a later capture may have succeeded, so that its page says nothing more.
    """
    new, changed = sum(len(one.new) for one in brought), sum(len(one.changed) for one in brought)
    titles = {source.id: source.title for source in desk.sources()}
    failed = [one for one in brought if one.health.outcome is Outcome.FAILED]
    # One may have been removed while it was polled.
    failures = {one.source: one.health for one in failed if one.source in titles}
    parts = [counted(new, "new update")] if new else []
    parts += [f"{changed} changed" if new else f"{counted(changed, 'update')} changed"] if changed else []
    told = f"{', '.join(parts)}." if parts else "Nothing new."
    if not failures:
        return WorkEnded(told)
    source, health = next(iter(failures.items()))
    title = line(titles[source], 40)
    such = f"{title} failed" if len(failures) == 1 else f"{len(failures)} sources failed, such as {title}"
    return WorkEnded(f"{told} {such}: {line(health.message, 200)}", failed=True)


async def replay(desk: Desk, incident: Replay, post: Post, opened: Callable[[], Awaitable[None]]) -> None:
    """Play a bundled incident on the desk's clock until its last update is out; `opened` is called when it is loaded.

    Also where it cannot be.
    """
    begun = await _work(post, "opening", partial(_begin, desk, incident))
    await opened()
    if begun:
        await _guarded(post, "the replay", _play(desk, incident, post))


async def _play(desk: Desk, incident: Replay, post: Post) -> WorkEnded:
    """What fails is tried again at the next step, and told once."""
    told = ""
    while incident.left:
        await asyncio.sleep(STEP)
        try:
            await incident.advance(desk.clock())
            told = ""
        except NewsdeskError as error:
            if str(error) != told:
                told = str(error)
                post(WorkEnded(told, failed=True))
    return WorkEnded("The replay is at its end.")


async def _begin(desk: Desk, incident: Replay, _job: int) -> WorkEnded:
    await incident.load()
    taken = await incident.advance(desk.clock())
    stray = sum(desk.incident_of(desk.update(ref)) is None for one in taken for ref in one.new)
    told = f", {stray} of them in no incident" if stray else ""
    return WorkEnded(f"{counted(len(taken), 'update')} so far{told}, {incident.left} still to come.")


async def _work(post: Post, doing: str, work: Callable[[int], Awaitable[WorkEnded]], name: str = "") -> bool:
    """Announce that a worker begins, and run it with its number."""
    job = next(JOBS)
    post(WorkBegan(job, doing, line(name, 60)))
    return await _guarded(post, doing, work(job), job)


async def _guarded(post: Post, doing: str, work: Awaitable[WorkEnded], job: int = 0) -> bool:
    """Run a worker and announce its end; whatever it raises becomes words, so that the desk goes on. True if none."""
    try:
        ended = await work
    except asyncio.CancelledError:
        post(WorkEnded("", job=job))
        raise
    except Exception as error:  # noqa: BLE001 - a worker's edge
        post(WorkEnded(_failure(doing, error), failed=True, job=job))
        return False
    post(WorkEnded(ended.words, ended.failed, job))
    return True


def begin(node: DOMNode, work: Work, group: str, *, exclusive: bool = False) -> None:
    """Set a worker to what is handed over uncalled: one stopped before it began leaves no coroutine unawaited."""
    node.run_worker(work, group=group, exclusive=exclusive)


async def beside(work: Work, doing: str, post: Post) -> None:
    """Run what has nothing to tell unless it fails: then that is told, and the desk goes on."""
    try:
        await work()
    except Exception as error:  # noqa: BLE001 - a worker's edge
        post(WorkEnded(_failure(doing, error), failed=True))


def _failure(doing: str, error: Exception) -> str:
    if isinstance(error, NewsdeskError):
        return str(error)
    return line(f"{doing} stopped: {type(error).__name__}: {error}", 280) + REPORT
