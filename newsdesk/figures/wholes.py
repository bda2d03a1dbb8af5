"""Sets apart the whole of a part: in "291 of the 459 people" only the 291 has a predicate.

A whole takes its measure from within itself, or from the state right behind it: "of the 14 people killed".
"""

from __future__ import annotations

from newsdesk.figures import spans, whereabouts
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.needs import OF_CAPTIVES, fits
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import CLITICS, Token

_OPENS = e.AND | e.CONTRAST | e.SUBORDINATOR | e.STRONG
"""Words behind which a clause begins."""
_PREDICATE = 20
"""Words from the state of a whole to what is said of its part."""
_SHARE = 3
"""Words in which a share of a whole is told: "more than two-thirds"."""
_OWNER = 5
"""Words of "of the old town's"."""
_SHARING = e.DETERMINER | e.OF | e.SHARE | e.FRACTION | e.NUMERIC | e.BEFORE
_CONSISTING = e.ACCOUNTING | e.CONSISTING
_FOR_GOOD = ("killed", "injured")
"""Who was once so stays so; of 12 missing nine may have turned up."""
_HANDING = e.AMBIGUOUS | e.OCCURRING | e.CONVEY
_HANDED = ("killed", "survived", "rescued")
"""What a verb makes of its object, or finds it to be."""
_PLACED = 16
"""Words from "of 47 miners" to its part, past "in the old section of the mine where the blast occurred"."""
_FRONTED = 6
"""Words from a whole to its part behind a comma."""


def set_apart(tokens: list[Token], phrases: list[Phrase], wholes: dict[str, str]) -> list[Phrase]:
    """The phrases that have a predicate of their own; the wholes get their measures."""
    own: list[Phrase] = []
    for phrase in phrases:
        shared = _is_shared(tokens, phrase)
        fronted = shared or _is_fronted(tokens, phrase, phrases)
        if own and phrase.start < own[-1].end:
            own[-1].whole = phrase
        if own and phrase.start < own[-1].end and _is_set_apart(tokens, own[-1]):
            own[-1] = phrase
        elif fronted or (own and phrase.start < own[-1].end):
            at = -1 if fronted and not shared else _deed(tokens, phrase)
            if at < 0 and phrase.inside < 0:
                part = _opening(tokens, phrase) if fronted else _begins(tokens, own[-1])
                at = _state_of_whole(tokens, phrase, part)
            if at >= 0:
                phrase.measure, phrase.trigger = tokens[at].entry.measure, at
                if own and phrase.start < own[-1].end and _has_another_verb(tokens, at + 1):
                    own[-1].end = at + 1
            elif phrase.kind == "noun":
                phrase.measure, phrase.trigger = tokens[phrase.head].entry.measure, phrase.head
            else:
                bind_inside(tokens, phrase)
            phrase.measure = wholes.get(phrase.measure, phrase.measure)
            phrase.divided = True
            if not phrase.measure and (there := whereabouts.find(tokens, phrase)) >= 0:
                phrase.measure, phrase.trigger = tokens[there].entry.measure, there
        else:
            own.append(phrase)
    return own


def pass_on(tokens: list[Token], own: list[Phrase]) -> None:
    """ "Eight of the 12 who died were identified on Monday": whatever else is said of them, they died."""
    for phrase in own:
        whole = phrase.whole
        if whole is None or phrase.measure or _begins(tokens, phrase) < 0 or whole.measure not in _FOR_GOOD:
            continue
        phrase.measure, phrase.trigger, phrase.part = whole.measure, whole.trigger, True


def _has_another_verb(tokens: list[Token], at: int) -> bool:
    """ "1,500 of the 2,000 driven from their homes were allowed to return", "nine of the 12 missing turned up"."""
    if at < len(tokens) and tokens[at].ending & e.PAST and not tokens[at].flags:
        return True
    verb = next((k for k in range(at, min(len(tokens), at + _PREDICATE)) if tokens[k].flags & e.AUXILIARY), len(tokens))
    while verb < len(tokens) and tokens[verb].flags & (e.AUXILIARY | e.ADVERB):
        verb += 1
    done = verb < len(tokens) and tokens[verb]
    if not done:
        return False
    return bool(done.flags & (e.VERB | e.TRIGGER | e.ENABLING) or (not done.flags and done.ending & e.PAST))


