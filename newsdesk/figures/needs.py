"""What each measure counts: people, captives, those who may be patients, buildings that something strikes."""

from __future__ import annotations

from collections.abc import Callable

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token
from newsdesk.model import Qualifier, Side

CARERS = frozenset(("doctor", "nurse", "healthworker"))
RESPONDERS = CARERS | {"rescuer", "firefighter", "police", "gendarme", "soldier", "security", "official"}
CAPTIVES = frozenset(("hostage", "prisoner"))
OF_CAPTIVES = frozenset(("captive", "hostage"))
"""What counts captives only, by what it needs."""
_AFLOAT = frozenset(("migrant", "refugee", "fisherman", "crew"))
_HELPERS = RESPONDERS | {"suspect"}
_HELD = CAPTIVES | {"suspect"}
_RAIDING = _HELD | {"attacker", "militant", "man", "woman", "child", "migrant", "refugee", "gangmember"}
_WANTED = _HELD - {"hostage"} | {"attacker", "militant", "gangmember"}
_FAMILY = 3
"""Words of "of his family"."""
_PEOPLE = frozenset(("none", "person", "unknown"))


def fits(tokens: list[Token], trigger: int, phrase: Phrase) -> bool:
    """Does this measure count such things?"""
    token = tokens[trigger]
    if phrase.kind == "life":
        return bool(token.flags & (e.LIFE_BEFORE | e.LIFE_AFTER))
    ruins = phrase.kind == "building" and bool(token.flags & e.RUIN)
    ruins = ruins or _are_numbered(tokens, trigger, phrase)
    if ruins or token.flags & e.TOLL:
        return ruins or (phrase.kind in _PEOPLE and not _is_no_toll(trigger, phrase))
    if token.entry.needs == "kin":
        return _are_kin(tokens, phrase)
    needed = _NEEDS.get(token.entry.needs)
    if needed is not None:
        return needed(phrase)
    if token.flags & e.STRICT and not token.flags & e.STATE:
        return phrase.kind == "person" or (phrase.kind == "none" and bool(token.flags & e.PARTICIPLE))
    return phrase.kind in _PEOPLE and bool(token.entry.measure)


def _are_numbered(tokens: list[Token], trigger: int, phrase: Phrase) -> bool:
    """ "The number of homes destroyed rose to 870"."""
    named = tokens[trigger].entry.needs == "building" and phrase.kind == "none"
    return named and 0 < trigger < phrase.start and bool(tokens[trigger - 1].flags & e.BUILDING)


def _is_no_toll(trigger: int, phrase: Phrase) -> bool:
    """ "Iran has given no official toll": none was given, and not that nobody died."""
    return phrase.quantity.qualifier is Qualifier.ZERO and trigger > phrase.quantity.at


def _are_kin(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Lost two sons", "lost nine family members", "lost 12 members of his family"."""
    kin = tokens[phrase.head : phrase.end + _FAMILY] if phrase.head >= 0 else []
    own = tokens[phrase.quantity.end : phrase.head] if phrase.kind == "person" else []
    kin = kin[:1] if kin and kin[0].flags & e.KIN else [*own, *kin]
    return any(token.flags & (e.KIN | e.HOUSEHOLD) for token in kin)


def _are_people(phrase: Phrase) -> bool:
    return phrase.kind in ("person", "none")


def _crowds(phrase: Phrase) -> bool:
    """Those who come to help are no crowd, and neither is one."""
    return not phrase.quantity.single and phrase.kind in ("person", "none") and RESPONDERS.isdisjoint(phrase.facets)


def _are_raiders(phrase: Phrase) -> bool:
    """ "Two men", "six inmates", "four gunmen": who may hijack and rob; officers, passengers and one alone are none."""
    return phrase.kind == "person" and not phrase.quantity.single and _RAIDING.issuperset(phrase.facets)


_NEEDS: dict[str, Callable[[Phrase], bool]] = {
    "building": lambda phrase: phrase.kind == "building",
    "struck": lambda phrase: phrase.kind == "building",
    "travellers": _are_people,
    "persons": _are_people,
    "captive": lambda phrase: not CAPTIVES.isdisjoint(phrase.facets),
    "swapped": lambda phrase: not CAPTIVES.isdisjoint(phrase.facets),
    "hostage": lambda phrase: "hostage" in phrase.facets,
    "led": lambda phrase: phrase.kind == "person",
    "wanted": lambda phrase: not _WANTED.isdisjoint(phrase.facets),
    "unheld": lambda phrase: _are_people(phrase) and phrase.inside < 0 and _HELD.isdisjoint(phrase.facets),
    "patients": lambda phrase: _are_people(phrase) and not phrase.side and _HELPERS.isdisjoint(phrase.facets),
    "unarmed": lambda phrase: _are_people(phrase) and phrase.side != Side.FORCES and "official" not in phrase.facets,
    "attacker": lambda phrase: phrase.side == Side.ATTACKERS,
    "crowd": _crowds,
    "raiders": _are_raiders,
    "refugee": lambda phrase: "refugee" in phrase.facets,
    "adrift": lambda phrase: not _AFLOAT.isdisjoint(phrase.facets),
}
