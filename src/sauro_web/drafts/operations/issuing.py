"""Phát hành: a draft that passed the gate gets its number and stands in the register as a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from django.db import transaction

from sauro.writing.issued import HERE, Filled, numbered
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.common.kept_files import keep_file
from sauro_web.documents.models import (
    Document,
    DocumentFile,
    DocumentState,
    FileKind,
    NumberRequest,
    RequestState,
)
from sauro_web.documents.operations.allowing import to_leader_beyond
from sauro_web.documents.operations.asking import ask_to_keep, day_of
from sauro_web.documents.operations.counters import drawing
from sauro_web.documents.operations.drawing import Drawn, Particulars, check_day, draw_number
from sauro_web.documents.operations.filing import add_file
from sauro_web.documents.operations.requesting import ask_for_number
from sauro_web.documents.queries.requests import OPEN_REQUESTS
from sauro_web.drafts.models import Aspect, Draft, DraftState, NumberedFile
from sauro_web.drafts.operations.holding import ask_writer, held_draft, moved, refuse_unless, tell_writers
from sauro_web.drafts.queries.findings import last_version, looked_at, why_shut
from sauro_web.drafts.queries.gates import gate_of
from sauro_web.drafts.queries.issuing import file_to_issue

__all__ = ["ask_number", "attach_file", "issue_draft"]

_WORD = ".docx"
_NOT_FILLED = (
    "Số và ngày chưa điền được vào bản Word: {why} Hãy trả lại dự thảo để đơn vị soạn thảo để trống ô số, ô "
    "ngày; hoặc đánh dấu vào ô dưới đây để ban hành với bản Word như đang có, rồi tự ghi số, ngày vào bản ấy."
)
_AS_NONE = (RequestState.ABOVE, RequestState.WITHDRAWN)


def issue_draft(
    draft: Draft, about: Particulars, *, seen: int, by: User, now: datetime, as_it_is: bool = False
) -> Drawn:
    """Draws the next number for the draft, puts it into the register, and keeps its last version with number
    and date filled in as the file of the document. What `about` says of kind, subject, reason and unit is
    that of the draft. A file in which their places are not certain goes into the register unchanged, where
    that was said to be right (`as_it_is`).

    Raises NotAllowed for whoever does not keep the series; Conflict; NotReady where the gate is shut, an
    approval is missing, number and date cannot be filled in, and for what `draw_number` refuses.
    """
    series = draft.series
    on = day_of(now)
    behalf = ask_to_keep(series, series.office, by, on)
    check_day(about.issued_on, on)
    about = replace(
        about, kind=draft.kind, subject=draft.subject, why_needed=draft.why_needed, drafting_unit=draft.unit,
        is_procedure_result=draft.is_procedure_result,
    )  # fmt: skip
    _ask_open(draft)
    file = file_to_issue(draft, about.issued_on, about.symbol_part)
    if file.hindrance and not as_it_is:
        raise NotReady(_NOT_FILLED.format(why=file.hindrance))
    request = _request_to_draw(draft)
    to_leader = to_leader_beyond(request, about.issued_on.year, by=by, behalf=behalf, now=now)
    with to_leader, drawing():
        held = held_draft(draft, seen)
        _ask_open(held)
        drawn = draw_number(series, about, by=by, now=now, request=request)
        held.document = drawn.document
        changes = moved(held, DraftState.ISSUED, now)
        changes |= {"document": ("", drawn.document.reference)}
        changes |= _keep_numbered(held, drawn.document, file, by, now)
        words = f"Dự thảo “{held.subject[:200]}” đã ban hành: số {drawn.document.reference}."
        tell_writers(held, words, key=f"draft.issued.{held.pk}", now=now)
        enqueue(attach_file, held.pk, key=f"drafts.issued.{held.pk}")
        record("draft.issue", held, by=by, changes=changes, on_behalf_of=behalf)
    attach_file(draft.pk)
    return drawn


def _keep_numbered(
    draft: Draft, document: Document, file: Filled, by: User, now: datetime
) -> dict[str, tuple[object, object]]:
    """Keeps the file with its number; what was filled in and both digests, or why nothing was, for the
    trail."""
    if file.hindrance:
        return {"not_filled": ("", file.hindrance)}
    version, number = last_version(draft), document.written_number
    data = numbered(file.data, number)
    row = NumberedFile.objects.create(
        draft=draft, draft_version=version, file=keep_file(data, suffix=_WORD),
        digest=sha256(data).hexdigest(), filled="; ".join(file.boxes).replace(HERE, number)[:500], by=by,
        at=now,
    )  # fmt: skip
    return {"filled": ("", row.filled), "digest": (version.digest, row.digest)}


def _ask_open(draft: Draft) -> None:
    """Raises NotReady where the draft may not be issued."""
    refuse_unless(draft, (DraftState.READY,), "chưa cấp số được")
    looked = looked_at(draft, gate_of(draft.office))
    if why := why_shut(looked):
        raise NotReady(why)
    given = {one.aspect: one.by_id for one in looked.version.approvals.all()}
    missing = [one.label for one in Aspect if one.value not in given]
    if missing or len(set(given.values())) < len(Aspect):
        raise NotReady(f"Bản mới nhất chưa đủ hai người duyệt; còn thiếu: {', '.join(missing) or 'người'}.")


def _request_to_draw(draft: Draft) -> NumberRequest | None:
    """One that waits for the leader, or was taken back, is as none: the allowance decides."""
    request = draft.request
    return None if request is None or request.state in _AS_NONE else request


def attach_file(draft_id: int) -> None:
    """The file with its number, else the last version, among the files of the document of an issued draft,
    once."""
    draft = Draft.objects.select_related("document__office", "document__series").get(pk=draft_id)
    document = draft.document
    if document is None or document.state != DocumentState.ISSUED:
        return
    kept = NumberedFile.objects.filter(draft=draft).first() or draft.versions.order_by("-number")[0]
    if DocumentFile.objects.filter(document=document, digest=kept.digest).exists():
        return
    with kept.file.open("rb") as file:
        data = file.read()
    name = f"{document.reference.replace('/', '_')}{_WORD}"
    add_file(
        document, name=name, data=data, kind=FileKind.ANNEX, by=document.registered_by,
        now=document.registered_at,
    )  # fmt: skip


def ask_number(draft: Draft, *, by: User, now: datetime) -> NumberRequest:
    """Puts the draft before whoever gives numbers: beyond the allowance of the year the leader decides.

    Raises as `ask_for_number`; NotAllowed; NotReady where it is not ready or was asked for.
    """
    ask_writer(draft, by, now)
    with transaction.atomic():
        held = held_draft(draft)
        refuse_unless(held, (DraftState.READY,), "chưa đề nghị cấp số được")
        if held.request is not None and held.request.state in OPEN_REQUESTS:
            raise NotReady(f"Đã có đề nghị cấp số cho dự thảo này: {held.request.get_state_display()}.")
        unit = held.unit if held.unit_id != held.office_id else None
        row = ask_for_number(
            held.series, kind=held.kind, subject=held.subject, why_needed=held.why_needed, drafting_unit=unit,
            is_procedure_result=held.is_procedure_result, by=by, now=now,
        )  # fmt: skip
        held.request = row
        held.save(update_fields=["request"])
    return row