def _deed(tokens: list[Token], phrase: Phrase) -> int:
    """The verb of the whole in "three of the five they had kidnapped", "300 of the 879 who got out"; -1 where none.

    Also in "eight of the 12 people known to have died".
    """
    at = _past_companions(tokens, phrase.end)
    if at + 1 >= len(tokens):
        return -1
    known = tokens[at].flags & e.ADVERB and tokens[at + 1].flags & e.TO
    opens = e.RELATIVE if known else tokens[at].flags & (e.PRONOUN | e.RELATIVE)
    if not opens:
        return -1
    first = at = at + 2 if known else at + 1
    while at < len(tokens) and tokens[at].flags & (e.AUXILIARY | e.ADVERB):
        at += 1
    passive = any(token.flags & e.BE or _has_its_verb(token) for token in tokens[first : at + 1])
    kinds = (e.PARTICIPLE | e.STATE if passive else e.MOVE) if opens & e.RELATIVE else e.ACTIVE
    done = at < len(tokens) and tokens[at].flags & kinds and fits(tokens, at, phrase)
    return at if done else -1


def _has_its_verb(token: Token) -> bool:
    """ "Went missing" is a state and its verb."""
    return bool(token.flags & e.STATE and not token.flags & e.MOVE and " " in token.low)


def _past_companions(tokens: list[Token], at: int) -> int:
    """Behind "and their staff" of "the 16 lawyers and their staff who were held"; `at` itself where there is none."""
    if at + 1 >= len(tokens) or not (tokens[at].flags & e.AND and tokens[at + 1].flags & e.OWNER):
        return at
    end = at + 2
    while end < len(tokens) and tokens[end].flags & e.PERSON:
        end += 1
    return end


def _state_of_whole(tokens: list[Token], phrase: Phrase, part: int) -> int:
    """The state in "Two of the 14 people killed were tourists", "any of the 150 believed buried"; -1 where none is.

    In "Two of three missing men found dead" it is that of the two.
    """
    at = phrase.end
    while at < len(tokens) and tokens[at].flags & e.HELD_TO:
        at += 1
    if (died := _move_of_whole(tokens, at)) > 0 and fits(tokens, died, phrase):
        return died
    if at >= len(tokens) or not tokens[at].flags & (e.STATE | e.GROUP | e.PARTICIPLE) or not fits(tokens, at, phrase):
        return -1
    hands = tokens[part - 1].flags if part > 0 else 0
    left = hands & e.LEAVE and tokens[at].entry.needs != "travellers"
    if left or (hands & _HANDING and tokens[at].entry.measure in _HANDED):
        # "Shot four of the six gunmen dead", "found two of the nine miners alive", "leaving 76 of the 118 missing".
        return -1
    before = tokens[part - 1] if part > 0 else None
    opens = part == 0 or (before is not None and (not before.low[0].isalnum() or bool(before.flags & _OPENS)))
    told = not opens or any(
        token.flags & (e.AUXILIARY | e.VERB | e.TRIGGER) or (not token.flags and token.ending & e.PAST)
        for token in tokens[at + 1 : _clause_end(tokens, at + 1)]
    )
    return at if told else -1


def _move_of_whole(tokens: list[Token], at: int) -> int:
    """The "died" of "of the 159 people who died, 26 were women"; 0 where no such clause stands there."""
    who, verb, mark = [*tokens[at : at + 3], None, None, None][:3]
    if who is None or verb is None or mark is None or not who.flags & e.RELATIVE or mark.low != ",":
        return 0
    return at + 1 if verb.flags & e.MOVE and verb.ending & e.PAST else 0


def _clause_end(tokens: list[Token], at: int) -> int:
    """Where the clause ends at the latest: "nine of the ten are safe | , and schools were closed"."""
    for k in range(at, min(len(tokens) - 1, at + _PREDICATE - 1)):
        flags = tokens[k].flags
        other = flags & e.SUBORDINATOR and (flags & e.PARTING or not flags & (e.RELATIVE | e.PREPOSITION))
        if other or tokens[k].low == ";" or (tokens[k].low == "," and tokens[k + 1].flags & e.AND):
            return k
    return min(len(tokens), at + _PREDICATE - 1)


def _is_set_apart(tokens: list[Token], part: Phrase) -> bool:
    """ "Identified 24 of the 112 bodies recovered": what follows is said of the whole alone."""
    return part.start > 0 and bool(tokens[part.start - 1].flags & e.APART)


