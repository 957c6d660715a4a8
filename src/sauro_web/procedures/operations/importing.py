"""Figures from a spreadsheet: the whole of it or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import IO

from django.utils.timezone import localdate

from sauro_web.accounts.importing.reading import Fault
from sauro_web.accounts.importing.recognised import Rows
from sauro_web.accounts.models import Unit, User
from sauro_web.common.errors import NotAllowed
from sauro_web.procedures import rules
from sauro_web.procedures.importing.checking import Known, check, named
from sauro_web.procedures.importing.reading import rows_of
from sauro_web.procedures.models import ClosedMonth, Origin, ProcedureFigures
from sauro_web.procedures.operations.saving import Entered, save_figures
from sauro_web.procedures.queries.settings import units_typed_in

__all__ = ["Imported", "import_figures"]

_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Imported:
    """How many rows the file has, its faults and what else is odd (at most 200 of each shown), by which
    headings its columns were recognised, and whether it was written."""

    rows: int
    faults: tuple[Fault, ...]
    fault_count: int
    written: bool
    remarks: tuple[Fault, ...] = ()
    remark_count: int = 0
    columns: tuple[tuple[str, str], ...] = ()

    @property
    def faults_left(self) -> int:
        """How many faults are not shown."""
        return self.fault_count - len(self.faults)


def import_figures(
    office: Unit,
    *,
    by: User,
    file: IO[bytes],
    now: datetime,
    month: date | None = None,
    reason: str = "",
    dry_run: bool = True,
    name: str = "",
) -> Imported:
    """Checks the file and, unless `dry_run` or anything is wrong, saves all of it. `month` is that of rows
    which name none.

    Raises NotAllowed; NotReady for a closed month without a reason.
    """
    on = localdate(now)
    reach = rules.reach_of(by, on=on)
    units = units_typed_in(office, reach, on=on)
    if not units:
        raise NotAllowed("Ông (bà) không nhập số liệu thủ tục hành chính của đơn vị nào trong cơ quan này.")
    rows = rows_of(file)
    if not rows.lines:
        return Imported(0, tuple(rows.faults[:_SHOWN]), len(rows.faults), written=False)
    known = Known(
        named(units),
        month,
        set(ClosedMonth.objects.filter(office=office).values_list("month", flat=True)),
        reach.may_follow(office),
        _standing(units),
    )
    checked = check(rows, known, on=on)
    written = not dry_run and not checked.faults
    if written:
        entries = [Entered(row.unit, row.month, row.counted, row.nothing) for row in checked.rows]
        save_figures(office, entries, by=by, now=now, reason=reason, origin=Origin.IMPORTED, file_name=name)
    return _imported(rows, checked.faults, checked.remarks, written)


def _imported(rows: Rows, faults: Sequence[Fault], remarks: Sequence[Fault], written: bool) -> Imported:
    return Imported(
        len(rows.lines),
        tuple(faults[:_SHOWN]),
        len(faults),
        written,
        tuple(remarks[:_SHOWN]),
        len(remarks),
        tuple(rows.columns.items()),
    )


def _standing(units: Iterable[Unit]) -> dict[tuple[int, date], dict[str, int | None]]:
    rows = ProcedureFigures.objects.filter(unit__in=list(units))
    return {(row.unit_id, row.month): row.counted for row in rows}
