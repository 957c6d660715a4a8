"""Records of units and people."""

from sauro_web.accounts.models.groups import GroupName, GroupRule, UnitGroup
from sauro_web.accounts.models.people import Acting, Delegation, Membership, Role, User
from sauro_web.accounts.models.signing_in import Address
from sauro_web.accounts.models.units import (
    NameKind,
    SearchEntry,
    Succession,
    SuccessionKind,
    Unit,
    UnitKind,
    UnitName,
)

__all__ = [
    "Acting",
    "Address",
    "Delegation",
    "GroupName",
    "GroupRule",
    "Membership",
    "NameKind",
    "Role",
    "SearchEntry",
    "Succession",
    "SuccessionKind",
    "Unit",
    "UnitGroup",
    "UnitKind",
    "UnitName",
    "User",
]
