"""What the bytes are counts for more than what they are called."""

from __future__ import annotations

import pytest

from newsdesk.feeds.parse import parse
from tests.feeds.bodies import codes, feed, item


@pytest.mark.parametrize(
    ("encoding", "declared", "content_type"),
    [
        ("utf-8", "utf-8", ""),
        ("utf-8", "iso-8859-1", ""),
        ("utf-8", "utf-8", "text/xml; charset=windows-1252"),
        ("utf-8", "us-ascii", "text/xml"),
        ("utf-16", "utf-16", ""),
        ("utf-16-le", "utf-16", ""),
        ("utf-32", "utf-32", ""),
        ("cp1252", "windows-1252", ""),
        ("cp1252", "iso-8859-1", ""),
        ("cp1252", "", "application/xml; charset=windows-1252"),
        ("gb18030", "gb2312", ""),
        ("utf-8-sig", "utf-8", ""),
    ],
)
def test_an_encoding_is_told_from_the_bytes_before_the_labels(encoding: str, declared: str, content_type: str) -> None:
    words = "“12 tués à Béjaïa”, señaló él; él señaló" if encoding != "gb18030" else "地震造成十二人死亡，三十人受伤"
    label = f' encoding="{declared}"' if declared else ""
    body = feed(item(1, words)).decode().replace(' encoding="utf-8"', label).encode(encoding)
    found = parse(body, content_type=content_type)
    assert found.entries[0].body == words
    assert not found.faults


@pytest.mark.parametrize("declared", ["x-unknown", "punycode", "idna", "rot13", "zlib"])
def test_an_encoding_that_is_none_is_told(declared: str) -> None:
    found = parse(feed(item(1)).replace(b'encoding="utf-8"', f'encoding="{declared}"'.encode()))
    assert found.entries[0].title == "Update 1"
    assert codes(found) == {"encoding"}


def test_one_bad_byte_spoils_one_character_only() -> None:
    body = feed(item(1, "Béjaïa, Zürich, señor, été, Ærø")).replace("ø".encode(), b"\xf8")
    found = parse(body)
    assert found.entries[0].body == "Béjaïa, Zürich, señor, été, Ær\ufffd"
    assert codes(found) == {"encoding"}


def test_a_latin_feed_without_a_label_is_read_as_windows_1252() -> None:
    body = feed(item(1, "tué à Béjaïa")).decode().replace(' encoding="utf-8"', "").encode("cp1252")
    found = parse(body)
    assert found.entries[0].body == "tué à Béjaïa"
    assert codes(found) == {"encoding"}
