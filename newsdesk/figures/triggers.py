"""Judges a word that names a measure: is it the predicate of the phrase before it?"""

from __future__ import annotations

from newsdesk.figures.clauses import Clause
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.measure_kinds import OUTCOMES, PLIGHTS
from newsdesk.figures.needs import CAPTIVES, OF_CAPTIVES, RESPONDERS, fits
from newsdesk.figures.tokens import Token, peek
from newsdesk.model import Qualifier, Side

STOP, ON = -1, -2
"""The walk ends here without a predicate; it goes on."""
_PRISONER = "prisoner"
_OWNED = 4
"""Words of "whose own fishing boat"."""
_OF_OWNED = (
    e.PERSON | e.PLURAL | e.SILENT | e.KIN | e.THING | e.BUILDING | e.ADJECTIVE | e.PLAIN | e.DOCUMENT | e.LISTED
)
_SPELL = 8
"""Words from "after" to the end of "more than a month in captivity"."""
_COMMANDED = 20
"""Words from "ordered" to whom it orders."""
_ENABLED = 2
"""Words from "allowed" to "all 274 prisoners"."""
_AFTER_RUIN = e.PREPOSITION | e.COORDINATOR | e.ADVERB | e.SUBORDINATOR
_PLACED = e.DETERMINER | e.ADJECTIVE | e.PLAIN | e.THING


def judge(clause: Clause, k: int) -> int | None:
    """A token that names a measure: its index where it is our predicate, STOP, ON, or None for a mere word."""
    flags = clause.tokens[k].flags
    if clause.phrase.kind == "life":
        return k if flags & e.LIFE_AFTER else None
    if flags & e.HARM and (harming := _harming(clause, k)):
        return _accept(clause, k, not harming & e.PREPOSITION)
    looks = clause.tokens[k].ending & e.GERUND and clause.tokens[k].entry.measure == "missing"
    searches = flags & e.OBJECT and looks and k == clause.phrase.end
    if not clause.be and (searches or _clears(clause, k) or _is_aimed(clause, k)):
        # "With 80 searching for the dead".
        return STOP
    passed = (clause.predicate and not _coordinated(clause, k)) or (clause.aside and _before_noun(clause, k))
    if passed or _is_of_others(clause, k) or _is_of_owned(clause, k) or _is_of_those(clause, k):
        return ON
    for kind, judged in _JUDGES if not _is_of_captives(clause, k) else ():
        if flags & kind and (found := judged(clause, k)) is not None:
            return found
    return None


def _is_of_captives(clause: Clause, k: int) -> bool:
    """ "Two patients who had recovered fell ill again": a mere word, where no captives are counted."""
    return clause.tokens[k].entry.needs in OF_CAPTIVES and not fits(clause.tokens, k, clause.phrase)


def _is_of_others(clause: Clause, k: int) -> bool:
    """ "300 relatives of the missing", "the families of those killed": what befell others."""
    head = clause.phrase.head
    at = head + 1
    if head < 0 or at >= k or not clause.tokens[head].flags & e.BELONGING or not clause.tokens[at].flags & e.OF:
        return False
    whose = e.DETERMINER | e.THOSE | e.PLAIN | e.ADJECTIVE | e.DEMONYM | e.NUMERIC | e.BEFORE
    return all(token.flags & whose for token in clause.tokens[at + 1 : k])


def _is_of_those(clause: Clause, k: int) -> bool:
    """ "Four saw the widows of those | killed", "asked about | missing relatives": what befell others."""
    those, joint = peek(clause.tokens, k - 1).flags, peek(clause.tokens, k - 2).flags
    if k - 2 <= clause.phrase.end or clause.be:
        return False
    if those & e.THOSE:
        return bool(joint & (e.OF | e.FOR))
    behind = clause.tokens[k + 1].flags if k + 1 < len(clause.tokens) else 0
    before_noun = clause.tokens[k].flags & e.STATE and behind & (e.PERSON | e.BELONGING) and not behind & e.TRIGGER
    return bool(before_noun and those & e.PREPOSITION and not those & e.SUBORDINATOR)


def _is_of_owned(clause: Clause, k: int) -> bool:
    """ "Two men whose photos were released are wanted": they were not; who "whose bodies were found" is dead."""
    verb = k
    while verb > clause.phrase.end and clause.tokens[verb - 1].flags & (e.AUXILIARY | e.ADVERB):
        verb -= 1
    for token in reversed(clause.tokens[max(clause.phrase.end, verb - _OWNED) : verb]):
        if token.flags & e.RELATIVE and token.flags & e.DETERMINER and not token.flags & e.NAMES_BEFORE:
            return True
        if token.flags & ~_OF_OWNED or not token.low[0].isalpha():
            break
    return False