def _is_shared(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Most of the 130 wounded were women", "80% of the town's 900 homes": what follows is not said of all of them."""
    at = phrase.start - 1
    if at > 0 and tokens[at].low in CLITICS:
        at = next((k for k in range(at - 1, max(0, at - _OWNER), -1) if tokens[k].flags & e.OF), at)
    while at > 0 and tokens[at].flags & e.DETERMINER:
        at -= 1
    determined = at < phrase.start - 1
    if determined and tokens[at].flags & e.VAGUE:
        # "An unknown number of | the 300 passengers".
        return True
    if at < 1 or not tokens[at].flags & e.OF:
        return False
    if determined and tokens[at - 1].flags & e.NUMBER_NOUN:
        # "A large number | of the 300 passengers".
        return True
    return bool(tokens[at - 1].flags & (e.SHARE | e.FRACTION) or (at > 1 and tokens[at - 2].flags & (e.EXCEPT | e.NOT)))


def _begins(tokens: list[Token], part: Phrase) -> int:
    """Where a part begins; -1 where it is none: "relatives of the 40 missing wept"."""
    return -1 if part.head >= 0 and tokens[part.head].flags & e.BELONGING else part.start


def _opening(tokens: list[Token], phrase: Phrase) -> int:
    """0 where a whole opens its clause with its share; -1 where it ends one: "women made up half of the 40 killed",
    "finding any of the 40 believed buried"."""
    at = phrase.start - 1
    while at > 0 and tokens[at].flags & _SHARING:
        at -= 1
    return -1 if tokens[at].flags & _CONSISTING or tokens[at].ending & e.GERUND else 0


def _is_fronted(tokens: list[Token], phrase: Phrase, phrases: list[Phrase]) -> bool:
    """ "Of the 32 attackers, 29 were killed": the whole stands before its part, which is marked."""
    at = phrase.start - 1
    while at > 0 and tokens[at].flags & e.DETERMINER:
        at -= 1
    opens = at in (0, spans.clause_start(tokens))
    if at < 0 or not tokens[at].flags & e.OF or not (opens or tokens[at - 1].flags & e.THAT):
        return False
    behind = tokens[phrase.end : phrase.end + _FRONTED]
    comma = next((at for at, token in enumerate(behind) if token.low == ","), len(behind))
    told = phrase.end + comma + 1
    if comma < len(behind) and any(token.flags & (e.SHARE | e.FRACTION) for token in tokens[told : told + _SHARE]):
        return True
    placed = opens and phrase.end < len(tokens) and tokens[phrase.end].flags & (e.INSIDE_PLACE | e.SCENE)
    reach = _PLACED if placed else _FRONTED
    for other in phrases:
        near = phrase.end < other.start <= phrase.end + reach and other.kind == "none"
        if near and (tokens[other.start - 1].low == "," or _is_subject(tokens, other)):
            other.part, other.whole = True, phrase
            return True
    return False


def _is_subject(tokens: list[Token], phrase: Phrase) -> bool:
    return phrase.end < len(tokens) and bool(tokens[phrase.end].flags & e.AUXILIARY)


def _is_anybody(phrase: Phrase) -> bool:
    """ "A survivor spoke", "one of the survivors spoke": how many there are is not told; it is by "one survivor"."""
    return phrase.quantity.article or phrase.partitive


def bind_inside(tokens: list[Token], phrase: Phrase) -> None:
    """A state within the phrase, or a head noun that names a measure itself."""
    captive = phrase.inside >= 0 and tokens[phrase.inside].entry.needs in OF_CAPTIVES
    if (
        phrase.inside >= 0
        and (phrase.kind in ("person", "body") or (phrase.kind == "building" and fits(tokens, phrase.inside, phrase)))
        and (not captive or fits(tokens, phrase.inside, phrase))
    ):
        # "9,120 damaged houses"; not "40 returned migrants".
        phrase.measure, phrase.trigger = tokens[phrase.inside].entry.measure, phrase.inside
    elif phrase.kind == "person" and phrase.head >= 0 and not (phrase.quantity.single and _is_anybody(phrase)):
        entry = tokens[phrase.head].entry
        former = any(token.flags & e.FORMER for token in tokens[phrase.quantity.end : phrase.head])
        if entry.flags & e.NOUN and not former:
            phrase.measure, phrase.trigger = entry.measure, phrase.head
