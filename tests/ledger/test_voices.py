"""Which names are one voice, and which identify nobody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsdesk.ledger.records import Ground
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


@pytest.mark.parametrize(
    ("name", "ground"),
    [
        ("Kablia", Ground.WORDS),
        ("the interior minister", Ground.WORDS),
        ("Signatories in Blood", Ground.FILE),
        ("Mokhtar Belmokhtar", Ground.WORDS),
        ("The Associated Press", Ground.AGENCY),
        ("Cameron", Ground.EDITOR),
    ],
)
def test_it_is_told_why_a_name_was_taken_for_a_voice(name: str, ground: Ground) -> None:
    decided = {"Cameron": "the prime minister"}
    assert english().within(ALGERIA, NAMES, decided=decided).ground(name) is ground


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


def parted(name: str) -> Cast:
    return english().within(ALGERIA, NAMES, decided={name: name})


def test_an_editor_makes_one_voice_of_two_with_all_their_names() -> None:
    joined = english().within(ALGERIA, NAMES, decided={"Abdelmalek Sellal": "David Cameron"})
    for name in ("Prime Minister Abdelmalek Sellal", "Cameron", "Prime Minister David Cameron"):
        assert joined.canonical(name) == "David Cameron"


@pytest.mark.parametrize(
    ("decided", "one"),
    [
        ({"officials": "Times"}, "The Times"),
        ({"officials": "the minister", "the minister": "Cameron"}, "David Cameron"),
        ({"officials": "Signatories in Blood"}, "Masked Brigade"),
        ({"officials": "Kablia", "Kablia": "Kablia"}, "Kablia"),
        ({"officials": "officials"}, "officials"),
    ],
)
def test_an_editor_gives_a_voice_to_whom_nobody_knows(decided: dict[str, str], one: str) -> None:
    found = english().within(ALGERIA, NAMES, outlets=("The Times",), decided=decided)
    assert (found.identified("officials"), found.canonical("officials")) == (True, one)


@pytest.mark.parametrize("name", ["Kablia", "Belmokhtar", "The Associated Press", "the interior minister"])
def test_an_editor_parts_a_name_against_rules_aliases_and_agencies(name: str) -> None:
    found, before = parted(name), cast()
    assert found.canonical(name) == name
    others = [other for other in NAMES if before.canonical(other) != before.canonical(name)]
    assert [found.canonical(other) for other in others] == [before.canonical(other) for other in others]


def test_names_left_behind_when_one_is_parted_find_each_other() -> None:
    found = parted("Interior Minister Daho Ould Kablia")
    assert found.canonical("Kablia") == found.canonical("Ould Kablia") == "Ould Kablia"


@pytest.mark.parametrize(
    "name",
    [
        "source in the town",
        "sources close to the crisis",
        "head of the company",
        "an employee inside the plant",
        "private television stations in Algeria",
        "officials in Nepal",
        "U.S. official",
        "local media and security sources",
        "one of them",
        "first national count",
        "ministry",
        "a minister",
        "spokesman for the company",
    ],
)
def test_common_words_identify_nobody(name: str) -> None:
    assert not english().within(ALGERIA, [*NAMES, name, "health ministry"]).identified(name)


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("spokesman for BP", "BP"),
        ("a spokesman for the Algerian army", "Algerian army"),
        ("health ministry official", "health ministry"),
        ("the White House spokeswoman", "White House"),
        ("report of the health ministry", "health ministry"),
        ("the caretaker cabinet's report", "caretaker cabinet"),
        ("first count by Health Minister Hamad Hassan", "Hamad Hassan"),
        ("head of the company, Regis Arnoux", "Regis Arnoux"),
        ("Marwan Abboud, the governor of Beirut", "Marwan Abboud"),
        ("EU's ambassador, Rensje Teerink", "Rensje Teerink"),
        ("Lars Christian Bacher of Statoil", "Lars Christian Bacher"),
        ("private channel Ennahar TV", "Ennahar"),
        ("district official Gautam Rimal", "Gautam Rimal"),
        ("police in Mali", "police in Mali"),
        ("Bank of England", "Bank of England"),
        ("Doctors Without Borders", "Doctors Without Borders"),
    ],
)
def test_a_phrase_names_the_person_or_the_body_in_it(name: str, one: str) -> None:
    found = english().within(Incident(id="a", title="A", country="DZ"), [name])
    assert (found.identified(name), found.canonical(name)) == (True, one)


def test_the_police_in_the_country_of_the_incident_are_its_police() -> None:
    found = cast("police in Algeria", "police in Mali", "the police")
    assert found.canonical("police in Algeria") == found.canonical("the police") != found.canonical("police in Mali")


@pytest.mark.parametrize(
    ("names", "office", "one"),
    [
        (["Health Minister Hamad Hassan"], "the minister", "Hamad Hassan"),
        (["Prime Minister Hassan Diab", "health ministry"], "the prime minister", "Hassan Diab"),
        (["Prime Minister Hassan Diab", "health ministry"], "ministry", "health ministry"),
        (["interior ministry", "health ministry"], "ministry", ""),
        (["Prime Minister Hassan Diab", "Prime Minister David Cameron"], "prime minister", ""),
        ([], "prime minister", ""),
    ],
)
def test_an_office_alone_is_the_one_who_holds_it_or_nobody(names: list[str], office: str, one: str) -> None:
    found = english().within(Incident(id="a", title="A", country="LB"), [*names, office])
    assert (found.canonical(office) if found.identified(office) else "") == one


def test_a_name_cut_short_after_its_office_is_the_holder_whom_the_alias_gives() -> None:
    siege = Incident(id="a", title="A", country="DZ", aliases={"Mohamed Said": ("communication minister",)})
    found = english().within(siege, ["Communication Minister Mohamed", "Communication Minister Mohamed Ali"])
    assert found.canonical("Communication Minister Mohamed") == "Mohamed Said"
    assert found.canonical("Communication Minister Mohamed Ali") == "Mohamed Ali"


@pytest.mark.parametrize("title", ["Kurdistan News Report", "Gulf Officials", "Jane Smith of Cairo", "Mayor Jim Bell"])
def test_the_title_of_an_outlet_is_no_phrase_to_be_read(title: str) -> None:
    assert cast(outlets=(title,)).canonical(title) == title
