"""Gives a phrase the measure of a trigger, as those counted there are called; else the one its own noun carries."""

from __future__ import annotations

from itertools import pairwise, takewhile

from newsdesk.figures import governors
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.needs import fits
from newsdesk.figures.phrases import Phrase
from newsdesk.figures.tokens import Token
from newsdesk.model import Measure, Side

_HANDS_ON = e.OCCURRING | e.AIDING | e.VERB | e.CONVEY | e.ACTIVE | e.LEAVE | e.TAKE | e.LIFE_BEFORE
"""Verbs that hand a state to their object: "pulled nine people out alive"."""
_NEUTRAL_BEFORE, _NEUTRAL_BEHIND = 3, 7
"""Words from a body to one that tells that it was found before."""
_WITH_SHIP = ("freed", "taken")
_OF_BUILDINGS = frozenset(("building", "struck"))
_FROM_WHAT = 4
"""Words of "escape the heavy fighting"."""
_UPROOTED = frozenset(("migrant", "refugee"))


def to_trigger(tokens: list[Token], phrase: Phrase, trigger: int, lexicon: Lexicon) -> bool:
    """Bind a phrase to a word that names a measure, -1 for none; whether it counts such people or things there."""
    if trigger < 0 or not fits(tokens, trigger, phrase):
        return False
    measure = _called(tokens, phrase, trigger, lexicon)
    if not measure or _is_unlike(tokens, trigger, lexicon):
        return False
    if tokens[trigger].entry.needs in ("attacker", "raiders"):
        phrase.side = Side.ATTACKERS
    phrase.measure, phrase.trigger = measure, trigger
    return True


def _called(tokens: list[Token], phrase: Phrase, trigger: int, lexicon: Lexicon) -> str:
    """What the measure of a trigger is called of those counted; empty where it tells nothing of them."""
    token = tokens[trigger]
    measure = token.entry.measure
    if token.flags & e.TAIL and not token.flags & (e.STATE | e.PARTICIPLE):
        measure = _tail_measure(tokens, phrase, trigger, lexicon.taken_measure)
    elif token.flags & e.TAKEN and phrase.start and tokens[phrase.start - 1].flags & e.TAKE:
        measure = lexicon.taken_measure
    if phrase.kind == "life":
        measure = lexicon.life_measure
    elif phrase.kind == "building" and token.flags & e.RUIN:
        measure = lexicon.ruin_measure
    flees = token.flags & e.FLIGHT or (measure == "escaped" and _are_refugees(tokens, phrase, trigger))
    if flees and _is_displacement(phrase, lexicon):
        measure = lexicon.flight["measure"]
    if phrase.side == Side.ATTACKERS:
        measure = lexicon.attacking.get(measure, measure)
    if phrase.head >= 0 and tokens[phrase.head].flags & e.NOUN and token.flags & e.OBJECT and measure == "missing":
        # "The fate of 59 hostages".
        measure = tokens[phrase.head].entry.measure
    return measure


def _is_unlike(tokens: list[Token], trigger: int, lexicon: Lexicon) -> bool:
    """ "Gunmen pulled out 12 men and killed them", "the takeover swallowed 14 homes": a verb of others."""
    needs = tokens[trigger].entry.needs
    if needs == "unarmed":
        return any(one.entry.side == Side.ATTACKERS for one in tokens[:trigger])
    if needs == "led":
        return not any(one.entry.side == Side.ATTACKERS for one in tokens)
    return needs == "struck" and not any(_strikes(one, lexicon) for one in tokens)


def _strikes(token: Token, lexicon: Lexicon) -> bool:
    """A fire, a storm, a truck: what may bury or tear through a building."""
    return bool(token.flags & e.EVENT) or token.low in lexicon.striking


def _are_refugees(tokens: list[Token], phrase: Phrase, trigger: int) -> bool:
    """ "12,000 refugees escaped to Doria", "12,000 crossed the border to escape the fighting"."""
    what = tokens[trigger + 1 : trigger + _FROM_WHAT]
    return not _UPROOTED.isdisjoint(phrase.facets) or any(token.flags & e.STRIFE for token in what)


def _is_displacement(phrase: Phrase, lexicon: Lexicon) -> bool:
    many = (phrase.quantity.value or phrase.quantity.low or 0) >= lexicon.flight["fewest"]
    return many and not set(phrase.facets) & set(lexicon.flight["captives"].split())


