"""Who says so in a sentence, and which of its words he says: what every reader of voices gives."""

from __future__ import annotations

from newsdesk.figures.voice_names import Named


class Voice:
    """A voice and the tokens it covers: tokens[start:end]. `outer` ones (a trailing "AP reported") wrap inner ones."""

    __slots__ = (
        "at",
        "changing",
        "document",
        "embedded",
        "end",
        "goes_on",
        "name_at",
        "name_end",
        "names",
        "of_former",
        "outer",
        "pronoun",
        "start",
        "unowned",
        "verb",
    )

    def __init__(self, at: int, start: int, end: int, named: Named, outer: bool) -> None:
        self.at = at
        """The token of the name, for order."""
        self.name_at = at
        """Where the name begins, its article included."""
        self.name_end = at
        """Where a name ends that was read forward, from "according to" on."""
        self.start = start
        self.end = end
        self.names = named.names
        self.pronoun = named.pronoun
        """person, body or people where a pronoun stands for it: resolved against earlier sentences."""
        self.outer = outer
        self.document = False
        self.unowned = False
        """A document that belongs to nobody ("an initial count"): it names no one where another voice speaks."""
        self.changing = False
        """Its verb moves a number: the one it moves from is not its claim."""
        self.embedded = False
        """Says only what stands in its clause: "when a train with 222 aboard, according to the firm, crashed"."""
        self.of_former = False
        """ "According to its spokesman", "based on its reports": deeper than whoever was named before."""
        self.verb = at
        self.goes_on = False
        """Interrupts what it says: "62 were hurt, police said, 17 of them critically"; another voice may take over."""
