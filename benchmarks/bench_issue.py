"""Issuing a plan of one duty to a group of 200 units and to one of 3,321 communes, each in one transaction,
against putting as many bare rows into the same table."""

from __future__ import annotations

import shutil
import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.made_site import DATA, open_site, plan_for_group
from benchmarks.timing import options, report

SIZES = ((200, 1.0), (3_321, 10.0))


def office_of(size: int) -> Any:
    """A made-up province with that many communes, their group, and who follows its plans."""
    from django.db import transaction

    from sauro_web.accounts.models import Membership, Role, UnitGroup, UnitKind, User
    from sauro_web.accounts.operations.planting import plant
    from sauro_web.accounts.organisation import Body

    communes = tuple(Body(UnitKind.COMMUNE, f"Ủy ban nhân dân xã Số {number}") for number in range(size))
    body = Body(UnitKind.PROVINCE, f"Ủy ban nhân dân tỉnh {size} xã", inside=communes)
    with transaction.atomic():
        office = plant(None, [body], valid_from=date(2025, 7, 1))[0]
    office.refresh_from_db()
    group = UnitGroup.objects.create(office=office, name="UBND các xã", rule="communes")
    person = User.objects.create_user(f"theodoi{size}", full_name="Người theo dõi")
    Membership.objects.create(user=person, unit=office, role=Role.COORDINATOR)
    return office, group, person


def seconds_of_issue(size: int) -> float:
    """From the call until it is committed."""
    from django.utils import timezone

    from sauro_web.tasks.models import UnitTask
    from sauro_web.tasks.operations import issue_plan

    office, group, person = office_of(size)
    plan = plan_for_group(office, group.pk, person)
    start = time.perf_counter()
    issue_plan(plan, number="1", issued_on=date(2026, 6, 2), by=person, now=timezone.now(), version=0)
    taken = time.perf_counter() - start
    found = UnitTask.objects.filter(task__plan=plan).count()
    if found != size:
        raise RuntimeError(f"{found} parts, expected {size}")
    return taken


def seconds_of_rows(size: int) -> float:
    """As many rows alone, in one transaction: the same parts once more, of a second task."""
    from django.db import transaction

    from sauro_web.plans.models import Suggestion
    from sauro_web.tasks.models import Task, UnitTask

    task = Task.objects.latest("pk")
    parts = list(task.parts.all())
    plan = task.plan
    second = Suggestion.objects.create(plan=plan, kind="task", position=2, read={}, value={})
    task.pk, task.suggestion = None, second
    task.save(force_insert=True)
    for part in parts:
        part.pk, part.task = None, task
    start = time.perf_counter()
    with transaction.atomic():
        UnitTask.objects.bulk_create(parts, batch_size=500)
    return time.perf_counter() - start


def main() -> None:
    """Prints both sizes beside their limits."""
    options(__doc__)
    open_site()
    for size, limit in SIZES:
        own, bare = seconds_of_issue(size), seconds_of_rows(size)
        against = f"{own / bare:.1f} × the bare rows ({bare * 1_000:.0f} ms)"
        report(
            f"issue to a group of {size} units",
            f"{own * 1_000:.0f} ms",
            against,
            f"{limit:.0f} s",
            own <= limit,
        )
    shutil.rmtree(DATA, ignore_errors=True)


if __name__ == "__main__":
    main()
