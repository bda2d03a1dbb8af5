"""Hostile words reach every sink of the screen as words: no markup is obeyed, no control gets through.

The gate cleans what comes in; here the store holds what never passed it, as a damaged or foreign desk might.
"""

from __future__ import annotations

import ast
from pathlib import Path

import msgspec
import pytest
from rich.segment import Segment

import newsdesk.tui
from newsdesk.desk import Desk
from newsdesk.model import Health, Outcome, Question
from newsdesk.store import Change
from newsdesk.store.memory import MemoryStore
from newsdesk.tui.filters import LastGate
from tests.tui import story
from tests.tui.hand import Hand, at

EVIL = "[/] [red]x[/red] [@click=app.leave()]go[/] \x1b]52;c;aGk=\x07\x1b[31m\x9b2J\u202egnp\u200b\x00 $error {x}"
SHOWN = "[/] [red]x[/red]"


@pytest.fixture(autouse=True)
def no_backstop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each sink must be safe by itself: the last gate is taken away."""
    monkeypatch.setattr(LastGate, "plain", staticmethod(lambda words: words))


def hostile_desk() -> Desk:
    """The ferry desk with hostile words wherever a store can hold words."""
    store = MemoryStore()
    sources = tuple(msgspec.structs.replace(source, title=f"{EVIL}{source.title}") for source in story.sources())
    healths = tuple(
        Health(source=source.id, outcome=Outcome.FAILED, message=EVIL, checked=story.NOW) for source in sources
    )
    incident = msgspec.structs.replace(story.FERRY, title=EVIL, place=EVIL)
    other = msgspec.structs.replace(story.FLOOD, title=EVIL, place=EVIL)
    store.commit(Change(sources=sources, healths=healths, incidents=(other, incident)))
    desk = Desk(store, clock=lambda: story.NOW, editor=EVIL)
    updates = []
    for update in story.updates():
        versions = tuple(
            msgspec.structs.replace(
                version,
                title=EVIL,
                body=version.body + EVIL,
                link="javascript:alert(1)",
                reading=msgspec.structs.replace(
                    version.reading,
                    figures=tuple(
                        msgspec.structs.replace(figure, chain=(EVIL,), scope=(EVIL,), quote=EVIL)
                        for figure in version.reading.figures
                    ),
                ),
            )
            for version in update.versions
        )
        updates.append(msgspec.structs.replace(update, versions=versions))
    desk.store(Change(updates=tuple(updates)))
    first = updates[-1].ref
    desk.note(first, EVIL)
    line = desk.ledger(incident.id).lines[0]
    desk.set_desk(incident.id, line.key, 6, reason=EVIL)
    return desk


def drawn(hand: Hand) -> list[Segment]:
    """Every segment on the screen."""
    screen = hand.app.screen
    return [segment for strip in screen._compositor.render_strips() for segment in strip]


def look(hand: Hand) -> str:
    """All the text on the screen, which must hold no control."""
    segments = drawn(hand)
    for segment in segments:
        assert not segment.control
        bad = [sign for sign in segment.text if not sign.isprintable() and sign != "\n"]
        assert bad == [], (bad, segment.text)
        assert "\u202e" not in segment.text
        assert "\u200b" not in segment.text
    return "".join(segment.text for segment in segments)


@pytest.mark.parametrize("size", [(160, 48), (60, 20)])
async def test_every_pane_shows_hostile_words_as_words(size: tuple[int, int]) -> None:
    async with at(hostile_desk(), size) as hand:
        for pane in ("figures", "updates", "words", "sources", "incident"):
            await hand.go_to(pane)
            assert SHOWN[:12] in look(hand), pane
        await hand.go_to("figures")
        for key in ("left", "left", "left", "down", "right"):
            await hand.press(key)
            look(hand)


async def test_every_dialog_shows_hostile_words_as_words() -> None:
    async with at(hostile_desk()) as hand:
        await hand.go_to("updates")
        for key in ("n", "m", "d", "+", "i", "t", "N", "f", "p", "?", "R", "M", "Z", "A", "S"):
            await hand.press(key)
            assert hand.screen is not hand.room, key
            if key in ("n", "m", "i", "R", "M", "Z", "A", "S"):
                assert SHOWN[:12] in look(hand), key
            if key not in ("?", "m", "i", "M", "Z", "A"):
                await hand.type(EVIL)
            look(hand)
            await hand.press("escape")
            assert hand.screen is hand.room


async def test_news_voices_questions_and_suggestions_show_hostile_words_as_words() -> None:
    desk = hostile_desk()
    desk.look(story.FERRY.id)
    late, alike = story.updates()[-1], story.updates()[0]
    version = late.latest
    figures = tuple(msgspec.structs.replace(one, chain=(EVIL + "2",)) for one in version.reading.figures)
    question = Question(EVIL, 0, 3, tuple(msgspec.structs.replace(one, scope=(EVIL,)) for one in figures))
    reading = msgspec.structs.replace(version.reading, figures=figures, questions=(question,))
    late = msgspec.structs.replace(late, id="late", versions=(msgspec.structs.replace(version, reading=reading),))
    loose = [
        msgspec.structs.replace(
            one, incident=None, group="~g", source=name, versions=(msgspec.structs.replace(version, title=EVIL + name),)
        )
        for name, one in (("echo", alike), ("tide", late))
    ]
    desk.store(Change(updates=(late, *loose)))
    async with at(desk) as hand:
        await hand.go_to("figures")
        for keys in (("l",), ("Q",), ("v",), ("I",), ("I", "enter"), ("I", "enter", "enter"), ("enter", "A")):
            await hand.press(*keys)
            assert hand.screen is not hand.room, (keys, hand.toasts)
            assert SHOWN[:12] in look(hand), keys
            await hand.press("escape")
            if hand.room.current == "words":
                await hand.press("escape")


async def test_every_screen_on_top_shows_hostile_words_as_words() -> None:
    async with at(hostile_desk()) as hand:
        await hand.go_to("figures")
        for key in ("g", "E"):
            await hand.press(key)
            look(hand)
            if hand.screen is not hand.room:
                assert SHOWN[:12] in look(hand)
                await hand.press("escape")
            await to_an_edited(hand)


async def to_an_edited(hand: Hand) -> None:
    """Go down the wire to an update with more than one version."""
    await hand.go_to("updates")
    while len(hand.app.desk.update(hand.in_hand.ref).versions) < 2:
        await hand.press("j")


async def test_the_palette_shows_hostile_words_as_words() -> None:
    async with at(hostile_desk()) as hand:
        await hand.press("ctrl+p", "c", "o", "p", "y")
        await hand.pilot.pause(0.3)
        assert hand.screen is not hand.room
        assert "copy" in look(hand)


async def test_what_is_copied_is_plain() -> None:
    async with at(hostile_desk()) as hand:
        await hand.go_to("figures")
        for key in ("y", "Y"):
            await hand.press(key)
            assert SHOWN in hand.app.clipboard
            assert hand.app.clipboard.isprintable()


async def test_every_word_told_shows_hostile_words_as_words() -> None:
    async with at(hostile_desk()) as hand:
        await hand.go_to("updates")
        for key in ("a", "h", "x", "y", "o", "s", "u"):
            await hand.press(key)
            look(hand)
            assert hand.toasts[-1].isprintable()


async def test_a_search_for_hostile_words_finds_them() -> None:
    async with at(hostile_desk()) as hand:
        await hand.press("/")
        await hand.type("[/] [red]x")
        assert SHOWN[:9] in look(hand)
        assert hand.room.scene.updates


async def test_a_link_that_is_no_web_address_is_not_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    async with at(hostile_desk()) as hand:
        monkeypatch.setattr(hand.room, "browse", opened.append)
        await hand.go_to("updates")
        await hand.press("o")
        assert opened == []
        assert "no address" in hand.toasts[-1]


def test_no_module_makes_markup_or_hands_a_widget_a_bare_string() -> None:
    """The census: styled text is made in render/, from outside words by `ink` and `paragraphs` only."""
    folder = Path(newsdesk.tui.__file__).parent
    found = []
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and (fault := _fault(node)):
                found.append(f"{path.relative_to(folder)}:{node.lineno} {fault}")
    assert found == []


SINKS = {
    "Static": "screens/ask screens/page screens/picker widgets/figures_pane widgets/updates_pane",
    "Label": "screens/ask",
    "TypedLine": "screens/ask screens/picker widgets/updates_pane",
    "update": "screens/ask screens/page screens/picker widgets/figures_pane widgets/updates_pane",
    "Segment": "filters paint widgets/thin_bar",
    "Strip": "paint",
    "def render": "widgets/bars widgets/empty_pane widgets/incident_pane widgets/pane widgets/sources_pane "
    "widgets/time_bar widgets/told",
    "def render_line": "widgets/cell_table widgets/line_view widgets/row_list",
    "notify": "screens/desk",
    "Hit": "palette",
    "DiscoveryHit": "palette",
    "copy_to_clipboard": "screens/figuring",
    "Popen": "acts",
    "write": "still terminal",
}
"""Every place where words leave for the terminal, the clipboard or another program, by what takes them there.

