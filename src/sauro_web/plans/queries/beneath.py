"""Which offices beneath have issued a plan of their own to carry a plan out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import F, Q

from sauro.checks.coverage.own_plan import own_plan_duty
from sauro.plan.model import Task
from sauro.text.compare import unit_key
from sauro_web.accounts.models import Unit, UnitKind, User
from sauro_web.accounts.prefixes import begins
from sauro_web.accounts.queries.successions import living_successors
from sauro_web.plans import rules
from sauro_web.plans.identity import whole_day
from sauro_web.plans.models import ImportedPlan, Origin, PlanCoverage, PlanState, Reading
from sauro_web.plans.queries.confirmed import marks_of, plan_as_confirmed
from sauro_web.plans.queries.coverage import UNKNOWN, Figures, figures_of

__all__ = ["Below", "Carried", "Issued", "plans_below"]

_BENEATH = {
    UnitKind.PROVINCE: (UnitKind.DEPARTMENT, UnitKind.COMMUNE),
    UnitKind.COMMUNE: (UnitKind.DIVISION, UnitKind.CENTRE),
}
"""The offices beneath that issue plans of their own."""
_PLACE = re.compile(r"(?<=\w)(?:,| tinh | thanh pho ).*$")
"""What stands behind an office's own name ("Sở Nội vụ tỉnh …")."""
_ALL_UNITS = re.compile(r"\b(?:cac|moi|tung) (?:phong|co quan|don vi|bo phan|trung tam)\b")
_COMMITTEE = "uy ban nhan dan "


@dataclass(frozen=True, slots=True)
class Issued:
    """A plan of an office beneath: number and day of issue, as confirmed or, before that, as read; what it
    makes of the plan above; and whether the person may open it."""

    plan: ImportedPlan
    reference: str
    day: date | None
    figures: Figures | None = None
    opens: bool = False
    is_inherited: bool = False
    """Of an office that has since become part of the one where it stands."""

    @property
    def is_replaced(self) -> bool:
        """Whether another plan of the office has taken its place, which is not tied to the plan above."""
        return self.plan.state == PlanState.REPLACED


@dataclass(frozen=True, slots=True)
class Carried:
    """An office beneath with its plans that carry the plan out, the latest first: by that one it is judged.
    `former` are plans of offices that have since become part of it, and those that carry out what the plan
    has replaced: it has to say whether they still hold. `due` is the day by which it has to issue one, None
    where the plan does not say; `is_late` goes by its first."""

    name: str
    unit: Unit | None = None
    plans: tuple[Issued, ...] = ()
    former: tuple[Issued, ...] = ()
    due: date | None = None
    is_late: bool = False

    @property
    def current(self) -> Issued | None:
        """The plan that it is judged by."""
        return self.plans[0] if self.plans else None

    @property
    def further(self) -> tuple[Issued, ...]:
        """Its other plans that carry out the same."""
        return self.plans[1:]

    @property
    def has_issued(self) -> bool:
        """Whether one of its plans has a number; what was sent up without one is a draft."""
        return any(one.reference for one in self.plans)

    @property
    def lacks(self) -> int:
        """How many duties and targets its plan does not have, not in full, or not at its level; of a plan
        that has not been compared 0."""
        figures = self.current.figures if self.current else None
        return figures.missing + figures.weakened + figures.wrong_level if figures else 0


@dataclass(frozen=True, slots=True)
class Below:
    """A plan and the offices beneath that have to carry it out; `others` have issued a plan without being
    asked for one. `is_asked` tells whether it asks one of anybody."""

    plan: ImportedPlan
    rows: Sequence[Carried]
    others: Sequence[Carried]
    is_asked: bool

    @property
    def dues(self) -> list[date]:
        """The days by which they have to issue theirs."""
        return sorted({row.due for row in self.rows if row.due})

    @property
    def issued(self) -> int:
        """How many of those that have to have issued theirs."""
        return sum(row.has_issued for row in self.rows)

    @property
    def waiting(self) -> list[Carried]:
        """Those that have not."""
        return [row for row in self.rows if not row.has_issued]

    @property
    def stale(self) -> int:
        """How many are being compared anew."""
        shown = [row.current for row in (*self.rows, *self.others) if row.current]
        return sum(one.figures is None or one.figures.is_stale for one in shown)