def _harming(clause: Clause, k: int) -> int:
    """Flags of the verb behind which this harm stands ("suffered head and chest injuries"); 0 where none does."""
    for at in range(k - 1, max(clause.phrase.end - 1, k - 6), -1):
        flags = clause.tokens[at].flags
        if flags & e.HARMING:
            owned = flags & e.PREPOSITION and clause.phrase.quantity.article and not clause.be
            return 0 if owned else flags
        if flags & (e.PREPOSITION | e.NUMERIC | e.SUBORDINATOR) or not clause.tokens[at].low[0].isalpha():
            break
    return 0


def _before_noun(clause: Clause, k: int) -> bool:
    """ "With their dying mother": a state of somebody else."""
    after = clause.tokens[k + 1].flags if k + 1 < len(clause.tokens) else 0
    owned = not clause.be or clause.tokens[k - 1].flags & e.DETERMINER
    return bool(after & e.PERSON and not after & (e.PLURAL | e.TRIGGER) and owned)


def _tail(clause: Clause, k: int) -> int | None:
    token = clause.tokens[k]
    if clause.dwelling >= 0:
        return _accept(clause, clause.dwelling, True)
    if token.flags & (e.THING | e.BUILDING):
        return _accept(clause, k, True) if clause.conveyed else None
    behind = clause.tokens[k + 1].flags if k + 1 < len(clause.tokens) else 0
    # "The 23 hostages are free"; not "12 patients are free of the virus".
    so = clause.be and token.flags & e.ACTIVE and not behind & (e.OF | e.FROM)
    # "Hikers stranded by snow have been guided to safety".
    done = clause.be and clause.predicate and not clause.aside
    return _accept(clause, k, bool(so or done)) if so or k == clause.phrase.end or clause.predicate else None


def _scene(clause: Clause, k: int) -> int:
    # "Three of the dead were in the church when it burned": what befell them is said already.
    told = clause.phrase.partitive and clause.weak >= 0
    free = CAPTIVES.isdisjoint(clause.phrase.facets) and k == clause.phrase.end
    there = clause.be or (free and _are_there(clause.tokens, clause.phrase.start - 1))
    return _accept(clause, k, True) if there and not clause.aside and not told else ON


def _are_there(tokens: list[Token], at: int) -> bool:
    """ "There are | 120 people inside", "the club had | 2,000 people inside"."""
    while at > 0 and tokens[at].flags & e.ADVERB:
        at -= 1
    # Not "he was a clerk at the hotel".
    there = peek(tokens, at).flags & e.HAVE or (peek(tokens, at).flags & e.BE and peek(tokens, at - 1).flags & e.THERE)
    return at > 0 and bool(there)


def _state(clause: Clause, k: int) -> int:
    nobody = not clause.phrase.quantity.high and clause.phrase.quantity.value == 0
    if clause.tokens[k].flags & e.PREDICATIVE and (nobody or _has_complement(clause, k + 1)):
        return ON
    if _is_over(clause, k) or _is_of_fate_behind(clause, k):
        return ON
    if _is_of_sentence(clause):
        return STOP
    return STOP if not clause.be and _of_object(clause, k) else _accept(clause, k, clause.be)


def _is_of_fate_behind(clause: Clause, k: int) -> bool:
    """ "Five were among the passengers | who died", "… among the hostages | rescued": what befell them tells more."""
    token, behind = clause.tokens[k], peek(clause.tokens, k + 1)
    if token.entry.needs != "travellers" and not (behind.flags & e.PARTICIPLE and behind.entry.measure):
        return False
    return bool(token.flags & e.PARTLY and behind.flags & (e.RELATIVE | e.PARTICIPLE | e.STATE | e.ADVERB))


def _is_of_sentence(clause: Clause) -> bool:
    """ "Sentenced | 75 men to death", "sentenced the | 12 to death"."""
    before = clause.tokens[max(0, clause.phrase.start - 2) : clause.phrase.start]
    return any(token.flags & e.SENTENCING for token in before)


def _is_over(clause: Clause, k: int) -> bool:
    """ "Freed nine sailors after more than a month in captivity": they were held, and are no more."""
    before = clause.tokens[max(clause.phrase.end, k - _SPELL) : k]
    spell = e.SUBORDINATOR | e.PREPOSITION
    return bool(before and before[-1].flags & e.HOUR) and any(token.flags & spell == spell for token in before)


