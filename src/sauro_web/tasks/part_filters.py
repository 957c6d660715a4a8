"""What of a list of parts one wants to see, as it stands in the address: the same for list, board, calendar,
book and export, so that every figure can lead to the rows that it counted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, Protocol

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import QueryDict

from sauro_web.accounts.models import Unit, User
from sauro_web.common.bare import holding
from sauro_web.common.between_pages import kept
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words
from sauro_web.common.prepared import rows_of
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import OPEN, Extension, Obstacle, Part, TaskState, UnitTask
from sauro_web.tasks.queries.by_plan import Place, by_plan, editions_of
from sauro_web.tasks.rules import readable_parts
from sauro_web.tasks.standing import STANDINGS, counted_so
from sauro_web.tasks.timing import Today

__all__ = [
    "NAMING",
    "NOBODY",
    "WAITING",
    "PartFilters",
    "month_of",
    "offered_by",
    "officer_so",
    "plans_held_by",
    "units_offered",
    "waiting_so",
]

NOBODY = "thieu"
"""In an address: of what a unit has taken in, where nobody is named."""

WAITING = (
    ("quyet-dinh", "chờ quyết định"),
    ("duyet", "chờ duyệt"),
    ("tra-lai", "đơn vị trả lại"),
    ("gia-han", "xin gia hạn"),
    ("vuong-mac", "có vướng mắc chưa trả lời"),
)
_FIELDS = {
    "phan": "part",
    "trang-thai": "state",
    "ke-hoach": "plan",
    "don-vi": "unit",
    "viec": "task",
    "nguoi-giu": "officer",
}
_LONGEST_NUMBER = 15
_FEW = 60
"""Units that one looks through to choose one of them."""

NAMING = ("number", "symbol", "subject", "state", "file_name")
"""What of a plan its name is made of."""


class Section(Protocol):
    """A part of a plan to choose: name in the address, words, numbers of its tasks."""

    @property
    def key(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def tasks(self) -> Sequence[int]: ...


class PartFilters(Filters):
    """Units are offered where there are several; `plans` None: not offered."""

    def __init__(
        self,
        asked: QueryDict,
        *,
        person: User,
        units: Sequence[Unit],
        plans: Sequence[tuple[str, str]] | None,
        today: Today,
        sections: Sequence[Section] = (),
    ) -> None:
        self._person, self._units, self._plans, self._today = person, units, plans, today
        self._sections = {section.key: section for section in sections}
        self._asked = asked
        super().__init__(asked)

    def arrange(self) -> None:
        """Search, part, state, due; whom it waits for; then where it comes from and whose it is. What only
        a link asks for is shown where it is asked for."""
        self.fields["tim"] = words("Tìm", "Nội dung việc, đơn vị")
        self.fields["phan"] = choice("Phần việc", Part.choices[:2])
        self.fields["trang-thai"] = choice("Trạng thái", TaskState.choices)
        self.fields["han"] = choice("Thời hạn", STANDINGS)
        self.fields["nguoi"] = choice(
            "Người thụ lý", (("toi", "tôi"), ("chua", "chưa phân công"), (NOBODY, "đã nhận, chưa phân công"))
        )
        self.fields["cho"] = choice("Đang chờ", WAITING)
        if self._plans is not None:
            self.fields["ke-hoach"] = choice("Kế hoạch", self._plans)
        self.rare = {"phan", "nguoi", "cho"} | ({"ke-hoach"} if len(self._units) > 1 else set())
        if len(self._units) > 1:
            self.fields["don-vi"] = choice("Đơn vị", [(str(unit.pk), unit.label) for unit in self._units])
        if len(self._sections) > 1:
            offered = [(key, section.label) for key, section in self._sections.items()]
            self.fields["muc"] = choice("Mục của kế hoạch", offered)
        self._arrange_asked()
        self.fields["viec"] = forms.IntegerField(
            label="Việc số", min_value=1, max_value=10**15, widget=forms.HiddenInput
        )

    def _arrange_asked(self) -> None:
        if self._asked.get("giao") == "toi":
            self.fields["giao"] = choice("Người giao", (("toi", "tôi giao"),))
        if (held := self._asked.get("nguoi-giu", "")).isdecimal() and len(held) <= _LONGEST_NUMBER:
            # Whose name the person may not read of any row here is nobody to him.
            seen = readable_parts(self._person, on=self._today.on)
            part = UnitTask.objects.filter(seen, officer=int(held)).select_related("officer").first()
            if part is not None and part.officer is not None:
                self.fields["nguoi-giu"] = choice("Người thụ lý", ((held, part.officer.full_name),))
        for name, label in (("han-thang", "Hạn trong"), ("xong-thang", "Hoàn thành trong")):
            if span := month_of(self._asked.get(name, "")):
                self.fields[name] = choice(label, ((f"{span[0]:%Y-%m}", f"tháng {span[0]:%-m/%Y}"),))
        if day := _day(self._asked.get("han-ngay", "")):
            self.fields["han-ngay"] = choice("Hạn ngày", ((day.isoformat(), f"{day:%d/%m/%Y}"),))

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The parts that were asked for."""
        rows = rows.filter(**{_FIELDS[name]: value for name, value in wanted.items() if name in _FIELDS})
        if "tim" in wanted:
            rows = holding(rows, wanted["tim"], "task__text", "unit__name", "unit__short_name")
        if "han" in wanted:
            rows = rows.filter(counted_so(wanted["han"], self._today))
        if "cho" in wanted:
            rows = rows.filter(waiting_so(wanted["cho"], self._person))
        if "nguoi" in wanted:
            rows = rows.filter(officer_so(wanted["nguoi"], self._person))
        if "muc" in wanted:
            rows = rows.filter(task__in=self._sections[wanted["muc"]].tasks)
        if "giao" in wanted:
            rows = rows.filter(given_by=self._person)
        return self._in_time(rows, wanted)

    def _in_time(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """Those of a day or a month, of what counts."""
        if not {"han-ngay", "han-thang", "xong-thang"}.isdisjoint(wanted):
            rows = rows.filter(counted_so("tinh", self._today))
        if "han-ngay" in wanted:
            rows = rows.filter(ends_on=wanted["han-ngay"])
        if span := month_of(wanted.get("han-thang", "")):
            rows = rows.filter(ends_on__range=span)
        if span := month_of(wanted.get("xong-thang", "")):
            rows = rows.filter(state=TaskState.FINISHED, handed_in_on__range=span)
        return rows


def officer_so(which: str, person: User | None = None) -> Q:
    """The condition that a part is the person's own to do, or that nobody is named for it: `NOBODY`, though
    its unit has taken it in."""
    if which == "toi":
        return Q(officer=person)
    if which == NOBODY:
        return Q(officer=None, state__in=(TaskState.RECEIVED, TaskState.WORKING, TaskState.REDO))
    return Q(officer=None, state__in=OPEN)


def waiting_so(which: str, person: User | None = None) -> Q:
    """The condition that a part waits for somebody of the office that gave it: what the person handed in
    himself another approves, as he decides no extension that he asked for."""
    if which == "quyet-dinh":
        return waiting_so("duyet", person) | waiting_so("tra-lai", person) | waiting_so("gia-han", person)
    if which == "duyet":
        return Q(state=TaskState.SUBMITTED) & (~Q(submitted_by=person) if person else Q())
    if which == "tra-lai":
        return Q(state=TaskState.RETURNED)
    if which == "gia-han":
        open_ones = Extension.objects.filter(part=OuterRef("pk"), granted=None)
        if person is not None:
            open_ones = open_ones.exclude(asked_by=person)
        return Q(Exists(open_ones), state__in=OPEN)
    held_up = Obstacle.objects.filter(part=OuterRef("pk"), answered_at=None, closed_at=None)
    return Q(Exists(held_up), state__in=OPEN)


def month_of(written: str) -> tuple[date, date] | None:
    """First and last day of "2026-07"; None for anything else."""
    if not re.fullmatch(r"(19|20|21)\d\d-(0[1-9]|1[0-2])", written):
        return None
    year, month = int(written[:4]), int(written[5:])
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), date.fromordinal(after.toordinal() - 1)


