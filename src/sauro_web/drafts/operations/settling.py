"""How an office keeps its gate: which checks are run, who appraises, who answers for the form."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sauro_web.accounts.models import Unit, User
from sauro_web.audit.operations import record
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents.marks import refuse_marks
from sauro_web.documents.operations.asking import day_of, said_reason
from sauro_web.drafts import rules
from sauro_web.drafts.gate_checks import NAMES, NEVER_OFF
from sauro_web.drafts.models import GateRule
from sauro_web.drafts.queries.gates import gate_of, off_in

__all__ = ["settle_gate"]


def settle_gate(
    office: Unit, *, off: Collection[str], appraiser: Unit | None, form_checker: User | None,
    opinion_days: int, reason: str, by: User, now: datetime,
) -> GateRule:  # fmt: skip
    """Sets the rule of an office from now on; what was set before stays to be read.

    Raises NotAllowed; NotReady without a reason, for a check that there is not, and for one about secrecy.
    """
    if not rules.may_settle(by, office, on=day_of(now)):
        raise NotAllowed("Chỉ lãnh đạo hoặc quản trị của cơ quan mới đặt quy định về dự thảo.")
    refuse_marks((reason,))
    said = said_reason(reason)
    if not said:
        raise NotReady("Hãy ghi lý do của thay đổi này.")
    codes = frozenset(off)
    if not codes <= NAMES.keys():
        raise NotReady("Có phép kiểm tra không còn; hãy tải lại trang rồi chọn lại.")
    if codes & NEVER_OFF:
        raise NotReady("Phép kiểm tra dấu hiệu bí mật nhà nước không tắt được.")
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
        before = off_in(gate_of(office))
        row = GateRule.objects.create(
            office=office, off=sorted(codes), appraiser=appraiser, form_checker=form_checker,
            opinion_days=opinion_days, reason=said, set_by=by, set_at=now,
        )  # fmt: skip
        changes = {"off": (sorted(before), sorted(codes))}
        record("draft.settle", row, by=by, changes=changes, reason=said)
    return row