def plans_below(plan: ImportedPlan, *, by: User, on: date) -> Below:
    """Which offices beneath that of `plan` have issued theirs: those of whom it asks a plan, or all where a
    province asks one of nobody (the units inside a commune issue plans only where they are asked); none where
    it came from above itself; and others that carry it out. The same queries, however many offices there
    are."""
    offices, gone = _offices_beneath(plan.office, on)
    # What came from above is given to the office itself, not to those beneath it.
    received = plan.origin == Origin.RECEIVED
    dues = {} if received else _dues(plan, offices)
    every = not dues and not received and plan.office.kind == UnitKind.PROVINCE
    listed = [office for office in offices if every or office.pk in dues]
    found = _Found(plan, [*offices, *gone], by=by, on=on)
    ended = [unit for unit in gone if unit.pk in found.of]
    followed = living_successors(ended, on) if ended else {}
    former = {unit: list(plans) for unit, plans in found.before.items()}
    for unit in ended:
        for successor in followed[unit.pk]:
            former.setdefault(successor.pk, []).extend(
                replace(one, is_inherited=True) for one in found.of[unit.pk]
            )
    rows = []
    for office in listed:
        plans, due = found.of.get(office.pk, []), dues.get(office.pk)
        late = _is_late(plans, due, on)
        earlier = () if plans else tuple(former.get(office.pk, ()))
        rows.append(Carried(office.name, office, tuple(plans), earlier, due, late))
    shown = {office.pk for office in listed}
    taken_over = {unit.pk for unit in ended if shown & {one.pk for one in followed[unit.pk]}}
    others = [
        Carried(unit.name, unit, tuple(found.of[unit.pk]))
        for unit in (*offices, *ended)
        if unit.pk in found.of and unit.pk not in shown | taken_over
    ]
    others += [Carried(name, None, tuple(plans)) for name, plans in found.elsewhere.items()]
    return Below(plan, rows, others, is_asked=bool(dues))


def _dues(plan: ImportedPlan, offices: Sequence[Unit]) -> dict[int, date | None]:
    """The offices of whom the plan asks one of their own, each with the day by which. Four queries."""
    reading = Reading.objects.filter(plan=plan).defer("folio").first()
    if reading is None:
        return {}
    read = plan_as_confirmed(reading)
    duties = {office.pk: own_plan_duty(read, office.name) for office in offices}
    return {
        office.pk: duty.due.value.date if duty.due else None
        for office in offices
        if (duty := duties[office.pk]) is not None and _is_named(office, duty)
    }


def _is_named(office: Unit, duty: Task) -> bool:
    """Whether a duty is given to a unit inside a commune, whose level its name does not tell: by its name, or
    to all of them."""
    if UnitKind(office.kind) not in _BENEATH[UnitKind.COMMUNE] or not duty.lead:
        return True
    leads = [unit_key(lead.value) for lead in duty.lead]
    return any(_ALL_UNITS.search(lead) or unit_key(office.name) in lead for lead in leads)


def _is_late(plans: Sequence[Issued], due: date | None, on: date) -> bool:
    """By the first plan that was issued; what came later changed that one."""
    issued = [one for one in plans if one.reference]
    days = [one.day for one in issued if one.day]
    if due is None:
        return False
    return min(days) > due if days else not issued and on > due


def _offices_beneath(office: Unit, on: date) -> tuple[list[Unit], list[Unit]]:
    """Those that exist, in their order, and those that are gone. One query."""
    kinds = _BENEATH.get(UnitKind(office.kind), ())
    units = Unit.objects.filter(begins("path", office.path), kind__in=kinds, depth=office.depth + 1)
    listed = sorted(units.order_by("position", "path"), key=lambda unit: kinds.index(UnitKind(unit.kind)))
    there = [unit for unit in listed if unit.exists_on(on)]
    return there, [unit for unit in listed if unit.ended_since(on)]


