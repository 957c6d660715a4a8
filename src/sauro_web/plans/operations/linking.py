"""A person says which plan another one carries out, or amends."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sauro_web.accounts.models import User
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.plans import rules
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.operations.trail import remember
from sauro_web.plans.queries.links import amendable, parents_for

__all__ = ["choose_amended", "choose_parent"]

_NOT_YOURS = "Chỉ người được giao theo dõi kế hoạch của cơ quan mới được soát kế hoạch này."
_CHANGED = "Người khác vừa thay đổi kế hoạch này; hãy tải lại trang rồi chọn lại."
_NOT_IN_REVIEW = "Kế hoạch này không còn ở bước soát nên không đổi được."
_NO_PARENT = "Kế hoạch được chọn không có hiệu lực, hoặc không phải của cơ quan mình hay cơ quan cấp trên."
_NOT_AMENDABLE = "Chỉ chọn được kế hoạch đang có hiệu lực của chính cơ quan mình."


def choose_parent(
    plan: ImportedPlan, parent: ImportedPlan | None, *, by: User, now: datetime, version: int
) -> ImportedPlan:
    """Says which plan in force `plan` carries out; None for none.

    Raises NotAllowed; Conflict where somebody changed the plan since `version`; NotReady where the plan is no
    longer under review or the other may not be chosen.
    """
    with transaction.atomic():
        held = _held(plan, by, now, version)
        if parent is not None and not parents_for(held.office).filter(pk=parent.pk).exists():
            raise NotReady(_NO_PARENT)
        changes = {"parent": (held.parent_id, parent.pk if parent else None)}
        held.parent = parent
        _keep(held)
        remember("plan.choose_parent", held, by=by, at=held.office, on=now.date(), changes=changes)
    return held


def choose_amended(
    plan: ImportedPlan, amended: ImportedPlan | None, *, by: User, now: datetime, version: int
) -> ImportedPlan:
    """Says which plan in force `plan` amends; its work in hand is carried over when `plan` is issued.

    Raises as `choose_parent` does.
    """
    with transaction.atomic():
        held = _held(plan, by, now, version)
        if amended is not None and not amendable(held).filter(pk=amended.pk).exists():
            raise NotReady(_NOT_AMENDABLE)
        changes = {"amends": (held.amends_id, amended.pk if amended else None)}
        held.amends = amended
        _keep(held)
        remember("plan.choose_amended", held, by=by, at=held.office, on=now.date(), changes=changes)
    return held


def _held(plan: ImportedPlan, by: User, now: datetime, version: int) -> ImportedPlan:
    held = (
        ImportedPlan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("office")
        .get(pk=plan.pk)
    )
    if not rules.may_handle_plans(by, held.office, on=now.date()):
        raise NotAllowed(_NOT_YOURS)
    if held.version != version:
        raise Conflict(_CHANGED)
    if held.state != PlanState.REVIEW:
        raise NotReady(_NOT_IN_REVIEW)
    return held


def _keep(plan: ImportedPlan) -> None:
    plan.version += 1
    plan.save()
