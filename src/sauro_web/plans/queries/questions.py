"""What a person must say of a plan as a whole before it gives work."""

from __future__ import annotations

from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.queries.links import origin_of, proposed_amended

__all__ = ["asks_origin", "open_question"]


def asks_origin(plan: ImportedPlan) -> bool:
    """Whether the plan names another issuer, and nobody has said yet whose plan it is."""
    return plan.state == PlanState.REVIEW and not plan.origin and not origin_of(plan.issuer, plan.office)


def open_question(plan: ImportedPlan) -> str:
    """The first question that stands against giving work, in a sentence; "" where there is none. One query at
    most."""
    if asks_origin(plan):
        return (
            f"Văn bản ghi cơ quan ban hành là {plan.issuer}, không phải {plan.office.name}; hãy cho biết đây "
            "là kế hoạch nhận được hay kế hoạch của cơ quan mình."
        )
    proposal = proposed_amended(plan)
    if proposal is not None and proposal.says:
        return (
            f"Văn bản ghi sửa đổi, thay thế Kế hoạch số {proposal.plan.reference} đang có hiệu lực; hãy xác "
            "nhận kế hoạch bị thay thế, để việc đang làm được chuyển tiếp."
        )
    return ""