def _of_object(clause: Clause, k: int) -> bool:
    """ "A man for kicking a student to death": what befell those to whom he did something."""
    done = range(clause.phrase.end + 1, k - 1)
    tokens = clause.tokens
    return any(tokens[at].ending & e.GERUND and tokens[at - 1].flags & (e.FOR | e.OF | e.ADVERB) for at in done)


def _has_complement(clause: Clause, k: int) -> bool:
    """ "Critical of the government", "critical days": what is said of other things than people's health."""
    after = clause.tokens[k] if k < len(clause.tokens) else None
    if after is None or not after.low[0].isalpha():
        return False
    return not after.flags & (e.COORDINATOR | e.CONTRAST | e.ADVERB | e.NUMERIC | e.PLACE | e.SUBORDINATOR)


def _move(clause: Clause, k: int) -> int:
    if clause.tokens[k].flags & e.ACTIVE and clause.object_follows(k):
        return ON if clause.relative or clause.aside else STOP
    if _is_noun(clause, k) or _is_suffered(clause, k) or _is_intended(clause, k) or _is_of_friends(clause, k):
        return ON
    needs = clause.tokens[k].entry.needs
    if (needs in ("attacker", "raiders") or (needs == "persons" and clause.weak >= 0)) and _is_of_others_time(
        clause, k
    ):
        # "187 injured after a fire sparked by a torch broke out".
        return ON
    return _accept(clause, k, clause.be or not clause.tokens[k].ending & e.GERUND)


def _is_noun(clause: Clause, k: int) -> bool:
    """ "Caught after the | escape"."""
    return not clause.tokens[k].ending and bool(clause.tokens[k - 1].flags & (e.THE | e.ARTICLE | e.OWNER))


def _is_suffered(clause: Clause, k: int) -> bool:
    """ "Two women were | attacked", "three men were | robbed": they did not do it."""
    done = clause.tokens[k].entry.needs in ("attacker", "raiders") and clause.tokens[k].ending & e.PAST
    return clause.be and bool(done)


def _is_intended(clause: Clause, k: int) -> bool:
    """ "Were sent to | evacuate", "left their posts to | protest", "travelling to Lima to | take part": not done."""
    if clause.tokens[k].entry.needs == "crowd" and _is_purpose(clause, k - 1):
        return True
    to_do = clause.tokens[k - 1].flags & e.TO
    if to_do and clause.phrase.kind == "unknown" and clause.phrase.quantity.qualifier is Qualifier.ZERO:
        # "There was no chance to escape".
        return True
    return bool(to_do) and (clause.weak >= 0 or not _told(clause, k))


def _is_of_friends(clause: Clause, k: int) -> bool:
    """ "Relatives of the 46 victims | gathered": others did it."""
    at = clause.phrase.start - 1
    while at > 1 and clause.tokens[at].flags & e.DETERMINER:
        at -= 1
    of = at > 0 and clause.tokens[at].flags & e.OF and clause.tokens[at - 1].flags & e.PERSON
    return bool(of) and clause.tokens[k].entry.needs == "crowd"


def _is_purpose(clause: Clause, k: int) -> bool:
    """ "47 left their posts to protest": what for; not "47 are expected to march", "urged 47 to march"."""
    between = clause.tokens[clause.phrase.end : k]
    return bool(clause.tokens[k].flags & e.TO) and not all(token.flags & (e.ADVERB | e.AUXILIARY) for token in between)


def _clears(clause: Clause, k: int) -> bool:
    """ "A team of 50 rescuers evacuated the area": they did it to others."""
    helps = not RESPONDERS.isdisjoint(clause.phrase.facets) or clause.phrase.side == Side.FORCES
    after = clause.tokens[k + 1].flags if k + 1 < len(clause.tokens) else 0
    return helps and clause.tokens[k].entry.measure == "evacuated" and bool(after & e.DETERMINER)


def _is_of_others_time(clause: Clause, k: int) -> bool:
    """ "Two gunmen killed after a post was attacked": the time at which others did it."""
    return any(token.flags & e.SUBORDINATOR for token in clause.tokens[clause.phrase.end : k])


