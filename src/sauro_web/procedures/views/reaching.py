"""Who asks, about which office, for which month."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from sauro_web.accounts.models import Unit, User
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.procedures.months import month_in
from sauro_web.procedures.rules import Reach, reach_of

__all__ = ["followed_office", "month_named", "office_named", "person_of", "reach"]

_NOWHERE = (
    "Trang này dành cho người nhập số liệu của đơn vị, đầu mối theo dõi và lãnh đạo. Hãy đề nghị quản trị "
    "của cơ quan nếu ông (bà) được giao việc này."
)


def person_of(request: HttpRequest) -> User:
    """Who asks; nobody else comes so far."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    return user


def reach(request: HttpRequest) -> Reach:
    """Where he stands today. Raises NotAllowed for whoever has no part in figures."""
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
    beneath = Unit.objects.filter(pk=number, province__in=[one.pk for one in found.reads], kind="commune")
    office = beneath.first()
    if office is None:
        raise Http404
    return office


def followed_office(request: HttpRequest) -> Unit:
    """The office whose settings he keeps. Raises NotAllowed where he follows none."""
    found = reach(request)
    office = office_named(request, found)
    if not found.may_follow(office):
        raise NotAllowed("Chỉ đầu mối theo dõi của cơ quan mới mở được trang này.")
    return office


def month_named(slug: str) -> date:
    """The month of an address ("2026-06")."""
    month = month_in(slug)
    if month is None:
        raise Http404
    return month
