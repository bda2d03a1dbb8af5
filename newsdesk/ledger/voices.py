"""Whose voice a name is: which names are one voice, and which names identify nobody.

Four steps, each only where the one before is silent: what an editor merged or parted; the incident's own aliases; the
agencies of the lexicon; and, within one incident, the names themselves: "Algeria's interior ministry" and "the interior
minister", "Interior Minister Daho Ould Kablia" and "Ould Kablia".
Pure; the words of English stand in voices.toml.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from typing import TypeVar

from newsdesk.figures import lexicon
from newsdesk.ledger import words
from newsdesk.ledger.names import KEPT, Fold, bare, fold, inner, nameless, parted, settle_office, table
from newsdesk.ledger.records import Ground
from newsdesk.model import Incident

Name = TypeVar("Name", str, Fold)


class Voices:
    """The names of voices, known agencies first; `identified` and `canonical` answer for any name."""

    def __init__(self, agencies: Mapping[str, Iterable[str]], unnamed: Callable[[str], bool]) -> None:
        self._unnamed = lru_cache(maxsize=KEPT)(unnamed)
        self._known: dict[Fold, str] = {}
        for name, others in agencies.items():
            for form in (name, *others):
                self._known.setdefault(fold(form), name)

    def identified(self, name: str) -> bool:
        """Whether a name identifies a person, a body or an agency; "officials" and "a source" identify nobody."""
        known = fold(name) in self._known or fold(inner(name)) in self._known
        return known or not (self._unnamed(inner(name)) or nameless(inner(name)))

    def canonical(self, name: str) -> str:
        """The one name of an agency with many; any other name comes back as whom its words name."""
        return self._known.get(fold(name)) or self._known.get(fold(inner(name))) or inner(name)

    def outlet(self, title: str) -> str:
        """The one name of an outlet: an agency's, else its title, which is no phrase to be read."""
        return self._known.get(fold(title)) or bare(title)

    def within(
        self,
        incident: Incident,
        names: Iterable[str],
        others: Iterable[str] = (),
        outlets: Iterable[str] = (),
        decided: Mapping[str, str] | None = None,
    ) -> Cast:
        """The voices of one incident.

        Who is one voice is learned from `names` alone; the `others`, of figures that do not count, only join them.
        Outlets never lend their name to another voice. `decided` has the names that an editor merged or parted, each
        with its voice, itself where it is one of its own.
        """
        return Cast(self, incident, names, others, outlets=outlets, decided=decided or {})


