"""What waits for a person on the way of drafts, for the first page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.urls import reverse

from sauro_web.accounts.models import User
from sauro_web.accounts.queries.standings import Standing, standings
from sauro_web.common.between_pages import kept
from sauro_web.common.desk import Waiting
from sauro_web.documents.models import RequestState
from sauro_web.drafts import rules
from sauro_web.drafts.models import Approval, Aspect, Draft, DraftState, GateRule, Opinion, Waiver
from sauro_web.drafts.queries.gates import gate_of

__all__ = ["drafts_waiting"]

_OVER = (DraftState.ISSUED, DraftState.DROPPED)
_MOST = 50


def drafts_waiting(person: User, on: date) -> Iterator[Waiting]:
    """Opinions to give, drafts to appraise, to approve, to mend and to issue, waivers to decide. Nothing is
    asked where no office of the person has a draft on its way."""
    offices = kept("offices with drafts under way", _offices)
    held = [one for one in standings(person, on) if _house_in(one, offices)]
    if not held:
        return
    yield from _opinions(held)
    drafts = _drafts(held, offices)
    gates = {one.office_id: gate_of(one.office) for one in {row.office_id: row for row in drafts}.values()}
    approved = _approved(drafts)
    for draft in drafts:
        row = _row(draft, person, gates[draft.office_id], approved[draft.pk], on)
        if row is not None:
            yield row
    yield from _waivers(person, offices, gates, on)


def _offices() -> frozenset[int]:
    rows = Draft.objects.exclude(state__in=_OVER).order_by().values_list("office", flat=True)
    return frozenset(rows.distinct())


def _house_in(one: Standing, offices: frozenset[int]) -> bool:
    return not offices.isdisjoint(_places(one))


def _places(one: Standing) -> set[int]:
    """The unit and the houses that it may be of: a department, a commune, a province."""
    unit = one.unit
    return {pk for pk in (unit.pk, unit.commune_id, unit.province_id) if pk is not None}


def _opinions(held: Sequence[Standing]) -> Iterator[Waiting]:
    units = {one.unit.pk for one in held if one.delegation is None}
    rows = Opinion.objects.filter(unit__in=units, given_at=None).exclude(draft__state__in=_OVER)
    for one in rows.select_related("draft__unit", "unit").order_by("due_on", "pk")[:_MOST]:
        yield Waiting(
            f"Góp ý dự thảo {one.draft.kind}: {one.draft.subject}",
            reverse("drafts:opinion", args=(one.pk,)),
            f"{one.draft.unit.label} lấy ý kiến",
            "waiting",
            one.due_on,
            one.unit.label,
            "Góp ý",
        )


def _drafts(held: Sequence[Standing], offices: frozenset[int]) -> list[Draft]:
    near = {pk for one in held for pk in _places(one)}
    waiting = (DraftState.RETURNED, DraftState.APPRAISAL, DraftState.APPROVAL, DraftState.READY)
    rows = Draft.objects.filter(office__in=near & offices, state__in=waiting)
    related = ("unit", "office__province", "series__office", "series__kept_by", "request")
    return list(rows.select_related(*related).order_by("moved_at", "pk")[:_MOST])


def _approved(drafts: Sequence[Draft]) -> Mapping[int, set[str]]:
    """What the last version of each is approved for. One query, none where none waits for it."""
    found: dict[int, dict[int, set[str]]] = defaultdict(lambda: defaultdict(set))
    asked = [one.pk for one in drafts if one.state == DraftState.APPROVAL]
    rows = Approval.objects.filter(draft_version__draft__in=asked).select_related("draft_version")
    for row in rows if asked else ():
        found[row.draft_version.draft_id][row.draft_version.number].add(row.aspect)
    last = {pk: versions[max(versions)] for pk, versions in found.items()}
    return defaultdict(set, last)


def _row(draft: Draft, person: User, gate: GateRule | None, approved: set[str], on: date) -> Waiting | None:
    title = f"Dự thảo {draft.kind}: {draft.subject}"
    address = reverse("drafts:draft", args=(draft.pk,))
    if draft.state == DraftState.RETURNED and rules.writer(person, draft, on=on):
        return Waiting(title, address, "bị trả lại để sửa", "refused", None, draft.unit.label, "Sửa")
    if draft.state == DraftState.APPRAISAL and rules.appraiser(person, draft, gate, on=on):
        return Waiting(title, address, "chờ thẩm định", "waiting", None, draft.unit.label, "Thẩm định")
    if draft.state == DraftState.APPROVAL:
        open_ones = [one for one in Aspect if one.value not in approved]
        mine = next((one for one in open_ones if rules.approver(person, draft, one, gate, on=on)), None)
        if mine is not None:
            return Waiting(
                title, address, f"chờ duyệt {mine.label}", "waiting", None, draft.unit.label, "Duyệt"
            )
    # What a number was asked for waits as a request.
    asked = draft.request is not None and draft.request.state != RequestState.WITHDRAWN
    if draft.state == DraftState.READY and not asked and rules.numbers(person, draft, on=on):
        address = reverse("drafts:issue", args=(draft.pk,))
        return Waiting(title, address, "chờ cấp số", "waiting", None, draft.unit.label, "Cấp số")
    return None


def _waivers(
    person: User, offices: frozenset[int], gates: Mapping[int, GateRule | None], on: date
) -> Iterator[Waiting]:
    rows = Waiver.objects.filter(draft__office__in=offices, granted=None).exclude(draft__state__in=_OVER)
    rows = rows.exclude(asked_by=person).exclude(draft__author=person)
    for one in rows.select_related("draft__office__province", "draft__unit").order_by("pk")[:_MOST]:
        gate = gates.get(one.draft.office_id) or gate_of(one.draft.office)
        if rules.decides_waivers(person, one.draft, gate, on=on):
            yield Waiting(
                f"Đề nghị bỏ qua lỗi: {one.message}",
                reverse("drafts:decide_waiver", args=(one.pk,)),
                "chờ quyết định",
                "waiting",
                None,
                one.draft.unit.label,
                "Quyết định",
            )
