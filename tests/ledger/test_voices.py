"""Which names are one voice, and which identify nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.ledger.voices import Cast, Voices, english
from newsdesk.model import Incident

ALGERIA = Incident(
    id="siege",
    title="Siege",
    country="DZ",
    aliases={"Masked Brigade": ("Belmokhtar", "Signatories in Blood"), "Algerian army": ("Algeria's army",)},
)
NAMES = (
    "Interior Minister Daho Ould Kablia",
    "Ould Kablia",
    "Kablia",
    "the interior minister",
    "Algeria's interior ministry",
    "Ministry of the Interior",
    "the French interior ministry",
    "Prime Minister David Cameron",
    "Cameron",
    "Prime Minister Abdelmalek Sellal",
    "the prime minister",
    "Mokhtar Belmokhtar",
    "the army",
    "the French army",
    "Lebanese Red Cross",
    "Red Cross",
    "spokesman Mohamed Said",
    "Said",
    "The Associated Press",
    "Times",
)


def cast(*names: str, outlets: tuple[str, ...] = ("The Irish Times",)) -> Cast:
    return english().within(ALGERIA, names or NAMES, outlets=outlets)


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("Interior Minister Daho Ould Kablia", "Daho Ould Kablia"),
        ("Ould Kablia", "Daho Ould Kablia"),
        ("Kablia", "Daho Ould Kablia"),
        ("the interior minister", "Daho Ould Kablia"),
        ("Algeria's interior ministry", "Daho Ould Kablia"),
        ("Ministry of the Interior", "Daho Ould Kablia"),
        ("the French interior ministry", "French interior ministry"),
        ("Prime Minister David Cameron", "David Cameron"),
        ("Cameron", "David Cameron"),
        ("Prime Minister Abdelmalek Sellal", "Abdelmalek Sellal"),
        ("the prime minister", "prime minister"),
        ("Mokhtar Belmokhtar", "Masked Brigade"),
        ("Signatories in Blood", "Masked Brigade"),
        ("the army", "Algerian army"),
        ("the French army", "French army"),
        ("spokesman Mohamed Said", "Mohamed Said"),
        ("Said", "Mohamed Said"),
        ("The Associated Press", "AP"),
        ("AP", "AP"),
        ("The Irish Times", "The Irish Times"),
        ("Times", "The Times"),
        ("somebody new", "somebody new"),
    ],
)
def test_names_of_one_voice_within_an_incident_have_one_name(name: str, one: str) -> None:
    assert cast().canonical(name) == one


def test_a_person_and_an_office_are_one_voice_only_where_the_office_has_one_holder() -> None:
    assert (
        cast("Health Minister Hamad Hassan", "the health ministry").canonical("the health ministry") == "Hamad Hassan"
    )
    two = cast("Health Minister Hamad Hassan", "Health Minister Ali Khalil", "health ministry")
    assert two.canonical("health ministry") == "health ministry"


def test_the_incidents_own_country_says_nothing_whose_voice_it_is() -> None:
    korea = Incident(id="a", title="A", country="KR")
    names = ["South Korea's defence ministry", "the South Korean defence ministry", "North Korean defence ministry"]
    voices = english().within(korea, [*names, "the defence minister"])
    assert [voices.canonical(name) for name in [*names, "the defence minister"]] == [
        "South Korea's defence ministry",
        "South Korea's defence ministry",
        "North Korean defence ministry",
        "South Korea's defence ministry",
    ]


def test_a_surname_that_two_persons_share_is_nobodys() -> None:
    assert cast("John Smith", "Jane Smith", "Smith").canonical("Smith") == "Smith"


def test_an_outlet_never_lends_its_name() -> None:
    assert cast("Post", outlets=("Jagran Post",)).canonical("Post") == "Post"


def test_an_alias_identifies_and_wins_over_an_agency() -> None:
    odd = Incident(id="a", title="A", aliases={"ANI": ("ANI news agency",), "The men inside": ("officials",)})
    known = Voices({"ANI news agency": ("Nouakchott News Agency",)}, lambda name: name == "officials")
    voices = known.within(odd, ["ANI", "officials"])
    assert {voices.canonical(name) for name in ("Nouakchott News Agency", "ANI news agency", "ANI")} == {"ANI"}
    assert (voices.identified("officials"), voices.canonical("officials")) == (True, "The men inside")


@pytest.mark.parametrize("name", ["officials", "a source", "an Algerian security official", "local media"])
def test_who_identifies_nobody_is_no_voice(name: str) -> None:
    assert not english().identified(name)


def test_agencies_may_be_given_in_place_of_the_lexicons() -> None:
    own = Voices({"Wire": ("The Wire Service",)}, lambda name: name != "me")
    assert (own.canonical("the wire service"), own.identified("Wire"), own.identified("me")) == ("Wire", True, True)
    assert not own.identified("you")


def test_names_of_figures_that_do_not_count_join_voices_and_never_make_them() -> None:
    alone = english().within(ALGERIA, ["Kablia", "Jane Smith", "Smith"])
    joined = english().within(
        ALGERIA, ["Kablia", "Jane Smith", "Smith"], ["Daho Ould Kablia", "John Smith", "Ould Kablia"]
    )
    for name in ("Kablia", "Jane Smith", "Smith"):
        assert joined.canonical(name) == alone.canonical(name)
    assert joined.canonical("Ould Kablia") == "Daho Ould Kablia"
    assert english().within(ALGERIA, ["Jane Smith"], ["Smith"]).canonical("Smith") == "Jane Smith"


@given(st.permutations(NAMES))
def test_the_order_of_names_changes_no_voice(names: list[str]) -> None:
    mine, other = cast(*names), cast()
    assert {name: mine.canonical(name) for name in NAMES} == {name: other.canonical(name) for name in NAMES}
