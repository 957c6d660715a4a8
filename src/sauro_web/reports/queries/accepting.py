"""What keeps somebody from accepting a report that comes to him."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q
from django.utils.timezone import localdate

from sauro_web.accounts.models import User
from sauro_web.reports.models import FigureVersion, Report
from sauro_web.reports.queries.own_parts import OWN

__all__ = ["not_to_accept", "not_yours_to_accept"]

_NAMED = 3


def not_to_accept(report: Report) -> str:
    """Why nobody accepts it now: its period is locked, or one of its figures was returned and is not mended
    yet. "" where neither is so."""
    locked = report.period.locked_at
    if locked is None:
        mending = report.figures.filter(returned_at__isnull=False).order_by("asked__position", "pk")
        names = mending.values_list("asked__name", flat=True)
        return f"Còn chờ đơn vị sửa số liệu: {'; '.join(names)}." if names else ""
    return (
        f"Kỳ báo cáo đã khóa ngày {localdate(locked):%d/%m/%Y} nên không duyệt được nữa; hãy đề nghị đầu mối "
        "theo dõi mở khóa kỳ (có ghi lý do) rồi duyệt."
    )


def not_yours_to_accept(report: Report, person: User) -> str:
    """Why this person does not: he sent it, or a figure of it, or the own part in a sum, stands as he wrote
    it. "" where neither is so. One query."""
    if report.sent_by_id == person.pk:
        return "Người gửi báo cáo không tự duyệt; hãy đề nghị người khác của nơi nhận duyệt."
    later = FigureVersion.objects.filter(figure=OuterRef("figure"), number=OWN, pk__gt=OuterRef("pk"))
    stands = Q(number=F("figure__version")) | (Q(number=OWN, counted__isnull=False) & ~Exists(later))
    rows = FigureVersion.objects.filter(stands, figure__report=report, by=person)
    rows = rows.order_by("figure__asked__position", "figure")
    names = list(dict.fromkeys(rows.values_list("figure__asked__name", flat=True)))
    if not names:
        return ""
    more = f" và {len(names) - _NAMED} số liệu khác" if len(names) > _NAMED else ""
    return (
        f"Người đã ghi, sửa số liệu của đơn vị không tự duyệt báo cáo ấy ({'; '.join(names[:_NAMED])}{more})"
        "; hãy đề nghị người khác của nơi nhận duyệt."
    )