def _tail_measure(tokens: list[Token], phrase: Phrase, trigger: int, taken: str) -> str:
    """ "Took 21 sailors hostage": the verb before decides; without a verb there is no measure."""
    verb = tokens[phrase.start - 1] if phrase.start else None
    if _is_hoped_for(tokens, phrase):
        return ""
    if verb is not None and tokens[trigger].flags & e.TAKEN:
        return taken if verb.flags & e.TAKE else verb.entry.measure
    if verb is not None and verb.flags & e.ACTIVE and verb.entry.measure in (taken, "arrested"):
        # "Captured three of them alive", "caught five gunmen alive".
        return verb.entry.measure
    passive = any(token.flags & e.BE for token in tokens[phrase.end : trigger])
    passive = passive or _is_headline_state(tokens, phrase, trigger)
    # Not "burying three people alive".
    if verb is not None and verb.flags & e.ADVERB and not verb.flags & _HANDS_ON and phrase.start > 1:
        # "Brought up 12 miners alive".
        verb = tokens[phrase.start - 2]
    hands_on = verb is not None and verb.flags & _HANDS_ON and verb.entry.needs not in _OF_BUILDINGS
    return tokens[trigger].entry.measure if passive or hands_on else ""


def _is_hoped_for(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Hopes of finding two alive", "hope to find the remaining two alive": not found yet."""
    find = phrase.start - 1
    while find > 1 and tokens[find].flags & (e.DETERMINER | e.REST):
        find -= 1
    return find > 1 and bool(tokens[find - 1].flags & (e.OF | e.TO) and tokens[find - 2].flags & e.EFFORT)


def _is_headline_state(tokens: list[Token], phrase: Phrase, trigger: int) -> bool:
    """ "100 hostages free, 30 missing", "300 pupils free after raid": the headline leaves out "are"."""
    if trigger != phrase.end or not tokens[phrase.end].flags & e.ACTIVE:
        return False
    behind = tokens[phrase.end + 1] if phrase.end + 1 < len(tokens) else None
    return behind is None or not behind.low[0].isalnum() or bool(behind.flags & e.SUBORDINATOR)


def to_head(tokens: list[Token], phrase: Phrase, lexicon: Lexicon) -> None:
    """Counting nouns carry their measure: "12 deaths", "15 bodies"; "took 40 hostages" is a taking."""
    of_the = phrase.quantity.end + 1 < phrase.end and tokens[phrase.quantity.end + 1].flags & e.DETERMINER
    vague = of_the and tokens[phrase.quantity.at].flags & e.VAGUE
    if phrase.kind == "noun" and (vague or (phrase.partitive and phrase.quantity.value == 0)):
        # "None of the deaths", "many of the deaths were caused by smoke".
        phrase.kind = "thing"
    elif (label := governors.labelled(tokens, phrase)) >= 0:
        phrase.measure, phrase.trigger = tokens[label].entry.measure, label
        phrase.kind = "building" if tokens[label].entry.needs == "building" else phrase.kind
    elif phrase.kind == "noun":
        phrase.measure, phrase.trigger = tokens[phrase.head].entry.measure, phrase.head
        new = any(token.flags & e.NEW for token in tokens[phrase.quantity.end : phrase.head])
        phrase.quantity.more = phrase.quantity.more or new
    elif phrase.kind == "body":
        if _is_neutral(tokens, phrase) or phrase.quantity.value == 0:
            # "No bodies were in sight" tells of no deaths, nor that nobody died.
            phrase.kind = "thing"
        else:
            phrase.measure, phrase.trigger = lexicon.body_measure, phrase.head
    elif (with_it := _goes_with(tokens, phrase)) >= 0:
        phrase.measure, phrase.trigger = tokens[with_it].entry.measure, with_it
    elif phrase.start and (
        _is_taking(tokens, phrase) or _are_carried_off(tokens, phrase) or _are_led_away(tokens, phrase)
    ):
        phrase.measure, phrase.trigger = lexicon.taken_measure, phrase.start - 1
    elif _are_claimed(tokens, phrase):
        phrase.measure, phrase.trigger = lexicon.life_measure, phrase.start - 1


def _goes_with(tokens: list[Token], phrase: Phrase) -> int:
    """ "Pirates freed a Malaysian tug with 11 sailors": the verb, whose object they are in; -1 where there is none."""
    joint = phrase.start - 1
    on_board = phrase.end < len(tokens) and tokens[phrase.end].entry.measure == Measure.ABOARD
    if joint < 2 or phrase.kind != "person" or on_board:
        return -1
    # "A trawler with" is one token.
    one = tokens[joint].flags & e.OBJECT and tokens[joint].entry.measure == Measure.ABOARD
    aboard = one or (tokens[joint].flags & e.HARMING and tokens[joint - 1].flags & e.THING)
    verb = joint - (1 if one else 2)
    while aboard and verb > 0 and tokens[verb].flags & (e.DETERMINER | e.DEMONYM | e.ADJECTIVE | e.PLAIN):
        verb -= 1
    done = aboard and verb >= 0 and tokens[verb].flags & e.ACTIVE and tokens[verb].entry.measure in _WITH_SHIP
    return verb if done and not phrase.side else -1


def _are_claimed(tokens: list[Token], phrase: Phrase) -> bool:
    """ "The blast has also claimed two officials": what happens takes lives; nobody else who claims does."""
    at = phrase.start - 1
    if at < 1 or not tokens[at].flags & e.CLAIMING or phrase.kind != "person":
        return False
    while at > 1 and tokens[at - 1].flags & (e.AUXILIARY | e.ADVERB):
        at -= 1
    return bool(tokens[at - 1].flags & e.EVENT)


def _is_neutral(tokens: list[Token], phrase: Phrase) -> bool:
    """ "30 bodies were identified", "30 bodies or body parts"; not "they were identified; 30 bodies were found".

    Nor "found 30 bodies, 19 of which were identified".
    """
    if any(token.flags & e.BODY for token in tokens[phrase.end + 1 : phrase.end + _NEUTRAL_BEFORE + 1]):
        return True
    if phrase.start and tokens[phrase.start - 1].flags & e.OCCURRING:
        return False
    told = phrase.start > 0 and tokens[phrase.start - 1].flags & e.THAT
    # Not "the ministry claimed that 30 bodies had been found".
    before = [] if told else tokens[max(0, phrase.start - _NEUTRAL_BEFORE) : phrase.start][::-1]
    behind = tokens[phrase.end : phrase.end + _NEUTRAL_BEHIND]
    if any(one.flags & e.OCCURRING and two.flags & e.AND for one, two in pairwise(behind)):
        # "30 bodies were recovered and identified".
        return False
    near = (token for side in (before, behind) for token in takewhile(lambda token: token.low != ";", side))
    return any(token.flags & e.NEUTRAL for token in near)


def _are_carried_off(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Gunmen took 234 girls from a school", "… took 160 people with them"; not "medics took 12 patients from …"."""
    verb = phrase.start - 1
    if verb < 1 or phrase.kind != "person" or phrase.end >= len(tokens):
        return False
    along = phrase.end + 1 < len(tokens) and tokens[phrase.end + 1].flags & e.OBJECT_PRONOUN
    along = along and tokens[phrase.end].flags & e.HARMING
    took = tokens[verb].flags & e.TAKE and (tokens[phrase.end].flags & e.FROM or along)
    doer = verb - 1
    while doer > 0 and tokens[doer].flags & e.AUXILIARY:
        doer -= 1
    return bool(took) and tokens[doer].entry.side == Side.ATTACKERS and phrase.side != Side.ATTACKERS


def _are_led_away(tokens: list[Token], phrase: Phrase) -> bool:
    """ "The gunmen fled with four nuns", "gunmen burst in and fled with four nuns": whom they took along."""
    joint = phrase.start - 1
    if joint < 2 or phrase.kind != "person" or phrase.side == Side.ATTACKERS:
        return False
    fled = joint - 1 - bool(tokens[joint - 1].flags & e.PREPOSITION)
    escaped = tokens[fled].flags & e.MOVE and tokens[fled].entry.measure == "escaped"
    moved = escaped or bool(tokens[fled].flags & e.FLIGHT)
    joined = tokens[joint].flags & e.HARMING and tokens[joint].flags & e.PREPOSITION
    while fled > 0 and tokens[fled - 1].flags & (e.AUXILIARY | e.ADVERB):
        fled -= 1
    if not (joined and moved and fled):
        return False
    if tokens[fled - 1].flags & e.AND:
        return any(token.entry.side == Side.ATTACKERS for token in tokens[: fled - 1])
    return bool(tokens[fled - 1].entry.side == Side.ATTACKERS)


def _is_taking(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Took 40 hostages"."""
    return phrase.head >= 0 and bool(tokens[phrase.start - 1].flags & e.TAKE and tokens[phrase.head].flags & e.TAKEN)
