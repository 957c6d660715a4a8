"""Files that come with words about a part: refused where they bear a mark of secrecy, before a byte of them
is kept. Of a scan that shows only once its letters are recognised, of an old sheet once it is converted: in
the background; it is wiped then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path, PurePosixPath

from django.db import transaction
from django.utils import timezone

from sauro.errors import Classified, SauroError
from sauro.reading.office_marks import refuse_marked_office
from sauro.reading.open import read_bytes, takes_long
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.common.kept_files import keep_file, wipe
from sauro_web.notices.operations import tell_units
from sauro_web.tasks.models import NoteFile, ProgressNote, UnitTask
from sauro_web.tasks.operations.asking import address_of

__all__ = ["Attached", "attach", "keep_files", "look_through", "refuse_marked"]

_READ = (".pdf", ".docx", ".doc", ".odt", ".png", ".jpg", ".jpeg")
"""Endings of what the reader of plans reads."""
_LOOKED_THROUGH = (".xlsx", ".pptx")
"""Endings of sheets and slides, of which nothing is read but whether they bear a mark."""
_CONVERTED = (".xls", ".ods", ".ppt")
"""Endings of such as other programs write; they are converted to be looked through."""
_LONGEST_NAME = 200
_WIPED = (
    "Một tệp kèm theo việc này mang dấu chỉ độ mật nên đã bị xóa khỏi hệ thống; hãy xử lý văn bản đó theo "
    "quy định về bảo vệ bí mật nhà nước."
)


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that comes with a note: checked by the form, not yet kept."""

    name: str
    data: bytes


def refuse_marked(files: Iterable[Attached], part: UnitTask, *, by: User) -> None:
    """Looks through what can be read at once; that such a file came is written down, not a word of it.

    Raises NotReady.
    """
    for one in files:
        suffix = _suffix(one.name)
        try:
            if suffix in _LOOKED_THROUGH:
                refuse_marked_office(one.data)
            elif suffix in _READ and not takes_long(one.data):
                read_bytes(one.data, name=one.name)
        except Classified as refused:
            with transaction.atomic():
                record("task.refuse_classified", part, by=by)
            raise NotReady(str(refused)) from None
        except SauroError as unread:
            if suffix in _LOOKED_THROUGH:
                raise NotReady(f"Tệp “{one.name}”: {unread}") from None
            continue  # what nobody can read is kept as it is


def keep_files(files: Iterable[Attached]) -> list[tuple[Attached, str]]:
    """Each with the name under which it is kept."""
    return [(one, keep_file(one.data, suffix=_suffix(one.name)[:10])) for one in files]


def attach(note: ProgressNote, kept: Sequence[tuple[Attached, str]]) -> None:
    """Writes down the files of a note; scans are looked through in the background."""
    rows = [
        NoteFile(
            note=note,
            file=name,
            name=one.name[:_LONGEST_NAME],
            size=len(one.data),
            digest=sha256(one.data).hexdigest(),
        )
        for one, name in kept
    ]
    NoteFile.objects.bulk_create(rows)
    for row, (one, _) in zip(rows, kept, strict=True):
        if _is_read_later(one):
            enqueue(look_through, row.digest, key=f"tasks.file.{row.digest}")


def look_through(digest: str) -> None:
    """Reads a kept scan, or what has to be converted; one that bears a mark of secrecy is wiped with every
    row that names it, and the units are told. What nobody can read stays."""
    first = NoteFile.objects.filter(digest=digest).first()
    if first is None or not first.file.storage.exists(str(first.file.name)):
        return
    with first.file.open("rb") as file:
        data = file.read()
    suffix = _suffix(first.name)
    try:
        if suffix in _CONVERTED:
            refuse_marked_office(data, suffix=suffix)
        else:
            read_bytes(data, name=first.name)
    except Classified:
        wipe(Path(first.file.path))
        _forget(digest, timezone.now())
    except SauroError:
        return


def _forget(digest: str, now: datetime) -> None:
    with transaction.atomic():
        rows = NoteFile.objects.filter(digest=digest).select_related("note__by", "note__part__unit")
        for row in rows.order_by("pk"):
            part, by = row.note.part, row.note.by
            key = f"part.{part.pk}.classified.{row.pk}"
            row.delete()
            tell_units([(part.unit, _WIPED)], link=address_of(part.task_id), key=key, now=now)
            record("task.refuse_classified", part, by=by)


def _is_read_later(one: Attached) -> bool:
    suffix = _suffix(one.name)
    try:
        return suffix in _CONVERTED or (suffix in _READ and takes_long(one.data))
    except SauroError:
        return False


def _suffix(name: str) -> str:
    return PurePosixPath(name).suffix.lower()
