"""Which month of the communes one wants to see."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from sauro_web.common.bare import holding
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words

__all__ = ["CommuneFilters"]

_MONTHS = 24


class CommuneFilters(Filters):
    """By month, and by the name of a commune."""

    tim = words("Tìm", "Tên xã, phường")
    thang = choice("Tháng", (), every="tháng này")

    def __init__(self, asked: QueryDict, *, on: date) -> None:
        self.on = on
        super().__init__(asked)

    def arrange(self) -> None:
        """The last two years."""
        day, months = self.on.replace(day=1), []
        for _ in range(_MONTHS):
            months.append((f"{day:%Y-%m}", f"tháng {day.month}/{day.year}"))
            day = (day - timedelta(days=1)).replace(day=1)
        self.fields["thang"].choices = [("", "tháng này"), *months[1:]]  # type: ignore[attr-defined]

    @property
    def last_day(self) -> date:
        """The last day that is counted: of the month that was asked for, else today."""
        asked = self.wanted.get("thang")
        if not asked:
            return self.on
        year, month = map(int, asked.split("-"))
        return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The communes of that name."""
        return holding(rows, wanted["tim"], "name") if "tim" in wanted else rows
