"""What the pages of what units record about themselves begin with: where the person stands, and about which
office he asks."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.utils import timezone

from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.queries.reach import Reach, reach_of
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in

__all__ = ["office_named", "reach"]

_NOWHERE = (
    "Trang này dành cho người của đơn vị, đầu mối theo dõi và lãnh đạo. Hãy đề nghị quản trị của cơ quan nếu "
    "ông (bà) được giao việc này."
)


def reach(request: HttpRequest) -> Reach:
    """Where the person stands today. Raises NotAllowed for whoever has no part in it."""
    found = reach_of(person_of(request), on=timezone.localdate())
    if not found.offices:
        raise NotAllowed(_NOWHERE)
    return found


def office_named(request: HttpRequest, found: Reach) -> Unit:
    """The office that the address names (`?co-quan=`) among those of which he sees something, else the first;
    a commune of which a province reads the sums is one of them. Raises Http404."""
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
