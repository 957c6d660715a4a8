"""The jobs of an import: counting what a register would bring, writing it, and taking it back. Each goes on
where it was cut off; a portion is written whole or not at all, with the row it ends at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from sauro.errors import SauroError
from sauro.findings import Severity
from sauro.registers.model import Entry, Fault
from sauro.registers.serial import fault_to_json, layout_from_json
from sauro.registers.tally import Tally
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotReady, SiteError
from sauro_web.common.guards import insert_rows
from sauro_web.common.held import only_one
from sauro_web.common.jobs import enqueue
from sauro_web.documents.models import Direction, Document, Recipient
from sauro_web.documents.operations.entering import Older, enter_older, may_enter
from sauro_web.documents.queries.entered import Standing, book_of
from sauro_web.exchange.models import ImportedDocument, RegisterImport, RunState
from sauro_web.exchange.operations.stopped_registers import BROKE_OFF, NOT_COUNTED, NOT_TAKEN_BACK, stop_run
from sauro_web.exchange.register_rows import BOOKS, lines_of, older_of

__all__ = ["built_on", "count_register", "take_back_register", "undo_register", "write_register"]

_PORTION = 1_000
_SHOWN_FAULTS = 200
_TOLD_EVERY = 5_000
"""Rows after which the page is told how far it has come."""
_IN_USE = (
    "Đã có văn bản của lần nhập này được sửa, gắn tệp, trả lời, giao việc hoặc có nơi nhận xác nhận nên "
    "không hoàn tác được; hãy sửa từng văn bản."
)
_CUT = "Nội dung {name} dài quá mức sổ chứa được; khi ghi, phần cuối bị cắt."
_NUMBER_TAKEN = "Số đến {number} đã có trong sổ năm {year}: văn bản đến ngày {day}; mỗi số đến một văn bản."
_NUMBER_THERE = "Số này đã có trong sổ, ngày {day}; không ghi."
_NOT_WRITTEN = "Lần nhập này chưa ghi xong hoặc đã hoàn tác; hãy tải lại trang."
_CHANGED = "Lần nhập này vừa được người khác thay đổi; hãy tải lại trang."


def count_register(run_id: int) -> None:
    """The job of the dry run: what every row is, and what the books have already."""
    with only_one(f"register-{run_id}") as mine:
        run = RegisterImport.objects.filter(pk=run_id, state=RunState.COUNTING).first()
        if not mine or run is None:
            return
        version, on = run.version, localdate(timezone.now())
        try:
            totals = _counted(run, on)
        except SauroError as error:
            _settle(run, version, state=RunState.FAILED, fault=str(error)[:300])
            return
        except Exception:
            _settle(run, version, state=RunState.FAILED, fault=NOT_COUNTED)
            raise
        _settle(run, version, state=RunState.READY, totals=totals, rows_done=run.rows_all)


def _settle(run: RegisterImport, version: int, **said: Any) -> None:
    """Unless a person has set the columns anew in the meantime."""
    RegisterImport.objects.filter(pk=run.pk, version=version, state=RunState.COUNTING).update(**said)


def _counted(run: RegisterImport, on: date) -> dict[str, Any]:
    layout = layout_from_json(run.layout)
    if layout.direction is None:
        return {"new": 0, "known": 0, "fit": 0, "unfit": 0, "repeated": 0, "left_out": 0, "faults": []}
    tally = Tally(layout.direction)
    book = book_of(run.office, BOOKS[layout.direction])
    doubled = 0
    for count, line in enumerate(lines_of(run, on), 1):
        if tally.takes(line) and isinstance(line, Entry):
            older = older_of(line, layout)
            _tell_cuts(tally, older, line.row)
            if (standing := book.put(older.known)) is not None:
                doubled += _tell_standing(tally, older, standing, line.row)
        if count % _TOLD_EVERY == 0:
            RegisterImport.objects.filter(pk=run.pk).update(rows_done=line.row)
    return {
        "new": tally.fit - doubled,
        "known": doubled,
        "fit": tally.fit,
        "unfit": tally.unfit,
        "repeated": tally.repeated,
        "left_out": tally.left_out.total(),
        "codes": dict(tally.codes.most_common()),
        "first": tally.first.isoformat() if tally.first else "",
        "last": tally.last.isoformat() if tally.last else "",
        "faults": [fault_to_json(fault) for fault in tally.faults[:_SHOWN_FAULTS]],
    }


def _tell_standing(tally: Tally, older: Older, standing: Standing, row: int) -> bool:
    """Says of a row that is not written where another document stands in its place; whether it counts as
    known. The arrival number of another document is a fault of the file."""
    day = f"{standing.day:%d/%m/%Y}"
    if not standing.is_other:
        return True
    if older.direction == Direction.INCOMING:
        said = _NUMBER_TAKEN.format(number=f"{older.number}{older.suffix}", year=older.dated.year, day=day)
        tally.refuse(Fault("number.taken", Severity.STOP, row, None, said))
        return False
    tally.tell(Fault("number.there", Severity.WARN, row, None, _NUMBER_THERE.format(day=day)))
    return True


def _tell_cuts(tally: Tally, older: Older, row: int) -> None:
    """Says what of a row is longer than the books hold."""
    for name in older.too_long:
        tally.tell(Fault("text.cut", Severity.NOTE, row, None, _CUT.format(name=name)))


def write_register(run_id: int) -> None:
    """The job that writes the documents a person let be written; handed out again it goes on behind the last
    portion that was. Where it fails, what was written stays, and the run says so."""
    with only_one(f"register-{run_id}") as mine:
        run = (
            RegisterImport.objects.filter(pk=run_id, state=RunState.WRITING)
            .select_related("office", "by")
            .first()
        )
        if not mine or run is None:
            return
        try:
            _write_all(run, timezone.now())
        except SiteError as refused:
            stop_run(run, refused.sentence)
        except Exception:
            stop_run(run, BROKE_OFF)
            raise


def _write_all(run: RegisterImport, now: datetime) -> None:
    for portion, last_row in _portions(run, localdate(now)):
        _write(run, portion, last_row, now)
    with transaction.atomic():
        held = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
        held.state, held.ended_at, held.version = RunState.DONE, now, held.version + 1
        held.rows_done = held.rows_all
        held.save()
        behalf = may_enter(run.office, by=run.by, now=now)
        record(
            "register.import", held, by=run.by, on_behalf_of=behalf,
            changes={"written": (0, held.written), "digest": ("", held.digest)},
        )  # fmt: skip


def _portions(run: RegisterImport, on: date) -> Iterator[tuple[list[tuple[int, Older]], int]]:
    """The documents that stand nowhere yet, a portion at a time, with the row that each portion ends at."""
    layout = layout_from_json(run.layout)
    if layout.direction is None:
        return
    tally = Tally(layout.direction)
    book = book_of(run.office, BOOKS[layout.direction])
    begun_at = run.rows_done
    portion: list[tuple[int, Older]] = []
    row = begun_at
    for line in lines_of(run, on):
        # Rows that go on with a document are told before it: no portion may end at one of them.
        if not isinstance(line, Entry):
            continue
        row = line.row
        if not tally.takes(line) or row <= begun_at:
            continue
        older = older_of(line, layout)
        if book.put(older.known) is not None:
            continue
        portion.append((line.row, older))
        if len(portion) == _PORTION:
            yield portion, row
            portion = []
    if portion:
        yield portion, row


def _write(run: RegisterImport, portion: Sequence[tuple[int, Older]], last_row: int, now: datetime) -> None:
    with transaction.atomic():
        held = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
        direction = portion[0][1].direction
        known = [older.known for _, older in portion]
        book = book_of(run.office, direction, known)
        new = [line for line, one in zip(portion, known, strict=True) if book.put(one) is None]
        documents = enter_older(
            run.office, [older for _, older in new], by=run.by, now=now,
            reason=f"Theo sổ nhập từ tệp {run.file_name}",
        )  # fmt: skip
        insert_rows(
            [
                ImportedDocument(run=run, document=document, row=row)
                for (row, _), document in zip(new, documents, strict=True)
            ]
        )
        held.rows_done, held.written = last_row, held.written + len(documents)
        held.save(update_fields=["rows_done", "written"])


def undo_register(run: RegisterImport, *, by: User, version: int, now: datetime) -> None:
    """Takes back what a run wrote, as long as nobody has built on it.

    Raises NotAllowed; Conflict; NotReady.
    """
    may_enter(run.office, by=by, now=now)
    with transaction.atomic():
        held = RegisterImport.objects.select_for_update(of=("self",), no_key=True).get(pk=run.pk)
        if held.version != version:
            raise Conflict(_CHANGED)
        if held.state not in (RunState.DONE, RunState.STOPPED):
            raise NotReady(_NOT_WRITTEN)
        if _built_on(held).exists():
            raise NotReady(_IN_USE)
        held.state, held.fault, held.version = RunState.UNDOING, "", held.version + 1
        held.save()
        record("register.undo", held, by=by, changes={"written": (held.written, 0)})
        enqueue(take_back_register, held.pk, key=f"register.undo.{held.pk}.{held.version}")


def built_on(run: RegisterImport) -> int:
    """How many documents of the run somebody has built on, which stay: with one of them it is not taken back
    any more."""
    return _built_on(run).distinct().count()


def _built_on(run: RegisterImport) -> QuerySet[Document]:
    """Documents of the run that were changed, whose receipt or recall a person has written down, or that
    anything else points at."""
    said = Q(confirmed_on__isnull=False) | Q(recall_answered_on__isnull=False)
    used = Q(version__gt=0) | Q(Exists(Recipient.objects.filter(said, document=OuterRef("pk"))))
    for relation in Document._meta.related_objects:
        if relation.get_accessor_name() not in ("recipients", "imported"):
            used |= Q(**{f"{relation.field.related_query_name()}__isnull": False})
    return Document.objects.filter(used, imported__run=run)


def take_back_register(run_id: int) -> None:
    """The job that takes documents back, a portion at a time. What was built on in the meantime stays, and is
    told by the count that is left."""
    with only_one(f"register-{run_id}") as mine:
        run = RegisterImport.objects.filter(pk=run_id, state=RunState.UNDOING).first()
        if not mine or run is None:
            return
        try:
            while _taken_back(run):
                pass
        except Exception:
            stop_run(run, NOT_TAKEN_BACK)
            raise
        left = run.documents.count()
        state = RunState.DONE if left else RunState.UNDONE
        RegisterImport.objects.filter(pk=run.pk, state=RunState.UNDOING).update(
            state=state, written=left, rows_done=0 if not left else run.rows_all
        )


def _taken_back(run: RegisterImport) -> int:
    with transaction.atomic():
        free = run.documents.exclude(document__in=_built_on(run)).order_by("pk")
        some = dict(free.values_list("pk", "document_id")[:_PORTION])
        ImportedDocument.objects.filter(pk__in=some).delete()
        Document.objects.filter(pk__in=some.values()).delete()
        left = run.documents.count()
        RegisterImport.objects.filter(pk=run.pk).update(written=left)
        return len(some)
