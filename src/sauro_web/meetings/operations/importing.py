"""The lines of a year's plan of conferences from a spreadsheet: the whole file or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import IO

from django.db import transaction

from sauro_web.accounts.importing.reading import Fault
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.importing.checking import check_plan, holders_among, same_line
from sauro_web.meetings.models import PlannedConference
from sauro_web.meetings.operations.asking import day_of
from sauro_web.meetings.operations.planning import plan_to_change
from sauro_web.meetings.queries.yearly import units_of_plan

__all__ = ["ImportedPlan", "import_plan"]

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class ImportedPlan:
    """How many rows the file has, its faults (at most 200 shown), and whether it was written."""

    rows: int
    faults: tuple[Fault, ...]
    fault_count: int
    written: bool

    @property
    def faults_left(self) -> int:
        """How many faults are not shown."""
        return self.fault_count - len(self.faults)


def import_plan(
    office: Unit, year: int, *, file: IO[bytes], by: User, now: datetime, dry_run: bool = True
) -> ImportedPlan:
    """Checks the file and, unless `dry_run` or anything is wrong, adds all its lines to the plan of the year:
    of any unit of the office for who arranges its calendar, of his own for who heads one.

    Raises NotAllowed; NotReady once the plan is approved.
    """
    on = day_of(now)
    whole = rules.may_approve(by, office, on=on)
    units = units_of_plan(office, on) if whole else rules.units_planned_for(by, office, on=on)
    with transaction.atomic():
        plan = plan_to_change(office, year, by, now, units=[None] if whole else units or [None])
        standing = {same_line(*line) for line in plan.lines.values_list("subject", "month", "unit")}
        holders = holders_among(units, committee=whole)
        checked = check_plan(file, year, standing=standing, holders=holders)
        written = not dry_run and not checked.faults
        if written and not checked.rows:
            raise NotReady("Tệp chưa có hội nghị nào.")
        if written:
            PlannedConference.objects.bulk_create(
                PlannedConference(
                    plan=plan,
                    subject=row.subject,
                    month=row.month,
                    scope=row.scope,
                    mode=row.mode,
                    cost=row.cost,
                    unit=row.unit,
                )
                for row in checked.rows
            )
            changes: dict[str, tuple[object, object]] = {
                "lines": (len(standing), len(standing) + len(checked.rows))
            }
            record("meeting.plan_import", plan, by=by, changes=changes)
    faults = checked.faults
    return ImportedPlan(checked.filled, tuple(faults[:_SHOWN]), len(faults), written)
