"""Files of a document: added by who keeps its register, never replaced, withdrawn with a reason. One that
bears a mark of secrecy is refused before a byte of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import PurePosixPath

from django.db import transaction

from sauro.errors import Classified
from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common import marked_files
from sauro_web.common.errors import NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.common.kept_files import keep_file
from sauro_web.documents import rules
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.models import (
    CopyForm,
    Document,
    DocumentFile,
    FileKind,
)
from sauro_web.documents.operations.asking import ask_to_keep, day_of, held_document, said_reason
from sauro_web.documents.operations.drawing import Drawn
from sauro_web.documents.operations.examining import examine_file, settle_standing

__all__ = ["add_file", "with_file", "withdraw_file"]


def add_file(
    document: Document,
    *,
    name: str,
    data: bytes,
    kind: FileKind,
    by: User,
    now: datetime,
    copy_form: CopyForm | None = None,
) -> DocumentFile:
    """Keeps a file of a document; its signatures are read in the background. The same bytes again give the
    file that is there.

    Raises NotAllowed; NotReady for a number without a document, a recalled one, a mark of secrecy, and a
    digitised copy that is no PDF or does not say what copy it is.
    """
    behalf = ask_to_keep(document.series, document.office, by, day_of(now))
    _check_copy(name, kind, copy_form)
    _refuse_marked(document, name, data, by, behalf)
    kept, digest = keep_file(data, suffix=marked_files.suffix_of(name)[:10]), sha256(data).hexdigest()
    with transaction.atomic():
        held = held_document(document)
        if not rules.takes_files(held):
            raise NotReady(f"Văn bản này {held.get_state_display()} nên không nhận tệp.")
        if (there := held.files.filter(digest=digest, withdrawn_at=None).first()) is not None:
            return there
        file = DocumentFile.objects.create(
            document=held, file=kept, name=name[:200], size=len(data), digest=digest, kind=kind,
            copy_form=copy_form or "", added_by=by, added_at=now,
        )  # fmt: skip
        enqueue(examine_file, file.pk, key=f"documents.file.{file.pk}")
        record("document.add_file", held, by=by, changes={"file": ("", file.pk)}, on_behalf_of=behalf)
    return file


def with_file(
    office: Unit, file: tuple[str, bytes] | None, *, by: User, now: datetime, make: Callable[[], Drawn]
) -> Drawn:
    """Draws or registers a document, and keeps the signed original that came with it, name and bytes. It is
    looked through before the number is drawn: a number would stay.

    Raises NotAllowed; NotReady for a mark of secrecy; what `make` raises.
    """
    if file is None:
        return make()
    name, data = file
    _refuse_marked(office, name, data, by, ask_to_keep(None, office, by, day_of(now)))
    drawn = make()
    add_file(drawn.document, name=name, data=data, kind=FileKind.SIGNED, by=by, now=now)
    return drawn


def _refuse_marked(subject: Document | Unit, name: str, data: bytes, by: User, behalf: str) -> None:
    """That such a file came is written down, not a word of it."""
    refuse_marks((PurePosixPath(name).stem,))
    try:
        marked_files.refuse_marked(name, data)
    except Classified as refused:
        with transaction.atomic():
            record("document.refuse_classified", subject, by=by, on_behalf_of=behalf)
        raise NotReady(str(refused)) from None


def _check_copy(name: str, kind: FileKind, copy_form: CopyForm | None) -> None:
    if kind != FileKind.DIGITISED:
        if copy_form is not None:
            raise NotReady("Chỉ bản số hóa từ bản giấy mới có hình thức sao.")
        return
    if marked_files.suffix_of(name) != ".pdf":
        raise NotReady("Bản số hóa phải là tệp PDF từ phiên bản 1.4 trở lên (Nghị định số 30/2020/NĐ-CP).")
    if copy_form is None:
        raise NotReady("Hãy chọn hình thức sao của bản số hóa: SAO Y, SAO LỤC hoặc TRÍCH SAO.")


def withdraw_file(file: DocumentFile, *, reason: str, by: User, now: datetime) -> DocumentFile:
    """The file was wrong: it is no longer a file of the document, and stays named there with the reason.

    Raises NotAllowed; NotReady without a reason, where it was withdrawn, and for a mark of secrecy.
    """
    behalf = ask_to_keep(file.document.series, file.document.office, by, day_of(now))
    refuse_marks((reason,))
    if not reason.strip():
        raise NotReady("Hãy ghi vì sao rút tệp.")
    with transaction.atomic():
        document = held_document(file.document)
        held = document.files.select_for_update(of=("self",), no_key=True).get(pk=file.pk)
        if held.withdrawn_at is not None:
            raise NotReady("Tệp này đã rút.")
        held.withdrawn_by, held.withdrawn_at, held.withdrawn_why = by, now, said_reason(reason)
        held.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_why"])
        settle_standing(document)
        changes = {"file": (held.pk, "")}
        record("document.withdraw_file", document, by=by, changes=changes, reason=reason, on_behalf_of=behalf)
    return held
