"""What is otherwise than in the report before, for many reports at once, in a few words each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Q

from sauro.reporting.figures import Reported, changed
from sauro_web.accounts.queries.reach import of_house
from sauro_web.reports.models import Report, ReportFigure, ReportState
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.queries.days import days_for
from sauro_web.tasks.standing import counted_so

__all__ = ["changes_said"]

_LATE = "qua-han"


def changes_said(reports: Sequence[Report], on: date) -> Mapping[int, str]:
    """By the number of the report, where there was one before and something changed: "2 số liệu tốt lên, 1
    giảm sút, 3 nhiệm vụ mới quá hạn". Three queries, however many reports; the late ones are those of
    today."""
    if not reports:
        return {}
    before = _before(reports)
    known = [one for one in reports if one.pk in before]
    figures = _figures([*known, *before.values()])
    late = _late(known, before, on)
    said = {}
    for one in known:
        rows, earlier = figures[one.pk], figures[before[one.pk].pk]
        found = changed(_by_code(rows), _by_code(earlier), {row.asked.code: row.asked.form for row in rows})
        counts = (
            (len(found.better), "số liệu tốt lên"), (len(found.worse), "số liệu giảm sút"),
            (late[one.pk], "nhiệm vụ mới quá hạn"),
        )  # fmt: skip
        if words := ", ".join(f"{number} {what}" for number, what in counts if number):
            said[one.pk] = words
    return said


def _before(reports: Sequence[Report]) -> dict[int, Report]:
    """For each the last that was sent of an earlier period."""
    rows = Report.objects.filter(
        period__regime__in={one.period.regime_id for one in reports},
        unit__in={one.unit_id for one in reports},
    ).exclude(state=ReportState.DRAFT)
    sent: dict[tuple[int, int], list[Report]] = defaultdict(list)
    for row in rows.select_related("period").order_by("period__last"):
        sent[row.period.regime_id, row.unit_id].append(row)
    found = {}
    for one in reports:
        earlier = [
            row for row in sent[one.period.regime_id, one.unit_id] if row.period.last < one.period.first
        ]
        if earlier:
            found[one.pk] = earlier[-1]
    return found


def _figures(reports: Sequence[Report]) -> Mapping[int, Sequence[ReportFigure]]:
    found: dict[int, list[ReportFigure]] = defaultdict(list)
    rows = ReportFigure.objects.filter(report__in=[one.pk for one in reports])
    for row in rows.select_related("asked"):
        found[row.report_id].append(row)
    return found


def _by_code(rows: Sequence[ReportFigure]) -> Mapping[str, Reported]:
    return {row.asked.code: row.core for row in rows}


def _late(reports: Sequence[Report], before: Mapping[int, Report], on: date) -> Mapping[int, int]:
    """How many of each unit's tasks are late today that were not on the last day of the report before."""
    found = dict.fromkeys((one.pk for one in reports), 0)
    if not reports:
        return found
    whose = Q(pk__in=())
    for one in reports:
        whose |= Q(unit=one.unit) if one.unit_id != one.unit.house.pk else of_house(one.unit)
    since = min(before[one.pk].period.last for one in reports)
    today = days_for([one.unit.house for one in reports[:1]], on=on).today
    rows = UnitTask.objects.filter(whose, counted_so(_LATE, today), ends_on__gte=since)
    for unit, commune, province, ends_on in rows.values_list("unit", "commune", "province", "ends_on"):
        for one in reports:
            whole = one.unit_id == commune or (one.unit_id == province and commune is None)
            if (
                ends_on is not None
                and (one.unit_id == unit or whole)
                and ends_on >= before[one.pk].period.last
            ):
                found[one.pk] += 1
    return found
