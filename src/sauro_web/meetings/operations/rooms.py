"""Which rooms an office has. A room is never deleted: it ends, and its meetings keep it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict

from django.db import transaction

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.meetings import rules
from sauro_web.meetings.models import Hold, Room
from sauro_web.meetings.moments import day_around, local, stored
from sauro_web.meetings.operations.asking import day_of

__all__ = ["RoomFacts", "add_room", "change_room", "end_room"]

_NOT_YOURS = "Chỉ người xếp lịch hoặc quản trị của cơ quan mới sửa danh sách phòng họp."


class RoomFacts(TypedDict):
    """What is said of a room."""

    name: str
    place: str
    seats: int | None
    virtual: bool
    link: str
    position: int


def add_room(office: Unit, facts: RoomFacts, *, by: User, now: datetime) -> Room:
    """Enters a room of an office. Raises NotAllowed; NotReady without a name, or where one of that name is
    there."""
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=office.pk)
        _ask(office, by, now)
        _check(office, facts, None)
        room = Room.objects.create(office=office, valid_from=date(2025, 7, 1), **facts)
        record("meeting.add_room", room, by=by, changes={"name": ("", room.name)})
    return room


def change_room(room: Room, facts: RoomFacts, *, by: User, now: datetime) -> Room:
    """Says otherwise what a room is. Raises as `add_room`."""
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=room.office_id)
        held = Room.objects.select_related("office").get(pk=room.pk)
        _ask(held.office, by, now)
        _check(held.office, facts, held)
        changes: dict[str, tuple[object, object]] = {}
        for name, value in facts.items():
            if (before := getattr(held, name)) != value:
                changes[name] = (before, value)
                setattr(held, name, value)
        held.save()
        record("meeting.change_room", held, by=by, changes=changes)
    return held


def end_room(room: Room, *, last_day: date, by: User, now: datetime) -> Room:
    """The room is used no longer after that day. Raises NotAllowed; NotReady while a later meeting holds
    it."""
    with transaction.atomic():
        Unit.objects.select_for_update(no_key=True).get(pk=room.office_id)
        held = Room.objects.select_related("office").get(pk=room.pk)
        _ask(held.office, by, now)
        if last_day < held.valid_from:
            raise NotReady("Ngày cuối phải sau ngày bắt đầu sử dụng phòng.")
        after = stored(day_around(last_day).end)
        later = Hold.objects.filter(room=held, live=True, ends__gt=after).select_related("meeting")
        if (first := later.order_by("starts").first()) is not None:
            raise NotReady(
                f"{held} còn được giữ cho một cuộc họp ngày {local(first.starts):%d/%m/%Y}; hãy chuyển cuộc "
                "họp đó trước."
            )
        held.valid_to = last_day
        held.save()
        record("meeting.end_room", held, by=by, changes={"valid_to": ("", last_day.isoformat())})
    return held


def _ask(office: Unit, by: User, now: datetime) -> None:
    if not rules.may_keep_rooms(by, office, on=day_of(now)):
        raise NotAllowed(_NOT_YOURS)


def _check(office: Unit, facts: RoomFacts, besides: Room | None) -> None:
    facts["name"] = facts["name"].strip()
    if not facts["name"]:
        raise NotReady("Hãy ghi tên phòng họp.")
    same = Room.objects.filter(office=office, name=facts["name"], valid_to=None)
    if besides is not None:
        same = same.exclude(pk=besides.pk)
    if same.exists():
        raise NotReady(f"Cơ quan đã có phòng “{facts['name']}”.")
