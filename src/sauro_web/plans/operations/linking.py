"""A person says which plan another one carries out, or amends, and whose plan it is."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from sauro_web.accounts.models import User
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.plans import rules
from sauro_web.plans.findable import words_of_plan
from sauro_web.plans.identity import take_identity
from sauro_web.plans.models import (
    ImportedPlan,
    Origin,
    PlanState,
    Said,
)
from sauro_web.plans.operations.comparing import ask_for_comparison
from sauro_web.plans.operations.trail import remember
from sauro_web.plans.queries.links import amendable, parents_for

__all__ = ["choose_amended", "choose_parent", "keep_received", "review_received", "say_origin"]

_NOT_YOURS = "Chỉ người được giao theo dõi kế hoạch của cơ quan mới được soát kế hoạch này."
_CHANGED = "Người khác vừa thay đổi kế hoạch này; hãy tải lại trang rồi chọn lại."
_NOT_IN_REVIEW = "Kế hoạch này không còn ở bước soát nên không đổi được."
_NO_PARENT = "Kế hoạch được chọn không có hiệu lực, hoặc không phải của cơ quan mình hay cơ quan cấp trên."
_GOES_ROUND = "Kế hoạch được chọn lại thực hiện chính kế hoạch này; hãy chọn kế hoạch khác."
_NOT_AMENDABLE = "Chỉ chọn được kế hoạch đang có hiệu lực của chính cơ quan mình."
_NOT_RECEIVED = "Chỉ kế hoạch nhận từ cơ quan khác mới được lưu mà không giao việc."
_NAMELESS = "Hãy xác nhận mục “Thông tin văn bản”, có đủ số, ký hiệu và ngày ban hành, trước khi lưu."
_NOT_KEPT = "Kế hoạch này không ở trạng thái lưu để thực hiện nên không mở lại để soát được."
_REVIEW = frozenset({PlanState.REVIEW})
_ALIVE = frozenset({PlanState.REVIEW, PlanState.KEPT, PlanState.ISSUED})
_LONGEST_REFERENCE = 100
_FURTHEST = 20
"""How many plans one above the other are followed."""


def choose_parent(
    plan: ImportedPlan,
    parent: ImportedPlan | None,
    *,
    by: User,
    now: datetime,
    version: int,
    reference: str = "",
) -> ImportedPlan:
    """Says which plan in force `plan` carries out, also once it has given work; None for none, or, with a
    `reference`, for a document that is not in the program.

    Raises NotAllowed; Conflict where somebody changed the plan since `version`; NotReady where the plan is
    put aside or replaced, or the other may not be chosen.
    """
    with transaction.atomic():
        held = _held(plan, by, now, version, _ALIVE)
        if parent is not None:
            parent = _parent(held, parent.pk)
        before = _parent_words(held)
        held.parent = parent
        reference = " ".join(reference.split())[:_LONGEST_REFERENCE]
        if parent is not None:
            held.parent_said = Said.CONFIRMED
        else:
            held.parent_said = Said.ABSENT if reference else Said.NONE
            held.parent_reference = reference or held.parent_reference
        _keep(held)
        ask_for_comparison(held)
        _record("plan.choose_parent", held, by, now, {"parent": (before, _parent_words(held))})
    return held


def choose_amended(
    plan: ImportedPlan, amended: ImportedPlan | None, *, by: User, now: datetime, version: int
) -> ImportedPlan:
    """Says which plan in force `plan` amends, or that it amends none; the work in hand is carried over when
    `plan` is issued.

    Raises NotAllowed; Conflict where somebody changed the plan since `version`; NotReady where the plan is no
    longer under review or the other may not be chosen.
    """
    with transaction.atomic():
        held = _held(plan, by, now, version, _REVIEW)
        if amended is not None:
            amended = amendable(held).filter(pk=amended.pk).first()
            if amended is None:
                raise NotReady(_NOT_AMENDABLE)
        changes = {"amends": (_called(held.amends), _called(amended))}
        held.amends = amended
        held.amends_said = Said.CONFIRMED if amended is not None else Said.NONE
        _keep(held)
        _record("plan.choose_amended", held, by, now, changes)
    return held


def say_origin(plan: ImportedPlan, origin: Origin, *, by: User, now: datetime, version: int) -> ImportedPlan:
    """Says whether the plan is the office's own or came from another office to be carried out.

    Raises NotAllowed; Conflict; NotReady where the plan is no longer under review.
    """
    with transaction.atomic():
        held = _held(plan, by, now, version, _REVIEW)
        before, held.origin = held.origin, Origin(origin)
        _keep(held)
        _record("plan.say_origin", held, by, now, {"origin": (before, held.origin)})
    return held


def keep_received(plan: ImportedPlan, *, by: User, now: datetime, version: int) -> ImportedPlan:
    """Keeps a plan received from another office as one in force that gives no work here: plans of the office
    may name it as the one they carry out. Number and date are those of its card, which a person confirmed.

    Raises NotAllowed; Conflict; NotReady where it is not such a plan, or its card is not confirmed.
    """
    with transaction.atomic():
        held = _held(plan, by, now, version, _REVIEW)
        if held.origin != Origin.RECEIVED:
            raise NotReady(_NOT_RECEIVED)
        take_identity(held)
        if not held.number or not held.symbol or held.issued_on is None:
            raise NotReady(_NAMELESS)
        held.state = PlanState.KEPT
        held.words = words_of_plan(held)
        _keep(held)
        _record("plan.keep", held, by, now, {"state": (PlanState.REVIEW, held.state)})
    return held


def review_received(plan: ImportedPlan, *, by: User, now: datetime, version: int) -> ImportedPlan:
    """Opens a plan that was kept for review again, so that it gives work after all.

    Raises NotAllowed; Conflict; NotReady where it was not kept.
    """
    with transaction.atomic():
        held = _held(plan, by, now, version, frozenset({PlanState.KEPT}), _NOT_KEPT)
        held.state = PlanState.REVIEW
        _keep(held)
        _record("plan.review_again", held, by, now, {"state": (PlanState.KEPT, held.state)})
    return held


def _record(
    action: str, held: ImportedPlan, by: User, now: datetime, changes: Mapping[str, tuple[object, object]]
) -> None:
    remember(action, held, by=by, at=held.office, on=localdate(now), changes=changes)


def _parent(plan: ImportedPlan, number: int) -> ImportedPlan:
    """The plan in force that is to be the parent of `plan`, as it stands now."""
    parent = parents_for(plan.office).filter(pk=number).exclude(pk=plan.pk).first()
    if parent is None:
        raise NotReady(_NO_PARENT)
    above: ImportedPlan | None = parent
    for _ in range(_FURTHEST):
        if above is None:
            break
        if above.parent_id == plan.pk:
            raise NotReady(_GOES_ROUND)
        above = above.parent
    return parent


def _parent_words(plan: ImportedPlan) -> str:
    """For the trail: what stands there as the document above."""
    if plan.parent is not None:
        return _called(plan.parent)
    if plan.parent_said == Said.ABSENT:
        return f"{plan.parent_reference} (chưa có trong phần mềm)"
    return "không có" if plan.parent_said == Said.NONE else ""


def _called(plan: ImportedPlan | None) -> str:
    return "" if plan is None else f"Kế hoạch số {plan.reference}"


def _held(
    plan: ImportedPlan,
    by: User,
    now: datetime,
    version: int,
    states: frozenset[PlanState],
    otherwise: str = _NOT_IN_REVIEW,
) -> ImportedPlan:
    held = (
        ImportedPlan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("office", "parent", "amends")
        .get(pk=plan.pk)
    )
    if not rules.may_handle_plans(by, held.office, on=localdate(now)):
        raise NotAllowed(_NOT_YOURS)
    if held.version != version:
        raise Conflict(_CHANGED)
    if held.state not in states:
        raise NotReady(otherwise)
    return held


def _keep(plan: ImportedPlan) -> None:
    plan.version += 1
    plan.save()
