"""The gate: any text from outside becomes plain, clean text here, and nowhere else.

Left of this module text is hostile (feeds, file names, HTTP reasons, exception texts, OPML, pasted lines);
right of it, it is safe to print on a terminal. The dangers are those of Unicode Technical Report 36 and of
ECMA-48: control functions, bidirectional overrides, invisible and tag characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029\x0b\x0c]")
_BANNED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f\x7f-\x9f"  # C0 but newline and tab, DEL, C1
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0"  # soft hyphen and blank fillers
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # bidirectional and deprecated format controls
    "\u200b\u2060-\u2065\ufeff\ufff0-\ufffb"  # zero-width and annotation
    "\ufdd0-\ufdef\ufffe\uffff"  # noncharacters
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"  # musical format controls, tags, variation selectors supplement
    "]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_HYPHENS = str.maketrans("\u2010\u2011", "--")
_EMOJI = "\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff\ufe0f"
_JOINED_SCRIPTS = "\u0600-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u17ff\u1800-\u18af\ufb50-\ufdcf\ufe70-\ufefc"
_STRAY_JOINERS = re.compile(
    f"(?<![{_EMOJI}{_JOINED_SCRIPTS}])\u200d|\u200d(?![{_EMOJI}{_JOINED_SCRIPTS}])"
    f"|(?<![{_JOINED_SCRIPTS}])\u200c|\u200c(?![{_JOINED_SCRIPTS}])"
)
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_AROUND_NEWLINE = re.compile(" *\n *")
_BLANK_LINES = re.compile("\n{3,}")
_NOT_SLUG = re.compile(r"[^\w.-]|_")
_DASHES = re.compile("-{2,}")
_SPACED = r"\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)"
_NUMBER = re.compile(rf"[(≥>≤<≈≲≳]*(?:{_SPACED}|\d(?:[\d,.:–≥>≤<≈≲≳]*\d)?)(?:bn|m\b)?[~≠!+%)]*")


def clean(raw: str) -> str:
    """Text that no terminal obeys: no control but newline, no bidirectional, zero-width or tag character.

    Zero-width joiners stay inside emoji and joining scripts, zero-width non-joiners inside joining scripts
    (Persian needs them). Lone surrogates become U+FFFD, every line end a newline, a tab a space, the typographer's
    hyphens the one of the keyboard ("twenty\u2011two" is one number). Idempotent.
    """
    if raw.isascii() and raw.isprintable():
        return raw
    text = _LINE_ENDS.sub("\n", raw).replace("\t", " ")
    text = _SURROGATES.sub("\ufffd", _BANNED.sub("", text)).translate(_HYPHENS)
    return _STRAY_JOINERS.sub("", text)


def visible(raw: str) -> tuple[str, Sequence[int]]:
    """What of a text can be seen, and the place in `raw` of each of its characters; spaces and line ends stay."""
    if not _BANNED.search(raw):
        return raw.translate(_HYPHENS), range(len(raw))
    places = [place for place, one in enumerate(raw) if not _BANNED.match(one) or _LINE_ENDS.match(one)]
    return "".join(raw[place] for place in places).translate(_HYPHENS), places


def tidy(raw: str) -> str:
    """Clean text in paragraphs: runs of spaces are one, at most one blank line, no space at either end. Idempotent."""
    text = _SPACES.sub(" ", clean(raw))
    return _BLANK_LINES.sub("\n\n", _AROUND_NEWLINE.sub("\n", text)).strip(" \n")


def line(raw: str, most: int = 1000) -> str:
    """Clean text on one line, cut with an ellipsis after `most` characters and never within a number. Idempotent."""
    text = " ".join(clean(raw[: most * 8]).split())
    if len(text) <= most:
        return text
    kept = text[: whole(text, most - 1)] or text[: most - 1]
    return _STRAY_JOINERS.sub("", kept).rstrip() + "…"


def slug(name: str) -> str:
    """Letters, digits, dots and dashes of a name, in lower case and without accents; empty where it has none."""
    plain = unicodedata.normalize("NFKD", line(name, 200)).lower()
    plain = unicodedata.normalize("NFC", "".join(sign for sign in plain if not unicodedata.combining(sign)))
    return _DASHES.sub("-", _NOT_SLUG.sub("-", plain)).strip("-.")[:80].rstrip("-.")


def numbers(words: str) -> list[str]:
    """The numbers in words as they are shown, with their signs: "≥15", "1,250,000–1,400,000", "18:30"."""
    return _NUMBER.findall(words)


def whole(words: str, kept: int) -> int:
    """How many of the first `kept` characters can stay where words are cut: a number cut in two would be another."""
    number = next((found for found in _NUMBER.finditer(words) if found.end() >= kept), None)
    return kept if number is None else min(kept, number.start())


_BLOCKS = frozenset(
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure footer form"
    " h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
_CELLS = frozenset(("td", "th"))
_LONGEST_CELL = 80
"""Characters of a cell beyond which its row is text laid out in columns."""
_WITHIN_CELLS = ", ".join(sorted(_BLOCKS - {"tr"}))
"""What makes of a table's row more than numbers and words side by side."""
_PARAGRAPHS = frozenset("p blockquote h1 h2 h3 h4 h5 h6 ul ol table pre article section figure dl".split())
_UNSEEN = (
    "script",
    "style",
    "template",
    "noscript",
    "iframe",
    "object",
    "svg",
    "math",
    "head",
    "form",
    "textarea",
    "select",
)
_MARKUP = re.compile(r"<[a-zA-Z/!?]|&(?:#\d+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);")


