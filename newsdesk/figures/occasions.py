"""The event that a sentence names to say when another was: "two days after a bombing that killed three"."""

from __future__ import annotations

from newsdesk.figures.cues import Cue
from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.spans import WALLS, Span
from newsdesk.figures.tokens import Token
from newsdesk.model import Measure

_PASSING = 20
"""Words from "days after a" to what befell whom."""
_COMING = 6
"""Words from "comes" to the "after" of what it comes after."""
_UNTOLD = 3
"""How many are "hours", "several days"."""
_PHRASE = 4
"""Words of "in the bloody"."""
_NO_TIME = e.EVENT | e.THING | e.PERSON | e.COMING | e.VERB | e.AUXILIARY
_NO_SUBJECT = e.ACTIVE | e.VERB | e.SPEECH | e.PERSON | e.COORDINATOR
_DEED = e.ACTIVE | e.PARTICIPLE | e.MOVE
_WITHIN_DAYS = 60
"""How many of a unit must be recent (tenses.toml) for it to be hours or less."""
_HARM = frozenset((Measure.KILLED, Measure.INJURED))


def is_other(tokens: list[Token], place: Span) -> bool:
    """Is it what befell others before: "the blast came two days after a bombing that killed three"?

    Where no other harm is told of, what was a few days ago is what the text tells of: "police arrested two men a day
    after a bombing that killed three".
    """
    if _is_followed(tokens, place):
        return True
    for k in range(place.first - 1, max(0, place.first - _PASSING), -1):
        flags = tokens[k].flags
        if tokens[k].low in WALLS or (flags & e.AND and k + 1 == place.first == place.number < place.last - 1):
            # "Held for months before a ransom was paid and | 23 were freed".
            return False
        if flags & e.LINKED and tokens[k + 1].flags & e.TO:
            other = tokens[k + 2].flags & (e.ARTICLE | e.ANOTHER | e.SINGLE)
            return bool(other) and any(token.flags & e.EVENT for token in tokens[max(0, k - _COMING) : k])
        if flags & e.DATED and tokens[k - 1].flags & e.UNIT_WORD:
            return not _is_past(tokens, k, place) and _is_another(tokens, k, place)
    return False


def _is_followed(tokens: list[Token], place: Span) -> bool:
    """ "The crash follows a collision that killed 67"; not "follows the ship, which sank with 12 dead"."""
    follows = next((k for k in range(min(place.first, place.number) - 1, 0, -1) if tokens[k].flags & e.FOLLOWING), 0)
    after = tokens[follows + 1 : min(place.first, place.number)]
    told = any(token.flags & (e.EVENT | e.NEUTRAL_PRONOUN) for token in tokens[max(0, follows - _COMING) : follows])
    related = any(token.flags & (e.RELATIVE | e.OF) for token in after)
    named = any(token.flags & (e.EVENT | e.SINGLE) for token in after)
    return bool(follows and told and related and named) and not any(token.low in WALLS for token in after)


def _is_another(tokens: list[Token], at: int, place: Span) -> bool:
    """ "Days after another bombing", "months after a raid", "a year after 40 died"; not "months after the raid"."""
    if tokens[at + 1].flags & e.ANOTHER or tokens[min(at + 2, place.first)].flags & e.ALIKE:
        return True
    if any(token.flags & e.COMING for token in tokens[max(0, at - _COMING) : at]):
        return True
    recent = _is_recent(tokens, at)
    if _counts_events(tokens, at + 1) and at + 1 < place.number:
        return not recent or _harms_others(tokens, at, place) or _tells_of_event(tokens[:at])
    if recent and tokens[at - 1].value > _WITHIN_DAYS:
        # "Hours after a bomb killed four, gunmen killed 12": one story.
        return False
    if not recent and at + 1 == place.first:
        return bool(tokens[at].flags & e.SUBORDINATOR)
    # In headlines no article stands there: "a week after tremor that killed 2,200".
    other = tokens[at + 1].flags & (e.ARTICLE | e.EVENT)
    return bool(other) and not (recent and not _harms_others(tokens, at, place))


