"""The rooms of an office."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.models import Unit
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.fields import number_in
from sauro_web.common.refusals import come_back
from sauro_web.meetings import rules
from sauro_web.meetings.forms import RoomForm
from sauro_web.meetings.models import Room
from sauro_web.meetings.operations.rooms import add_room, change_room, end_room
from sauro_web.meetings.queries.rooms import rooms_of

__all__ = ["room", "room_end", "rooms"]

_NOT_YOURS = "Chỉ người xếp lịch hoặc quản trị của cơ quan mới sửa danh sách phòng họp."


@login_required
@require_http_methods(["GET", "POST"])
def rooms(request: HttpRequest) -> HttpResponse:
    """All rooms, and for who keeps them the form for one more."""
    person, on = person_of(request), timezone.localdate()
    offices = rules.offices_seen(person, on=on)
    if not offices:
        raise NotAllowed(
            "Ông (bà) chưa có vị trí công tác nào. Hãy đề nghị quản trị của cơ quan phân vị trí."
        )
    wanted = number_in(request.GET.get("co-quan", ""))
    office = next((one for one in offices if one.pk == wanted), offices[0])
    keeps = rules.may_keep_rooms(person, office, on=on)
    if request.method == "POST" and not keeps:
        raise NotAllowed(_NOT_YOURS)
    form = RoomForm(request.POST or None)

    def show() -> HttpResponse:
        context = {"office": office, "rooms": rooms_of(office, on=on), "keeps": keeps, "form": form}
        return render(request, "meetings/rooms.html", context, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return show()
    come_back(request, form, show)
    added = add_room(office, form.facts(), by=person, now=timezone.now())
    messages.success(request, f"Đã thêm {added}.")
    return redirect(f"{request.path}?co-quan={office.pk}")


@login_required
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, room_id: int) -> HttpResponse:
    """What is said of one room."""
    held = _room(request, room_id)
    facts = {name: getattr(held, name) for name in ("name", "place", "seats", "virtual", "link", "position")}
    form = RoomForm(request.POST or None, initial=facts)

    def show() -> HttpResponse:
        context = {"room": held, "form": form}
        return render(request, "meetings/room.html", context, status=422 if form.errors else 200)

    if request.method != "POST" or not form.is_valid():
        return show()
    come_back(request, form, show)
    change_room(held, form.facts(), by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã sửa {held.name}.")
    return redirect("meetings:rooms")


@login_required
@require_POST
def room_end(request: HttpRequest, room_id: int) -> HttpResponse:
    """The room is used no longer than today."""
    held = _room(request, room_id)
    end_room(held, last_day=timezone.localdate(), by=person_of(request), now=timezone.now())
    messages.success(request, f"{held.name} không dùng để họp nữa kể từ ngày mai.")
    return redirect("meetings:rooms")


def _room(request: HttpRequest, room_id: int) -> Room:
    """A room of an office whose calendar is the person's; Http404 for others, NotAllowed for who does not
    keep the rooms."""
    held = get_object_or_404(Room.objects.select_related("office"), pk=room_id)
    person, on = person_of(request), timezone.localdate()
    office: Unit = held.office
    if office.pk not in {one.pk for one in rules.offices_seen(person, on=on)}:
        raise Http404
    if not rules.may_keep_rooms(person, office, on=on):
        raise NotAllowed(_NOT_YOURS)
    return held
