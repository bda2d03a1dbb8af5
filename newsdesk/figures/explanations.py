"""Why a figure was read as it was: the words that gave each of its fields, and the lexicon rows they matched."""

from __future__ import annotations

from msgspec import Struct

from newsdesk.figures.drafts import Draft
from newsdesk.figures.texts import Text
from newsdesk.figures.tokens import Token
from newsdesk.model import Figure


class Explanation(Struct, frozen=True, kw_only=True):
    """The words behind one figure, as they stand in the text; empty where none gave the field."""

    figure: Figure
    number: str
    measure: str
    scope: tuple[str, ...]
    voice: tuple[str, ...]
    """Each voice with its verb."""
    tense: tuple[str, ...]
    """What hedges, dates or moves it."""
    rows: tuple[str, ...]
    """The lexicon rows used, as "word: meaning"."""


def explain(text: Text, draft: Draft) -> Explanation:
    """Say which words gave a draft its fields."""
    tokens = text.tokens(draft.sentence)
    phrase = draft.phrase
    quantity = phrase.quantity
    trigger = [tokens[phrase.trigger]] if 0 <= phrase.trigger < len(tokens) else []
    scope = [token for token in tokens[phrase.start : phrase.end] if _meaning(token) in draft.figure.scope]
    number = tokens[quantity.start : quantity.end]
    return Explanation(
        figure=draft.figure,
        number=_words(text, number),
        measure=_words(text, trigger),
        scope=tuple(_words(text, [token]) for token in scope),
        voice=_voices(text, draft),
        tense=tuple(_words(text, tokens[cue.start : cue.end]) for cue in draft.cues),
        rows=(
            *(f"{token.entry.word}: {token.entry.qualifier}" for token in number if token.entry.qualifier),
            *(f"{token.entry.word}: {token.entry.measure}" for token in trigger if token.entry.measure),
            *(f"{token.entry.word}: {_meaning(token)}" for token in scope),
            *(f"{cue.word}: {cue.kind}" for cue in draft.cues),
        ),
    )


def _meaning(token: Token) -> str:
    return token.entry.facet or token.entry.iso


def _words(text: Text, tokens: list[Token]) -> str:
    return text.text[tokens[0].start : tokens[-1].end] if tokens else ""


def _voices(text: Text, draft: Draft) -> tuple[str, ...]:
    """The voices that cover the number, each with the words from its name to its verb."""
    if not draft.figure.chain:
        return ()
    tokens = text.tokens(draft.sentence)
    at = draft.phrase.quantity.at
    covering = [voice for voice in text.voices(draft.sentence) if voice.start <= at < voice.end]
    return tuple(_words(text, tokens[min(voice.at, voice.verb) : max(voice.at, voice.verb) + 1]) for voice in covering)
