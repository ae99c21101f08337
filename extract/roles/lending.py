"""What one claim lends another of its measure: the countries that the later one leaves to it."""

from __future__ import annotations

from collections.abc import Sequence

from extract.measures.meanings import Meaning
from extract.roles import relations
from extract.roles.relations import Roles

_AID = "aid"
_APPEAL = "appeal"  # who asks has not what others gave


def borrowed(roles: Roles, lender: Roles, meaning: Meaning, missing: Sequence[str]) -> Roles:
    """The roles with what an earlier claim has and they lack, as the measure and the status allow."""
    if meaning.measure == "return":
        lender = _returned(lender, meaning)
        if not roles.destination and not roles.origin and (lender.via or relations.going_home(meaning)):
            roles = roles._replace(destination=lender.destination)
    if meaning.measure == _AID and lender.destination == roles.origin:
        lender = lender._replace(destination=())  # for refugees of the country that others gave to
    if meaning.status == _APPEAL:
        lender = lender._replace(actor=())
    return _lent(roles, lender, meaning.measure, missing)


def _returned(lender: Roles, meaning: Meaning) -> Roles:
    """What an earlier return lends: who is left by some returns the others."""
    if relations.going_home(meaning):
        return lender._replace(actor=())
    return lender._replace(actor=lender.actor or lender.via)


def missing(roles: Roles, meaning: Meaning) -> list[str]:
    """The main roles that are empty, where the other ones do not say enough."""
    measure = meaning.measure
    if relations.going_home(meaning):
        return [] if roles.destination else ["origin", "destination"]
    if measure == "displacement" and (roles.origin or roles.destination):
        return []
    if (measure == "death" and (roles.destination or roles.via)) or (
        measure == "rescue" and (roles.actor or roles.via)
    ):
        return []
    return [role for role in relations.main(measure) if not getattr(roles, role)]


def _lent(roles: Roles, lender: Roles, measure: str, missing: Sequence[str]) -> Roles:
    """The roles with what an earlier claim of the measure has and they lack."""
    if measure == "displacement":
        if missing and any(lender):
            return lender
        same = roles.destination and roles.destination == lender.destination
        return roles._replace(origin=lender.origin) if same and not roles.origin else roles
    if not missing:
        return roles
    roles = roles._replace(**{role: getattr(lender, role) for role in missing})
    return roles if roles.origin or roles.via or measure == "aid" else roles._replace(origin=lender.origin)
