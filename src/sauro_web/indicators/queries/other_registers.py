"""What else of procedures, training and publicity an indicator of an office may be counted from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse

from sauro.indicators.model import Shape, Tally
from sauro_web.accounts.queries.reach import of_house
from sauro_web.indicators.queries.asking import Stretch
from sauro_web.indicators.queries.windows import Held, Register, whole_months
from sauro_web.outreach.models import Attendance, PublicityItem, TrainingSession
from sauro_web.procedures.models import ProcedureFigures
from sauro_web.procedures.queries.sums import Sums, by_month
from sauro_web.procedures.rules import figures_of
from sauro_web.procedures.shares import DIGITAL, SHARES, Share

__all__ = ["OTHERS", "Other"]


@dataclass(frozen=True, slots=True)
class Other:
    """One figure of another register: its name, what its value is, how it is asked."""

    label: str
    shape: Shape
    register: Register


def _of_months(
    months: Callable[[Stretch], Mapping[int, Tally]], *, shape: Shape
) -> Callable[[Stretch], Held]:
    """The sum of the months of a stretch within one year."""

    def held(asked: Stretch) -> Held:
        found = months(asked).values()
        nothing = Tally(0, 0 if shape is Shape.SHARE else None)
        first, *others = found or (nothing,)
        return Held(sum(others, first) if found else None, nothing_here=not found)

    return held


def _share(share: Share) -> Other:
    def of(one: Sums) -> Tally | None:
        part = one.shares[0]
        return Tally(part.part, part.whole) if part.known else None

    register = _procedures(of, (share,), Shape.SHARE, share.wording)
    return Other(f"Thủ tục hành chính: {share.label.lower()}", Shape.SHARE, register)


def _count(name: str, label: str) -> Other:
    def of(one: Sums) -> Tally | None:
        count = one.counts[name]
        return None if count is None else Tally(count)

    register = _procedures(of, SHARES[:1], Shape.COUNT, f"Cộng số {label} của các đơn vị nhập số liệu.")
    return Other(f"Thủ tục hành chính: số {label}", Shape.COUNT, register)


def _procedures(
    of: Callable[[Sums], Tally | None], shares: tuple[Share, ...], shape: Shape, wording: str
) -> Register:
    def months(asked: Stretch) -> Mapping[int, Tally]:
        first, last = whole_months(asked)
        rows = ProcedureFigures.objects.filter(figures_of(asked.office), month__range=(first, last))
        found = {month.month: of(one) for month, one in by_month(rows, shares).items()}
        return {month: tally for month, tally in found.items() if tally is not None}

    def address(asked: Stretch) -> tuple[str, ...]:
        first, last = asked.first, asked.last
        said = {"co-quan": asked.office.pk, "tu": f"{first.month}/{first.year}",
                "den": f"{last.month}/{last.year}"}  # fmt: skip
        return (f"{reverse('procedures:overview')}?{urlencode(said)}",)

    return Register(_of_months(months, shape=shape), lambda _: wording, address, months=months, by_month=True)


def _held(label: str, wording: str, rows: Callable[[Stretch], QuerySet], day: str) -> Other:
    def months(asked: Stretch) -> Mapping[int, Tally]:
        days = rows(asked).filter(**{f"{day}__range": (asked.first, asked.last)}).order_by()
        found = Counter(one.month for one in days.values_list(day, flat=True))
        return {month: Tally(count) for month, count in found.items()}

    def address(asked: Stretch) -> tuple[str, ...]:
        said = urlencode({"co-quan": asked.office.pk, "nam": asked.last.year})
        return (f"{reverse('outreach:overview')}?{said}",)

    held = _of_months(months, shape=Shape.COUNT)
    return Other(label, Shape.COUNT, Register(held, lambda _: wording, address, months=months))


def _sessions(asked: Stretch) -> QuerySet:
    return TrainingSession.objects.filter(of_house(asked.office), withdrawn_at=None)


def _attended(asked: Stretch) -> QuerySet:
    return Attendance.objects.filter(session__in=_sessions(asked))


def _items(asked: Stretch) -> QuerySet:
    return PublicityItem.objects.filter(of_house(asked.office), withdrawn_at=None)


OTHERS: Mapping[str, Other] = {
    **{f"procedures.{one.key}": _share(one) for one in SHARES if one.key != DIGITAL},
    "procedures.received": _count("received", "hồ sơ tiếp nhận"),
    "procedures.resolved": _count("resolved", "hồ sơ đã giải quyết"),
    "procedures.feedback": _count("feedback", "phản ánh, kiến nghị"),
    "outreach.sessions": _held(
        "Tập huấn: số lớp", "Lớp tập huấn đã ghi, theo ngày bắt đầu.", _sessions, "starts_on"
    ),
    "outreach.attended": _held(
        "Tập huấn: số lượt người dự", "Lượt cán bộ dự lớp, theo ngày bắt đầu lớp.", _attended,
        "session__starts_on",
    ),
    "outreach.items": _held("Tuyên truyền: số tin, bài, buổi", "Sản phẩm tuyên truyền đã ghi.", _items, "on"),
}  # fmt: skip
"""By the name that an indicator keeps of it."""
