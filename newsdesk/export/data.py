"""JSON and CSV as text: exact values, which neither a terminal obeys nor a spreadsheet runs.

Strings come out as they are. What a terminal would obey is written as a JSON escape, so that the value a program
reads back is the one that was given, while a person may print the text.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence

from newsdesk import text

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
_OUTSIDE_ASCII = re.compile("[^\n\x20-\x7e]")


def json_text(value: object) -> str:
    """JSON on one line for one value, without the newline; a list of records has one on each line."""
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return "[\n" + ",\n".join(json_text(one) for one in value) + "\n]"
    encoded = json.dumps(value, ensure_ascii=False)
    return encoded if text.clean(encoded) == encoded else _OUTSIDE_ASCII.sub(_escaped, encoded)


def _escaped(found: re.Match[str]) -> str:
    character = found[0]
    return character if text.clean(character) == character else json.dumps(character)[1:-1]


def csv_text(headings: Sequence[str], rows: Iterable[Sequence[object]], *, head: bool = True) -> str:
    """CSV with a row of headings; lists are joined by "; ", null is empty.

    A cell that a spreadsheet would run as a formula gets a leading apostrophe, which makes it text, and all words
    stand in quotes, so that no other separator begins a cell (OWASP, "CSV Injection"). Every csv reader reads it back.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    if head:
        writer.writerow(headings)
    writer.writerows([_cell(one) for one in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if value is None or isinstance(value, bool):
        return "" if value is None else str(value).lower()
    if isinstance(value, int | float):
        return value
    if isinstance(value, list | tuple):
        value = "; ".join(str(one) for one in value)
    raw = str(value)
    cleaned = text.clean(raw)
    return f"'{cleaned}" if raw[:1] in ("\t", "\r") or _FORMULA.match(cleaned) else cleaned
