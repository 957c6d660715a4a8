"""Papers of a meeting: refused where they bear a mark of secrecy, before a byte of them is kept. Of a scan
that shows only once its letters are recognised, in the background; it is wiped then."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256

from django.db import transaction
from django.utils import timezone

from sauro.errors import Classified
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common import marked_files
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.common.jobs import enqueue
from sauro_web.common.kept_files import keep_file
from sauro_web.meetings import rules
from sauro_web.meetings.models import Meeting, MeetingPaper, MeetingState, PaperRead
from sauro_web.meetings.operations.asking import address_of, day_of, held_meeting, tell_called
from sauro_web.notices.operations import tell_each

__all__ = ["add_paper", "look_through", "mark_read"]

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
    try:
        marked_files.refuse_marked(name, data)
    except Classified as refused:
        with transaction.atomic():
            record("meeting.refuse_classified", meeting, by=by)
        raise NotReady(str(refused)) from None
    kept, digest = keep_file(data, suffix=marked_files.suffix_of(name)[:10]), sha256(data).hexdigest()
    with transaction.atomic():
        held = held_meeting(meeting)
        if held.state == MeetingState.CANCELLED:
            raise NotReady("Cuộc họp đã hủy nên không nhận tài liệu nữa.")
        if (there := held.papers.filter(digest=digest).first()) is not None:
            return there
        about = {"file": kept, "name": name[:200], "size": len(data), "digest": digest}
        paper = MeetingPaper.objects.create(meeting=held, added_by=by, added_at=now, **about)
        if marked_files.is_looked_through_later(name, data):
            enqueue(look_through, paper.pk, key=f"meetings.paper.{paper.pk}")
        if held.state == MeetingState.FIRM:
            tell_called(held, "Tài liệu họp: {}.", what=f"paper.{paper.pk}", now=now, by=by)
        record("meeting.add_paper", held, by=by, changes={"paper": ("", paper.pk)})
    return paper


def mark_read(paper: MeetingPaper, *, by: User, now: datetime) -> None:
    """Notes that somebody opened a paper; twice is no error."""
    PaperRead.objects.bulk_create([PaperRead(paper=paper, person=by, at=now)], ignore_conflicts=True)


def look_through(paper_id: int) -> None:
    """Looks through a kept paper; one that bears a mark of secrecy is wiped with every row that names it, and
    who added it is told. What nobody can read stays."""
    first = MeetingPaper.objects.filter(pk=paper_id).first()
    if first is not None and marked_files.wipe_if_marked(first.file, first.name):
        _forget(first.digest, timezone.now())


def _forget(digest: str, now: datetime) -> None:
    with transaction.atomic():
        rows = MeetingPaper.objects.filter(digest=digest).select_related("meeting", "added_by")
        for row in rows.order_by("pk"):
            key, link = f"meeting.paper.{row.pk}.classified", address_of(row.meeting_id)
            meeting, by = row.meeting, row.added_by
            row.delete()
            tell_each([(by, _WIPED)], link=link, key=key, now=now)
            record("meeting.refuse_classified", meeting, by=by)