def _counts_events(tokens: list[Token], at: int) -> bool:
    """ "Two major quakes", "several floods"; not "three men"."""
    counted = next((token for token in tokens[at + 1 : at + 4] if token.flags & (e.EVENT | e.PERSON)), tokens[at])
    return bool(tokens[at].flags & e.NUMERIC and counted.flags & e.EVENT)


def _tells_of_event(before: list[Token]) -> bool:
    """ "The tremor struck days after two quakes", "it struck …"; not "police said days after two quakes"."""
    told = any(token.flags & e.SPEECH for token in before)
    return not told and any(token.flags & (e.EVENT | e.NEUTRAL_PRONOUN) for token in before)


def _is_past(tokens: list[Token], at: int, place: Span) -> bool:
    """ "Months after a storm | , a landslide killed 12"; not "…, in which 12 died", "it hit months after …, …"."""
    comma = next((k for k in range(place.first - 1, at, -1) if tokens[k].low == ","), -1)
    related = any(token.flags & (e.RELATIVE | e.SUBORDINATOR) for token in tokens[comma + 1 : comma + 3])
    if comma < 0 or related or tokens[place.first].ending & e.GERUND:
        return False
    start = next((k + 1 for k in range(at - 1, max(0, at - _COMING), -1) if tokens[k].low == ","), 0)
    return all(token.flags and not token.flags & _NO_TIME for token in tokens[start:at])


def _is_recent(tokens: list[Token], at: int) -> bool:
    """ "Two days after", "less than a week after"; not "three weeks after", "months after"."""
    before = tokens[at - 2] if at > 1 else None
    if before is not None and before.flags & e.NUMERIC:
        many = before.value
    else:
        many = 1 if before is not None and before.flags & (e.ARTICLE | e.THE) else _UNTOLD
    return many <= tokens[at - 1].value


def _harms_others(tokens: list[Token], at: int, place: Span) -> bool:
    """ "Gunmen killed 12 days after a bomb killed four", "Days after a bomb killed four, gunmen killed 12"."""
    if tokens[place.last - 1].entry.measure not in _HARM and tokens[place.first].entry.measure not in _HARM:
        return False
    if any(_is_harm(tokens, k) for k in range(at)):
        return True
    comma = next((k for k in range(place.last, len(tokens) - 1) if tokens[k].low == ","), len(tokens))
    if at > _COMING or comma + 1 >= len(tokens) or tokens[comma + 1].flags & (e.AND | e.RELATIVE):
        return False
    return any(_is_harm(tokens, k) for k in range(comma + 1, len(tokens)))


def _is_harm(tokens: list[Token], k: int) -> bool:
    """A verb of what befell somebody; not "the injured", nor what the event itself did ("…, injuring 12")."""
    token = tokens[k]
    done = token.flags & _DEED and not token.ending & e.GERUND and token.entry.measure in _HARM
    return bool(done) and not tokens[k - 1].flags & (e.THE | e.THOSE)


def is_total_of(tokens: list[Token], cue: Cue, place: Span) -> bool:
    """ "The two-year war has killed 12,000", "12,000 have died in the decade-long war": a total of years."""
    if not any(token.flags & e.STRIFE for token in tokens[cue.start : cue.end + 2]):
        return False
    if cue.start >= place.last:
        perfect = any(token.flags & e.HAVE for token in tokens[max(0, place.first - _PHRASE) : place.last])
        return perfect and place.first == place.number and _is_set_in(tokens[place.last : cue.start])
    gap = tokens[cue.end : place.first]
    if any(token.flags & _NO_SUBJECT for token in gap):
        return False
    leading = tokens[cue.start - 2] if cue.start > 1 else None
    opens = leading is None or leading.low == "," or bool(leading.flags & (e.THAT | e.COORDINATOR | e.SPEECH))
    return opens or any(token.flags & e.RELATIVE for token in gap)


def _is_set_in(between: list[Token]) -> bool:
    """ "… have died | in the north during ten years of | war"."""
    if not any(token.flags & e.PREPOSITION for token in between[-_PHRASE:]):
        return False
    return not any(token.low == "," or token.flags & (_NO_SUBJECT | e.RELATIVE) for token in between)
