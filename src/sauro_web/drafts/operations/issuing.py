"""Phát hành: a draft that passed the gate gets its number and stands in the register as a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.documents.models import DocumentFile, DocumentState, FileKind, NumberRequest, RequestState
from sauro_web.documents.operations.allowing import to_leader_beyond
from sauro_web.documents.operations.asking import ask_to_keep, day_of
from sauro_web.documents.operations.counters import drawing
from sauro_web.documents.operations.drawing import Drawn, Particulars, check_day, draw_number
from sauro_web.documents.operations.filing import add_file
from sauro_web.documents.operations.requesting import ask_for_number
from sauro_web.documents.queries.requests import OPEN_REQUESTS
from sauro_web.drafts.models import Aspect, Draft, DraftState
from sauro_web.drafts.operations.holding import ask_writer, held_draft, moved, refuse_unless, tell_writers
from sauro_web.drafts.queries.findings import looked_at, why_shut
from sauro_web.drafts.queries.gates import gate_of

__all__ = ["ask_number", "attach_file", "issue_draft"]

_WORD = ".docx"
_AS_NONE = (RequestState.ABOVE, RequestState.WITHDRAWN)


def issue_draft(draft: Draft, about: Particulars, *, seen: int, by: User, now: datetime) -> Drawn:
    """Draws the next number for the draft, puts it into the register, and keeps its last version as the file
    of the document. What `about` says of kind, subject, reason and unit is that of the draft.

    Raises NotAllowed for whoever does not keep the series; Conflict; NotReady where the gate is shut, an
    approval is missing, and for what `draw_number` refuses.
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
    request = _request_to_draw(draft)
    to_leader = to_leader_beyond(request, about.issued_on.year, by=by, behalf=behalf, now=now)
    with to_leader, drawing():
        held = held_draft(draft, seen)
        _ask_open(held)
        drawn = draw_number(series, about, by=by, now=now, request=request)
        held.document = drawn.document
        changes = moved(held, DraftState.ISSUED, now)
        changes |= {"document": ("", drawn.document.reference)}
        words = f"Dự thảo “{held.subject[:200]}” đã ban hành: số {drawn.document.reference}."
        tell_writers(held, words, key=f"draft.issued.{held.pk}", now=now)
        enqueue(attach_file, held.pk, key=f"drafts.issued.{held.pk}")
        record("draft.issue", held, by=by, changes=changes, on_behalf_of=behalf)
    attach_file(draft.pk)
    return drawn


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
    """The last version among the files of the document of an issued draft, once."""
    draft = Draft.objects.select_related("document__office", "document__series").get(pk=draft_id)
    document = draft.document
    if document is None or document.state != DocumentState.ISSUED:
        return
    version = draft.versions.order_by("-number")[0]
    if DocumentFile.objects.filter(document=document, digest=version.digest).exists():
        return
    with version.file.open("rb") as file:
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
