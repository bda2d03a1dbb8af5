"""What befalls captives where no verb of it says so: "they are holding 500", "let three go", "20 are at large"."""

from __future__ import annotations

from newsdesk.figures import bindings, governors, predicates
from newsdesk.figures.inheritance import joined
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.needs import OF_CAPTIVES
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.texts import Text
from newsdesk.figures.tokens import Token
from newsdesk.model import Measure, Side

PRISONER = "prisoner"
_LET_GO = frozenset((Measure.HELD, Measure.TAKEN, Measure.FREED))
_AFTER = e.TODAY | e.SUBORDINATOR | e.ON_DAY | e.COORDINATOR
"""What may follow on "released three"."""


def complete(text: Text, tokens: list[Token], nouns: list[Phrase], before: Phrase | None) -> None:
    """Give those of a sentence their measures; `before` is the total that the sentences before gave."""
    _free(text, tokens, nouns)
    _pursue(text, tokens, nouns)
    _hold(text, tokens, nouns)
    _chase(tokens, nouns, before)


def are_captives(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Freed 12 hostages near the hospital": they are let go, and not sent home from it."""
    return phrase.head >= 0 and bool(tokens[phrase.head].flags & e.TAKEN)


def _free(text: Text, tokens: list[Token], nouns: list[Phrase]) -> None:
    """Who flees in a text about captives was one, unless there are too many of them."""
    flight = text.lexicon.flight
    for phrase in nouns:
        trigger = tokens[phrase.trigger].flags if phrase.trigger >= 0 else 0
        fled = trigger & e.FLIGHT and phrase.measure == flight["measure"]
        if fled and (phrase.quantity.low or 0) < flight["fewest_beside"] and text.tells_of_captives:
            phrase.measure = tokens[phrase.trigger].entry.measure


def _pursue(text: Text, tokens: list[Token], nouns: list[Phrase]) -> None:
    """Whom the police look for is a suspect, unless the text tells of missing people."""
    lexicon = text.lexicon
    for phrase in nouns:
        if phrase.trigger < 0 or tokens[phrase.trigger].low not in lexicon.searches:
            continue
        hunted = phrase.side == Side.ATTACKERS or "suspect" in phrase.facets
        hunted = hunted or any(token.low in lexicon.searchers for token in tokens[: phrase.trigger])
        if hunted and not text.tells_of_losses:
            phrase.measure, phrase.trigger = "", -1
            if PRISONER in phrase.facets:
                # "Hunting for 1,300 prisoners who broke out of jail".
                behind = predicates.find(tokens, phrase, {one.start: one for one in nouns})
                bindings.to_trigger(tokens, phrase, behind, lexicon)


def _hold(text: Text, tokens: list[Token], nouns: list[Phrase]) -> None:
    """In a text about captives "they are holding 500" and "released three on Sunday" need no noun."""
    for phrase in nouns if text.tells_of_captives else ():
        verb = tokens[phrase.start - 1] if phrase.start else None
        if not phrase.measure:
            _let_go(tokens, phrase)
            _carry_off(text, tokens, phrase, nouns)
        if phrase.measure or verb is None or not verb.flags & e.ACTIVE or governors.is_effort(tokens, phrase.start - 1):
            continue
        behind = tokens[phrase.end] if phrase.end < len(tokens) else None
        goes = behind is not None and bool(behind.flags & e.GOING)
        freed = goes if verb.flags & e.LETTING else phrase.kind == "person" or phrase.anaphoric
        if verb.entry.needs in OF_CAPTIVES and freed and phrase.side != Side.ATTACKERS:
            # "Handed over three women", "let three go".
            phrase.measure, phrase.trigger = verb.entry.measure, phrase.start - 1
        if phrase.kind != "none" or not verb.flags & e.STRICT:
            continue
        ends = behind is None or not behind.low[0].isalnum() or behind.flags & _AFTER
        if ends and verb.entry.measure in _LET_GO:
            phrase.measure, phrase.trigger = verb.entry.measure, phrase.start - 1


def _carry_off(text: Text, tokens: list[Token], phrase: Phrase, nouns: list[Phrase]) -> None:
    """ "303 students and 12 teachers being taken", "12 teachers who were taken along"; not "taken to hospital"."""
    taken = _taken_behind(tokens, phrase)
    if taken < 0 or phrase.kind != "person" or phrase.side == Side.ATTACKERS:
        return
    for one in nouns:
        if one is phrase or (one.end < phrase.start and not one.measure and joined(tokens, one, phrase)):
            one.measure, one.trigger = text.lexicon.taken_measure, taken


def _chase(tokens: list[Token], nouns: list[Phrase], before: Phrase | None) -> None:
    """ "200 inmates were caught, with another 20 still at large": those who have no noun are inmates too."""
    known = [before] if before is not None else []
    for phrase in nouns:
        at = phrase.end
        while at < len(tokens) and tokens[at].flags & (e.AUXILIARY | e.ADVERB):
            at += 1
        if phrase.kind == "none" and not phrase.measure and at < len(tokens) and _is_at_large(tokens[at]):
            prisoners = next((one for one in reversed(known) if PRISONER in one.facets), None)
            if prisoners is not None:
                phrase.measure, phrase.trigger = tokens[at].entry.measure, at
                phrase.add(PRISONER)
        known.append(phrase)


def _let_go(tokens: list[Token], phrase: Phrase) -> None:
    """ "Some 15 women were allowed to leave": freed, where the text tells of captives."""
    at = phrase.end
    while at < len(tokens) and tokens[at].flags & (e.AUXILIARY | e.ADVERB):
        at += 1
    passive = at < len(tokens) and at > phrase.end and tokens[at].flags & e.STATE
    if passive and tokens[at].entry.needs == "captive" and phrase.kind in ("person", "none"):
        phrase.measure, phrase.trigger = tokens[at].entry.measure, at


def _taken_behind(tokens: list[Token], phrase: Phrase) -> int:
    """The "taken" of "were taken", "who were taken from their homes", that says nothing else of them; -1 elsewhere."""
    at = phrase.end + (phrase.end < len(tokens) and bool(tokens[phrase.end].flags & e.RELATIVE))
    first = at
    while at < len(tokens) and tokens[at].flags & (e.AUXILIARY | e.ADVERB):
        at += 1
    if at == first or at >= len(tokens) or not tokens[at].flags & e.TAKE or not tokens[at - 1].flags & e.BE:
        return -1
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    ends = behind is None or not behind.low[0].isalnum() or behind.flags & (_AFTER | e.FROM)
    with_them = behind is not None and behind.flags & e.HARMING and behind.flags & e.PREPOSITION
    return at if ends or with_them else -1


def _is_at_large(token: Token) -> bool:
    """ "At large", "on the run"."""
    return bool(token.flags & e.STATE and not token.flags & e.PARTICIPLE and token.entry.needs == "captive")
