"""What issuing a plan would do today, and what still stands against it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import shorten
from typing import Any

from django.utils.timezone import localdate

from sauro.text.compare import unit_key
from sauro_web.accounts.models import Unit, UnitGroup
from sauro_web.plans.identity import whole_day
from sauro_web.plans.models import ImportedPlan, PlanState, Suggestion, SuggestionKind, SuggestionState
from sauro_web.plans.queries.questions import open_question
from sauro_web.tasks.queries.duties import (
    confirmed_duties,
    ended_units,
    lost_groups,
    meant,
    members_named,
    what_is_given,
)

__all__ = ["GroupSize", "Missing", "Outlook", "issued_already", "outlook_of"]

_NAMED = 10
"""Cards still open that are named one by one."""
_LONGEST_WORDING = 90


@dataclass(frozen=True, slots=True)
class GroupSize:
    """A group, and how many units it means that day."""

    group: UnitGroup
    units: Sequence[Unit]


@dataclass(frozen=True, slots=True)
class Missing:
    """A sentence, and the card on which it is put right."""

    sentence: str
    card: int | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would come of the plan."""

    tasks: int
    parts: int
    units: int
    beyond: Sequence[Unit]
    """Those of them that are none of the office's own."""
    groups: Sequence[GroupSize]
    missing: Sequence[Missing]
    number: str
    symbol: str
    issued_on: date | None
    seen: str
    """Digest of all that would be given, to tell when it is no longer that."""


def outlook_of(plan: ImportedPlan, *, on: date) -> Outlook:
    """Counted as `issue_plan` would on that day. Five queries, and one for each group."""
    duties = confirmed_duties(plan)
    groups = members_named(duties, on)
    by_number = {group.pk: units for group, units in groups.items()}
    parts = {
        (duty.pk, unit)
        for duty in duties
        for mention in duty.mentions.all()
        for unit in meant(mention, by_number)
    }
    units = {unit for _, unit in parts}
    document = _document(plan)
    return Outlook(
        tasks=len(duties),
        parts=len(parts),
        units=len(units),
        beyond=sorted((one for one in units if not one.path.startswith(plan.office.path)), key=_place),
        groups=[GroupSize(group, units) for group, units in groups.items()],
        missing=list(_missing(plan, duties, groups, on)),
        number=document.get("number") or "",
        symbol=document.get("symbol") or "",
        issued_on=whole_day(document.get("date")),
        seen=what_is_given(duties, by_number),
    )


def _place(unit: Unit) -> str:
    return str(unit.path)


def issued_already(plan: ImportedPlan, number: str, issued_on: date) -> str:
    """A sentence on the plan in force that gave work under this number, symbol and date of this issuer, the
    same paper in another file; "" where there is none. One that the plan amends is none. Two queries."""
    card = _document(plan)
    called, issuer = f"{number.strip()}/{card.get('symbol') or ''}", card.get("issuer") or plan.issuer
    in_force = ImportedPlan.objects.filter(office=plan.office_id, state=PlanState.ISSUED, issued_on=issued_on)
    same = next(
        (
            one
            for one in in_force.exclude(pk__in=(plan.pk, plan.amends_id or 0))
            if one.reference.casefold() == called.casefold() and unit_key(one.issuer) == unit_key(issuer)
        ),
        None,
    )
    if same is None:
        return ""
    return (
        f"Kế hoạch số {same.reference} ngày {same.issued_on:%d/%m/%Y} đã giao việc ngày "
        f"{localdate(same.units_told_at):%d/%m/%Y} từ một tệp khác. Nếu là cùng một văn bản, hãy bỏ kế hoạch "
        "này để không giao hai lần; nếu là bản sửa lại, hãy chọn kế hoạch đó ở mục Thay thế."
    )


def _document(plan: ImportedPlan) -> Mapping[str, Any]:
    """Number, symbol and date as they were confirmed; nothing before."""
    card = plan.suggestions.filter(kind=SuggestionKind.DOCUMENT, state=SuggestionState.CONFIRMED).first()
    return card.value if card is not None else {}


def _missing(
    plan: ImportedPlan,
    duties: Sequence[Suggestion],
    groups: Mapping[UnitGroup, Sequence[Unit]],
    on: date,
) -> Iterator[Missing]:
    if question := open_question(plan):
        yield Missing(question)
    waiting = list(plan.suggestions.filter(twin_of=None, state=SuggestionState.OPEN))
    for card in waiting[:_NAMED]:
        called = _called(card).rstrip(".")
        yield Missing(f"Chưa soát: {called}" + ("" if called.endswith("…") else "."), card.pk)
    if len(waiting) > _NAMED:
        yield Missing(f"Và {len(waiting) - _NAMED} mục khác chưa soát.", waiting[_NAMED].pk)
    if not duties:
        yield Missing("Chưa có nhiệm vụ nào được xác nhận.")
    for group, units in groups.items():
        if not units:
            yield Missing(f"Nhóm “{group}” hiện không có đơn vị nào; hãy kiểm tra lại nhóm.")
    for duty, name in lost_groups(duties, groups):
        yield Missing(f"{_called(duty)}: nhóm “{name}” đã bị bỏ; hãy chọn đơn vị thay thế.", duty.pk)
    for duty, unit in ended_units(duties, on):
        yield Missing(f"{_called(duty)}: {unit} không còn hoạt động; hãy chọn đơn vị thay thế.", duty.pk)


def _called(card: Suggestion) -> str:
    if card.kind == SuggestionKind.TASK:
        wording = shorten(card.value["text"], _LONGEST_WORDING, placeholder="…")
        return f"nhiệm vụ {card.read['path']}, {wording}"
    return str(card.get_kind_display()).lower()
