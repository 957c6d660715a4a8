"""Papers of a meeting: refused where they bear a mark of secrecy, before a byte of them is kept. Of a scan
that shows only once its letters are recognised, in the background; it is wiped then."""

from __future__ import annotations

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
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.common.kept_files import keep_file, wipe
from sauro_web.meetings import rules
from sauro_web.meetings.models import Meeting, MeetingPaper, MeetingState, PaperRead
from sauro_web.meetings.operations.asking import address_of, day_of, held_meeting, tell_called
from sauro_web.notices.operations import tell_each

__all__ = ["add_paper", "look_through", "mark_read"]

_READ = (".pdf", ".docx", ".doc", ".odt", ".png", ".jpg", ".jpeg")
_LOOKED_THROUGH = (".xlsx", ".pptx")
_WIPED = (
    "Một tài liệu họp mang dấu chỉ độ mật nên đã bị xóa khỏi hệ thống; hãy xử lý văn bản đó theo quy định về "
    "bảo vệ bí mật nhà nước."
)


def add_paper(meeting: Meeting, *, name: str, data: bytes, by: User, now: datetime) -> MeetingPaper:
    """Adds a paper, and tells whoever is called. The same bytes again give the paper that is there.

    Raises NotAllowed; NotReady for a cancelled meeting, and for a file that bears a mark of secrecy.
    """
    if not rules.may_run(by, meeting, on=day_of(now)):
        raise NotAllowed("Chỉ người tổ chức, chủ trì, thư ký hoặc người xếp lịch mới gửi tài liệu họp.")
    suffix, later = PurePosixPath(name).suffix.lower(), False
    try:
        if suffix in _LOOKED_THROUGH:
            refuse_marked_office(data)
        elif suffix in _READ:
            later = takes_long(data)
            if not later:
                read_bytes(data, name=name)
    except Classified as refused:
        with transaction.atomic():
            record("meeting.refuse_classified", meeting, by=by)
        raise NotReady(str(refused)) from None
    except SauroError as unread:
        if suffix in _LOOKED_THROUGH:
            raise NotReady(f"Tệp “{name}”: {unread}") from None
    kept, digest = keep_file(data, suffix=suffix[:10]), sha256(data).hexdigest()
    with transaction.atomic():
        held = held_meeting(meeting)
        if held.state == MeetingState.CANCELLED:
            raise NotReady("Cuộc họp đã hủy nên không nhận tài liệu nữa.")
        if (there := held.papers.filter(digest=digest).first()) is not None:
            return there
        about = {"file": kept, "name": name[:200], "size": len(data), "digest": digest}
        paper = MeetingPaper.objects.create(meeting=held, added_by=by, added_at=now, **about)
        if later:
            enqueue(look_through, paper.pk, key=f"meetings.paper.{paper.pk}")
        if held.state == MeetingState.FIRM:
            tell_called(held, "Tài liệu họp: {}.", what=f"paper.{paper.pk}", now=now, by=by)
        record("meeting.add_paper", held, by=by, changes={"paper": ("", paper.pk)})
    return paper


def mark_read(paper: MeetingPaper, *, by: User, now: datetime) -> None:
    """Notes that somebody opened a paper; twice is no error."""
    PaperRead.objects.bulk_create([PaperRead(paper=paper, person=by, at=now)], ignore_conflicts=True)


def look_through(paper_id: int) -> None:
    """Reads a kept scan; one that bears a mark of secrecy is wiped with every row that names it, and who
    added it is told. What nobody can read stays."""
    first = MeetingPaper.objects.filter(pk=paper_id).first()
    if first is None or not first.file.storage.exists(str(first.file.name)):
        return
    with first.file.open("rb") as file:
        data = file.read()
    try:
        read_bytes(data, name=first.name)
    except Classified:
        wipe(Path(first.file.path))
        _forget(first.digest, timezone.now())
    except SauroError:
        return


def _forget(digest: str, now: datetime) -> None:
    with transaction.atomic():
        rows = MeetingPaper.objects.filter(digest=digest).select_related("meeting", "added_by")
        for row in rows.order_by("pk"):
            key, link = f"meeting.paper.{row.pk}.classified", address_of(row.meeting_id)
            meeting, by = row.meeting, row.added_by
            row.delete()
            tell_each([(by, _WIPED)], link=link, key=key, now=now)
            record("meeting.refuse_classified", meeting, by=by)
