"""The kinds of word that the grammar of figures knows. Knows no language: the rows do.

A kind is one bit, so that a word with several uses ("wounded": verb, state, group) is one entry.
"""

from __future__ import annotations

from itertools import count

_BITS = count()


def _bit() -> int:
    return 1 << next(_BITS)


UNIT = _bit()
TENS = _bit()
MULTIPLIER = _bit()
MULTIPLE = _bit()
COLLECTIVE = _bit()
VAGUE = _bit()
ZERO = _bit()
DIGITS = _bit()
BEFORE = _bit()
AFTER = _bit()
MORE_BEFORE = _bit()
MORE_AFTER = _bit()
INSIDE = _bit()
PERSON = _bit()
PLURAL = _bit()
DEMONYM = _bit()
COUNTRY = _bit()
ADJECTIVE = _bit()
PLAIN = _bit()
SILENT = _bit()
ACTIVE = _bit()
PARTICIPLE = _bit()
MOVE = _bit()
STATE = _bit()
NOUN = _bit()
TOLL = _bit()
OBJECT = _bit()
GROUP = _bit()
STRICT = _bit()
BODY = _bit()
LEAVE = _bit()
INCLUDES = _bit()
LIFE = _bit()
LIFE_BEFORE = _bit()
LIFE_AFTER = _bit()
NEUTRAL = _bit()
BUILDING = _bit()
NUMBER_NOUN = _bit()
BE = _bit()
HAVE = _bit()
MODAL = _bit()
LINK = _bit()
TOLL_VERB = _bit()
PREPOSITION = _bit()
SUBORDINATOR = _bit()
COORDINATOR = _bit()
CONTRAST = _bit()
RELATIVE = _bit()
INCLUDING = _bit()
DETERMINER = _bit()
ADVERB = _bit()
VERB = _bit()
UNIT_WORD = _bit()
THING = _bit()
LABEL = _bit()
CURRENCY = _bit()
MONTH = _bit()
STRONG = _bit()
WEAK = _bit()
CITING = _bit()
ACCORDING = _bit()
TOLD = _bit()
DOCUMENT = _bit()
VOICE = _bit()
TITLE = _bit()
PRONOUN = _bit()
NAME = _bit()
AGED = _bit()
RANGING = _bit()
AMBIGUOUS = _bit()
FLIGHT = _bit()
CONVEY = _bit()
DWELL = _bit()
TAIL = _bit()
RISE = _bit()
NUMBERS = _bit()
TAKE = _bit()
TAKEN = _bit()
SCENE = _bit()
BY = _bit()
EVENT = _bit()
PARTY = _bit()
FRACTION = _bit()
HARM = _bit()
PARTLY = _bit()
RUIN = _bit()
CONDITION = _bit()