def _told(clause: Clause, k: int) -> bool:
    """ "Ordered 300 residents to evacuate"; "100 soldiers were sent to evacuate" others."""
    token = clause.tokens[k]
    before = clause.tokens[max(0, clause.phrase.start - _COMMANDED) : clause.phrase.start]
    if any(one.flags & e.ENABLING for one in before[-_ENABLED:]):
        # "The breach allowed 274 prisoners to flee".
        return True
    if token.flags & e.FLIGHT and any(one.flags & e.COMMAND for one in before):
        return any(one.flags & e.FORCING for one in before)
    if not token.flags & e.ACTIVE or k - 1 == clause.phrase.end:
        return True
    return bool(clause.tokens[k - 2].flags & (e.COMMAND | e.HAVE))


def _group(clause: Clause, k: int) -> int | None:
    if k + 1 < len(clause.tokens) and clause.tokens[k + 1].flags & e.SPOKEN:
        # "… in the hold, survivors said".
        return None
    return _accept(clause, k, True) if clause.be else None


def _active(clause: Clause, k: int) -> int | None:
    if clause.tokens[k].flags & e.NOUN:
        return None
    if clause.tokens[k].ending & e.GERUND and k == clause.phrase.end and _holds_pronoun(clause, k + 1):
        clause.relative = clause.aside = True
    return ON if clause.relative or clause.aside else STOP


def _ruin(clause: Clause, k: int) -> int | None:
    """ "100 houses were lost", "30 homes burned", "400 buildings have burned"."""
    if clause.phrase.kind != "building":
        return None
    after = clause.tokens[k + 1] if k + 1 < len(clause.tokens) else None
    alone = after is None or not after.low[0].isalnum() or after.flags & _AFTER_RUIN
    behind = all(_is_manner(token) for token in clause.tokens[clause.phrase.end : k])
    if clause.be or (behind and alone):
        return _accept(clause, k, clause.be)
    return _accept(clause, k, True) if clause.have and alone and not clause.aside else None


def _is_manner(token: Token) -> bool:
    """ "Partially", "badly"."""
    return bool(token.flags & e.ADVERB or token.ending & e.LY)


def _holds_pronoun(clause: Clause, k: int) -> bool:
    """ "The militants holding them died": a reduced relative, whose object counts nobody."""
    return k < clause.limit and bool(clause.tokens[k].flags & e.OBJECT_PRONOUN)


def _coordinated(clause: Clause, k: int) -> bool:
    before = clause.tokens[k - 1].flags
    return bool(before & (e.COORDINATOR | e.AUXILIARY | e.ADVERB) or clause.tokens[k].flags & e.TAIL)


def _participle(clause: Clause, k: int) -> int | None:
    """A participle: passive with "be"; a reduced relative without; active where an object follows."""
    if _is_of_place(clause, k) or (not clause.be and _is_of_somebody(clause, k)):
        return ON
    if clause.be:
        return _accept(clause, k, True)
    if clause.tokens[k].flags & e.GROUP and _is_for_group(clause, k):
        return ON
    if clause.object_follows(k):
        return ON if clause.relative or clause.aside else STOP
    if clause.have:
        burned = clause.phrase.kind == "building" and clause.tokens[k].flags & e.RUIN
        return None if burned or clause.tokens[k].flags & e.MOVE else STOP
    return _accept(clause, k, False)


def _is_aimed(clause: Clause, k: int) -> bool:
    """ "Two others went in and shot at guards": they did it; not "two men shot at a bar"."""
    tokens = clause.tokens
    at = e.PLACE | e.LINK
    if clause.relative or not tokens[k].flags & e.AMBIGUOUS or k + 2 >= len(tokens) or tokens[k + 1].flags & at != at:
        return False
    at = k + 2
    while at < len(tokens) - 1 and tokens[at].flags & _PLACED and not tokens[at].flags & (e.PERSON | e.THING):
        at += 1
    return bool(tokens[at].flags & e.PERSON)


def _is_of_place(clause: Clause, k: int) -> bool:
    """ "812 in areas held by rebels", "nine were at a meeting held in Arba": what befell the place where they were.

    "People from the village drowned" themselves.
    """
    place = clause.tokens[k - 1].flags
    if (
        clause.tokens[k].flags & e.MOVE
        or not place & e.THING
        or (clause.phrase.kind != "none" and not place & (e.TOWN | e.REGION))
    ):
        return False
    at = k - 2
    while at > clause.phrase.end and clause.tokens[at].flags & _PLACED:
        at -= 1
    between = clause.tokens[clause.phrase.end : at]
    return bool(clause.tokens[at].flags & e.PLACE) and all(token.flags & e.AUXILIARY for token in between)