class Cast:
    """The voices of one incident, each with one name. The same for the same names in any order."""

    def __init__(
        self,
        voices: Voices,
        incident: Incident,
        names: Iterable[str],
        others: Iterable[str],
        *,
        outlets: Iterable[str],
        decided: Mapping[str, str],
    ) -> None:
        self._voices = voices
        self._outlets = frozenset(outlets)
        self._home = tuple(fold(form(incident.country)) for form in (words.country_name, words.country_adjective))
        self._one: dict[str, str] = {}
        self._apart = {self._fold(name): name for name, voice in decided.items() if name == voice}
        self._ruled = dict(self._apart)
        self._aliases: dict[Fold, str] = {}
        self._merged: dict[Fold, str] = {}
        given: set[str] = set()
        for name, forms in incident.aliases.items():
            given.update((name, *forms))
            for form in (name, *forms):
                self._aliases.setdefault(self._fold(form), name)
        kept = set(map(voices.outlet, self._outlets))
        counting = {name for name in given.union(names) if self._free(name) and voices.canonical(name) not in kept}
        joining = {name for name in others if self._free(name) and voices.canonical(name) not in kept}
        self._merged = self._groups(counting)
        for voice, one in self._groups(counting | joining).items():
            self._merged.setdefault(voice, self._merged.get(self._fold(one), one))
        for office in _bare_offices():
            self._settle(office, counting)
        ends = {self._fold(name): _end(decided, name) for name, voice in decided.items() if name != voice}
        self._ruled |= {name: self._apart.get(self._fold(end)) or self._found(end) for name, end in ends.items()}

    def canonical(self, name: str) -> str:
        """The one name of a voice in this incident."""
        known = self._one.get(name)
        if known is None:
            known = self._ruled.get(self._fold(name)) or self._found(name)
            known = self._one[name] = self._ruled.get(self._fold(known), known)
        return known

    def ground(self, name: str) -> Ground:
        """Why a name is the voice that `canonical` gives it."""
        voice = self._found(name)
        if self._fold(name) in self._ruled or self._fold(voice) in self._ruled:
            return Ground.EDITOR
        agency = self._voices.canonical(name)
        if self._given(name) or self._given(agency):
            return Ground.FILE
        return Ground.AGENCY if voice == agency != inner(name) else Ground.WORDS

    def identified(self, name: str) -> bool:
        """Whether a name identifies someone; one that an editor or the incident's aliases know always does."""
        folded = self._fold(name)
        if folded in self._ruled or self._given(name):
            return True
        return folded in self._merged if folded in _bare_offices() else self._voices.identified(name)

    def _found(self, name: str) -> str:
        """The voice of a name on which no editor has spoken."""
        if name in self._outlets:
            title = self._voices.outlet(name)
            return self._given(name) or self._given(title) or self._merged.get(self._fold(title), title)
        agency = self._voices.canonical(name)
        return self._given(name) or self._given(agency) or self._merged.get(self._fold(parted(agency)[1]), agency)

    def _given(self, name: str) -> str:
        """The name that the incident's aliases give."""
        return self._aliases.get(self._fold(name), "")

    def _free(self, name: str) -> bool:
        """Whether a name may turn out to be another's: it names someone, no agency, and was not set apart."""
        return (
            self._fold(name) not in self._apart
            and self.identified(name)
            and self._voices.canonical(name) == inner(name)
        )

    def _fold(self, name: str) -> Fold:
        return _fold_at(self._home, name)

    def _settle(self, office: Fold, names: Iterable[str]) -> None:
        """An office alone is the one voice that holds it, else nobody."""
        held = {self._found(name) for name in names if set(office) < set(self._fold(name))}
        if len(held) == 1:
            self._merged[office] = held.pop()

    def _groups(self, names: Iterable[str]) -> dict[Fold, str]:
        """Each folded name → the one name of its voice."""
        forms: dict[Fold, list[str]] = defaultdict(list)
        holders: dict[Fold, set[Fold]] = defaultdict(set)
        for name in sorted(map(inner, names)):
            title, person = parted(name)
            voice = self._fold(person)
            forms[voice].append(bare(person))
            if title:
                holders[self._fold(title)].add(voice)
        same = {voice: other for voice in forms if (other := self._alias_in(voice) or self._longer(voice, forms))}
        for office, persons in holders.items():
            one = set(fold(self._aliases.get(office, "")))
            same |= {person: office for person in persons if person not in same and set(person) < one}
            held = {_end(same, person) for person in persons}
            if len(held) == 1 and office in forms and office not in self._aliases:
                same[_end(same, office)] = held.pop()
        named = {
            end: max(printed, key=lambda form: (len(form), form)) for end, printed in forms.items()
        } | self._aliases
        return {voice: named[_end(same, voice)] for voice in forms}

    def _alias_in(self, voice: Fold) -> Fold | None:
        """The alias that a longer name ends on: "Mokhtar Belmokhtar" → "Belmokhtar"; itself where it is one."""
        for at in range(len(voice)):
            if voice[at:] in self._aliases and not any(map(words.is_nation_word, voice[:at])):
                return voice[at:]
        return None

    def _longer(self, voice: Fold, all_voices: Iterable[Fold]) -> Fold | None:
        """The one longer name that ends on this one: "Kablia" → "Daho Ould Kablia"; none across nations."""
        longer = [other for other in all_voices if _ends_on(other, voice)]
        whole = [one for one in longer if not any(_ends_on(other, one) for other in longer)]
        if len(whole) != 1 or any(map(words.is_nation_word, whole[0][: -len(voice)])):
            return None
        return whole[0]


@lru_cache(maxsize=KEPT)
def _fold_at(home: tuple[Fold, ...], name: str) -> Fold:
    """A name for comparing: "Algeria's Ministry of the Interior", "interior minister" → interior ministry.

    The names of the country where it happened are left out.
    """
    folded = settle_office(fold(name))
    for country in home:
        folded = _without(folded, country) or folded
    return folded[:-1] if folded[1:] and folded[-1] == "in" else folded


def _ends_on(longer: Fold, voice: Fold) -> bool:
    return len(longer) > len(voice) and longer[-len(voice) :] == voice


def _without(parts: Fold, run: Fold) -> Fold:
    """The words of a name without the first run of some others."""
    at = next((at for at in range(len(parts)) if run and parts[at : at + len(run)] == run), len(parts))
    return parts[:at] + parts[at + len(run) :]


def _end(same: Mapping[Name, Name], voice: Name) -> Name:
    """Follow a chain of "is the same as" to its end."""
    seen = {voice}
    while (following := same.get(voice, voice)) not in seen:
        voice = following
        seen.add(voice)
    return voice


@cache
def _bare_offices() -> frozenset[Fold]:
    """Offices that are somebody's only where one voice of the incident holds them."""
    return frozenset((office,) for office in table()["bare"]["offices"])


@cache
def english() -> Voices:
    """The voices that the English lexicon knows."""
    return Voices(lexicon.agencies(), lexicon.unnamed)
