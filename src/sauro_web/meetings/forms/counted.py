"""What of the conferences that were counted one wants to see."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from sauro_web.accounts.models import Unit
from sauro_web.common.fields import DayField
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice
from sauro_web.meetings.models import MeetingMode
from sauro_web.meetings.queries.limits import limits_of
from sauro_web.meetings.queries.months import counts_online

__all__ = ["CountedFilters"]

_YES, _NO = "co", "khong"
_DAY = {"placeholder": "dd/mm/yyyy"}


class CountedFilters(Filters):
    """By the days, and by whether they count as online by the rule of the office."""

    tu = DayField(label="Từ ngày", required=False, widget=forms.DateInput(attrs=_DAY))
    den = DayField(label="Đến ngày", required=False, widget=forms.DateInput(attrs=_DAY))
    truc_tuyen = choice("Tính là trực tuyến", [(_YES, "có"), (_NO, "không")])

    def __init__(self, asked: QueryDict, *, office: Unit, today: date) -> None:
        self._today = today
        super().__init__(asked)
        self.limits = limits_of(office, self.by)

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last; of what makes no sense or was not said the year so far, and turned round
        where the last comes first."""
        last = self.wanted.get("den") or self._today
        first = self.wanted.get("tu") or date(last.year, 1, 1)
        return min(first, last), max(first, last)

    @property
    def by(self) -> date:
        """The day by whose rules they are counted: the last of the year that has come."""
        return min(self._today, date(self.days[1].year, 12, 31))

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The conferences that were asked for, of these days."""
        if "truc_tuyen" not in wanted:
            return rows
        online = [mode for mode in MeetingMode.values if counts_online(mode, self.limits)]
        found = rows.filter(mode__in=online)
        return found if wanted["truc_tuyen"] == _YES else rows.exclude(mode__in=online)
