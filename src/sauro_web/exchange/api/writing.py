"""What other systems may do: by the same operations as the pages, as the person in whose name they ask."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone
from ninja import Status

from sauro_web.accounts.models import Unit, User
from sauro_web.common.errors import NotAllowed
from sauro_web.exchange.api import drawing, shapes, taken
from sauro_web.exchange.api.answers import answers
from sauro_web.exchange.api.asking import KEYED, VERSIONED, asked, version_asked
from sauro_web.exchange.api.letting_in import person_of
from sauro_web.exchange.api.problems import Problem, refused_input
from sauro_web.exchange.api.reading import part_in_full
from sauro_web.exchange.api.repeating import answered
from sauro_web.exchange.api.routing import router
from sauro_web.exchange.models import Scope
from sauro_web.exchange.queries.reading import extension_seen, nudge_seen, obstacle_seen, part_seen, task_seen
from sauro_web.plans.queries import unit_named
from sauro_web.tasks import operations, rules
from sauro_web.tasks.giving_forms import GiveForm
from sauro_web.tasks.life import STEPS, Actor, Step, StepKind
from sauro_web.tasks.models import Part, Task, UnitTask
from sauro_web.tasks.operations import extensions, living, nudges, obstacles, progress
from sauro_web.tasks.operations.giving import give_task
from sauro_web.tasks.operations.handing_in import hand_in
from sauro_web.tasks.picks import pick_in
from sauro_web.tasks.queries.people import people_of

__all__: list[str] = []

_BY_SLUG = {one.slug: one for one in STEPS.values()}
_NO_UNIT = "Không có đơn vị này, hoặc đơn vị không thuộc phạm vi của cơ quan giao việc."
_PICKS = (("lead", False, True), ("cooperating", True, False), ("informed", True, False))
_BOTH = asked(KEYED, VERSIONED)
_KEY = asked(KEYED)


def _part(request: HttpRequest, number: int) -> UnitTask:
    """The part; what then stands in the way is told with the part as it stands."""
    found = part_seen(person_of(request), number, on=timezone.localdate())
    request.part_asked = found  # type: ignore[attr-defined]
    return found


def _now_of(request: HttpRequest, part: UnitTask) -> dict[str, Any]:
    return part_in_full(request, part_seen(person_of(request), part.pk, on=timezone.localdate()))


# Giving


@router.post(
    "/tasks",
    response=answers(shapes.TaskOut, 201),
    tags=["Việc"],
    summary="Giao việc",
    url_name="give",
    openapi_extra=_KEY,
)
def give(request: HttpRequest, body: taken.GiveIn) -> Status[Any]:
    """Giao việc không qua kế hoạch, nhân danh cơ quan mà người được làm thay theo dõi hoặc lãnh đạo."""
    watched = rules.offices_watched(person_of(request), on=timezone.localdate())
    office = next((one for one in watched if body.office in (None, one.pk)), None)
    if office is None:
        raise NotAllowed("Chỉ người theo dõi hoặc lãnh đạo của cơ quan mới giao việc.")
    return answered(request, Scope.DECIDE, shapes.TaskOut, lambda: _give(request, office, body), status=201)


@router.post(
    "/tasks/{int:task_id}/subtasks",
    response=answers(shapes.TaskOut, 201),
    tags=["Việc"],
    summary="Thêm việc thành phần",
    url_name="give_part",
    openapi_extra=_KEY,
)
def give_part(request: HttpRequest, task_id: int, body: taken.SubtaskIn) -> Status[Any]:
    """Do đơn vị chủ trì hoặc cơ quan giao việc; việc lớn chỉ xong khi mọi việc thành phần xong."""
    whole = task_seen(person_of(request), task_id, on=timezone.localdate())
    scope = Scope.REPORT

    def act() -> dict[str, Any]:
        return _give(request, whole.office, body, whole)

    return answered(request, scope, shapes.TaskOut, act, status=201)


def _give(
    request: HttpRequest, office: Unit, body: taken.SubtaskIn, parent: Task | None = None
) -> dict[str, Any]:
    """By the form of the page, so that a deadline in words is read by the same rule."""
    on, person = timezone.localdate(), person_of(request)
    data = _as_sent(body)
    picks = []
    for name, many, needed in _PICKS:
        try:
            pick = pick_in(data, name, name, office=office, on=on, many=many, needed=needed)
            pick.taken(on)
        except Http404:
            raise refused_input(name, _NO_UNIT) from None
        picks.append(pick)
    form = GiveForm(data, picks=picks, on=on, step=parent is not None)
    if not form.is_valid():
        raise Problem(422, "Việc giao chưa đúng.", fields=list(_faults(form.errors.items())))
    task = give_task(office, form.new_task(), by=person, now=timezone.now(), parent=parent)
    return drawing.task(task_seen(person, task.pk, on=on))


def _as_sent(body: taken.SubtaskIn) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, value in body.model_dump(exclude_none=True).items():
        data.setlist(name, [str(one) for one in value] if isinstance(value, list) else [str(value)])
    return data


def _faults(errors: Iterable[tuple[str, Any]]) -> Iterable[dict[str, str]]:
    for name, found in errors:
        yield {"field": name.replace("__all__", ""), "message": " ".join(str(one) for one in found)}


@router.post(
    "/tasks/{int:task_id}/cancellation",
    response=answers(shapes.TaskOut),
    tags=["Việc"],
    summary="Hủy việc",
    url_name="cancel",
    openapi_extra=_KEY,
)
def cancel(request: HttpRequest, task_id: int, body: taken.CancelIn) -> Status[Any]:
    """Mọi đơn vị chưa hoàn thành không phải làm nữa; phần đã hoàn thành và lịch sử vẫn còn."""
    person, on = person_of(request), timezone.localdate()
    found = task_seen(person, task_id, on=on)
    if not rules.may_read_work_of(person, found.office, on=on):
        raise NotAllowed("Chỉ người theo dõi hoặc lãnh đạo của cơ quan giao việc mới hủy việc.")

    def act() -> dict[str, Any]:
        living.cancel_task(found, by=person, now=timezone.now(), reason=body.reason)
        return drawing.task(found)

    return answered(request, Scope.DECIDE, shapes.TaskOut, act)


# The life of a part


@router.post(
    "/parts/{int:part_id}/steps/{slug}",
    response=answers(shapes.PartFullOut),
    tags=["Phần việc"],
    summary="Một bước của phần việc",
    url_name="step",
    openapi_extra=_BOTH,
)
def step(request: HttpRequest, part_id: int, slug: str, body: taken.StepIn) -> Status[Any]:
    """Các bước: nhan-viec, tra-lai, bat-dau-thuc-hien, trinh-ket-qua, rut-lai-de-sua, duyet-hoan-thanh,
    yeu-cau-lam-lai, giu-nguyen-viec-giao, chuyen-don-vi-khac, tam-dung, tiep-tuc, thu-hoi, giao-lai, mo-lai.
    Bước nào làm được lúc này thì nằm ở trường steps của phần việc. Đơn vị chủ trì chỉ mở lại phần phối hợp do
    chính mình duyệt và cấp trên chưa ghi nhận."""
    one = _BY_SLUG.get(slug)
    if one is None:
        raise Http404
    part = _part(request, part_id)
    version = version_asked(request, body.version)
    scope = Scope.REPORT if one.actor is Actor.UNIT else Scope.DECIDE
    if not rules.may_step(person_of(request), part, one, on=timezone.localdate()):
        raise NotAllowed("Người được làm thay không làm được bước này với phần việc này.")
    if one.reason and not body.reason:
        raise refused_input("reason", "Hãy ghi rõ lý do.")
    if one.kind is StepKind.PASS_ON and body.to is None:
        raise refused_input("to", "Hãy ghi đơn vị nhận.")

    def act() -> dict[str, Any]:
        _take(one, part, body, version, person_of(request))
        return _now_of(request, part)

    return answered(request, scope, shapes.PartFullOut, act)


def _take(one: Step, part: UnitTask, body: taken.StepIn, version: int, by: User) -> None:
    now = timezone.now()
    if one.kind is StepKind.PASS_ON:
        to = _unit(body.to, part, "to", on=timezone.localdate(now), below=True)
        living.pass_on(part, to=to, by=by, now=now, version=version, reason=body.reason)
    elif one.kind is StepKind.SUBMIT:
        hand_in(part, product=body.product, files=(), by=by, now=now, version=version)
    elif one.kind is StepKind.TAKE_UP and part.part == Part.INFORMED:
        operations.take_up(part, by=by, now=now)
    else:
        living.take_step(part, one.kind, by=by, now=now, version=version, reason=body.reason)


def _unit(number: int | None, part: UnitTask, field: str, *, on: date, below: bool) -> Unit:
    """A unit that the office of the task may name; `below`: to which it may give work, else
    whom the unit may ask."""
    office = part.task.office
    try:
        unit = unit_named(number or 0, office, on=on)
    except Http404:
        raise refused_input(field, _NO_UNIT) from None
    asked = below or Unit.objects.filter(rules.may_be_asked(part), pk=unit.pk).exists()
    if not asked or (below and not unit.path.startswith(office.path)):
        raise refused_input(field, _NO_UNIT)
    return unit


@router.post(
    "/parts/{int:part_id}/recognition",
    response=answers(shapes.PartFullOut),
    tags=["Phần việc"],
    summary="Ghi nhận kết quả",
    url_name="recognise",
    openapi_extra=_KEY,
)
def recognise(request: HttpRequest, part_id: int, body: taken.Nothing) -> Status[Any]:
    """Lãnh đạo cơ quan giao việc ghi nhận phần việc đã hoàn thành."""
    part = _part(request, part_id)

    def act() -> dict[str, Any]:
        living.recognise(part, by=person_of(request), now=timezone.now())
        return _now_of(request, part)

    return answered(request, Scope.DECIDE, shapes.PartFullOut, act)


@router.post(
    "/parts/{int:part_id}/notes",
    response=answers(shapes.NoteOut, 201),
    tags=["Phần việc"],
    summary="Cập nhật tiến độ, ghi chú",
    url_name="note",
    openapi_extra=_BOTH,
)
def note(request: HttpRequest, part_id: int, body: taken.NoteIn) -> Status[Any]:
    """Có percent là tiến độ, do đơn vị của phần việc ghi và cần version; không có là ghi chú."""
    part = _part(request, part_id)
    version = version_asked(request, body.version) if body.percent is not None else None

    def act() -> dict[str, Any]:
        made = progress.add_note(
            part,
            text=body.text,
            percent=body.percent,
            interim=body.interim,
            by=person_of(request),
            now=timezone.now(),
            version=version,
        )
        return drawing.note(made)

    return answered(request, Scope.REPORT, shapes.NoteOut, act, status=201)


@router.post(
    "/parts/{int:part_id}/officer",
    response=answers(shapes.PartFullOut),
    tags=["Phần việc"],
    summary="Phân công người thụ lý",
    url_name="officer",
    openapi_extra=_BOTH,
)
def officer(request: HttpRequest, part_id: int, body: taken.OfficerIn) -> Status[Any]:
    """Người của đơn vị; null là bỏ phân công."""
    part, on = _part(request, part_id), timezone.localdate()
    version = version_asked(request, body.version)
    named = None
    if Actor.UNIT not in rules.actors_on(person_of(request), part, on=on):
        raise NotAllowed("Chỉ người của đơn vị mới phân công người thụ lý.")
    if body.officer is not None:
        named = people_of(part.unit, on).filter(pk=body.officer).first()
        if named is None:
            raise refused_input("officer", f"Không có người này ở {part.unit.label}.")

    def act() -> dict[str, Any]:
        progress.name_officer(part, officer=named, by=person_of(request), now=timezone.now(), version=version)
        return _now_of(request, part)

    return answered(request, Scope.REPORT, shapes.PartFullOut, act)


# More time


@router.post(
    "/parts/{int:part_id}/extensions",
    response=answers(shapes.ExtensionOut, 201),
    tags=["Gia hạn"],
    summary="Xin gia hạn",
    url_name="extend",
    openapi_extra=_BOTH,
)
def extend(request: HttpRequest, part_id: int, body: taken.ExtensionIn) -> Status[Any]:
    """Thời hạn giao ban đầu vẫn được giữ để đối chiếu."""
    part = _part(request, part_id)
    version = version_asked(request, body.version)

    def act() -> dict[str, Any]:
        made = extensions.ask_extension(
            part,
            until=body.until,
            reason=body.reason,
            by=person_of(request),
            now=timezone.now(),
            version=version,
        )
        return drawing.extension(made)

    return answered(request, Scope.REPORT, shapes.ExtensionOut, act, status=201)


@router.post(
    "/extensions/{int:extension_id}/decision",
    response=answers(shapes.ExtensionOut),
    tags=["Gia hạn"],
    summary="Quyết định gia hạn",
    url_name="decide",
    openapi_extra=_KEY,
)
def decide(request: HttpRequest, extension_id: int, body: taken.DecisionIn) -> Status[Any]:
    """Do người theo dõi của cơ quan giao việc; người xin không tự quyết định."""
    held, part = extension_seen(person_of(request), extension_id, on=timezone.localdate())
    request.part_asked = part  # type: ignore[attr-defined]

    def act() -> dict[str, Any]:
        made = extensions.decide_extension(
            held,
            granted=body.granted,
            answer=body.answer,
            until=body.until,
            by=person_of(request),
            now=timezone.now(),
        )
        return drawing.extension(made)

    return answered(request, Scope.DECIDE, shapes.ExtensionOut, act)


# Obstacles


@router.post(
    "/parts/{int:part_id}/obstacles",
    response=answers(shapes.ObstacleOut, 201),
    tags=["Vướng mắc"],
    summary="Nêu vướng mắc",
    url_name="obstacle",
    openapi_extra=_KEY,
)
def obstacle(request: HttpRequest, part_id: int, body: taken.ObstacleIn) -> Status[Any]:
    """Gửi đến đơn vị giải quyết được; thời gian chờ tính cho đơn vị ấy."""
    part, on = _part(request, part_id), timezone.localdate()
    if Actor.UNIT not in rules.actors_on(person_of(request), part, on=on):
        raise NotAllowed("Chỉ người của đơn vị có phần việc này mới nêu vướng mắc.")

    def act() -> dict[str, Any]:
        made = obstacles.raise_obstacle(
            part,
            text=body.text,
            to=_unit(body.to, part, "to", on=on, below=False),
            answer_by=body.answer_by,
            by=person_of(request),
            now=timezone.now(),
            proposal=body.proposal,
        )
        return drawing.obstacle(made)

    return answered(request, Scope.REPORT, shapes.ObstacleOut, act, status=201)


@router.post(
    "/obstacles/{int:obstacle_id}/answer",
    response=answers(shapes.ObstacleOut),
    tags=["Vướng mắc"],
    summary="Trả lời vướng mắc",
    url_name="answer",
    openapi_extra=_KEY,
)
def answer(request: HttpRequest, obstacle_id: int, body: taken.AnswerIn) -> Status[Any]:
    """Do người của đơn vị được hỏi."""
    held, part = obstacle_seen(person_of(request), obstacle_id, on=timezone.localdate())
    request.part_asked = part  # type: ignore[attr-defined]

    def act() -> dict[str, Any]:
        now = timezone.now()
        made = obstacles.answer_obstacle(held, answer=body.answer, by=person_of(request), now=now)
        return drawing.obstacle(made)

    return answered(request, Scope.REPORT, shapes.ObstacleOut, act)


@router.post(
    "/obstacles/{int:obstacle_id}/closing",
    response=answers(shapes.ObstacleOut),
    tags=["Vướng mắc"],
    summary="Đóng vướng mắc",
    url_name="close",
    openapi_extra=_KEY,
)
def close(request: HttpRequest, obstacle_id: int, body: taken.Nothing) -> Status[Any]:
    """Do đơn vị đã nêu, khi không còn vướng."""
    held, part = obstacle_seen(person_of(request), obstacle_id, on=timezone.localdate())
    request.part_asked = part  # type: ignore[attr-defined]

    def act() -> dict[str, Any]:
        return drawing.obstacle(obstacles.close_obstacle(held, by=person_of(request), now=timezone.now()))

    return answered(request, Scope.REPORT, shapes.ObstacleOut, act)


@router.post(
    "/nudges/{int:nudge_id}/seen",
    response=answers(shapes.NudgeOut),
    tags=["Đôn đốc"],
    summary="Xác nhận đã xem đôn đốc",
    url_name="nudge_seen",
    openapi_extra=_KEY,
)
def see_nudge(request: HttpRequest, nudge_id: int, body: taken.Nothing) -> Status[Any]:
    """Do người của đơn vị được đôn đốc."""
    found = nudge_seen(person_of(request), nudge_id, on=timezone.localdate())

    def act() -> dict[str, Any]:
        return drawing.nudge(nudges.mark_nudge_seen(found, by=person_of(request), now=timezone.now()))

    return answered(request, Scope.REPORT, shapes.NudgeOut, act)
