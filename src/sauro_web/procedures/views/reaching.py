"""Who asks, about which office, for which month."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest

from sauro_web.accounts.models import Unit
from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.common.errors import NotAllowed
from sauro_web.procedures.months import month_in

__all__ = ["followed_office", "month_named"]


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
