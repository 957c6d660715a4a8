"""Phát hành: a frozen report gets its number and stands in the register as a document."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction
from django.utils.timezone import localdate

from sauro.reporting.frozen import facts_digest
from sauro.writing.issued import numbered
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.common.kept_files import keep_file
from sauro_web.documents.models import (
    Authority,
    DocumentFile,
    DocumentState,
    FileKind,
    NumberRequest,
    RelationKind,
    RequestState,
    Series,
)
from sauro_web.documents.operations.allowing import to_leader_beyond
from sauro_web.documents.operations.asking import ask_to_keep, held_document
from sauro_web.documents.operations.counters import drawing
from sauro_web.documents.operations.drawing import Drawn, Particulars, Sent, check_day, draw_number
from sauro_web.documents.operations.filing import add_file
from sauro_web.documents.operations.relating import relate
from sauro_web.documents.operations.requesting import ask_for_number
from sauro_web.documents.queries.units import drafting_units, units_named
from sauro_web.reports.drawn_up import REPORT, Written, facts_of_frozen, written_of
from sauro_web.reports.models import (
    AskedNumber,
    FrozenReport,
    IssuedReport,
    Report,
    ReportState,
    ReportWording,
)
from sauro_web.reports.operations.holding import Held, hold
from sauro_web.reports.operations.locking import lock_held
from sauro_web.reports.queries.issuing import (
    changed_since,
    frozen_of,
    issued_of,
    kept_back,
    request_of,
    series_to_issue,
    wording_of,
)

__all__ = ["Issued", "ask_number", "attach_file", "issue_report"]

_NO_SERIES = "Cơ quan chưa có dãy số văn bản đi cấp cho báo cáo."
_AS_ABOVE = "Như trên"
_WORD = ".docx"


@dataclass(frozen=True, slots=True)
class Issued:
    """A report that was issued, and what the clerk should know of it."""

    row: IssuedReport
    notes: tuple[str, ...] = ()


def issue_report(
    frozen: FrozenReport, *, issued_on: date, why_needed: str, site: str, by: User, now: datetime
) -> Issued:
    """Draws a number of the year of `issued_on`, writes number and day into the file, keeps it, and puts the
    report into the register as a document; what was issued of it before is replaced. `site` is the address
    under which the figures of the file open. The period is locked with it where the office that issues is the
    one that receives.

    Raises NotAllowed for whoever does not keep the series; Conflict where it was issued already or frozen
    anew; NotReady where the report waits, its figures changed since it was frozen, the file is not in order,
    and for what `draw_number` refuses.
    """
    on, report = localdate(now), frozen.report
    series = _series(report, on)
    behalf = ask_to_keep(series, series.office, by, on)
    check_day(issued_on, on)
    _ask_issuable(report, frozen)
    wording = wording_of(frozen)
    written = _written(frozen, wording, issued_on, site)
    about = _particulars(frozen, wording, series, issued_on, why_needed, on)
    request = _request_to_draw(frozen)
    to_leader = to_leader_beyond(request, issued_on.year, by=by, behalf=behalf, now=now)
    with to_leader, drawing():
        held = hold(report, by=by, now=now)
        _ask_issuable(report, frozen)
        if wording_of(frozen).pk != wording.pk:
            raise Conflict("Lời văn vừa được sửa; hãy tải lại trang để xem rồi phát hành.")
        before = _held_before(report, series)
        drawn = draw_number(series, about, by=by, now=now, request=request)
        row = _keep(frozen, wording, written, drawn, by, now)
        _replace(row, before, by, now)
        _lock(held, series, by, now)
        enqueue(attach_file, row.pk, key=f"reports.issued.{row.pk}")
        changes: dict[str, tuple[object, object]] = {
            "document": ("", drawn.document.reference), "digest": ("", frozen.digest)
        }  # fmt: skip
        record("reports.issue", report, by=by, changes=changes, on_behalf_of=behalf)
    attach_file(row.pk)
    return Issued(row, drawn.notes)


def _request_to_draw(frozen: FrozenReport) -> NumberRequest | None:
    """None also where it waits for the leader: beyond the allowance there is no number then."""
    request = request_of(frozen)
    return None if request is None or request.state == RequestState.ABOVE else request


def ask_number(frozen: FrozenReport, *, why_needed: str, by: User, now: datetime) -> NumberRequest:
    """Puts the report before whoever gives numbers: beyond the allowance of the year the leader decides.

    Raises as `ask_for_number`; Conflict where it was issued; NotReady where it was asked for already.
    """
    on, report = localdate(now), frozen.report
    series = _series(report, on)
    with transaction.atomic():
        held = hold(report, by=by, now=now)
        _ask_issuable(held.report, frozen)
        if (there := request_of(frozen)) is not None:
            raise NotReady(f"Đã có đề nghị cấp số cho báo cáo này: {there.get_state_display()}.")
        unit = drafting_units(series.office, on).filter(pk=report.unit_id).first()
        row = ask_for_number(
            series, kind=REPORT, subject=facts_of_frozen(frozen).subject, why_needed=why_needed,
            drafting_unit=unit, is_procedure_result=False, by=by, now=now,
        )  # fmt: skip
        AskedNumber.objects.create(frozen=frozen, request=row)
    return row


def attach_file(number: int) -> None:
    """The file of an issued report among those of its document, once."""
    row = IssuedReport.objects.select_related("document__office", "by").get(pk=number)
    if DocumentFile.objects.filter(document=row.document, digest=row.file_digest).exists():
        return
    if row.document.state != DocumentState.ISSUED:
        return
    with row.file.open("rb") as file:
        data = file.read()
    name = f"{row.document.reference.replace('/', '_')}{_WORD}"
    add_file(row.document, name=name, data=data, kind=FileKind.ANNEX, by=row.by, now=row.at)


def _series(report: Report, on: date) -> Series:
    series = series_to_issue(report, on)
    if series is None:
        raise NotReady(_NO_SERIES)
    return series


def _ask_issuable(report: Report, frozen: FrozenReport) -> None:
    """Raises Conflict where it was issued or frozen anew; NotReady where it waits or changed since."""
    if (row := IssuedReport.objects.filter(frozen=frozen).select_related("document").first()) is not None:
        day = row.document.issued_on
        raise Conflict(f"Báo cáo này đã phát hành: số {row.document.reference} ngày {day:%d/%m/%Y}.")
    last = frozen_of(report)
    if last is None or last.pk != frozen.pk:
        raise Conflict("Báo cáo đã có bản phát hành lập sau bản này; hãy tải lại trang.")
    if why := kept_back(Report.objects.get(pk=report.pk)):
        raise NotReady(why)
    if names := changed_since(report, frozen.at):
        raise NotReady(
            f"Đã đổi từ khi lập bản phát hành: {'; '.join(names[:5])}. Hãy lập lại bản phát hành rồi cấp số."
        )
    if facts_digest(frozen.facts) != frozen.digest:
        raise NotReady("Bản phát hành không còn khớp mã của nó; hãy báo người quản trị, không phát hành.")


def _written(frozen: FrozenReport, wording: ReportWording, on: date, site: str) -> Written:
    """Raises NotReady for a file that is not in the form of the decree."""
    written = written_of(frozen, wording, on=on, site=site)
    if written.faults:
        raise NotReady(f"Tệp chưa đúng thể thức: {written.faults[0]}")
    return written


def _particulars(
    frozen: FrozenReport, wording: ReportWording, series: Series, issued_on: date, why: str, on: date
) -> Particulars:
    office, facts = series.office, facts_of_frozen(frozen)
    lines = [str(one) for one in wording.authority]
    names = [one for one in (wording.superior, *wording.recipients) if one and one != _AS_ABOVE]
    units = units_named(office, names, on) if names else {}
    drafting = drafting_units(office, on).filter(pk=frozen.report.unit_id).first()
    regime = frozen.report.period.regime
    return Particulars(
        kind=REPORT, subject=facts.subject, issued_on=issued_on,
        why_needed=why.strip() or f"Chế độ báo cáo “{regime.name}”: {regime.resting_on}"[:1_000],
        drafting_unit=drafting, authority=_authority(lines), signer=wording.signer,
        position=(lines[-1] if lines else "")[:120], kept_by=facts.head.filing[:200],
        recipients=tuple(Sent(name[:200], units.get(name)) for name in names),
    )  # fmt: skip


def _authority(lines: list[str]) -> str:
    """The line over the signature as the register has it."""
    marks = [mark for line in lines for mark in ("TM.", "KT.", "TL.", "TUQ.", "Q.") if line.startswith(mark)]
    if "TM." in marks and "KT." in marks:
        return Authority.BODY_DEPUTY
    return Authority(marks[0]) if marks else Authority.OWN


def _keep(
    frozen: FrozenReport, wording: ReportWording, written: Written, drawn: Drawn, by: User, now: datetime
) -> IssuedReport:
    data = numbered(written.data, drawn.document.written_number)
    return IssuedReport.objects.create(
        frozen=frozen, wording=wording, document=drawn.document, file=keep_file(data, suffix=_WORD),
        file_digest=sha256(data).hexdigest(), figure_digest=written.figures, by=by, at=now,
    )  # fmt: skip


def _held_before(report: Report, series: Series) -> IssuedReport | None:
    """What was issued of it last. Its document is held, behind its office and before the end of the trail, as
    everywhere."""
    before = next(iter(issued_of(report)), None)
    if before is not None:
        Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=series.office_id)
        before.document = held_document(before.document)
    return before


def _replace(row: IssuedReport, before: IssuedReport | None, by: User, now: datetime) -> None:
    """What was issued of the report before holds no more, unless somebody ended it already."""
    if before is None or before.document.state != DocumentState.ISSUED:
        return
    relate(
        row.document, RelationKind.REPLACES, to=before.document.reference, dated=before.document.issued_on,
        reason="Số liệu được đính chính sau khi phát hành.", by=by, now=now,
    )  # fmt: skip


def _lock(held: Held, series: Series, by: User, now: datetime) -> None:
    """Of an office's own regime the period is locked with the report, unless one that was sent still waits to
    be accepted: it could not be any more."""
    period = held.period
    if period.locked_at is not None or period.regime.office_id != series.office_id:
        return
    if held.on > period.last and not period.reports.filter(state=ReportState.SUBMITTED).exists():
        lock_held(period, by=by, now=now)
