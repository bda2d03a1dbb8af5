"""Says who is counted where the noun phrase does not: anaphora, complements, groups, places. Knows no voice."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.phrases import Phrase, describe
from newsdesk.figures.tokens import CLITICS, Token
from newsdesk.model import Side

_AFTER_NAME = e.AUXILIARY | e.VERB | e.PREPOSITION | e.SUBORDINATOR | e.COORDINATOR | e.CONTRAST | e.ADVERB | e.TRIGGER
_BEFORE_NAME = e.DETERMINER | e.PLAIN | e.ADJECTIVE | e.THING | e.OF
_NO_NAME = e.MONTH | e.ADVERB | e.DETERMINER | e.EVENT | e.PREPOSITION
_WHOM = e.OF | e.PERSON | e.DEMONYM | e.ADJECTIVE
_ABBREVIATION = 2
_SUBJECT = 4
"""Words from a place that is a subject to its number: "Derna alone has reported 5,000"."""
_EVENT = 4
"""Words of "by the earthquake"."""
_NAME_WITHIN = 8
"""Words behind "in" among which a place's name begins."""
_BY_POLICE = ("arrested",)
_CAPTURED = ("taken", "arrested")
_HELD = ("held", "taken", "escaped", "freed", "rescued")


def complete(tokens: list[Token], phrases: list[Phrase], before: Phrase | None) -> None:
    """Fill in the scope and side of each bound phrase; `before` is the last one of the sentence before."""
    earlier = before
    _take_alone(tokens, phrases)
    for phrase in phrases:
        if phrase.measure:
            _of_number(tokens, phrase)
            _complement(tokens, phrase)
            if before is not None and (before is not earlier or phrase.start <= 1 or phrase.anaphoric):
                _anaphora(tokens, phrase, before)
        if phrase.measure in _HELD and "hostage" in phrase.facets:
            phrase.facets.remove("hostage")
        own = phrase.owned and phrase.head >= 0 and tokens[phrase.head].flags & e.NATIONAL
        phrase.place = _nation(tokens, phrase) if own else _place(tokens, phrase)
        if (phrase.contrasted or phrase.owned) and not phrase.facets:
            phrase.add(phrase.place)
        detail = phrase.part and (phrase.anaphoric or not phrase.partitive)
        if detail and phrase.side == "attackers" and before is not None and not before.part:
            before.side = before.side or "all"
        if phrase.side != Side.ATTACKERS and _with_attackers(tokens, phrase):
            phrase.side = "all"
        some = phrase.partitive and phrase.kind == "person" and not phrase.anaphoric
        if not phrase.quantity.single and (some or not phrase.part) and phrase.kind in ("person", "none"):
            before = phrase


def _take_alone(tokens: list[Token], phrases: list[Phrase]) -> None:
    """ "Nearly 1,900, 723 dead in Kathmandu alone": the place is that of the nearest number."""
    bound = [phrase for phrase in phrases if phrase.measure]
    place, at = _alone(tokens) if bound else ("", 0)
    if place:
        before = sorted((phrase for phrase in bound if phrase.start < at), key=_reach)
        subject = [phrase for phrase in bound if at < phrase.start <= at + _SUBJECT and tokens[at + 1].low != ","]
        nearest = (subject or before[-1:] or bound)[0]
        if not nearest.facets:
            nearest.facets.append(place)


def _reach(phrase: Phrase) -> tuple[int, bool]:
    """Where it ends with its predicate: of a part and its whole with one predicate, the whole reaches further."""
    return max(phrase.end, phrase.trigger), not phrase.part


def _alone(tokens: list[Token]) -> tuple[str, int]:
    """The place of "in the port of Derna alone", and where "alone" stands."""
    for at, token in enumerate(tokens):
        last = at - 1
        if token.flags & e.ALONE and tokens[last].flags & (e.EVENT | e.ADVERB):
            # "The Kobe quake alone", "on Monday alone".
            continue
        if token.flags & e.ALONE and last > 0 and tokens[last].flags & e.THING:
            last -= 1
        if token.flags & e.ALONE and (last > 0 or at == last + 2) and last >= 0 and tokens[last].capital:
            start = last
            while start > 0 and tokens[start - 1].capital and not tokens[start - 1].flags & (e.PREPOSITION | e.MONTH):
                start -= 1
            if not tokens[start].flags & e.MONTH:
                return " ".join(word.raw for word in tokens[start : last + 1]), at
    return "", 0


