"""Files that come with words about a part: refused where they bear a mark of secrecy, before a byte of them
is kept. Of a scan that shows only once its letters are recognised, of an old sheet once it is converted: in
the background; it is wiped then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from sauro.errors import Classified
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common import marked_files
from sauro_web.common.errors import NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.common.kept_files import keep_file
from sauro_web.notices.operations import tell_units
from sauro_web.tasks.models import NoteFile, ProgressNote, UnitTask
from sauro_web.tasks.operations.asking import address_of

__all__ = ["Attached", "attach", "forget_files", "keep_files", "look_through", "refuse_marked"]

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
        try:
            marked_files.refuse_marked(one.name, one.data)
        except Classified as refused:
            with transaction.atomic():
                record("task.refuse_classified", part, by=by)
            raise NotReady(str(refused)) from None


def keep_files(files: Iterable[Attached]) -> list[tuple[Attached, str]]:
    """Each with the name under which it is kept."""
    return [(one, keep_file(one.data, suffix=marked_files.suffix_of(one.name)[:10])) for one in files]


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
        if marked_files.is_looked_through_later(one.name, one.data):
            enqueue(look_through, row.digest, key=f"tasks.file.{row.digest}")


def look_through(digest: str) -> None:
    """Looks through a kept file; one that bears a mark of secrecy is wiped with every row that names it, and
    the units are told. What nobody can read stays."""
    first = NoteFile.objects.filter(digest=digest).first()
    if first is not None:
        marked_files.wipe_if_marked(first.file, first.name, now=timezone.now())


def forget_files(digest: str, now: datetime) -> None:
    """Removes what names a file that bore a mark of secrecy; the units are told."""
    with transaction.atomic():
        rows = NoteFile.objects.filter(digest=digest).select_related("note__by", "note__part__unit")
        for row in rows.order_by("pk"):
            part, by = row.note.part, row.note.by
            key = f"part.{part.pk}.classified.{row.pk}"
            row.delete()
            tell_units([(part.unit, _WIPED)], link=address_of(part.task_id), key=key, now=now)
            record("task.refuse_classified", part, by=by)
