"""What kind of voice a name is, by the words that the lexicon knows: a person, a body, an agency, many."""

from __future__ import annotations

from newsdesk.figures.lexicon import entries as e
from newsdesk.figures.lexicon.load import Lexicon
from newsdesk.figures.voice import Voice

_BODIES = e.INSTITUTION | e.CREDITED | e.AGENCY | e.MEDIUM


def is_person(lexicon: Lexicon, voice: Voice) -> bool:
    """ "The minister", "a doctor"; not "a spokesman for the army"."""
    known = lexicon.words
    flags = [known[word].flags for word in voice.names[-1].lower().split() if word in known]
    return any(one & (e.TITLE | e.PERSON) for one in flags) and not any(one & e.INSTITUTION for one in flags)


def is_body(lexicon: Lexicon, voice: Voice) -> bool:
    """ "The ministry", "state television", "the UN": what reports are of."""
    known = lexicon.words
    name = voice.names[-1].lower()
    flags = [known[word].flags for word in (name, *name.split()) if word in known]
    return any(one & _BODIES for one in flags) and not is_person(lexicon, voice)


def is_one(lexicon: Lexicon, voice: Voice) -> bool:
    """ "The mayor", "Omar Hadi"; not "authorities", "rescuers", "the ministry"."""
    name = voice.names[-1]
    known = lexicon.words.get(name.lower().split()[-1])
    flags = known.flags if known else e.PERSON
    named = not name.islower() and not is_body(lexicon, voice)
    return named or bool(flags & (e.PERSON | e.TITLE) and not flags & e.PLURAL)


def are_people(lexicon: Lexicon, voice: Voice) -> bool:
    """ "Miners", "the freed hostages", who speak for nobody; not "police", "a spokesman for the miners"."""
    known = lexicon.words
    last = voice.names[-1].lower().split()[-1]
    flags = known[last].flags if last in known else 0
    return bool(flags & e.PERSON and flags & e.PLURAL and not flags & e.VOICE)


def are_many(lexicon: Lexicon, voice: Voice) -> bool:
    """ "Officials", "hospital sources"."""
    known = lexicon.words.get(voice.names[-1].lower().split()[-1])
    people = known and known.flags & e.PLURAL and known.flags & (e.VOICE | e.PERSON)
    return bool(people or (known and known.flags & e.MANY_BODIES))


def is_agency(lexicon: Lexicon, voice: Voice) -> bool:
    """ "AFP", which carries what others say."""
    known = lexicon.words.get(voice.names[-1].lower())
    return bool(known and known.flags & e.CREDITED)


def is_outlet(lexicon: Lexicon, voice: Voice) -> bool:
    """ "State television", "AFP": whom no "he" takes up; not "Omar Ali of Radio Kabul", "CNN anchor Ann Lee"."""
    known, name = lexicon.words, voice.names[-1].lower()
    flags = [known[word].flags for word in (name, name.split()[-1]) if word in known]
    return any(one & (e.CREDITED | e.AGENCY | e.AIRED) for one in flags) and not is_person(lexicon, voice)


def is_no_person(lexicon: Lexicon, voice: Voice, capitals: bool) -> bool:
    """ "Marsh Province", "UNICEF", "miners": no he and no she; where all is in `capitals` they tell nothing."""
    last = voice.names[-1].split()[-1] if voice.names else ""
    known = lexicon.words.get(last.lower())
    region = known is not None and bool(known.flags & e.REGION)
    person = known is not None and bool(known.flags & (e.TITLE | e.PERSON))
    short = len(last) > 1 and last.isupper() and not (capitals or person)
    return region or short or are_people(lexicon, voice)
