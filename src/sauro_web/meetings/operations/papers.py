"""Papers of a meeting or a round of opinions: refused where they bear a mark of secrecy, before a byte of
them is kept. Of a scan that shows only once its letters are recognised, in the background; it is wiped
then."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from typing import Any

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
from sauro_web.meetings.models import Meeting, MeetingPaper, MeetingState, OpinionRound, PaperRead
from sauro_web.meetings.operations.asking import (
    address_of,
    day_of,
    held_meeting,
    needed_words,
    tell_called,
)
from sauro_web.meetings.operations.opinions import round_address
from sauro_web.meetings.operations.sending import keep_reasons, late_paper
from sauro_web.notices.operations import tell_each

__all__ = ["add_paper", "add_paper_to_round", "forget_papers", "look_through", "mark_read", "withdraw_paper"]

_WIPED = (
    "Một tài liệu họp mang dấu chỉ độ mật nên đã bị xóa khỏi hệ thống; hãy xử lý văn bản đó theo quy định về "
    "bảo vệ bí mật nhà nước."
)


def add_paper(
    meeting: Meeting, *, name: str, data: bytes, by: User, now: datetime, reason: str = ""
) -> MeetingPaper:
    """Adds a paper, and tells whoever is called. The same bytes again give the paper that is there. `reason`
    answers that it goes out late.

    Raises NotAllowed; NotReady for a cancelled meeting, for a file that bears a mark of secrecy, and for what
    is late without a reason.
    """
    if not rules.may_run(by, meeting, on=day_of(now)):
        raise NotAllowed("Chỉ người tổ chức, chủ trì, thư ký hoặc người xếp lịch mới gửi tài liệu họp.")
    about = _kept(meeting, name, data, by, now)
    with transaction.atomic():
        held = held_meeting(meeting)
        if held.state == MeetingState.CANCELLED:
            raise NotReady("Cuộc họp đã hủy nên không nhận tài liệu nữa.")
        if (there := held.papers.filter(digest=about["digest"], withdrawn_at=None).first()) is not None:
            return there
        if told := late_paper(held, now=now):
            keep_reasons(held, told, reason)
            held.save(update_fields=["reasons"])
        paper = _added(MeetingPaper(meeting=held, **about), data)
        if held.state == MeetingState.FIRM:
            tell_called(held, "Tài liệu họp: {}.", what=f"paper.{paper.pk}", now=now, by=by)
        changes = {"paper": ("", paper.pk)}
        record("meeting.add_paper", held, by=by, changes=changes, reason=reason.strip())
    return paper


def withdraw_paper(paper: MeetingPaper, *, reason: str, by: User, now: datetime) -> MeetingPaper:
    """Takes a wrong paper of a meeting back: it stays in the list with who, when and why, nobody opens it any
    more, and whoever has opened it is told. A second time nothing changes.

    Raises NotAllowed; NotReady without a reason, and once the meeting has ended.
    """
    meeting = paper.meeting
    if meeting is None or not rules.may_withdraw(by, paper):
        raise NotAllowed("Chỉ người đã gửi tài liệu hoặc thư ký cuộc họp mới rút tài liệu.")
    words = needed_words(reason)
    with transaction.atomic():
        held = held_meeting(meeting)
        row = MeetingPaper.objects.select_for_update(of=("self",), no_key=True).get(pk=paper.pk)
        if row.withdrawn_at is not None:
            return row
        if now >= held.ends:
            raise NotReady("Cuộc họp đã kết thúc nên không rút tài liệu nữa; cần thì ghi vào biên bản.")
        row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason = by, now, words
        row.save(update_fields=["withdrawn_by", "withdrawn_at", "withdrawn_reason"])
        readers = User.objects.filter(pk__in=row.readings.order_by().values("person")).exclude(pk=by.pk)
        about = f"Tài liệu “{row.name[:120]}” của cuộc họp “{held.subject[:120]}”"
        said = f"{about} đã được rút, không dùng bản đã tải."
        told = ((one, said) for one in readers.order_by("pk"))
        tell_each(told, link=address_of(held.pk), key=f"meeting.paper.{row.pk}.withdrawn", now=now)
        record("meeting.withdraw_paper", held, by=by, changes={"paper": (row.pk, "")}, reason=words)
    return row


def add_paper_to_round(row: OpinionRound, *, name: str, data: bytes, by: User, now: datetime) -> MeetingPaper:
    """Adds a paper to a round of opinions. Raises NotAllowed; NotReady once it is closed, and as
    `add_paper`."""
    if not rules.may_run_round(by, row, on=day_of(now)):
        raise NotAllowed("Chỉ người gửi phiếu hoặc người xếp lịch của cơ quan mới gửi tài liệu kèm phiếu.")
    about = _kept(row, name, data, by, now)
    with transaction.atomic():
        held = OpinionRound.objects.select_for_update(of=("self",), no_key=True).get(pk=row.pk)
        if held.closed_by_id is not None:
            raise NotReady("Phiếu lấy ý kiến đã kết thúc nên không nhận tài liệu nữa.")
        if (there := held.papers.filter(digest=about["digest"]).first()) is not None:
            return there
        paper = _added(MeetingPaper(opinion_round=held, **about), data)
        record("opinions.add_paper", held, by=by, changes={"paper": ("", paper.pk)})
    return paper


def _kept(about: Meeting | OpinionRound, name: str, data: bytes, by: User, now: datetime) -> dict[str, Any]:
    """What the row of a paper says, its bytes kept. Raises NotReady where it bears a mark of secrecy."""
    try:
        marked_files.refuse_marked(name, data)
    except Classified as refused:
        with transaction.atomic():
            record("meeting.refuse_classified", about, by=by)
        raise NotReady(str(refused)) from None
    kept = keep_file(data, suffix=marked_files.suffix_of(name)[:10])
    of_file = {"file": kept, "name": name[:200], "size": len(data), "digest": sha256(data).hexdigest()}
    return of_file | {"added_by": by, "added_at": now}


def _added(paper: MeetingPaper, data: bytes) -> MeetingPaper:
    paper.save()
    if marked_files.is_looked_through_later(paper.name, data):
        enqueue(look_through, paper.pk, key=f"meetings.paper.{paper.pk}")
    return paper


def mark_read(paper: MeetingPaper, *, by: User, now: datetime) -> None:
    """Notes that somebody opened a paper; twice is no error."""
    PaperRead.objects.bulk_create([PaperRead(paper=paper, person=by, at=now)], ignore_conflicts=True)


def look_through(paper_id: int) -> None:
    """Looks through a kept paper; one that bears a mark of secrecy is wiped with every row that names it, and
    who added it is told. What nobody can read stays."""
    first = MeetingPaper.objects.filter(pk=paper_id).first()
    if first is not None:
        marked_files.wipe_if_marked(first.file, first.name, now=timezone.now())


def forget_papers(digest: str, now: datetime) -> None:
    """Removes what names a file that bore a mark of secrecy; who added it is told."""
    with transaction.atomic():
        rows = MeetingPaper.objects.filter(digest=digest)
        for row in rows.select_related("meeting", "opinion_round", "added_by").order_by("pk"):
            key, by, of = f"meeting.paper.{row.pk}.classified", row.added_by, row.meeting or row.opinion_round
            assert of is not None  # noqa: S101 (a paper is of one of the two)
            link = address_of(of.pk) if isinstance(of, Meeting) else round_address(of.pk)
            row.delete()
            tell_each([(by, _WIPED)], link=link, key=key, now=now)
            record("meeting.refuse_classified", of, by=by)
