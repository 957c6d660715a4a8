"""Who asks, about which office, for whom he may record something."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from sauro_web.accounts.models import Unit
from sauro_web.accounts.offices_asked import office_named
from sauro_web.accounts.queries.reach import Reach
from sauro_web.common.errors import NotAllowed
from sauro_web.outreach.queries.rows import plans_named, units_written

__all__ = ["choices", "writing_office"]


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