def _with_attackers(tokens: list[Token], phrase: Phrase) -> bool:
    """ "67 people, including the attackers, died": the count holds them."""
    for first in (phrase.end, max(phrase.end, phrase.trigger + 1)):
        for at in range(first, min(first + 3, len(tokens) - 1)):
            if tokens[at - 1].flags & e.NOT:
                return False
            if tokens[at].flags & e.INCLUDING:
                return _are_attackers(tokens, at + 1)
            if tokens[at].low == "," and _included(tokens, at + 1):
                return True
    return False


def _included(tokens: list[Token], at: int) -> bool:
    """ "…, militants included", "…, the shooter among them,"."""
    end = at
    while end < len(tokens) and tokens[end].flags & (e.DETERMINER | e.PERSON):
        end += 1
    behind = tokens[end] if at < end < len(tokens) else None
    return behind is not None and bool(behind.flags & e.INCLUDING) and _are_attackers(tokens, at)


def _are_attackers(tokens: list[Token], at: int) -> bool:
    facets, side = describe(tokens, at)
    return side == "attackers" or "suspect" in facets


def _of_number(tokens: list[Token], phrase: Phrase) -> None:
    """Whom a toll or "number of" counts: "the number of foreign workers who escaped"."""
    if phrase.kind not in ("none", "unknown") or phrase.facets or phrase.trigger < 0:
        return
    before = phrase.trigger < phrase.start
    for at in range(phrase.trigger, max(-1 if before else phrase.end - 1, phrase.trigger - 9), -1):
        token = tokens[at]
        if token.flags & e.TOLL and token.entry.needs == "attacker":
            phrase.side = Side.ATTACKERS
            return
        last = phrase.start if before else phrase.trigger + 1
        if token.flags & (e.NUMBER_NOUN | e.TOLL) and at + 2 < last and tokens[at + 1].flags & _WHOM:
            facets, side = describe(tokens, at + 2 if tokens[at + 1].flags & e.OF else at + 1)
            if _is_event(tokens, at + 2):
                return
            phrase.facets.extend(facets)
            phrase.side = phrase.side or side
            return


def _is_event(tokens: list[Token], at: int) -> bool:
    """ "The toll of the Algerian siege": a nation's adjective before an event tells nobody's nation."""
    while at < len(tokens) and tokens[at].flags & (e.DETERMINER | e.DEMONYM | e.COUNTRY | e.ADJECTIVE):
        at += 1
    return at < len(tokens) and bool(tokens[at].flags & e.EVENT or not tokens[at].flags)


def _complement(tokens: list[Token], phrase: Phrase) -> None:
    """ "Two of the people killed were Americans"."""
    at = phrase.trigger + 1 if phrase.trigger >= phrase.end else phrase.end
    if phrase.divided or at + 1 >= len(tokens) or not tokens[at].flags & e.BE:
        return
    if phrase.quantity.single and tokens[at + 1].flags & e.ARTICLE and at + 2 < len(tokens):
        at += 1
    if tokens[at + 1].flags & (e.DEMONYM | e.PERSON | e.ADJECTIVE):
        facets, side = describe(tokens, at + 1)
        phrase.facets.extend(facet for facet in facets if facet not in phrase.facets)
        phrase.side = phrase.side or side
        phrase.described = phrase.part


def _anaphora(tokens: list[Token], phrase: Phrase, before: Phrase) -> None:
    """A bare number, "others" and "of them" count the same kind as the number before."""
    if phrase.anaphoric:
        phrase.side = phrase.side or before.side
    if phrase.facets or before.quantity.value == 0 or _is_larger(tokens, phrase):
        return
    more = phrase.quantity.end <= phrase.end and tokens[phrase.quantity.end - 1].flags & e.MORE_AFTER
    group = phrase.partitive and not phrase.anaphoric and phrase.measure != before.measure
    bare = (
        phrase.kind == "none"
        and not before.described
        and not group
        and (phrase.trigger >= phrase.start or more or _is_captured(phrase, before))
    )
    other = phrase.head >= 0 and tokens[phrase.head].flags & e.OTHER
    listed = phrase.trigger == before.trigger and before.trigger >= 0
    if phrase.measure in _BY_POLICE and before.side == Side.FORCES:
        return
    if bare or (other and not listed) or phrase.anaphoric:
        phrase.facets.extend(before.facets)
        phrase.side = phrase.side or before.side