class _Found:
    """The plans that carry a plan out and that its office knows of, by the office that issued them: its own
    and those that were sent to it at once, those of other offices once they are in force."""

    def __init__(self, plan: ImportedPlan, offices: Iterable[Unit], *, by: User, on: date) -> None:
        self._plan = plan
        self._by_name = {_called(office.name): office.pk for office in offices}
        self._offices = set(self._by_name.values())
        children = self._children(by)
        self.of: dict[int, list[Issued]] = {}
        self.before: dict[int, list[Issued]] = {}
        self.elsewhere: dict[str, list[Issued]] = {}
        for one in self._told(children, by=by, on=on):
            self._put(one)
        for plans in (*self.of.values(), *self.elsewhere.values()):
            # What was replaced counts only where nothing that is in force carries the plan out.
            plans.sort(key=lambda one: one.is_replaced)

    def _children(self, by: User) -> list[ImportedPlan]:
        above = Q(parent=self._plan.pk)
        if self._plan.amends_id:
            above |= Q(parent=self._plan.amends_id)
        known = Q(office=self._plan.office_id) | Q(units_told_at__isnull=False) | Q(state=PlanState.KEPT)
        children = ImportedPlan.objects.filter(above, known).exclude(state__in=UNKNOWN)
        order = (F("issued_on").desc(nulls_last=True), "-id")
        return list(children.exclude(pk=self._plan.pk).select_related("office").order_by(*order))

    def _told(self, children: Sequence[ImportedPlan], *, by: User, on: date) -> Iterable[Issued]:
        numbers = [child.pk for child in children]
        known = marks_of({self._plan.pk, *numbers})
        coverages = PlanCoverage.objects.filter(plan__in=numbers, parent=self._plan).defer("found")
        kept = {one.plan_id: figures_of(one, known) for one in coverages}
        readable = ImportedPlan.objects.filter(rules.readable(by, on=on), pk__in=numbers)
        open_to = set(readable.values_list("pk", flat=True))
        read = _heads_read([child.pk for child in children if not child.number])
        for child in children:
            number, day = read.get(child.pk, (child.reference, child.issued_on))
            yield Issued(child, number, day, kept.get(child.pk), child.pk in open_to)

    def _put(self, one: Issued) -> None:
        office = self._office_of(one.plan)
        if one.plan.parent_id != self._plan.pk:
            if office is not None and not one.is_replaced:
                self.before.setdefault(office, []).append(one)
        elif office is not None:
            self.of.setdefault(office, []).append(one)
        elif one.plan.office_id != self._plan.office_id or not self._is_own(one.plan):
            name = one.plan.issuer or one.plan.office.name
            self.elsewhere.setdefault(name, []).append(one)

    def _is_own(self, plan: ImportedPlan) -> bool:
        """Whether it is another plan of the office itself."""
        return plan.origin == Origin.OWN or _called(plan.issuer) == _called(self._plan.office.name)

    def _office_of(self, plan: ImportedPlan) -> int | None:
        """The office beneath that issued it, itself in its own house, or sent up to the house above."""
        if plan.office_id != self._plan.office_id:
            own = plan.office_id in self._offices and plan.origin != Origin.RECEIVED
            return plan.office_id if own else None
        return self._by_name.get(_called(plan.issuer)) if plan.issuer else None


def _heads_read(plans: Sequence[int]) -> Mapping[int, tuple[str, date | None]]:
    """Number and day of plans that nobody has confirmed yet, as read. One query."""
    rows = Reading.objects.filter(plan__in=plans).values_list(
        "plan", "found__document__number", "found__document__date"
    )
    return {plan: (number or "", whole_day(day)) for plan, number, day in rows}


def _called(name: str) -> str:
    """An office's own name, without the place behind it."""
    words = unit_key(name)
    head = _COMMITTEE if words.startswith(_COMMITTEE) else ""
    rest = words.removeprefix(head)
    if rest.startswith(("tinh ", "thanh pho ")):
        return words
    return head + _PLACE.sub("", rest).strip()
