"""What must not be overlooked: units that were urged and have not said that they saw it, and work that a unit
has taken in and nobody in it is named for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.urls import reverse

from sauro_web.accounts.models import Succession, Unit, User
from sauro_web.common.between_pages import kept
from sauro_web.common.desk import Waiting
from sauro_web.common.prepared import count_of, records_of
from sauro_web.common.words import excerpt
from sauro_web.tasks import rules
from sauro_web.tasks.addresses import work_listed
from sauro_web.tasks.models import OPEN, Nudge, NudgeKind, UnitTask
from sauro_web.tasks.part_filters import NOBODY, officer_so
from sauro_web.tasks.queries.holding import parts_held

__all__ = ["nudges_not_seen", "units_gone", "work_of_units_gone", "work_without_officer"]

_MOST = 10
_KINDS = {NudgeKind.REMINDER: "near", NudgeKind.CRITICISM: "late", NudgeKind.REVIEW: "refused"}


def units_gone(on: date) -> Mapping[int, tuple[str, bool]]:
    """All units that have ended before the day, with their paths, and whether any followed them. One query,
    none where an earlier page asked for the same."""

    def read() -> dict[int, tuple[str, bool]]:
        ended = Unit.objects.filter(valid_to__lt=on).order_by()
        followed = Exists(Succession.objects.filter(predecessor=OuterRef("pk")))
        rows = ended.annotate(followed=followed).values_list("pk", "path", "followed")
        return {pk: (path, is_followed) for pk, path, is_followed in rows}

    return kept(("units gone", on), read)


def nudges_not_seen(units: Sequence[Unit], on: date) -> Iterator[Waiting]:
    """Nudges to these units that nobody has said to have seen, the last first. One query where there is none,
    as mostly, else two."""

    def waiting() -> QuerySet[Nudge]:
        return Nudge.objects.filter(unit__in=units, seen_at=None)

    if not count_of(("nudges not seen", frozenset(unit.pk for unit in units)), waiting):
        return
    rows = waiting().select_related("unit", "office")
    for nudge in rows.annotate(part_count=Count("parts")).order_by("-at", "-pk")[:_MOST]:
        yield Waiting(
            title=f"Đôn đốc số {nudge.number}/{nudge.year}: {excerpt(nudge.text, '', longest=120)}",
            address=reverse("tasks:nudge", args=[nudge.pk]),
            reason=f"{nudge.get_kind_display()}, {nudge.part_count} việc, chưa xác nhận đã xem",
            state=_KINDS[NudgeKind(nudge.kind)],
            due=on,
            unit=f"{nudge.office.label} gửi {nudge.unit.label}",
            action="Xem",
        )


def work_without_officer(person: User, on: date) -> Iterator[Waiting]:
    """For whoever heads a unit: how much of what it has taken in nobody is named for. Queries of where he
    stands, and one."""
    headed = rules.units_headed(person, on=on)
    if not headed:
        return

    def rows() -> QuerySet[Any, Any]:
        lacking = parts_held(headed).filter(officer_so(NOBODY)).order_by("unit__name")
        return lacking.values("unit", "unit__name").annotate(parts=Count("pk"))

    for row in records_of(("without officer", frozenset(unit.pk for unit in headed)), rows):
        wanted = {"don-vi": row["unit"], "nguoi": NOBODY}
        yield Waiting(
            title="Việc đã nhận chưa có người thụ lý",
            address=work_listed(wanted),
            reason=f"{row['parts']} phần việc cần phân công",
            state="doubt",
            due=on,
            unit=row["unit__name"],
            action="Phân công",
        )


def work_of_units_gone(watched: Sequence[Unit], on: date) -> Iterator[Waiting]:
    """For who follows the work of these offices: what units owe that are no more and that none followed. One
    query where there are such units."""
    paths = tuple(office.path for office in watched)
    gone = [
        unit for unit, (path, followed) in units_gone(on).items() if path.startswith(paths) and not followed
    ]
    if not gone:
        return
    lost = UnitTask.objects.filter(unit__in=gone, office__in=watched, state__in=OPEN, ended_at=None)
    by_unit = lost.values("unit", "unit__name").annotate(parts=Count("pk")).order_by("unit__name")
    for row in by_unit[:_MOST]:
        wanted = {"pham-vi": "co-quan", "don-vi": row["unit"], "han": "chua-xong"}
        yield Waiting(
            title="Đơn vị đã kết thúc hoạt động còn giữ việc",
            address=work_listed(wanted),
            reason=f"{row['parts']} phần việc cần chuyển đơn vị khác hoặc thu hồi",
            state="doubt",
            due=on,
            unit=row["unit__name"],
            action="Xem",
        )
