"""What the article is about so far: fills the roles that a sentence leaves to the ones before it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from extract.measures import Meaning
from extract.roles.uses import Use

if TYPE_CHECKING:
    from extract.roles import Roles

Codes = tuple[str, ...]
_NEAR = 4  # sentences back over which a claim of the same measure lends its countries
_WIDE = frozenset(
    {"EUROPE", "AFRICA", "ASIA", "WORLD", "MEDITERRANEAN", "NORTH_AFRICA", "SUB_SAHARAN_AFRICA", "MIDDLE_EAST"}
)


class Context:
    """The countries of an article as it is read: of its title, of the sentences so far, of the claims so far."""

    def __init__(self, title: Sequence[Use], counts: Counter[Codes]) -> None:
        """title: uses of its headline; counts: how often the whole text names each country."""
        self._title = title
        self._counts = counts
        self._last: dict[str, tuple[int, Roles]] = {}
        self._recent: list[tuple[int, Use]] = []
        self._at = 0

    def enter(self, sentence: int, uses: Sequence[Use]) -> None:
        """A sentence begins: remember the places it names."""
        self._at = sentence
        self._recent = [(at, use) for at, use in self._recent if sentence - at <= 2] + [(sentence, use) for use in uses]

    def filled(self, roles: Roles, meaning: Meaning, before: Sequence[Roles], meanings: Sequence[Meaning]) -> Roles:
        """The roles with what is missing taken from the sentence's or the article's earlier claims, or from its focus."""
        from extract.roles import main

        measure = meaning.measure
        if measure == "other":
            return roles
        lenders = [b for b, m in zip(before, meanings, strict=True) if m.measure == measure][-1:]
        if measure in self._last and self._at - self._last[measure][0] <= _NEAR:
            lenders.append(self._last[measure][1])
        missing = [role for role in main(measure) if not getattr(roles, role)]
        if measure == "displacement" and (roles.origin or roles.destination):
            missing = []
        if measure == "death" and roles.destination:
            missing = []
        if measure == "rescue" and roles.actor:
            missing = []
        for lender in lenders:
            if not missing:
                break
            if measure == "displacement":
                if any(lender):
                    roles = lender
                    missing = []
            else:
                for role in missing:
                    roles = roles._replace(**{role: getattr(lender, role)})
                if not roles.origin and not any((roles.origin, roles.via)):
                    roles = roles._replace(origin=lender.origin)
            missing = [role for role in missing if not getattr(roles, role)]
        if missing and measure not in ("aid",):
            focus = self._focus()
            for role in missing:
                roles = roles._replace(**{role: focus})
        if measure == "admission" and roles.destination and not roles.actor:
            roles = roles._replace(actor=roles.destination)
        return roles

    def leave(self, meanings: Sequence[Meaning], found: Sequence[Roles]) -> None:
        """A sentence ends: its claims lend their countries to the next ones."""
        for meaning, roles in zip(meanings, found, strict=True):
            if any(roles):
                self._last[meaning.measure] = (self._at, roles)

    def _focus(self) -> Codes:
        """The country spoken of: of the sentence's neighbours, else of the title, else the one named most."""
        for _, use in reversed(self._recent):
            if use.relation in ("inside", "ground", "bare", "authority", "toward") and len(use.codes) == 1:
                if use.codes[0] not in _WIDE and use.kind != "person":
                    return use.codes
        for use in self._title:
            if use.relation in ("inside", "ground", "bare", "toward") and use.codes[0] not in _WIDE:
                return use.codes
        return max(self._counts, key=lambda codes: self._counts[codes], default=()) if self._counts else ()
