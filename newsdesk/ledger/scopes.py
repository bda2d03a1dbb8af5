"""Whom a line counts: scopes brought to one form within an incident, and which scope lies within which.

Choices where docs/figures.md is silent: a national of the incident's own country is `local`; "foreign and local"
together are everyone; the name of the incident's country is everyone; a nationality makes `foreign` redundant.
"""

from __future__ import annotations

from functools import cached_property

from newsdesk.ledger import words
from newsdesk.ledger.records import OriginClaim
from newsdesk.model import Incident, LineKey, Measure, Side

Scope = tuple[str, ...]


class Scopes:
    """The scopes of one incident."""

    def __init__(self, incident: Incident) -> None:
        self._incident = incident

    def key(self, measure: Measure, scope: Scope, side: Side) -> LineKey:
        """The line that a figure of this measure, scope and side belongs to."""
        return LineKey(measure, self.settled(scope), side)

    def same(self, key: LineKey) -> LineKey:
        """The line that one is, however the incident was described when it was named."""
        return self.key(key.measure, key.scope, key.side)

    def line_of(self, claim: OriginClaim) -> LineKey:
        """The line that a claim stands on."""
        figure = claim.claim.figure
        return self.key(figure.measure, figure.scope, figure.side)

    def settled(self, scope: Scope) -> Scope:
        """A scope in the form that lines compare: sorted, without universal roles, local for the country's own."""
        home = self._incident.country
        facets = {"local" if facet == home else facet for facet in scope}
        facets = {facet for facet in facets if facet.casefold() not in self._everyone}
        if any(map(words.is_country, facets)):
            facets.discard("foreign")
        if {"foreign", "local"} <= facets:
            facets -= {"foreign", "local"}
        return tuple(sorted(facets))

    def within(self, part: LineKey, whole: LineKey) -> bool:
        """Whether `part` counts some of those that `whole` counts: British within foreign within all."""
        if part.measure != whole.measure or part == whole:
            return False
        if part.side != whole.side and whole.side is not Side.ALL:
            return False
        return set(whole.scope) <= self.wider(part.scope)

    def wider(self, scope: Scope) -> frozenset[str]:
        """The facets that hold of everyone in a scope: of "women and children" neither does.

        Nor do two nationalities, but they make them foreign.
        """
        nations = [facet for facet in scope if words.is_country(facet)]
        facets = set(scope)
        for group in (nations, *words.exclusive()):
            if len(facets & set(group)) > 1:
                facets -= set(group)
        if nations and self._incident.country:
            facets.add("foreign")
        return frozenset(facets)

    @cached_property
    def _everyone(self) -> frozenset[str]:
        """Facets that say nothing here: universal roles, and the name of the incident's country."""
        return frozenset(
            name.casefold() for name in (*self._incident.universal, words.country_name(self._incident.country)) if name
        )
