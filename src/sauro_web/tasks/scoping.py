"""Which rows a page of tasks is about: what the person's units owe, or what his office has given."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import QueryDict

from sauro_web.accounts.models import Unit, User
from sauro_web.tasks import queries, rules
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.part_filters import PartFilters, offered_by, plans_held_by
from sauro_web.tasks.queries.days import Days, days_for

__all__ = ["Scope", "scope_of"]

WHOLE = "co-quan"


@dataclass(frozen=True)
class Scope:
    """`whole`: all that the offices give whose work he follows; else what his units owe."""

    person: User
    on: date
    asked: QueryDict
    units: list[Unit]
    watched: list[Unit]
    whole: bool

    @cached_property
    def days(self) -> Days:
        """The day by the clock of the office."""
        return days_for(self.watched if self.whole else self.units, on=self.on)

    @cached_property
    def parts(self) -> QuerySet[UnitTask]:
        """All rows of it."""
        return queries.parts_given(self.watched) if self.whole else queries.parts_held(self.units)

    @cached_property
    def filters(self) -> PartFilters:
        """Those in the address."""
        if self.whole:
            units, plans = offered_by(self.watched, self.asked.get("don-vi", ""))
        else:
            units, plans = self.units, plans_held_by(self.units)
        return PartFilters(self.asked, person=self.person, units=units, plans=plans, today=self.days.today)

    @cached_property
    def found(self) -> QuerySet[UnitTask]:
        """The rows that the address asks for."""
        return self.filters.narrowed(self.parts)

    @property
    def office(self) -> Unit | None:
        """Whose letterhead stands above."""
        return self.watched[0] if self.whole else next(iter(self.units), None)

    @property
    def title(self) -> str:
        """Whose work it is."""
        whose = f"{self.watched[0].label} đã giao" if self.whole else "của đơn vị"
        return f"Sổ theo dõi nhiệm vụ {whose}"

    @property
    def query(self) -> str:
        """What of the address every view of the same rows carries along."""
        kept = [(name, value) for name, value in self.asked.items() if value and name in self._kept]
        return urlencode(kept)

    @property
    def _kept(self) -> set[str]:
        return {"pham-vi", *self.filters.fields}


def scope_of(person: User, asked: QueryDict, *, on: date) -> Scope:
    """What the address asks for, as far as the person may."""
    units = rules.units_of(person, on=on)
    watched = rules.offices_watched(person, on=on)
    whole = bool(watched) and asked.get("pham-vi") == WHOLE
    return Scope(person, on, asked, units, watched, whole)
