"""Who asks, about which office, for whom he may record something."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.utils import timezone

from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.accounts.queries.reach import Reach, reach_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.outreach.queries.rows import plans_named, units_written

__all__ = ["choices", "office_named", "person_of", "reach", "writing_office"]

_NOWHERE = (
    "Trang này dành cho người của đơn vị, đầu mối theo dõi và lãnh đạo. Hãy đề nghị quản trị của cơ quan nếu "
    "ông (bà) được giao việc này."
)


def person_of(request: HttpRequest) -> User:
    """Who asks; nobody else comes so far."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    return user


def reach(request: HttpRequest) -> Reach:
    """Where he stands today. Raises NotAllowed for whoever has no part in it."""
    found = reach_of(person_of(request), on=timezone.localdate())
    if not found.offices:
        raise NotAllowed(_NOWHERE)
    return found


def office_named(request: HttpRequest, found: Reach) -> Unit:
    """The office that the address names (`?co-quan=`) among those of which he sees something, else the first;
    a commune of which a province reads the sums is one of them."""
    number = number_in(request.GET.get("co-quan", ""))
    if number is None:
        return found.offices[0]
    for office in found.offices:
        if office.pk == number:
            return office
    beneath = Unit.objects.filter(pk=number, province__in=[one.pk for one in found.reads])
    office = beneath.filter(kind=UnitKind.COMMUNE).first()
    if office is None:
        raise Http404
    return office


def writing_office(request: HttpRequest, found: Reach) -> Unit:
    """The office for which he records. Raises NotAllowed where he only reads."""
    office = office_named(request, found)
    if not units_written(office, found, on=timezone.localdate()):
        raise NotAllowed(
            "Ông (bà) chỉ xem được trang này; người của đơn vị và đầu mối theo dõi ghi nội dung."
        )
    return office


def choices(office: Unit, found: Reach) -> dict[str, Any]:
    """What a form lets one choose from."""
    units = units_written(office, found, on=timezone.localdate())
    return {"units": units, "plans": plans_named(office)}
