"""What units hold: lists of parts, the next due first, and the plans they come from."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Coalesce

from sauro_web.accounts.models import Unit
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import UnitTask

__all__ = ["ORDER", "parts_given", "parts_held", "plans_with_work"]

ORDER = ("due_order", "id")
"""The order of these lists for `page_of`: what has no day stands last."""
_NEVER = date(9999, 12, 31)


def parts_held(units: Collection[Unit]) -> QuerySet[UnitTask]:
    """Parts of these units."""
    return _parts().filter(unit__in=units)


def parts_given(offices: Collection[Unit]) -> QuerySet[UnitTask]:
    """Parts of whatever these offices gave, of all units."""
    return _parts().filter(task__office__in=offices)


def _parts() -> QuerySet[UnitTask]:
    due_order = Coalesce("due_on", Value(_NEVER), output_field=DateField())
    parts = UnitTask.objects.filter(ended_at=None).select_related("task__plan", "unit")
    return parts.annotate(due_order=due_order)


def plans_with_work(parts: QuerySet[UnitTask]) -> QuerySet[ImportedPlan]:
    """The plans from which parts come, the last issued first."""
    numbers = parts.order_by().values("task__plan")
    return ImportedPlan.objects.filter(pk__in=numbers).order_by("-units_told_at", "-id")