def _is_captured(phrase: Phrase, before: Phrase) -> bool:
    """ "Troops killed 29 of the militants and captured three": of the same."""
    return before.side == Side.ATTACKERS and phrase.measure in _CAPTURED


def _is_larger(tokens: list[Token], phrase: Phrase) -> bool:
    """ "Four foreigners among hundreds freed": the hundreds are of any kind."""
    at = phrase.start - 1
    while at > 0 and tokens[at].flags & e.DETERMINER:
        at -= 1
    return at >= 0 and bool(tokens[at].flags & e.AMONG)


def _nation(tokens: list[Token], phrase: Phrase) -> str:
    """Whose nationals they are: "the French ministry said two of its nationals", "three of our citizens"."""
    around = (*reversed(tokens[: phrase.start]), *tokens[phrase.end :])
    return next((token.entry.iso for token in around if token.flags & (e.DEMONYM | e.COUNTRY)), "")


def _place(tokens: list[Token], phrase: Phrase) -> str:
    """The named place right behind the counted, or behind the verb: "1,300 in the province of Leyte"."""
    if (subject := _home(tokens, phrase)) is not None:
        return subject
    if (opening := _opening(tokens, phrase)) is not None:
        return opening
    if named := _worst_hit(tokens, phrase) or _where(tokens, phrase):
        return named
    for at in (phrase.end, _behind_event(tokens, phrase.trigger + 1) if phrase.trigger >= phrase.end else phrase.end):
        if at + 1 < len(tokens) and tokens[at].flags & e.PLACE:
            name = _name(tokens, at + 1)
            if name:
                return name
    return ""


def _behind_event(tokens: list[Token], at: int) -> int:
    """ "Killed by the earthquake in India": behind what killed them."""
    k = at
    while k < min(len(tokens), at + _EVENT) and tokens[k].flags & (e.AGENT | e.DETERMINER | e.EVENT):
        k += 1
    return k if k > at and tokens[k - 1].flags & e.EVENT else at


def _opening(tokens: list[Token], phrase: Phrase) -> str | None:
    """ "In Rukum West, 36 people were killed and 80 hurt"; not "in Geneva, the UN said 80 were hurt"."""
    comma = next((at for at, token in enumerate(tokens) if token.low == ","), 0)
    if not tokens[0].flags & e.PLACE:
        return None
    if phrase.start > 1 and all(token.capital or token.flags & _BEFORE_NAME for token in tokens[1 : phrase.start]):
        first = next((at for at in range(1, phrase.start) if tokens[at].capital), phrase.start)
        return _name(tokens[: phrase.start], first) or None if first < phrase.start else None
    if not 1 < comma < phrase.start:
        return None
    between = tokens[comma + 1 : phrase.start]
    if any(token.flags & (e.STRONG | e.WEAK | e.CONTRAST | e.PLACE) or token.low in ",;" for token in between):
        return None
    return _name(tokens, 1)


def _worst_hit(tokens: list[Token], phrase: Phrase) -> str:
    """ "Sumatra was worst hit, with 98 dead", "the worst-hit district was Gorkha, with 412 deaths"."""
    brunt = next((at for at, token in enumerate(tokens[: phrase.start]) if token.flags & e.BRUNT), -1)
    if brunt < 0 or not any(token.flags & e.HARMING for token in tokens[brunt + 1 : phrase.start]):
        return ""
    said = next((at for at in range(brunt - 1, -1, -1) if tokens[at].flags & e.SPEECH), -1)
    ahead = range(brunt + 1, min(phrase.start, brunt + _NAME_WITHIN))
    for at in (*range(brunt - 1, said, -1), *ahead):
        if tokens[at].capital and not tokens[at].flags & _NO_NAME:
            return _whole_name(tokens, at)
    return ""