AND = _bit()
OR = _bit()
OF = _bit()
FROM = _bit()
TO = _bit()
AS = _bit()
PROGRESSIVE = _bit()
THAT = _bit()
THE = _bit()
ARTICLE = _bit()
ANOTHER = _bit()
HALF = _bit()
BETWEEN = _bit()
BOTH = _bit()
NOT = _bit()
SINGLE = _bit()
NEW = _bit()
DEGREE = _bit()
OTHER = _bit()
OTHERS = _bit()
ALONE = _bit()
EITHER = _bit()
EXCEPT = _bit()
WITHIN = _bit()
EVERY = _bit()
NAMES_BEFORE = _bit()
PLURAL_PRONOUN = _bit()
VICTIMS = _bit()
WHOSE = _bit()
SPEAKER = _bit()
TOLD_OF = _bit()
DOCUMENT_OF = _bit()
DOCUMENT_BY = _bit()
DOCUMENT_FROM = _bit()
MANY_BODIES = _bit()
EXCLUDING = _bit()
UNSURE_TOLL = _bit()
AIDING = _bit()
ASCRIBED = _bit()
INSIDE_NAME = _bit()
PLACE = _bit()
INTO_MONTH = _bit()
CONFIRMED = _bit()
PARTING = _bit()
ADRIFT = _bit()
THOSE = _bit()
OF_THEM = _bit()
COLLECTIVE_NOUN = _bit()
AMBIGUOUS_MONTH = _bit()
ADDING = _bit()
AGENT = _bit()
MOVING = _bit()
NEUTRAL_PRONOUN = _bit()
OVER = _bit()
OPENING = _bit()
SPOKEN = _bit()
HELD_TO = _bit()
PARENT = _bit()
DISPLAYING = _bit()
NAMING = _bit()
AMONG = _bit()
ON_DAY = _bit()
AGENCY = _bit()
OBJECT_PRONOUN = _bit()
HARMING = _bit()
APART = _bit()
RATE = _bit()
DATED = _bit()
KIN = _bit()
LISTED = _bit()
COMMAND = _bit()
EFFORT = _bit()
OWNER = _bit()
RELATION = _bit()
COUNTING = _bit()
SHARE = _bit()
COMPARED = _bit()
CARRIED = _bit()
MEDIUM = _bit()
AGE = _bit()
YOUNG = _bit()
NATIONAL = _bit()
CARRYING = _bit()
LACKING = _bit()
FORCING = _bit()
VENUE = _bit()
ANYBODY = _bit()
TOWARD = _bit()
BREAKDOWN = _bit()
COVERING = _bit()
COMING = _bit()
SHORT = _bit()
ANONYMOUS = _bit()
FAMILY = _bit()
HOUSEHOLD = _bit()
GRAVE = _bit()
BADLY = _bit()
BRINGING = _bit()
PREDICATIVE = _bit()
BEGINNING = _bit()
UP_TO = _bit()
BRUNT = _bit()
TALLYING = _bit()
WHERE = _bit()
TWICE = _bit()
TIMES = _bit()
GROWTH = _bit()
SEVERE = _bit()
GOING_ON = _bit()
SUCCEEDING = _bit()
TODAY = _bit()
HOUR = _bit()
TIMING = _bit()
ISSUED = _bit()
PROCLAIMING = _bit()
DECREED = _bit()
THERE = _bit()
APIECE = _bit()
PARTICLE = _bit()
OCCURRING = _bit()
POSTPOSED = _bit()
ACCOUNTING = _bit()
FOR = _bit()
REGION = _bit()
TOWN = _bit()
LOCAL_HEAD = _bit()
OLD = _bit()
OUTLET = _bit()
GIVING = _bit()
LEADING = _bit()
EVERYONE = _bit()
ABROAD = _bit()
MAKING = _bit()
NUMBERED = _bit()
SPEAKING = _bit()
HIS = _bit()
OWN_BODY = _bit()
CREDITED = _bit()
ONE_ALONE = _bit()
ORDINAL = _bit()
ELDEST = _bit()
MEMBERSHIP = _bit()
BELONGING = _bit()
SITE = _bit()
REST = _bit()
ISLAND = _bit()
ORIGIN = _bit()
FOLLOWERS = _bit()
RECOUNTING = _bit()
RECORDING = _bit()
DEED_OF = _bit()
ALIKE = _bit()
LINKED = _bit()
PURPOSE = _bit()
STRIFE = _bit()
THEN = _bit()
AVERAGE = _bit()
INSTITUTION = _bit()
CONTRARY = _bit()
FOUNDED = _bit()
LETTING = _bit()
GOING = _bit()
CONSISTING = _bit()
VERSION = _bit()
NOW = _bit()
ASKING = _bit()
SETTING_OUT = _bit()
CAPABLE = _bit()
MEASURING = _bit()
WITNESSING = _bit()
LISTING = _bit()
READ_BY = _bit()
ADMITTING = _bit()
CORRECTING = _bit()
SENTENCING = _bit()
PEOPLE = _bit()
FINAL = _bit()
DISEASE = _bit()
PERFECT = _bit()
POINTING = _bit()
RULE = _bit()
UPHOLDING = _bit()
CONCLUDING = _bit()
WAS = _bit()
SOME = _bit()
INSTEAD = _bit()
CLAIMING = _bit()
REMAINDER = _bit()
INSIDE_PLACE = _bit()
PLACE_NOUN = _bit()
"""Where people are when it happens: a car, a mine."""
RIDER = _bit()
"""Who travels: passengers, a crew."""
RAIDER = _bit()
"""Who attacks: gunmen, rebels."""
FORMER = _bit()
ROOM = _bit()
ROLES = {
    "and": AND,
    "or": OR,
    "of": OF,
    "from": FROM,
    "to": TO,
    "as": AS,
    "progressive": PROGRESSIVE,
    "that": THAT,
    "the": THE,
    "article": ARTICLE,
    "another": ANOTHER,
    "half": HALF,
    "recounting": RECOUNTING,
    "recording": RECORDING,
    "deed_of": DEED_OF,
    "alike": ALIKE,
    "linked": LINKED,
    "purpose": PURPOSE,
    "strife": STRIFE,
    "then": THEN,
    "average": AVERAGE,
    "between": BETWEEN,
    "both": BOTH,
    "not": NOT,
    "single": SINGLE,
    "new": NEW,
    "degree": DEGREE,
    "other": OTHER,
    "others": OTHERS,
    "rest": REST,
    "alone": ALONE,
    "either": EITHER,
    "except": EXCEPT,
    "within": WITHIN,
    "every": EVERY,
    "names_before": NAMES_BEFORE,
    "plural_pronoun": PLURAL_PRONOUN,
    "victims": VICTIMS,
    "whose": WHOSE,
    "speaker": SPEAKER,
    "told_of": TOLD_OF,
    "document_of": DOCUMENT_OF,
    "document_by": DOCUMENT_BY,
    "document_from": DOCUMENT_FROM,
    "many_bodies": MANY_BODIES,
    "excluding": EXCLUDING,
    "unsure_toll": UNSURE_TOLL,
    "aiding": AIDING,
    "ascribed": ASCRIBED,
    "inside_name": INSIDE_NAME,
    "place": PLACE,
    "into_month": INTO_MONTH,
    "confirmed": CONFIRMED,
    "parting": PARTING,
    "adrift": ADRIFT,
    "those": THOSE,
    "of_them": OF_THEM,
    "collective": COLLECTIVE_NOUN,
    "ambiguous_month": AMBIGUOUS_MONTH,
    "adding": ADDING,
    "agent": AGENT,
    "moving": MOVING,
    "neutral_pronoun": NEUTRAL_PRONOUN,
    "over": OVER,
    "opening": OPENING,
    "spoken": SPOKEN,
    "held_to": HELD_TO,
    "parent": PARENT,
    "displaying": DISPLAYING,
    "naming": NAMING,
    "among": AMONG,
    "on_day": ON_DAY,
    "agency": AGENCY,
    "object_pronoun": OBJECT_PRONOUN,
    "harming": HARMING,
    "apart": APART,
    "rate": RATE,
    "dated": DATED,
    "kin": KIN,
    "listed": LISTED,
    "command": COMMAND,
    "effort": EFFORT,
    "owner": OWNER,
    "relation": RELATION,
    "counting": COUNTING,
    "share": SHARE,
    "compared": COMPARED,
    "carried": CARRIED,
    "medium": MEDIUM,
    "age": AGE,
    "young": YOUNG,
    "national": NATIONAL,
    "carrying": CARRYING,
    "lacking": LACKING,
    "forcing": FORCING,
    "venue": VENUE,
    "anybody": ANYBODY,
    "toward": TOWARD,
    "breakdown": BREAKDOWN,
    "covering": COVERING,
    "old": OLD,
    "coming": COMING,
    "short": SHORT,
    "anonymous": ANONYMOUS,
    "family": FAMILY,
    "household": HOUSEHOLD,
    "grave": GRAVE,
    "badly": BADLY,
    "bringing": BRINGING,
    "predicative": PREDICATIVE,
    "beginning": BEGINNING,
    "up_to": UP_TO,
    "brunt": BRUNT,
    "tallying": TALLYING,
    "where": WHERE,
    "twice": TWICE,
    "times": TIMES,
    "growth": GROWTH,
    "severe": SEVERE,
    "going_on": GOING_ON,
    "succeeding": SUCCEEDING,
    "today": TODAY,
    "hour": HOUR,
    "timing": TIMING,
    "issued": ISSUED,
    "proclaiming": PROCLAIMING,
    "decreed": DECREED,
    "there": THERE,
    "apiece": APIECE,
    "particle": PARTICLE,
    "occurring": OCCURRING,
    "postposed": POSTPOSED,
    "accounting": ACCOUNTING,
    "for": FOR,
    "region": REGION,
    "followers": FOLLOWERS,
    "island": ISLAND,
    "town": TOWN,
    "local_head": LOCAL_HEAD,
    "giving": GIVING,
    "leading": LEADING,
    "everyone": EVERYONE,
    "abroad": ABROAD,
    "making": MAKING,
    "numbered": NUMBERED,
    "speaking": SPEAKING,
    "his": HIS,
    "own_body": OWN_BODY,
    "institution": INSTITUTION,
    "contrary": CONTRARY,
    "founded": FOUNDED,
    "letting": LETTING,
    "going": GOING,
    "consisting": CONSISTING,
    "version": VERSION,
    "now": NOW,
    "asking": ASKING,
    "setting_out": SETTING_OUT,
    "capable": CAPABLE,
    "measuring": MEASURING,
    "witnessing": WITNESSING,
    "listing": LISTING,
    "read_by": READ_BY,
    "admitting": ADMITTING,
    "correcting": CORRECTING,
    "sentencing": SENTENCING,
    "people": PEOPLE,
    "final": FINAL,
    "disease": DISEASE,
    "perfect": PERFECT,
    "pointing": POINTING,
    "rule": RULE,
    "upholding": UPHOLDING,
    "concluding": CONCLUDING,
    "was": WAS,
    "some": SOME,
    "instead": INSTEAD,
    "claiming": CLAIMING,
    "remainder": REMAINDER,
    "inside_place": INSIDE_PLACE,
    "one_alone": ONE_ALONE,
    "ordinal": ORDINAL,
    "eldest": ELDEST,
    "membership": MEMBERSHIP,
    "belonging": BELONGING,
    "site": SITE,
    "origin": ORIGIN,
    "former": FORMER,
    "room": ROOM,
}
"""Roles of small words, as grammar.toml names them."""
GERUND, PAST, LY = 1, 2, 4
"""How a word ends."""

AUXILIARY = BE | HAVE | MODAL
TRIGGER = ACTIVE | PARTICIPLE | MOVE | STATE | NOUN | TOLL | OBJECT | GROUP | TAIL | SCENE | HARM | RUIN
NUMERIC = UNIT | TENS | MULTIPLIER | MULTIPLE | COLLECTIVE | VAGUE | ZERO | DIGITS
SPEECH = STRONG | WEAK


class Entry:
    """One word or phrase of a lexicon, with all its uses."""

    __slots__ = ("ending", "facet", "flags", "iso", "measure", "needs", "pronoun", "qualifier", "side", "value", "word")

    def __init__(self, word: str) -> None:
        self.word = word
        self.flags = 0
        self.ending = 0
        self.measure = ""
        """Which measure a trigger names."""
        self.needs = ""
        """What that measure counts: person, people, building, attacker."""
        self.facet = ""
        """What a person noun or an adjective adds to a scope."""
        self.iso = ""
        """ISO 3166 code of a demonym or country."""
        self.side = ""
        self.qualifier = ""
        self.value = 0
        self.pronoun = ""
        """Whom a pronoun takes up: person, body or people."""