def _is_of_somebody(clause: Clause, k: int) -> bool:
    """ "300 soldiers searched for the people trapped": what befell those for whom they did it."""
    whom, the, joint = (peek(clause.tokens, at).flags for at in (k - 1, k - 2, k - 3))
    between = k - 3 > clause.phrase.end
    return bool(between and whom & e.PERSON and the & e.DETERMINER and joint & e.PREPOSITION and not joint & e.OF)


def _is_for_group(clause: Clause, k: int) -> bool:
    """ "500,000 for the injured": what they get, and not how many they are."""
    joint = peek(clause.tokens, k - 2).flags
    given = joint & (e.PREPOSITION | e.TO) and not joint & e.OF
    return bool(clause.tokens[k - 1].flags & e.DETERMINER and given)


def _accept(clause: Clause, k: int, sure: bool) -> int:
    if not fits(clause.tokens, k, clause.phrase) or _is_caught_at(clause, k) or _goes_back(clause, k):
        return ON
    left = clause.left and clause.tokens[k].entry.needs != "travellers"
    if clause.attached and 0 <= clause.weak <= clause.phrase.end + 1:
        return k if _is_fate(clause, k) else clause.weak
    if _is_of_dead(clause, k):
        return clause.weak
    carried = clause.carried and sure and not clause.relative
    if carried or (clause.weak >= 0 and clause.tokens[k].entry.needs == "crowd"):
        return ON
    if left or (sure and (not clause.relative or clause.weak >= 0)):
        return k
    if clause.weak < 0 or clause.tokens[clause.weak].entry.needs == "travellers" or _is_outcome(clause, k):
        clause.weak = k
    clause.aside = clause.aside or (sure and clause.relative)
    clause.be = clause.have = False
    return ON


def _is_caught_at(clause: Clause, k: int) -> bool:
    """ "Two inmates were caught | smoking": what they did, and no arrest."""
    caught = clause.tokens[k].entry.needs == "wanted" and k + 1 < len(clause.tokens)
    return bool(caught and clause.tokens[k + 1].ending & e.GERUND)


def _goes_back(clause: Clause, k: int) -> bool:
    """ "Twelve prisoners returned | to their cells", "the 294 inmates | in custody": as prisoners do."""
    entry, behind = clause.tokens[k].entry, clause.tokens[k + 1 : k + 3]
    if _PRISONER not in clause.phrase.facets:
        return False
    to_there = len(behind) > 1 and behind[0].flags & e.TO and not behind[1].capital
    jailed = entry.measure == "arrested" and not (clause.be or clause.tokens[k].flags & e.PARTICIPLE)
    return jailed or bool(to_there and entry.needs in OF_CAPTIVES)


def _is_fate(clause: Clause, k: int) -> bool:
    """ "With all eight on board presumed dead": what befell those who travelled."""
    aboard, dead = clause.tokens[clause.weak].entry, clause.tokens[k]
    between = clause.tokens[clause.weak + 1 : k]
    reduced = bool(dead.flags & e.STATE) and all(token.flags & e.ADVERB for token in between)
    return aboard.needs == "travellers" and dead.entry.measure == "killed" and reduced


def _is_of_dead(clause: Clause, k: int) -> bool:
    """ "300 dead had been brought to hospitals": dead they are; not "300 missing were brought"."""
    if clause.weak != clause.phrase.end or clause.tokens[k].entry.measure != "hospitalised":
        return False
    dead = clause.tokens[clause.weak]
    return bool(dead.flags & e.STATE) and dead.entry.measure == "killed"


def _is_outcome(clause: Clause, k: int) -> bool:
    """ "Two tourists held by rebels freed": in a title without a verb what came of it stands last."""
    former, last = clause.tokens[clause.weak].entry.measure, clause.tokens[k].entry.measure
    joint = clause.tokens[k - 1]
    reached = former in PLIGHTS and last in OUTCOMES and clause.tokens[k].flags & (e.PARTICIPLE | e.STATE)
    return bool(reached and not joint.flags & (e.COORDINATOR | e.SUBORDINATOR) and joint.low[0].isalnum())


_JUDGES = (
    (e.TAIL, _tail),
    (e.SCENE, _scene),
    (e.STATE, _state),
    (e.PARTICIPLE, _participle),
    (e.MOVE, _move),
    (e.GROUP, _group),
    (e.RUIN, _ruin),
    (e.ACTIVE, _active),
)
"""What judges each use of a word, in this order."""