def _day(written: str) -> date | None:
    if not re.fullmatch(r"(19|20|21)\d\d-\d\d-\d\d", written):
        return None
    year, month, day = (int(part) for part in written.split("-"))
    span = month_of(written[:7])
    return date(year, month, day) if span and 1 <= day <= span[1].day else None


def units_offered(rows: QuerySet[UnitTask], asked: str, most: int = _FEW) -> list[Unit]:
    """The units that have rows, to choose from; where there are more than one looks through, only the one
    that was asked for. Two queries: all of their numbers are read from the index that has them."""
    return _offered(set(rows.order_by().values_list("unit", flat=True).distinct()), asked, most)


def offered_by(offices: Collection[Unit], asked: str) -> tuple[list[Unit], Sequence[tuple[str, str]]]:
    """The same units, and the plans, of all that these offices gave and that holds. One query, and two more
    where something changed since the last page."""
    units = by_plan("units", editions_of(offices), _units, at=None)
    return _offered(set().union(*units.values()), asked, _FEW), _named(plan for _, plan in units)


def plans_held_by(units: Collection[Unit]) -> Sequence[tuple[str, str]]:
    """The plans of all that these units hold, to choose from. One query, and one more where it was never
    asked for them."""
    numbers = frozenset(unit.pk for unit in units)

    def rows() -> QuerySet[UnitTask, Any]:
        held = UnitTask.objects.filter(ended_at=None, unit__in=units)
        return held.order_by().values_list("plan").distinct()

    return _named(plan for (plan,) in rows_of(("plans held", numbers), rows))


def _named(numbers: Iterable[int | None]) -> Sequence[tuple[str, str]]:
    """The last issued first."""
    plans = frozenset(number for number in numbers if number is not None)

    def read() -> list[tuple[str, str]]:
        found = ImportedPlan.objects.filter(pk__in=plans).order_by("-units_told_at", "-id")
        return [(str(plan.pk), str(plan)) for plan in found.only(*NAMING)]

    return kept(("plans", plans), read)


def _units(parts: QuerySet[UnitTask]) -> dict[Place, set[int]]:
    found: dict[Place, set[int]] = defaultdict(set)
    rows = parts.order_by().filter(ended_at=None).values_list("office", "plan", "unit")
    for office, plan, unit in rows.distinct():
        found[office, plan].add(unit)
    return found


def _offered(numbers: set[int], asked: str, most: int) -> list[Unit]:
    if len(numbers) <= most:
        units = Unit.objects.filter(pk__in=numbers).order_by("path").only("name", "short_name", "path")
        return kept(("units", frozenset(numbers)), lambda: list(units))
    # A list of two, for one alone is not offered.
    wanted = int(asked) if asked.isdecimal() and len(asked) < _LONGEST_NUMBER else 0
    if wanted not in numbers:
        return []
    return sorted(
        Unit.objects.filter(pk__in=(wanted, min(numbers - {wanted}))), key=lambda unit: unit.pk != wanted
    )
