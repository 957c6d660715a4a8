"""What stands between a report and its number, and what was issued of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, When
from django.urls import reverse

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.queries.standings import standings
from sauro_web.common.desk import Waiting
from sauro_web.documents.models import (
    Direction,
    Document,
    DocumentClass,
    NumberRequest,
    RequestState,
    Series,
)
from sauro_web.documents.queries.requests import OPEN_REQUESTS
from sauro_web.documents.queries.series import kinds_in, series_of
from sauro_web.reports.models import (
    AskedNumber,
    FigureVersion,
    FrozenReport,
    IssuedReport,
    Narrative,
    Report,
    ReportState,
    ReportTemplate,
    ReportWording,
)
from sauro_web.reports.queries.checking import waiting_units

__all__ = [
    "changed_since", "files_checked", "frozen_of", "issued_of", "issues_waiting", "kept_back",
    "page_of_request", "request_of", "requests_outdated", "series_to_issue", "template_of", "wording_of",
]  # fmt: skip

_REPORT = "Báo cáo"
_MOST = 40
_CHECKED = (
    "Tệp báo cáo phát hành từ phần mềm: đúng thể thức theo Nghị định số 30/2020/NĐ-CP, số liệu đọc lại từ "
    "tệp khớp với báo cáo. Tệp chưa mang chữ ký số."
)


def series_to_issue(report: Report, on: date) -> Series | None:
    """The series from which the report gets its number: that of its own unit, else of its office, where the
    People's Committee has one of its own that one."""
    unit = report.unit
    for office in dict.fromkeys((unit, unit.house)):
        found = series_of(office, on, directions=[Direction.OUTGOING])
        able = [
            one
            for one in found
            if one.document_class == DocumentClass.ADMINISTRATIVE and _REPORT in kinds_in(one, found)
        ]
        able.sort(key=lambda one: (one.kept_by_id != unit.pk, one.issuer not in ("", office.name), one.pk))
        if able:
            return able[0]
    return None


def frozen_of(report: Report) -> FrozenReport | None:
    """The last that was frozen of it."""
    return report.frozen.select_related("by").first()


def wording_of(frozen: FrozenReport) -> ReportWording:
    """How it is worded now. One query."""
    return frozen.wordings.select_related("by").order_by("-number")[0]


def issued_of(report: Report) -> Sequence[IssuedReport]:
    """All that was issued of it, the last first."""
    rows = IssuedReport.objects.filter(frozen__report=report)
    return list(rows.select_related("document__office", "frozen", "by").order_by("-at", "-pk"))


def request_of(frozen: FrozenReport) -> NumberRequest | None:
    """The request for a number of this report with these very figures that has none yet, one that the leader
    let go beyond the allowance first."""
    rows = _requests(frozen.report).filter(frozen__digest=frozen.digest)
    wanted = Case(When(request__state=RequestState.APPROVED, then=0), default=1)
    found = rows.order_by(wanted, "pk").first()
    return found.request if found is not None else None


def requests_outdated(frozen: FrozenReport) -> Sequence[NumberRequest]:
    """Those of the same report with other figures."""
    return [one.request for one in _requests(frozen.report).exclude(frozen__digest=frozen.digest)]


def _requests(report: Report) -> QuerySet[AskedNumber]:
    rows = AskedNumber.objects.filter(frozen__report=report, request__state__in=OPEN_REQUESTS)
    return rows.select_related("request__asked_by").order_by("pk")


def page_of_request(request: NumberRequest) -> str:
    """Where the report is issued for which it was sent; "" of any other document. One query."""
    report = AskedNumber.objects.filter(request=request).values_list("frozen__report", flat=True).first()
    return reverse("reports:issue", args=[report]) if report is not None else ""


def files_checked(document: Document) -> Mapping[str, str]:
    """Of a document that is an issued report, by the digest of its file, how it was checked before it had its
    number."""
    digests = IssuedReport.objects.filter(document=document).values_list("file_digest", flat=True)
    return dict.fromkeys(digests, _CHECKED)


def template_of(office: Unit) -> ReportTemplate | None:
    """The form that the office gives its reports; None where it is that of the software."""
    row = ReportTemplate.objects.filter(office=office).order_by("-number").first()
    return row if row is not None and row.file else None


def kept_back(report: Report) -> str:
    """Why the report is not issued now, in a sentence; "" where nothing of it stands in the way."""
    if report.state != ReportState.ACCEPTED:
        return f"Báo cáo {report.get_state_display()}; chỉ báo cáo đã duyệt mới phát hành."
    mending = report.figures.filter(returned_at__isnull=False).values_list("asked__name", flat=True)
    if names := list(mending):
        return f"Còn chờ sửa số liệu: {'; '.join(names)}."
    if waits := [unit.label for unit in waiting_units(report)]:
        return (
            f"Còn chờ {len(waits)} đơn vị: {', '.join(waits)}. Hãy chờ các đơn vị này được duyệt, hoặc ghi "
            "lý do tổng hợp khi còn thiếu."
        )
    return ""


def changed_since(report: Report, moment: datetime) -> Sequence[str]:
    """The figures that were changed, here or in the reports beneath, and whether words were. Two queries."""
    here = Q(figure__report=report) | Q(figure__report__above=report)
    rows = FigureVersion.objects.filter(here, at__gt=moment).select_related("figure__asked")
    names = list(dict.fromkeys(row.figure.asked.name for row in rows.order_by("figure__asked__position")))
    words = Narrative.objects.filter(Q(report=report) | Q(report__above=report), at__gt=moment)
    return [*names, "lời văn"] if words.exists() else names


def issues_waiting(person: User, on: date) -> Iterator[Waiting]:
    """Reports that are worded and wait for the clerk's number, without those for which it was asked: these
    wait as requests. None for whoever keeps no register."""
    houses = {one.unit.house for one in standings(person, on) if one.role is Role.CLERK}
    if not houses:
        return
    inside = Q()
    for house in houses:
        inside |= _of_house(house)
    later = FrozenReport.objects.filter(report=OuterRef("report"), number__gt=OuterRef("number"))
    asked = AskedNumber.objects.filter(
        frozen__report=OuterRef("report"), frozen__digest=OuterRef("digest"), request__state__in=OPEN_REQUESTS
    )
    rows = FrozenReport.objects.filter(
        inside, ~Exists(later), ~Exists(asked), issued=None, report__state=ReportState.ACCEPTED
    )
    for row in rows.select_related("report__period__regime", "report__unit").order_by("at", "pk")[:_MOST]:
        yield Waiting(
            str(row.report.period), reverse("reports:issue", args=[row.report_id]),
            "chờ cấp số, phát hành", "waiting", None, row.report.unit.label, "Phát hành",
        )  # fmt: skip


def _of_house(house: Unit) -> Q:
    if house.kind == UnitKind.PROVINCE:
        return Q(report__unit__province=house, report__unit__commune=None) | Q(report__unit=house)
    if house.kind == UnitKind.COMMUNE:
        return Q(report__unit__commune=house)
    return Q(report__unit__path__startswith=house.path)
