"""How the figures of a regime belong together, and which regimes take them over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.reports import rules
from sauro_web.reports.models import AskedFigure, Came, Regime, ReportFigure, Shaped

__all__ = ["FigureRelated", "relate"]

_NOT_YOURS = "Chỉ đầu mối theo dõi của cơ quan mới sửa chế độ báo cáo gửi đến cơ quan."


@dataclass(frozen=True, slots=True)
class FigureRelated:
    """What a line of the form is to be: a count or a share of a whole, and of which other line (its number)
    it is a part."""

    shape: Shaped
    total: int | None = None


def relate(
    regime: Regime,
    figures: Mapping[int, FigureRelated],
    feeds: Collection[Regime],
    *,
    version: int,
    by: User,
    now: datetime,
) -> Regime:
    """Says it anew for these lines, by their numbers, and for the whole of the regimes that are fed.

    Raises NotAllowed; Conflict where somebody changed the regime meanwhile; NotReady for what cannot belong
    together: a share that is a part, a part of a part, a shape of which reports have figures already, a
    regime of other days or without a figure in common, and two that feed each other.
    """
    with transaction.atomic():
        held = (
            Regime.objects.select_for_update(of=("self",), no_key=True)
            .select_related("office")
            .get(pk=regime.pk)
        )
        on = localdate(now)
        if not rules.may_follow(rules.reach_of(by, on=on), held.office):
            raise NotAllowed(_NOT_YOURS)
        if version != held.version:
            raise Conflict("Chế độ báo cáo vừa được người khác sửa; hãy tải lại trang để xem rồi làm lại.")
        asked = {one.pk: one for one in held.asked.all()}
        if unknown := set(figures) - asked.keys():
            raise NotReady(f"Mẫu báo cáo vừa thay đổi ({len(unknown)} số liệu); hãy tải lại trang.")
        changed = _reshape(asked, figures)
        _ask_parts(asked.values())
        _ask_feeds(held, feeds, {one.code for one in asked.values()})
        AskedFigure.objects.bulk_update(changed, ["shape", "total"])
        before = sorted(held.feeds.values_list("name", flat=True))
        held.feeds.set(feeds)
        held.version += 1
        held.save(update_fields=["version"])
        record(
            "reports.relate", held, by=by,
            changes={
                "figures": ([], [one.code for one in changed]),
                "feeds": (before, sorted(one.name for one in feeds)),
            },
            on_behalf_of=on_behalf(by, rules.FOLLOWING, held.office, on, in_house=True),
        )  # fmt: skip
    return held


def _reshape(asked: Mapping[int, AskedFigure], figures: Mapping[int, FigureRelated]) -> Sequence[AskedFigure]:
    """Those that are otherwise now, changed."""
    changed = []
    for number, wanted in figures.items():
        row = asked[number]
        if wanted.total is not None and wanted.total not in asked:
            raise NotReady(f"{row.name}: số liệu tổng không có trong mẫu báo cáo này.")
        if (row.shape, row.total_id) == (wanted.shape, wanted.total):
            continue
        if row.shape != wanted.shape:
            _ask_shape(row)
        row.shape, row.total = wanted.shape, asked[wanted.total] if wanted.total is not None else None
        changed.append(row)
    return changed


def _ask_shape(row: AskedFigure) -> None:
    if row.counted_from:
        raise NotReady(f"{row.name}: số liệu đếm từ sổ nên không đổi cách tính được.")
    if ReportFigure.objects.filter(asked=row).exclude(came=Came.SILENT).exists():
        raise NotReady(
            f"{row.name}: đã có báo cáo ghi số liệu này; hãy thôi áp dụng chế độ và đặt chế độ mới với cách "
            "tính mới."
        )


def _ask_parts(asked: Collection[AskedFigure]) -> None:
    for one in asked:
        whole = one.total
        if whole is None:
            continue
        if whole.pk == one.pk:
            raise NotReady(f"{one.name}: một số liệu không là phần của chính nó.")
        for row in (one, next(row for row in asked if row.pk == whole.pk)):
            if row.shape != Shaped.COUNT:
                raise NotReady(f"{row.name}: chỉ số đếm mới là tổng hoặc là một phần của tổng.")
        if next(row for row in asked if row.pk == whole.pk).total_id is not None:
            raise NotReady(f"{whole.name} đang là một phần của số liệu khác nên không làm tổng được.")


def _ask_feeds(regime: Regime, feeds: Collection[Regime], codes: Collection[str]) -> None:
    for one in feeds:
        if one.pk == regime.pk or one.office_id != regime.office_id:
            raise NotReady("Số liệu chỉ dùng được cho chế độ báo cáo khác của cùng cơ quan.")
        same = ("rhythm", "cut_off", "cut_off_day") if one.cut_off == "other" else ("rhythm", "cut_off")
        if any(getattr(one, name) != getattr(regime, name) for name in same):
            raise NotReady(
                f"{one.name}: không cùng kỳ báo cáo và ngày chốt số liệu nên số liệu không dùng chung được."
            )
        if not one.asked.filter(code__in=codes).exists():
            raise NotReady(f"{one.name}: không có số liệu nào trùng với chế độ báo cáo này.")
        if one.feeds.filter(pk=regime.pk).exists():
            raise NotReady(
                f"{one.name} đang cấp số liệu cho chế độ báo cáo này; chỉ một bên cấp cho bên kia."
            )