A test above puts hostile words through each, one in test_still through what a still writes; what `terminal` writes is
Textual's own. Before a new one is listed here, one must do so for it.
"""
OTHERS = (
    "Button Checkbox Collapsible Footer Header Input Link ListItem Log Markdown Option OptionList Pretty ProgressBar "
    "RadioButton RichLog SelectionList Switch Tab TabPane TextArea Tooltip Tree add_option add_options update_cell "
    "update_cell_at add_column add_row DataTable Text write_line print"
).split()
"""What would be a sink, and is used nowhere."""
SHOWN_BY_TEXTUAL = ("border_title", "border_subtitle", "title", "sub_title", "tooltip", "placeholder", "label")
"""Attributes that Textual draws, or hands to the terminal, when they are set."""


def test_every_sink_is_known() -> None:
    """The other census: where words leave, so that a new sink is noticed and put to the test."""
    folder = Path(newsdesk.tui.__file__).parent
    found: dict[str, set[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        place = str(path.relative_to(folder).with_suffix(""))
        source = path.read_text("utf-8")
        for node in ast.walk(ast.parse(source)):
            for sink in _sinks(node):
                # The desk has an `update` too: one that shows words is a widget's.
                if sink != "update" or "import Static" in source or ", Static" in source:
                    found.setdefault(sink, set()).add(place)
    assert found == {sink: set(places.split()) for sink, places in SINKS.items()}


def _sinks(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Call):
        name = _name(node.func)
        return [name] if name in SINKS or name in OTHERS else []
    if isinstance(node, ast.FunctionDef):
        return [f"def {node.name}"] if node.name in ("render", "render_line", "render_lines") else []
    targets = node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
    return [f".{one.attr} =" for one in targets if isinstance(one, ast.Attribute) and one.attr in SHOWN_BY_TEXTUAL]


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _fault(call: ast.Call) -> str:
    name = _name(call.func)
    first = call.args[0] if call.args else None
    if name in ("from_markup", "from_text", "from_rich_text"):
        return "makes markup"
    switched_off = any(key.arg == "markup" and getattr(key.value, "value", None) is False for key in call.keywords)
    if name in ("Static", "Label", "notify") and not switched_off:
        return "may obey markup"
    if name in ("Static", "Label") and isinstance(first, ast.Constant | ast.JoinedStr):
        return "is handed a bare string"
    return ""


async def test_what_is_pasted_is_cleaned_before_it_is_a_value() -> None:
    async with at(story.ferry_desk()) as hand:
        await hand.press("n")
        await hand.type("a\x1b[31mb\u202ec")
        line = hand.screen.focused
        assert line is not None
        assert getattr(line, "value", None) == "a[31mbc"
