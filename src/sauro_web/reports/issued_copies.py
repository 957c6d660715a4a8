"""What was frozen and issued, held against itself and against what the report says now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.core.files.storage import default_storage
from django.utils.timezone import localdate

from sauro.reporting.frozen import Moved, facts_digest, facts_from, moved
from sauro.reporting.periodic_facts import PeriodicReport
from sauro_web.common.errors import NotReady
from sauro_web.common.kept_files import keep_beside
from sauro_web.common.pdfs import pdf_of
from sauro_web.documents.models import DocumentFile, FileKind, Series
from sauro_web.reports.drawn_up import facts_to_issue
from sauro_web.reports.models import FrozenReport, IssuedReport, Report

__all__ = ["Standing", "file_of", "pdf_of_issued", "standing_of"]

_GONE = (
    "Tệp của báo cáo đã phát hành không còn trên máy chủ; hãy báo người quản trị lấy lại từ bản sao lưu. Số "
    "liệu và lời văn đã phát hành vẫn còn trong hồ sơ."
)


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether the figures are those that the digest was made of, whether the file is the one that was issued
    (None before), and which figures the report says differently now. `is_early`: its days still ran when it
    was frozen, and it is held against what the registers had then."""

    is_whole: bool
    file_is_whole: bool | None
    moved: Sequence[Moved]
    is_early: bool


def standing_of(
    report: Report, frozen: FrozenReport, issued: IssuedReport | None, series: Series | None
) -> Standing:
    """As it stands now; the queries of `facts_of`."""
    # As of the day on which it was frozen: what is late grows by the day without anything being corrected.
    day = localdate(frozen.at)
    then, is_early = facts_from(frozen.facts), day <= report.period.last
    now = facts_to_issue(report, series, day, frozen.at) if series is not None else then
    if is_early:
        # No register says when a document was digitised or a month of procedures came in.
        now = replace(now, rates=then.rates)
    if issued is not None and (not then.documents or _counts_itself(report, issued, day)):
        now = _without_registers_of_documents(now, then)
    return Standing(
        facts_digest(frozen.facts) == frozen.digest,
        _is_whole(issued) if issued is not None else None,
        moved(then, now),
        is_early,
    )


def _counts_itself(report: Report, issued: IssuedReport, day: date) -> bool:
    """Whether its own entry in the register lies within the days that were counted until it was frozen."""
    issued_on = issued.document.issued_on
    return issued_on is not None and report.period.first <= issued_on <= min(day, report.period.last)


def _without_registers_of_documents(now: PeriodicReport, then: PeriodicReport) -> PeriodicReport:
    """Documents and their shares were other before it had its number, without anything being corrected; a
    register that was empty has an entry since."""
    return replace(now, documents=then.documents, rates=then.rates, absent=then.absent)


def _is_whole(issued: IssuedReport) -> bool:
    path = Path(issued.file.path)
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == issued.file_digest


def pdf_of_issued(issued: IssuedReport) -> bytes:
    """The issued file as PDF, made at the first asking, and anew where its document has other annexes since:
    these are named in it. Raises as `pdf_of`; NotReady where it is gone."""
    annexes = _annexes(issued)
    listed = f"-{sha256(chr(0).join(annexes).encode()).hexdigest()[:16]}" if annexes else ""
    folder, name = f"bao-cao-{issued.pk}", f"bao-cao{listed}.pdf"
    path = Path(default_storage.path(f"{folder}/{name}"))
    if path.is_file():
        return path.read_bytes()
    made = pdf_of(file_of(issued), attached=annexes)
    keep_beside(made, folder=folder, name=name)
    return made


def _annexes(issued: IssuedReport) -> Sequence[str]:
    """The names of the annexes that the records clerk has put with the document. One query."""
    rows = DocumentFile.objects.filter(
        document=issued.document, kind=FileKind.ANNEX, withdrawn_at=None
    ).exclude(digest=issued.file_digest)
    return list(rows.order_by("added_at", "pk").values_list("name", flat=True))


def file_of(issued: IssuedReport) -> bytes:
    """The Word file as it was issued. Raises NotReady where it is not on the disk any more."""
    try:
        with issued.file.open("rb") as file:
            data: bytes = file.read()
    except FileNotFoundError:
        raise NotReady(_GONE) from None
    return data
