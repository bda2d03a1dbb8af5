"""The gate lets no control through and hurts no script."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from newsdesk import text

ANY = st.text(st.characters(codec=None), max_size=200) | st.text(
    st.sampled_from("a ب\u200c\u200d\u200b\u202e\u2066\x1b[\x9b\x07\r\n\t👩🏽️\u00ad\U000e0041\ud800\u2028"), max_size=40
)


def banned(character: str) -> bool:
    """What no clean text may hold, told from Unicode's own categories and not from the gate's list."""
    if character in "\n\u200c\u200d":
        return False
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp") and character not in _SEEN_FORMAT


_SEEN_FORMAT = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd" + "".join(
    map(chr, [*range(0x13430, 0x13440), *range(0x1BCA0, 0x1BCA4)])
)


@given(ANY)
def test_clean_text_holds_no_control_but_newline(raw: str) -> None:
    assert [c for c in text.clean(raw) if banned(c)] == []


@given(ANY)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    once = text.clean(raw)
    assert text.clean(once) == once


@given(ANY)
def test_tidying_twice_is_tidying_once(raw: str) -> None:
    once = text.tidy(raw)
    assert text.tidy(once) == once


@given(ANY, st.integers(5, 50))
@example("00\u0600\u200d\U0001f0000", 5)  # cut behind a joiner
def test_a_line_is_one_line_and_no_longer_than_asked(raw: str, most: int) -> None:
    once = text.line(raw, most)
    assert "\n" not in once
    assert len(once) <= most
    assert text.line(once, most) == once


@pytest.mark.parametrize("number", ["5 000 000", "1,234,567", "5\u202f000\u202f000", "18:30", "≥15~"])
@pytest.mark.parametrize("most", range(8, 40))
def test_no_line_is_cut_within_a_number(number: str, most: int) -> None:
    shown = text.line(f"more than {number} people had fled", most)
    assert not any(c.isdigit() for c in shown) or " ".join(number.split()) in shown


@given(ANY)
def test_plain_text_of_anything_is_clean(raw: str) -> None:
    assert [c for c in text.plain(f"<p>{raw}</p>") if banned(c)] == []


@pytest.mark.parametrize(
    "kept",
    [
        "Ain Amenas: 34 dead",
        "می\u200cخواهم",
        "👩\u200d👩\u200d👧 👩🏽\u200d🚒 🏳️\u200d🌈",
        "السلام عليكم",
        "שלום",
        "日本人 10人",
        "Đặng Văn “Lâm” — €3bn",
    ],
)
def test_every_script_passes_unharmed(kept: str) -> None:
    assert text.clean(kept) == kept


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a\x1b]0;owned\x07b", "a]0;ownedb"),
        ("a\x9b31mb", "a31mb"),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("12\u200b3", "123"),
        ("a\u200db", "ab"),
        ("abc\u202e321", "abc321"),
        ("a\ud800b", "a\ufffdb"),
        ("flag\U000e0067", "flag"),
        ("twenty\u2011two, 10\u201015", "twenty-two, 10-15"),
    ],
)
def test_dangers_are_removed(raw: str, clean: str) -> None:
    assert text.clean(raw) == clean


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>At least <b>15</b></p><p>30 more</p>", "At least 15\n\n30 more"),
        ("AT&amp;T &lt;b&gt;", "AT&T <b>"),
        ("a<script>alert(1)</script>b<style>p{}</style><!-- c -->", "ab"),
        ("one<br>two<li>three</li>", "one\ntwo\nthree"),
        ("<table><tr><th>Dead</th><td>12</td></tr><tr><td>Hurt<td>30</table>", "Dead | 12\nHurt | 30"),
        ("<table><tr><td><p>one</p></td><td>two</td></tr></table>", "one\ntwo"),
        (f"<table><tr><td>{'long ' * 20}</td><td>two</td></tr></table>", f"{'long ' * 20}".strip() + "\ntwo"),
        ("5 < 6 and 7 > 2", "5 < 6 and 7 > 2"),
        ("&#27;[31mred &#x9b;1m", "[31mred ›1m"),
        ("no markup  at\nall", "no markup at\nall"),
        ("", ""),
    ],
)
def test_html_becomes_paragraphs(html: str, expected: str) -> None:
    assert text.plain(html) == expected


@pytest.mark.parametrize(
    ("raw", "safe"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("HTTP://Example.org:8080/", "http://example.org:8080/"),
        ("https://user:pass@example.org/", "https://example.org/"),
        ("javascript:alert(1)", ""),
        (" \tjava\nscript:alert(1)", ""),
        ("vbscript:x", ""),
        ("file:///etc/passwd", ""),
        ("//example.org/x", ""),
        ("-oProxyCommand=x", ""),
        ("http://", ""),
        ("http://a b/", ""),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("http://exa\u202emple.org/", ""),
        ("https://a.example/0\u00a0?", ""),
    ],
)
def test_only_web_addresses_pass(raw: str, safe: str) -> None:
    assert text.link(raw) == safe


@given(ANY)
def test_what_can_be_seen_stands_where_it_is_said_to_stand(raw: str) -> None:
    seen, places = text.visible(raw)
    assert "".join("-" if raw[place] in "\u2010\u2011" else raw[place] for place in places) == seen
    assert list(places) == sorted(set(places))
    assert text.clean(seen).split() == text.clean(raw).split()


@given(st.text(max_size=60))
def test_a_name_becomes_an_id_of_letters_digits_dots_and_dashes(name: str) -> None:
    slug = text.slug(name)
    assert all(sign.isalnum() or sign in ".-" for sign in slug)
    assert slug == text.slug(slug)
    assert not slug.startswith((".", "-"))


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Al Jazeera (English)", "al-jazeera-english"),
        ("Agência Brasil", "agencia-brasil"),
        ("Коммерсантъ", "коммерсантъ"),
        ("新华社", "新华社"),
        ("bbc.example", "bbc.example"),
        ("…", ""),
    ],
)
def test_an_id_keeps_the_letters_of_any_script(name: str, slug: str) -> None:
    assert text.slug(name) == slug
