"""Standing in for another for some days."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from sauro_web.accounts import rules
from sauro_web.accounts.models import Delegation, Membership, Unit, User
from sauro_web.accounts.operations.apart import check_apart, overlapping
from sauro_web.accounts.operations.asking import ask, remember
from sauro_web.common.errors import Conflict, NotReady

__all__ = ["delegate", "withdraw_delegation", "withdraw_from_leaver"]


def delegate(
    membership: Membership,
    *,
    by: User | None,
    receiver: User,
    valid_from: date,
    valid_to: date,
    basis: str = "",
    on: date,
) -> Delegation:
    """Lets `receiver` do for some days what the position may do; what he does so is recorded under both
    names. He works in the same office; what was delegated to one cannot be delegated on."""
    ask(rules.may_delegate(by, membership, on=on))
    if by is not None and by.pk != membership.user_id and not basis.strip():
        raise NotReady("Quản trị chỉ ghi ủy quyền khi có văn bản; hãy ghi số, ngày văn bản ủy quyền.")
    ask(
        by is None or receiver.pk != by.pk, "Không ai tự ghi ủy quyền cho mình; người giữ vị trí tự ủy quyền."
    )
    _check(membership, receiver, valid_from, valid_to, on)
    with transaction.atomic():
        row = (
            Membership.objects.select_for_update(of=("self",), no_key=True)
            .select_related("user", "unit")
            .get(pk=membership.pk)
        )
        if row.valid_to is not None and row.valid_to < valid_from:
            raise Conflict("Vị trí này kết thúc trước ngày ủy quyền.")
        check_apart(receiver, row.role, row.unit, max(valid_from, on), valid_to)
        made_before = Delegation.objects.filter(
            overlapping(valid_from, valid_to), membership=row, receiver=receiver, withdrawn_on=None
        )
        if made_before.exists():
            raise Conflict("Vị trí này đã được ủy quyền cho người ấy trong thời gian đó.")
        made = Delegation.objects.create(
            membership=row, receiver=receiver, valid_from=valid_from, valid_to=valid_to, basis=basis.strip()
        )
        days = f"{valid_from:%d/%m/%Y} – {valid_to:%d/%m/%Y}"
        changes = {"ủy quyền": (None, f"{row} → {receiver}"), "thời gian": (None, days)}
        remember("position.delegate", made, by=by, at=row.unit, on=on, changes=changes, reason=basis)
    return made


def _check(membership: Membership, receiver: User, valid_from: date, valid_to: date, on: date) -> None:
    if receiver.pk == membership.user_id:
        raise NotReady("Không ủy quyền cho chính người đang giữ vị trí.")
    if valid_to < valid_from or valid_to < on:
        raise NotReady("Thời gian ủy quyền đã qua hoặc ngày cuối sớm hơn ngày đầu.")
    if not receiver.is_active or not _colleague(membership.unit, receiver, on):
        raise NotReady("Chỉ ủy quyền cho người đang công tác trong cùng cơ quan.")
    if not _colleague(membership.unit, receiver, valid_to):
        raise NotReady("Người nhận ủy quyền thôi công tác ở cơ quan trước ngày cuối đã ghi.")


def _colleague(unit: Unit, receiver: User, on: date) -> bool:
    """Whether the person works in the same commune, or for a unit of a province in that province."""
    positions = Membership.objects.filter(rules.in_force(on), user=receiver)
    if unit.commune_id is not None:
        return positions.filter(unit__commune_id=unit.commune_id).exists()
    return positions.filter(unit__province_id=unit.province_id).exists()


def withdraw_delegation(delegation: Delegation, *, by: User | None, on: date, reason: str = "") -> Delegation:
    """Ends a delegation from that day on."""
    ask(rules.may_delegate(by, delegation.membership, on=on))
    with transaction.atomic():
        rows = Delegation.objects.select_for_update(of=("self",), no_key=True).select_related(
            "membership__unit", "receiver"
        )
        row = rows.get(pk=delegation.pk)
        if row.withdrawn_on is not None or row.valid_to < on:
            raise Conflict("Ủy quyền này đã hết hiệu lực.")
        row.withdrawn_on = on
        row.save(update_fields=["withdrawn_on"])
        changes = {"thu hồi": (None, f"{on:%d/%m/%Y}")}
        remember(
            "position.withdraw", row, by=by, at=row.membership.unit, on=on, changes=changes, reason=reason
        )
    return row


def withdraw_from_leaver(person: User, *, last_day: date) -> list[str]:
    """Ends, with the last day, what was delegated to somebody who from then on no longer works in the office
    of the position; says what it was. Called inside the transaction that ends the person's own position."""
    next_day = last_day + timedelta(days=1)
    rows = Delegation.objects.select_for_update(of=("self",), no_key=True).select_related(
        "membership__user", "membership__unit", "receiver"
    )
    lost = []
    for row in rows.filter(receiver=person, withdrawn_on=None, valid_to__gt=last_day).order_by("pk"):
        if not _colleague(row.membership.unit, person, next_day):
            row.withdrawn_on = next_day
            row.save(update_fields=["withdrawn_on"])
            lost.append(str(row.membership))
    return lost
