"""Freezing a report for issue, and wording what was frozen: its sentences may change, its figures do not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from sauro.reporting.frozen import facts_digest, facts_from, facts_json, figure_names
from sauro.reporting.periodic import periodic_report
from sauro.reporting.word_back import taken_over
from sauro.reporting.wording import Passage, carried_over, edited, figure_text, passages_of
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotReady
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.operations.requesting import drop_request
from sauro_web.reports.drawn_up import (
    facts_to_issue,
    folio_of,
    kept_passages,
    laid,
    passages_in,
)
from sauro_web.reports.models import CameWorded, FrozenReport, IssuedReport, Report, ReportWording
from sauro_web.reports.operations.holding import behalf_of, hold
from sauro_web.reports.queries.issuing import (
    frozen_of,
    kept_back,
    requests_outdated,
    series_to_issue,
    wording_of,
)

__all__ = ["Around", "freeze_report", "reword", "take_from_word"]

_NO_SERIES = (
    "Cơ quan chưa có dãy số văn bản đi cấp cho báo cáo; lãnh đạo hoặc quản trị lập dãy số ở trang Quy định "
    "của sổ văn bản."
)
_OTHER_FIGURES = "Báo cáo đã lập lại bản phát hành với số liệu khác; hãy đề nghị cấp số cho bản mới."
_LONGEST = 6_000
_MOST = 1_500


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the wording."""

    superior: str
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str


def freeze_report(report: Report, *, by: User, now: datetime) -> FrozenReport:
    """Keeps all that the report says now, with its digest, for issue. What people had worded otherwise in an
    earlier one is carried over, and a number that was asked for those other figures is not asked for any
    more. Where nothing changed since, the earlier one stands.

    Raises NotAllowed; NotReady for a report that is not accepted or waits for others, and without a series.
    """
    with transaction.atomic():
        held = hold(report, by=by, now=now)
        held.ask_writer()
        if why := kept_back(held.report):
            raise NotReady(why)
        series = series_to_issue(held.report, held.on)
        if series is None:
            raise NotReady(_NO_SERIES)
        kept = facts_json(facts_to_issue(held.report, series, held.on))
        digest, before = facts_digest(kept), frozen_of(held.report)
        if before is not None and before.digest == digest:
            return before
        row = FrozenReport.objects.create(
            report=held.report, number=before.number + 1 if before else 1, digest=digest, facts=kept, by=by,
            at=now,
        )  # fmt: skip
        _first_wording(row, before, by, now)
        for request in requests_outdated(row):
            drop_request(request, reason=_OTHER_FIGURES, by=by, now=now)
        changes: dict[str, tuple[object, object]] = {"digest": (before.digest if before else "", digest)}
        behalf = behalf_of(by, held.report.unit, held.on)
        record("reports.freeze", held.report, by=by, changes=changes, on_behalf_of=behalf)
    return row


def _first_wording(row: FrozenReport, before: FrozenReport | None, by: User, now: datetime) -> None:
    """That of the report itself, with what was changed in the one before."""
    facts = facts_from(row.facts)
    passages, came = list(passages_of(periodic_report(facts))), CameWorded.REPORT
    superior, recipients = facts.superior, list(facts.recipients)
    authority, signer = list(facts.head.authority), facts.head.signer
    if before is not None and (old := wording_of(before)).number > 1:
        first = passages_of(periodic_report(facts_from(before.facts)))
        passages, came = carried_over(passages, passages_in(old), first), CameWorded(old.came)
        superior, recipients = old.superior, old.recipients
        authority, signer = old.authority, old.signer
    ReportWording.objects.create(
        frozen=row, number=1, came=came, passages=kept_passages(passages), superior=superior,
        recipients=recipients, authority=authority, signer=signer, by=by, at=now,
    )  # fmt: skip


def reword(
    frozen: FrozenReport, typed: Mapping[int, str], around: Around, *, version: int, by: User, now: datetime
) -> ReportWording:
    """Takes over sentences that were typed, by their place among the passages of the wording `version`.

    Raises NotAllowed; Conflict where it was issued or worded anew meanwhile; NotReady, with its name, for a
    figure that was changed, left out or added, and for a mark of secrecy.
    """
    refuse_marks([*typed.values(), around.superior, *around.recipients, around.signer])
    with transaction.atomic():
        old = _held_wording(frozen, version, by, now)
        folio = folio_of(frozen, old)
        figures, names = figure_text(folio), figure_names(facts_from(frozen.facts))
        made: list[Passage] = []
        faults: list[str] = []
        for number, passage in enumerate(passages_in(old)):
            if passage.is_table or number not in typed:
                made.append(passage)
                continue
            found = edited(passage, typed[number], figures, names)
            made += found.passages
            faults += found.faults
        if faults:
            raise NotReady(" ".join(faults[:5]))
        return _keep(old, made, around, CameWorded.TYPED, by, now)


def take_from_word(
    frozen: FrozenReport, data: bytes, *, version: int, by: User, now: datetime
) -> ReportWording:
    """Takes over the sentences of a Word file of the report that was edited elsewhere.

    Raises as `reword`; NotReady besides where the file changes more than sentences; Unreadable.
    """
    with transaction.atomic():
        old = _held_wording(frozen, version, by, now)
        folio = folio_of(frozen, old)
        names, passages = figure_names(facts_from(frozen.facts)), passages_in(old)
        found = taken_over(folio, laid(frozen.report, folio), data, passages, names)
        if found.faults:
            raise NotReady(" ".join(found.faults[:5]))
        refuse_marks([one.text for one in found.passages])
        around = Around(old.superior, tuple(old.recipients), tuple(old.authority), old.signer)
        return _keep(old, found.passages, around, CameWorded.WORD, by, now)


def _held_wording(frozen: FrozenReport, version: int, by: User, now: datetime) -> ReportWording:
    """The wording as it stands, its report held. Raises NotAllowed, Conflict."""
    held = hold(frozen.report, by=by, now=now)
    held.ask_writer()
    if IssuedReport.objects.filter(frozen=frozen).exists():
        raise Conflict("Bản này đã phát hành nên không sửa lời văn được nữa.")
    last = frozen_of(held.report)
    old = wording_of(frozen)
    if last is None or last.pk != frozen.pk or old.number != version:
        raise Conflict("Lời văn vừa được người khác sửa; hãy tải lại trang để xem rồi làm lại.")
    return old


def _keep(
    old: ReportWording, passages: Sequence[Passage], around: Around, came: CameWorded, by: User, now: datetime
) -> ReportWording:
    """A further wording; the old one where nothing is different."""
    if len(passages) > _MOST or any(len(one.text) > _LONGEST for one in passages):
        raise NotReady(f"Lời văn quá dài: mỗi đoạn nhiều nhất {_LONGEST} ký tự, nhiều nhất {_MOST} đoạn.")
    stands = Around(old.superior, tuple(old.recipients), tuple(old.authority), old.signer)
    kept = kept_passages(passages)
    if kept == old.passages and around == stands:
        return old
    row = ReportWording.objects.create(
        frozen=old.frozen, number=old.number + 1, came=came, passages=kept, superior=around.superior[:300],
        recipients=list(around.recipients), authority=list(around.authority), signer=around.signer[:120],
        by=by, at=now,
    )  # fmt: skip
    report = old.frozen.report
    changes: dict[str, tuple[object, object]] = {
        "wording": (old.number, row.number),
        "came": ("", came.value),
    }
    behalf = behalf_of(by, report.unit, localdate(now))
    record("reports.word", report, by=by, changes=changes, on_behalf_of=behalf)
    return row
