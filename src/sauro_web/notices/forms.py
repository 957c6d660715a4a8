"""What of the notices one wants to see."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from sauro_web.common.bare import holding
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words

__all__ = ["NoticeFilters"]


class NoticeFilters(Filters):
    """By words, and by whether they were seen."""

    tim = words("Tìm", "Nội dung, đơn vị")
    xem = choice("Đã xem", [("chua", "chưa xem"), ("da", "đã xem")])

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The notices that were asked for."""
        if "tim" in wanted:
            rows = holding(rows, wanted["tim"], "text", "unit__name")
        return rows.filter(is_seen=wanted["xem"] == "da") if "xem" in wanted else rows
