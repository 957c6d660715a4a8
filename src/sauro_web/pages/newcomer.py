"""Where a newcomer to the made-up office begins: a few steps, each with the page on which it is done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.text import Truncator

from sauro_web.accounts.models import Role, Unit, UnitKind, User
from sauro_web.accounts.queries.standings import standings
from sauro_web.plans.models import ImportedPlan, PlanState, SuggestionState
from sauro_web.plans.queries.listing import offices_handled
from sauro_web.tasks.models import TaskState, UnitTask
from sauro_web.tasks.rules import units_held

__all__ = ["Step", "steps_for"]

_MOST = 5
_WORDS = 16
"""Of a plan's subject in the first step."""


@dataclass(frozen=True, slots=True)
class Step:
    """What to do, where, why; whether it is done already."""

    what: str
    address: str
    why: str
    done: bool = False


def steps_for(person: User, *, on: date) -> Sequence[Step]:
    """The steps for the roles that the person has, at most five."""
    held = standings(person, on)
    roles = {standing.role for standing in held}
    if Role.COORDINATOR in roles:
        unit = list(_of_a_unit(person, on))
        return [*_of_a_coordinator(person, on), *unit[:2], *_upload(), *unit[2:]][:_MOST]
    if Role.ADMINISTRATOR in roles:
        return list(_of_an_administrator(held[0].unit))
    leading = _of_a_leader() if Role.LEADER in roles else ()
    return [*leading, *_of_a_unit(person, on)][:_MOST]


def _of_a_coordinator(person: User, on: date) -> Iterator[Step]:
    office = next(iter(offices_handled(person, on)), None)
    plans = ImportedPlan.objects.filter(office=office).order_by("-pk")
    waiting = plans.filter(state=PlanState.REVIEW).first()
    issued = plans.filter(state=PlanState.ISSUED).first()
    if waiting:
        yield from _through_review(waiting)
    if issued:
        yield Step(
            f"Xem Kế hoạch {issued.reference} đã giao những việc gì, cho ai",
            reverse("tasks:of_plan", args=[issued.pk]),
            "mỗi việc có một đầu mối; mỗi con số mở ra được các dòng đã đếm",
        )
        yield Step(
            "Xem đơn vị nào đã nhận việc, đơn vị nào chưa",
            f"{reverse('tasks:list')}?pham-vi=co-quan",
            "sau đó đăng xuất, vào lại bằng người của một phòng để nhận việc",
        )


def _through_review(plan: ImportedPlan) -> Iterator[Step]:
    cards = plan.suggestions.filter(twin_of=None).order_by("position", "pk")
    left = [card for card in cards if card.state == SuggestionState.OPEN]
    doubtful = [card for card in left if card.doubts]
    page = reverse("plans:review", args=[plan.pk])
    yield Step(
        f"Soát kế hoạch “{Truncator(plan.subject).words(_WORDS)}”",
        f"{page}#the-{left[0].pk}" if left else page,
        f"còn {len(left)} mục; phím Enter xác nhận, phím j sang mục sau",
        done=not left,
    )
    yield Step(
        "Quyết định những chỗ chưa rõ",
        f"{page}#the-{doubtful[0].pk}" if doubtful else page,
        f"còn {len(doubtful)} mục: hai đơn vị cùng chủ trì, thiếu hạn, tên đơn vị lạ",
        done=not doubtful,
    )
    yield Step(
        "Giao việc", reverse("tasks:issue", args=[plan.pk]), "mọi đơn vị liên quan có ngay phần việc của mình"
    )


def _upload() -> Iterator[Step]:
    yield Step(
        "Tải một kế hoạch lên", reverse("plans:list"), "Word, PDF hoặc bản quét; đọc xong là soát được"
    )


def _of_a_leader() -> Iterator[Step]:
    yield Step(
        "Xem việc cơ quan đã giao, việc nào gần hạn",
        f"{reverse('tasks:list')}?pham-vi=co-quan",
        "bấm vào tên mình, chọn cỡ chữ Trình chiếu khi dùng máy chiếu",
    )
    yield Step(
        "Ủy quyền khi đi công tác", reverse("accounts:delegations"), "việc làm thay được ghi cả hai tên"
    )


def _of_a_unit(person: User, on: date) -> Iterator[Step]:
    own = UnitTask.objects.filter(unit__in=units_held(person, on=on), ended_at=None)
    new = own.filter(state=TaskState.ASSIGNED)
    first = new.exclude(due_on=None).order_by("due_on", "pk").first()
    if first:
        yield Step(
            "Nhận việc có hạn gần nhất",
            reverse("tasks:task", args=[first.task_id]),
            "trang của việc có đủ sáu rõ và lời văn làm căn cứ",
        )
    yield Step(
        "Xem mọi việc của đơn vị, lọc theo kế hoạch", reverse("tasks:list"), f"{new.count()} việc chưa nhận"
    )
    yield Step("Đọc thông báo", reverse("notices:list"), "mỗi kế hoạch báo cho mỗi đơn vị một lần")
    yield Step(
        "Tìm theo số, ký hiệu hoặc vài chữ không dấu",
        f"{reverse('pages:search')}?q=57/KH-UBND",
        "chỉ tìm thấy những gì ông (bà) được xem",
    )


def _of_an_administrator(unit: Unit) -> Iterator[Step]:
    office = unit.house
    villages = Unit.objects.filter(path__startswith=office.path, kind=UnitKind.VILLAGE).count()
    yield Step(
        "Xem cây đơn vị của cơ quan",
        reverse("accounts:unit", args=[office.pk]),
        f"các phòng, trung tâm và {villages} thôn; mỗi đơn vị có lịch sử thay đổi",
    )
    yield Step(
        "Thêm một người", reverse("accounts:person_add", args=[office.pk]), "rồi trao mật khẩu dùng một lần"
    )
    yield Step(
        "Xem các nhóm đơn vị",
        reverse("accounts:groups", args=[office.pk]),
        "“các cơ quan, đơn vị” trong kế hoạch nghĩa là những đơn vị nào",
    )
    yield Step(
        "Nhập đơn vị, người dùng từ tệp Excel",
        reverse("accounts:import", args=[office.pk]),
        "kiểm tra trước, ghi sau; sai một chỗ thì không ghi gì",
    )
