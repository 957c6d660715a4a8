"""What other systems may read: by the same queries as the pages, as the person in whose name they ask."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sauro_web.common import desk
from sauro_web.common.bare import holding
from sauro_web.common.keyset import Page
from sauro_web.exchange.api import drawing, shapes
from sauro_web.exchange.api.answers import answers
from sauro_web.exchange.api.asking import (
    LIST,
    PAGES,
    asked,
    check_names,
    moment_asked,
    number_asked,
    page_asked,
    parameter,
    scope_asked,
    words_asked,
)
from sauro_web.exchange.api.letting_in import client_of, person_of
from sauro_web.exchange.api.routing import router
from sauro_web.exchange.queries.changes import changes_since
from sauro_web.exchange.queries.reading import (
    nudge_seen,
    part_seen,
    plans_seen,
    task_seen,
    tasks_seen,
    unit_seen,
    units_found,
)
from sauro_web.plans.queries import plan_of
from sauro_web.tasks import queries, rules
from sauro_web.tasks.life import steps_of
from sauro_web.tasks.lists import parts_list
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.queries.days import days_for
from sauro_web.tasks.queries.nudging import nudges_for
from sauro_web.tasks.queries.progress import plan_progress
from sauro_web.tasks.queries.stages import parts_named, stages_of
from sauro_web.tasks.queries.stream import stream_of
from sauro_web.tasks.standing import Counts

__all__ = ["part_in_full"]

_LATEST, _PAGE = 20, 50
_ORDER = parameter("xep", "Cột để xếp như trên trang danh sách (han, don-vi, trang-thai …); dấu trừ: ngược")
_WORDS = parameter("tim", "Từ trong nội dung việc; không cần dấu", maxLength=200)
_PLAN = parameter("ke-hoach", "Số (id) của kế hoạch", "integer", minimum=1, maximum=10**15)


def _paged(page: Page[Any], items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"items": items, "next": page.after or None, "previous": page.before or None}


@router.get("/me", response=answers(shapes.MeOut), tags=["Chung"], summary="Kết nối đang dùng", url_name="me")
def me(request: HttpRequest) -> dict[str, Any]:
    """Hệ thống nào, làm thay ai, phạm vi nào, dùng đến ngày nào."""
    client, on = client_of(request), timezone.localdate()
    return {
        "client": client.name,
        "scope": client.scope,
        "person": drawing.person(client.person),
        "office": drawing.unit(client.office),
        "expires_on": client.expires_on,
        "requests_a_minute": client.a_minute,
        "units": [drawing.unit(unit) for unit in rules.units_of(client.person, on=on)],
        "follows": [drawing.unit(unit) for unit in rules.offices_watched(client.person, on=on)],
    }


@router.get(
    "/parts",
    response=answers(shapes.PartsOut),
    tags=["Phần việc"],
    summary="Danh sách phần việc",
    url_name="parts",
    openapi_extra=asked(*LIST, _ORDER, *PAGES),
)
def parts(request: HttpRequest) -> dict[str, Any]:
    """Cùng những dòng và bộ lọc với trang Nhiệm vụ: chép nguyên phần sau dấu hỏi của địa chỉ trang ấy cũng
    được."""
    scope = scope_asked(request, _ORDER, *PAGES)
    page = page_asked(request, scope.found, parts_list(scope.title, days=scope.days), ())
    return _paged(page, [drawing.part(one, scope.days) for one in page])


@router.get(
    "/parts/counts",
    response=answers(shapes.CountsOut),
    tags=["Phần việc"],
    summary="Đếm phần việc",
    url_name="part_counts",
    openapi_extra=asked(*LIST),
)
def part_counts(request: HttpRequest) -> dict[str, int]:
    """Số phần việc mà các bộ lọc tìm thấy, theo sáu cột; bằng đúng số trên trang."""
    scope = scope_asked(request)
    return drawing.counts(Counts.of_rows(scope.found, scope.days.today))


def part_in_full(request: HttpRequest, part: UnitTask) -> dict[str, Any]:
    """A part with what the person may do with it, and what was said and asked of it."""
    person, on = person_of(request), timezone.localdate()
    place = rules.place_on(person, part.task, on=on)
    days = days_for([part.unit], on=on)
    notes = part.notes.select_related("by").order_by("-at", "-pk")[:_PAGE]
    extensions = part.extensions.select_related("asked_by").order_by("-asked_at", "-pk")[:_PAGE]
    obstacles = part.obstacles.select_related("to", "raised_by").order_by("-raised_at", "-pk")[:_PAGE]
    return drawing.part(part, days) | {
        "steps": [drawing.step(one) for one in steps_of(part) if place.may_step(part, one)],
        "notes": [drawing.note(one) for one in notes],
        "extensions": [drawing.extension(one) for one in extensions],
        "obstacles": [drawing.obstacle(one) for one in obstacles],
    }


@router.get(
    "/parts/{int:part_id}",
    response=answers(shapes.PartFullOut),
    tags=["Phần việc"],
    summary="Một phần việc",
    url_name="part",
)
def part(request: HttpRequest, part_id: int, response: HttpResponse) -> dict[str, Any]:
    """Kèm các bước làm được lúc này, ghi chú, gia hạn, vướng mắc. Tiêu đề ETag là phiên bản."""
    found = part_seen(person_of(request), part_id, on=timezone.localdate())
    response["ETag"] = f'"{found.version}"'
    return part_in_full(request, found)


@router.get(
    "/tasks",
    response=answers(shapes.TasksOut),
    tags=["Việc"],
    summary="Danh sách việc",
    url_name="tasks",
    openapi_extra=asked(_WORDS, _PLAN, *PAGES),
)
def tasks(request: HttpRequest) -> dict[str, Any]:
    """Mọi việc mà người được làm thay xem được, mới giao đứng đầu."""
    check_names(request, (_WORDS, _PLAN, *PAGES))
    rows = tasks_seen(person_of(request), on=timezone.localdate())
    if words := words_asked(request, "tim"):
        rows = holding(rows, words, "text")
    if plan := number_asked(request, "ke-hoach"):
        rows = rows.filter(plan=plan)
    page = page_asked(request, rows, None, ("-given_at", "-id"))
    return _paged(page, [drawing.task(one) for one in page])


@router.get(
    "/tasks/{int:task_id}",
    response=answers(shapes.TaskFullOut),
    tags=["Việc"],
    summary="Một việc",
    url_name="task",
)
def task(request: HttpRequest, task_id: int) -> dict[str, Any]:
    """Việc, phần của từng đơn vị, lời văn nguồn, việc thành phần, diễn biến gần nhất."""
    person, on = person_of(request), timezone.localdate()
    found = task_seen(person, task_id, on=on)
    sheet = queries.task_sheet(found, on=on)
    days = days_for([found.office], on=on)
    for one in sheet.parts:
        one.task = found
    happened = stream_of(found, parts_named(found), most=_LATEST)
    return drawing.task(found) | {
        "parts": [drawing.part(one, days) for one in sheet.parts],
        "quotations": [{"place": place, "quote": quote} for place, quote in sheet.quotations],
        "stages": [_stage(one) for one in stages_of(found, rules.place_on(person, found, on=on), on=on)],
        "history": [drawing.happened(one) for one in happened],
    }


def _stage(one: Any) -> dict[str, Any]:
    lead = one.lead.part if one.lead else None
    return {
        "id": one.task.pk,
        "text": one.task.text,
        "state": lead.state if lead else None,
        "percent": lead.percent if lead else None,
    }


_BEFORE = parameter("truoc", "Giá trị before của lần hỏi trước", format="date-time")


@router.get(
    "/tasks/{int:task_id}/history",
    response=answers(shapes.HistoryOut),
    tags=["Việc"],
    summary="Diễn biến của một việc",
    url_name="task_history",
    openapi_extra=asked(_BEFORE),
)
def task_history(request: HttpRequest, task_id: int) -> dict[str, Any]:
    """Mỗi lần 50 diễn biến, mới nhất đứng đầu."""
    check_names(request, (_BEFORE,))
    found = task_seen(person_of(request), task_id, on=timezone.localdate())
    before = moment_asked(request, "truoc")
    happened = stream_of(found, parts_named(found), most=_PAGE + 1, before=before)
    return {
        "items": [drawing.happened(one) for one in happened[:_PAGE]],
        "before": happened[_PAGE - 1].at if len(happened) > _PAGE else None,
    }


@router.get(
    "/my-work",
    response=answers(shapes.DeskOut),
    tags=["Việc"],
    summary="Việc của tôi",
    url_name="my_work",
)
def my_work(request: HttpRequest) -> dict[str, Any]:
    """Như trang đầu của người được làm thay: việc đang chờ, kèm lý do và hạn, việc gần hạn nhất đứng đầu."""
    on = timezone.localdate()
    spans = desk.waiting_for(person_of(request), on=on)
    return {"on": on, "items": [drawing.waiting(one) for span in spans for one in span.things]}


_SINCE = parameter(
    "sau",
    "Mốc: giá trị next của lần hỏi trước; bỏ trống để lấy mốc hiện nay",
    "integer",
    minimum=0,
    maximum=10**15,
)


@router.get(
    "/changes",
    response=answers(shapes.ChangesOut),
    tags=["Đồng bộ"],
    summary="Thay đổi từ một mốc",
    url_name="changes",
    openapi_extra=asked(_SINCE),
)
def changes(request: HttpRequest) -> dict[str, Any]:
    """Để hệ thống khác giữ bản sao: lần đầu lấy mốc rồi đọc hết danh sách, sau đó chỉ hỏi những gì thay đổi.
    Kỳ mới của việc định kỳ và thay đổi lịch làm việc không nằm ở đây: mỗi ngày đọc lại danh sách một lần."""
    check_names(request, (_SINCE,))
    since = number_asked(request, "sau", least=0)
    found = changes_since(person_of(request), since, on=timezone.localdate())
    items = [{name: getattr(one, name) for name in one.__slots__} for one in found.items]
    return {"items": items, "next": found.next, "more": found.more}


_SUBJECT = parameter("tim", "Từ trong trích yếu, ký hiệu; không cần dấu", maxLength=200)


@router.get(
    "/plans",
    response=answers(shapes.PlansOut),
    tags=["Kế hoạch"],
    summary="Danh sách kế hoạch",
    url_name="plans",
    openapi_extra=asked(_SUBJECT, *PAGES),
)
def plans(request: HttpRequest) -> dict[str, Any]:
    """Kế hoạch mà người được làm thay xem được, mới tải lên đứng đầu."""
    check_names(request, (_SUBJECT, *PAGES))
    rows = plans_seen(person_of(request), on=timezone.localdate())
    if words := words_asked(request, "tim"):
        rows = holding(rows, words, "subject", "symbol", "number")
    page = page_asked(request, rows, None, ("-uploaded_at", "-id"))
    return _paged(page, [drawing.plan(one) for one in page])


@router.get(
    "/plans/{int:plan_id}/progress",
    response=answers(shapes.PlanProgressOut),
    tags=["Kế hoạch"],
    summary="Tiến độ một kế hoạch",
    url_name="plan_progress",
)
def progress(request: HttpRequest, plan_id: int) -> dict[str, Any]:
    """Cùng một cách đếm với trang Thực hiện của kế hoạch. Ai không theo dõi cơ quan thì chỉ thấy việc có phần
    của đơn vị mình."""
    person, on = person_of(request), timezone.localdate()
    plan = plan_of(plan_id, by=person, on=on)
    reads_all = plan.office in rules.offices_watched(person, on=on)
    rows = queries.parts_of_plan(plan, seen_by=None if reads_all else rules.units_of(person, on=on))
    shown = plan_progress(plan, rows, days_for([plan.office], on=on))
    return {
        "plan": drawing.plan(plan),
        "on": on,
        "whole": drawing.counts(shown.whole.counts),
        "sections": [{"label": row.label, "counts": drawing.counts(row.counts)} for row in shown.sections],
        "units": [{"label": row.label, "counts": drawing.counts(row.counts)} for row in shown.units],
    }


_UNIT = parameter("tim", "Tên đơn vị, không cần dấu", maxLength=200)


@router.get(
    "/units",
    response=answers(shapes.UnitsOut),
    tags=["Đơn vị"],
    summary="Tìm đơn vị",
    url_name="units",
    openapi_extra=asked(_UNIT),
)
def units(request: HttpRequest) -> dict[str, Any]:
    """Tìm số (id) của đơn vị theo tên; nhiều nhất 20 đơn vị, gần nhất đứng đầu."""
    check_names(request, (_UNIT,))
    found = units_found(person_of(request), words_asked(request, "tim"), on=timezone.localdate(), limit=20)
    return {"items": [drawing.unit(one) for one in found]}


@router.get(
    "/units/{int:pk}/work",
    response=answers(shapes.UnitWorkOut),
    tags=["Đơn vị"],
    summary="Việc của một đơn vị",
    url_name="unit_work",
)
def unit_work(request: HttpRequest, pk: int) -> dict[str, Any]:
    """Cấp trên thấy số lượng của cấp dưới mà không thấy từng việc; như trang Việc của đơn vị."""
    person, on = person_of(request), timezone.localdate()
    unit = unit_seen(person, pk, on=on)
    whole = queries.parts_of_area(unit)
    days = days_for([unit], on=on)
    rolled_up = None
    if rules.may_read_roll_up(person, unit, on=on):
        rolled_up = drawing.counts(Counts.of_rows(whole, days.today))
    readable = whole.filter(task__in=tasks_seen(person, on=on).values("pk"))
    counted = Counts.of_rows(readable, days.today)
    return {"unit": drawing.unit(unit), "on": on, "readable": drawing.counts(counted), "rolled_up": rolled_up}


@router.get(
    "/nudges",
    response=answers(shapes.NudgesOut),
    tags=["Đôn đốc"],
    summary="Danh sách đôn đốc",
    url_name="nudges",
    openapi_extra=asked(*PAGES),
)
def nudges(request: HttpRequest) -> dict[str, Any]:
    """Những lần đôn đốc do cơ quan được theo dõi gửi, hoặc gửi đến đơn vị mình; mới nhất đứng đầu."""
    check_names(request, PAGES)
    rows = nudges_for(person_of(request), on=timezone.localdate())
    page = page_asked(request, rows, None, ("-at", "-id"))
    return _paged(page, [drawing.nudge(one) for one in page])


@router.get(
    "/nudges/{int:nudge_id}",
    response=answers(shapes.NudgeOut),
    tags=["Đôn đốc"],
    summary="Một lần đôn đốc",
    url_name="nudge",
)
def nudge(request: HttpRequest, nudge_id: int) -> dict[str, Any]:
    """Kèm từng phần việc và số ngày quá hạn hôm đó."""
    found = nudge_seen(person_of(request), nudge_id, on=timezone.localdate())
    rows = found.parts.select_related("part__task").order_by("-days_late", "pk")
    return drawing.nudge(found, rows)
