"""The only places where the command line writes: cleaned words, listings in a format, words on stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable

from newsdesk import text
from newsdesk.cli.options import Format
from newsdesk.export import Sheet, csv_text, json_text, table_text

NARROWEST, USUAL = 20, 80


def say(words: str) -> None:
    """Words on a line of their own."""
    sys.stdout.write(f"{text.clean(words)}\n")
    sys.stdout.flush()


def warn(words: str) -> None:
    """Words on stderr, on a line of their own; on none where it is closed."""
    if sys.stderr is not None:
        sys.stderr.write(f"{text.clean(words)}\n")


def progress(done: int, of: int, name: str) -> None:
    """A counter on stderr that is written over, where a person looks on."""
    if sys.stderr is not None and sys.stderr.isatty():
        end = "\r\x1b[K" if done == of else ""
        sys.stderr.write(f"\r\x1b[K{text.line(f'{done} of {of}: {name}', USUAL - 1)}{end}")
        sys.stderr.flush()


def say_json(value: object) -> None:
    """A value as JSON, which is UTF-8 (RFC 8259)."""
    say_data(json_text(value) + "\n")


def say_data(words: str) -> None:
    """Text for another program, made by `csv_text` and its like: UTF-8 whatever the terminal speaks."""
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    if encoding.lower().replace("-", "") == "utf8":
        sys.stdout.write(words)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(words.encode("utf-8"))


def show(
    form: Format,
    *,
    shape: Callable[[], object],
    sheet: Callable[[], Sheet],
    flat: Callable[[], Sheet] | None = None,
    empty: str,
) -> None:
    """Print a listing; `flat` is the sheet for CSV where it is another, `empty` stands for a table without rows."""
    if form is Format.JSON:
        say_json(shape())
    elif form is Format.CSV:
        rows = (flat or sheet)()
        say_data(csv_text(rows.headings, rows.rows))
    else:
        show_table(sheet(), empty)


def show_table(sheet: Sheet, empty: str = "") -> None:
    """Print a table that fits the terminal, or the words for none."""
    drawn = table_text(sheet, width())
    if drawn:
        sys.stdout.write(drawn)
    elif empty:
        say(empty)


def width() -> int | None:
    """Columns of the terminal; null where the text goes to a file or another program, which lose nothing to a cut."""
    if "COLUMNS" not in os.environ and not sys.stdout.isatty():
        return None
    return max(NARROWEST, shutil.get_terminal_size((USUAL, 24)).columns)
