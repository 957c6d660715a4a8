"""Who sees to accounts does not inspect what is done with them: administrator and inspector of one office are
two people, by position or by delegation, on every day."""

from __future__ import annotations

from datetime import date

from django.db.models import Q

from sauro_web.accounts.models import Delegation, Membership, Role, Unit, User
from sauro_web.common.errors import NotReady

__all__ = ["check_apart", "overlapping"]

_APART = frozenset({Role.ADMINISTRATOR, Role.INSPECTOR})


def overlapping(first: date, last: date | None, prefix: str = "") -> Q:
    """The condition that a row with `valid_from` and `valid_to` holds on some day from `first` to `last`."""
    ends = Q(**{f"{prefix}valid_to": None}) | Q(**{f"{prefix}valid_to__gte": first})
    return ends if last is None else ends & Q(**{f"{prefix}valid_from__lte": last})


def check_apart(user: User, role: str, unit: Unit, first: date, last: date | None) -> None:
    """Raises `NotReady` where the person has the other role in the same office on some of those days."""
    if role not in _APART:
        return
    others = [other for other in _APART if other != role]
    held = Membership.objects.filter(
        _same_office(unit, "unit__"), overlapping(first, last), user=user, role__in=others
    )
    lent = Delegation.objects.filter(
        _same_office(unit, "membership__unit__"),
        overlapping(first, last),
        receiver=user,
        withdrawn_on=None,
        membership__role__in=others,
    )
    if held.exists() or lent.exists():
        raise NotReady("Quản trị và kiểm tra công vụ của một cơ quan phải do hai người giữ.")


def _same_office(unit: Unit, prefix: str) -> Q:
    """A commune with what is its province's own; a province with everything in it."""
    province = Q(**{f"{prefix}province_id": unit.province_id})
    if unit.commune_id is None:
        return province
    return Q(**{f"{prefix}commune_id": unit.commune_id}) | (province & Q(**{f"{prefix}commune": None}))
