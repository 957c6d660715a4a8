"""What of the lists of units and people one wants to see."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from sauro_web.accounts.models import Role, UnitKind
from sauro_web.common.bare import holding
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words

__all__ = ["MemberFilters", "PeopleFilters", "UnitFilters"]


class UnitFilters(Filters):
    """Units of an office. Which ones a search finds, how deep and on which day, the view has decided."""

    q = words("Tìm đơn vị", "Tên, không cần dấu")

    def arrange(self) -> None:
        """Names with hyphens."""
        self.fields["pham-vi"] = choice("Phạm vi", [("toan-bo", "mọi cấp")], every="trực thuộc")
        self.fields["loai"] = choice("Loại", UnitKind.choices)
        ended = [("ket-thuc", "đã kết thúc"), ("tat-ca", "tất cả")]
        self.fields["tinh-trang"] = choice("Tình trạng", ended, every="hiện có")

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """Of one kind."""
        return rows.filter(kind=wanted["loai"]) if "loai" in wanted else rows


class MemberFilters(Filters):
    """Units of a group."""

    q = words("Tìm đơn vị", "Tên, không cần dấu")

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """By their names."""
        return holding(rows, wanted["q"], "name", "short_name", "symbol") if "q" in wanted else rows


class PeopleFilters(Filters):
    """Positions of people."""

    q = words("Tìm người", "Họ tên, không cần dấu")

    def arrange(self) -> None:
        """Names with hyphens."""
        self.fields["vai-tro"] = choice("Vai trò", Role.choices)
        self.fields["tai-khoan"] = choice("Tài khoản", [("dung", "đang dùng"), ("khoa", "đã khóa")])

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The positions that were asked for."""
        if "q" in wanted:
            rows = holding(rows, wanted["q"], "user__full_name", "user__username")
        if "vai-tro" in wanted:
            rows = rows.filter(role=wanted["vai-tro"])
        if "tai-khoan" in wanted:
            rows = rows.filter(Q(user__is_active=wanted["tai-khoan"] == "dung"))
        return rows
