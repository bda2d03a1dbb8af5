"""The words by which a sentence is known to hold a figure before it is read: most hold none, and cost one look."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from newsdesk.figures.lexicon import entries as e

if TYPE_CHECKING:
    from newsdesk.figures.lexicon.load import Lexicon

_LETTERS = bytes(byte if chr(byte).isalpha() and byte < 128 else ord(" ") for byte in range(256))
_SMALLEST = e.DETERMINER | e.PRONOUN | e.RELATIVE | e.SUBORDINATOR
_SMALL = _SMALLEST | e.PREPOSITION | e.AUXILIARY | e.ADVERB | e.VERB | e.SPEECH
_HIDDEN = e.AUXILIARY | e.NOT
"""What a clitic hides: "did" and "not" of "didn't"."""
_TELLING = e.TRIGGER | e.BODY | e.LIFE | e.NUMBER_NOUN | e.CLAIMING


class LookedFor(NamedTuple):
    """Words by which a sentence is known to hold a figure before it is read, as `words_of` gives them."""

    triggers: frozenset[bytes] = frozenset()
    """Of these one must stand in a sentence with a figure."""
    sites: frozenset[bytes] = frozenset()
    """Nouns that tell where people were, beside a word of `being` and a number: "were in the car"."""
    being: frozenset[bytes] = frozenset()
    numbers: frozenset[bytes] = frozenset()
    hints: Mapping[bytes, tuple[frozenset[bytes], ...]] = {}
    """Everyday words that name a measure only beside a plain number → the words of which one group stands with it."""
    every: frozenset[bytes] = frozenset()
    """All of these."""

    def hinted(self, words: Iterable[bytes], stand: Iterable[bytes]) -> bool:
        """Does one of these words hint at a measure among all that `stand` in a sentence?"""
        groups = [group for word in words for group in self.hints.get(word, ())]
        if not all(groups):
            # One that needs no other beside it.
            return True
        there = frozenset(stand) if groups else frozenset()
        return any(group <= there for group in groups)


def words_of(low: str) -> list[bytes]:
    """The words of a text in lower case, cut at all but plain letters: a third of the time that `re` takes."""
    return low.encode("utf-8", "replace").translate(_LETTERS).split()


def find(lexicon: Lexicon, common: frozenset[str], telling: frozenset[str], taken: frozenset[str]) -> LookedFor:
    """The words of a lexicon. Of those that name a measure the `common` ones hint only, unless they are `telling`;
    `taken` are those that tell it of captives."""
    alone = {word.split(" ")[0] for amount in lexicon.amounts for word in amount.triggers}
    alone |= {word for word, entry in lexicon.words.items() if entry.flags & _TELLING}
    whom = _of_kind(lexicon, e.RIDER | e.RAIDER | e.VICTIMS)
    triggers, sites, being, numbers = (
        _each_seen(words)
        for words in (
            alone - common | telling,
            _of_kind(lexicon, e.PLACE_NOUN),
            _of_kind(lexicon, e.WAS),
            lexicon.numbers | _of_kind(lexicon, e.FRACTION),
        )
    )
    hints: dict[bytes, set[frozenset[bytes]]] = {
        word: {frozenset()} for word in _each_seen(alone & common | whom | taken)
    }
    for word, others in _within(lexicon, alone):
        hints.setdefault(_seen(word), set()).add(frozenset(map(_seen, others)))
    kept = {word: _least(beside) for word, beside in hints.items() if word not in triggers}
    every = frozenset(kept) | triggers | sites | being | numbers
    return LookedFor(triggers, sites, being, numbers, kept, every)


def number_words(lexicon: Lexicon) -> frozenset[str]:
    """Words that are numbers, and the longest of each phrase that is one."""
    found = {word for word, entry in lexicon.words.items() if entry.flags & e.NUMERIC}
    for first, rows in lexicon.phrases.items():
        found.update(max((first, *rest), key=len) for rest, entry in rows if entry.flags & e.NUMERIC)
    return frozenset(found)


def _least(groups: set[frozenset[bytes]]) -> tuple[frozenset[bytes], ...]:
    """The groups of which none holds another: where that one stands it is enough."""
    return tuple(group for group in groups if not any(other < group for other in groups))


def _of_kind(lexicon: Lexicon, kind: int) -> set[str]:
    return {word for word, entry in lexicon.words.items() if entry.flags & kind}


def _seen(word: str) -> bytes:
    """The longest part of a word that `words_of` finds wherever it stands."""
    return max(words_of(word), key=len, default=b"")


def _each_seen(words: Iterable[str]) -> frozenset[bytes]:
    """Single letters say nothing."""
    return frozenset(seen for word in words if len(seen := _seen(word)) > 1)


def _within(lexicon: Lexicon, alone: set[str]) -> Iterable[tuple[str, tuple[str, ...]]]:
    """Phrases in which no word names a measure `alone`: one of its words, and those that stand with it."""
    return (
        _parted((first, *rest), lexicon, noun=bool(entry.flags & e.NOUN))
        for first, rows in tuple(lexicon.phrases.items())
        for rest, entry in rows
        if entry.flags & _TELLING and alone.isdisjoint((first, *rest))
    )


def _parted(words: tuple[str, ...], lexicon: Lexicon, *, noun: bool) -> tuple[str, tuple[str, ...]]:
    """The head of "confirmed cases" and "cases of cholera", the longest word that is no small one; and the others."""
    kinds = {word: lexicon.entry(word).flags for word in words}
    standing = max(words, key=lambda word: (not kinds[word] & _SMALL, not kinds[word] & _SMALLEST, len(word)))
    if noun:
        standing = words[0] if kinds[words[1]] & e.OF else words[-1]
    others = (word for word in words if word != standing and word[0].isalpha())
    return standing, tuple(word for word in others if not kinds[word] & _HIDDEN)