def _where(tokens: list[Token], phrase: Phrase) -> str:
    """ "Floods in the Philippines, where 21 people died"."""
    at = phrase.start - 3
    if at < 1 or not tokens[at + 2].flags & e.WHERE or tokens[at + 1].low != ",":
        return ""
    first = at
    while first > 0 and tokens[first].capital and not tokens[first].flags & _NO_NAME:
        first -= 1
    while first > 0 and tokens[first].flags & e.DETERMINER:
        first -= 1
    return _name(tokens, first + 1) if tokens[first].flags & e.PLACE and first < at else ""


def _whole_name(tokens: list[Token], at: int) -> str:
    """The name that holds this word."""
    if tokens[at].flags & e.COUNTRY:
        return tokens[at].entry.iso
    first, last = at, at + 1
    while first > 0 and tokens[first - 1].capital and not tokens[first - 1].flags & _NO_NAME:
        first -= 1
    while last < len(tokens) and tokens[last].capital:
        last += 1
    return " ".join(token.raw for token in tokens[first:last])


def _home(tokens: list[Token], phrase: Phrase) -> str | None:
    """The country whose loss it is: "India has reported 61 deaths", "Nepal had 6,621 dead"."""
    k = phrase.start - 1
    while k > 0 and tokens[k].flags & (e.AUXILIARY | e.ADVERB | e.STRONG | e.WEAK) and not tokens[k].flags & e.COUNTRY:
        k -= 1
    if k == 0 and phrase.start == 2 and tokens[1].flags & e.HAVE and tokens[0].capital and not tokens[0].flags:
        return tokens[0].raw
    said = any(token.flags & e.WEAK and not token.flags & e.CONFIRMED for token in tokens[k + 1 : phrase.start])
    own = not said and 0 <= k < phrase.start - 1 and tokens[k].flags & e.COUNTRY and phrase.trigger >= phrase.start
    inner = k > 0 and tokens[k - 1].flags & (e.PREPOSITION | e.COORDINATOR)
    return tokens[k].entry.iso if own and not inner else None


def _name(tokens: list[Token], at: int) -> str:
    if at + 2 < len(tokens) and tokens[at + 1].flags & e.AND and tokens[at + 2].flags & e.OWNER:
        # "In Nepal and its neighbours".
        return ""
    if tokens[at].flags & e.COUNTRY and not (at + 1 < len(tokens) and tokens[at + 1].capital):
        return tokens[at].entry.iso
    words: list[str] = []
    event = 0
    for k, token in enumerate(tokens[at : at + 2 * _NAME_WITHIN], at):
        if k >= at + _NAME_WITHIN and not words:
            break
        if not words and _is_national(tokens, k):
            continue
        if token.capital and not token.flags & (e.MONTH | e.ADVERB | e.DETERMINER) and token.low[0].isalpha():
            words.append(token.raw)
            event = token.flags & e.EVENT
        elif words and token.flags & e.OF:
            words.append(token.raw)
        elif words:
            modifies = token.low in CLITICS or (token.low[0].isalpha() and not token.flags & _AFTER_NAME)
            return "" if modifies else _finished(words, event)
        elif _ends_search(token):
            break
    return _finished(words, event)


def _is_national(tokens: list[Token], k: int) -> bool:
    """ "In the Indian state of Bihar": not yet the name."""
    return k + 1 < len(tokens) and bool(tokens[k].flags & e.DEMONYM) and not tokens[k + 1].capital


def _ends_search(token: Token) -> bool:
    """Can no place's name follow? "In a cluster of islands near Timor" names none."""
    if token.flags & (e.AUXILIARY | e.TRIGGER | e.NUMERIC) or token.low[0] in ",.;:()\"'":
        return True
    return bool(token.flags & e.PREPOSITION and not token.flags & (e.OF | e.WITHIN))


def _finished(words: list[str], event: int) -> str:
    """The name; none where it names an event, or is only an abbreviation ("St")."""
    name = " ".join(words)
    return "" if event or len(name) <= _ABBREVIATION else name
