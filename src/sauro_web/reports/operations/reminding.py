"""Reminders of reports and figures that are due, and of those that are late: to whoever writes them, and to
whoever waits for them by name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit
from sauro_web.notices.operations import tell_units
from sauro_web.notices.queries import told_already
from sauro_web.reports.models import Report, ReportFigure, ReportState
from sauro_web.reports.operations.holding import successors_of

__all__ = ["remind_of_reports"]

_BEFORE = (7, 1)
"""Days before the due day on which a unit is reminded; after it on the first day, then every week."""
_WEEK = 7
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class _Words:
    """A sentence for a unit, once under its key."""

    unit: Unit
    text: str
    link: str
    key: str


@dataclass(frozen=True, slots=True)
class _Owed:
    """What a unit has to send by a day, and the step at which it hears of it: the last that has come.
    `figures` are those to be mended, none for a whole report."""

    report: Report
    key: str
    due: date
    step: date
    figures: tuple[str, ...] = ()

    @property
    def receiver(self) -> Unit:
        """Who waits for it."""
        above = self.report.above
        return above.unit if above else self.report.period.regime.office


def remind_of_reports(*, now: datetime) -> int:
    """Tells each unit whose report or returned figure is due soon or late, and each receiver, once a period
    and step, who is missing. A step whose night was missed is said the next night, only the last of several;
    nobody is told a step twice. How many were told."""
    on = localdate(now)
    late: dict[tuple[int, Unit, date], list[_Owed]] = defaultdict(list)
    with transaction.atomic():
        words: list[_Words] = []
        for one in _owed(on):
            words += _to_units(one, on)
            if one.due < one.step:
                late[one.report.period_id, one.receiver, one.step].append(one)
        words += [_to_receiver(receiver, step, missing) for (_, receiver, step), missing in late.items()]
        said = told_already({(one.unit.pk, one.key) for one in words})
        return sum(
            tell_units([(one.unit, one.text)], link=one.link, key=one.key, now=now)
            for one in words
            if (one.unit.pk, one.key) not in said
        )


def _owed(on: date) -> Iterator[_Owed]:
    figures = ReportFigure.objects.filter(returned_at__isnull=False).select_related("asked")
    soon = on + timedelta(days=max(_BEFORE)), on - timedelta(days=366)
    drafts = Q(state=ReportState.DRAFT, period__due__lte=soon[0], period__due__gt=soon[1])
    returned = Q(state=ReportState.RETURNED, return_until__lte=soon[0], return_until__gt=soon[1])
    mending = Q(
        state=ReportState.SUBMITTED, figures__returned_at__isnull=False, figures__return_until__lte=soon[0],
        figures__return_until__gt=soon[1],
    )  # fmt: skip
    rows = Report.objects.filter(drafts | returned | mending, period__locked_at=None)
    along = ("unit", "period__regime__office", "above__unit")
    found = rows.select_related(*along).prefetch_related(Prefetch("figures", figures, to_attr="mending"))
    for row in found.order_by("pk").distinct():
        yield from _owed_figures(row, on) if row.state == ReportState.SUBMITTED else _owed_whole(row, on)


def _owed_whole(row: Report, on: date) -> Iterator[_Owed]:
    """A report that was not sent, or is to be sent again by the term that it was given."""
    if row.state == ReportState.RETURNED and row.return_until and row.returned_at:
        # It was told of the return itself that day.
        due, since = row.return_until, localdate(row.returned_at) + timedelta(days=1)
    else:
        due, since = row.period.due, localdate(row.period.opened_at)
    if (step := _step(due, since, on)) is not None:
        yield _Owed(row, f"reports.due.{row.pk}.{step:%Y%m%d}", due, step)


def _owed_figures(row: Report, on: date) -> Iterator[_Owed]:
    """Figures that were returned singly, those of one term together."""
    by_term: dict[date, list[ReportFigure]] = defaultdict(list)
    for one in row.mending:  # type: ignore[attr-defined]
        by_term[one.return_until or row.period.due].append(one)
    for due, figures in sorted(by_term.items()):
        since = max(localdate(one.returned_at) for one in figures) + timedelta(days=1)
        if (step := _step(due, since, on)) is not None:
            key = f"reports.mend.{row.pk}.{due:%Y%m%d}.{step:%Y%m%d}"
            yield _Owed(row, key, due, step, tuple(one.asked.name for one in figures))


def _step(due: date, since: date, on: date) -> date | None:
    """The last day of reminding that has come and lies not before `since`."""
    steps = [due - timedelta(days=days) for days in _BEFORE]
    if (late := (on - due).days) > 0:
        steps.append(on - timedelta(days=(late - 1) % _WEEK))
    return max((one for one in steps if since <= one <= on), default=None)


def _to_units(one: _Owed, on: date) -> Iterator[_Words]:
    """To the unit, or to who followed it."""
    row, due = one.report, f"{one.due:%d/%m/%Y}, {_how_long((one.due - on).days)}"
    if one.figures:
        names = "; ".join(f"“{name}”" for name in one.figures)
        sentence = f"{row.period}: số liệu bị trả lại, hạn sửa {due}: {names}."
    else:
        sentence = f"{row.period}: hạn gửi {due}."
    for unit in successors_of(row.unit, on) or (row.unit,):
        yield _Words(unit, _cut(sentence), reverse("reports:report", args=[row.pk]), one.key)


def _how_long(days: int) -> str:
    if days > 0:
        return f"còn {days} ngày"
    return f"đã quá hạn {-days} ngày" if days else "hôm nay là ngày cuối"


def _to_receiver(receiver: Unit, step: date, late: Sequence[_Owed]) -> _Words:
    sent = list(_names(one for one in late if not one.figures))
    mended = list(_names(one for one in late if one.figures))
    said = [f"còn chờ {len(sent)} đơn vị quá hạn: {', '.join(sent)}"] if sent else []
    if mended:
        said.append(f"còn chờ {len(mended)} đơn vị sửa số liệu quá hạn: {', '.join(mended)}")
    period = late[0].report.period
    sentence = f"{period}: {'; '.join(said)}."
    key = f"reports.missing.{period.pk}.{step:%Y%m%d}"
    return _Words(receiver, _cut(sentence), reverse("reports:calendar"), key)


def _names(owed: Iterable[_Owed]) -> Iterable[str]:
    return dict.fromkeys(one.report.unit.label for one in owed)


def _cut(sentence: str) -> str:
    return sentence if len(sentence) <= _LONGEST else f"{sentence[: _LONGEST - 1].rstrip(', ')}…"