def around(words: str, start: int, end: int, reach: int) -> tuple[str, str]:
    """The `reach` characters before and after a stretch of words; an ellipsis says that there are more."""
    before, after = words[max(0, start - reach) : start], words[end : end + reach]
    return ("…" if start > reach else "") + before, after + ("…" if end + reach < len(words) else "")


def plain(html: str) -> str:
    """HTML, or text that may hold HTML, to tidy text: block elements end lines, hidden elements and comments are gone.

    A row of short cells is one line, with " | " between them. Entities are resolved once; text without markup is
    tidied only.
    """
    if not _MARKUP.search(html):
        return tidy(html)
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_SURROGATES.sub("\ufffd", html).replace("\x00", ""))
    body = tree.body
    if body is None:
        return ""
    for name in _UNSEEN:
        for node in body.css(name):
            node.decompose()
    pieces: list[str] = []
    seams = _seams(body)
    for node in body.traverse(include_text=True):
        if node.tag in _CELLS:
            pieces.append(seams.get(node.mem_id, "\n"))
        elif node.tag == "-text":
            pieces.append(_SPACES.sub(" ", (node.text_content or "").replace("\n", " ")))
        elif node.tag in _BLOCKS:
            pieces.append("\n\n" if node.tag in _PARAGRAPHS else "\n")
    return tidy("".join(pieces))


def _seams(body: LexborNode) -> dict[int, str]:
    """What stands before each cell of the tables' rows of short words and numbers, which are lines."""
    found: dict[int, str] = {}
    for row in body.css("tr"):
        if row.css_first(_WITHIN_CELLS) is not None:
            continue
        cells = [node for node in row.iter() if node.tag in _CELLS]
        if all(len(cell.text()) <= _LONGEST_CELL for cell in cells):
            found.update((cell.mem_id, " | " if k else "") for k, cell in enumerate(cells))
    return found


def link(raw: str) -> str:
    """An http or https address that is safe to store, show and open; empty where it is none.

    Spaces and controls make it none, as does a missing host; a user name and password are dropped.
    """
    text = raw.strip()
    if clean(text) != text or len(text.split()) != 1 or "\\" in text or len(text) > 4000:
        return ""
    try:
        parts = urlsplit(text)
        port = f":{parts.port}" if parts.port is not None else ""
        host = parts.hostname or ""
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not host:
        return ""
    host = f"[{host}]" if ":" in host else host
    return urlunsplit((parts.scheme.lower(), host + port, parts.path, parts.query, parts.fragment))
