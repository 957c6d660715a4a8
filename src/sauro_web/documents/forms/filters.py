"""What of a register one wants to see."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from sauro_web.accounts.models import Unit
from sauro_web.common.fields import DayField
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words
from sauro_web.documents.models import Direction, DocumentClass, DocumentState
from sauro_web.documents.numbering import kinds_of_class
from sauro_web.documents.queries.finding import found_in

__all__ = ["IncomingFilters", "OutgoingFilters"]

_STATES = [
    (state.value, state.label)
    for state in (
        DocumentState.ISSUED, DocumentState.RESERVED, DocumentState.CANCELLED, DocumentState.RECALLED,
        DocumentState.REPLACED,
    )
]  # fmt: skip


class OutgoingFilters(Filters):
    """By words or symbol, kind, class, state, book and days."""

    tim = words("Tìm", "Trích yếu; số, ký hiệu")
    loai = choice("Tên loại", [(name, name) for name in kinds_of_class(DocumentClass.ADMINISTRATIVE)])
    trang_thai = choice("Trạng thái", _STATES)
    tu = DayField(
        label="Từ ngày", required=False, widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"})
    )
    den = DayField(
        label="Đến ngày", required=False, widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"})
    )
    lop = choice("Loại", DocumentClass.choices)
    so = choice("Sổ", [(one.value, one.label) for one in (Direction.OUTGOING, Direction.INTERNAL)])
    rare = ("tu", "den", "lop", "so", "trang_thai")

    def __init__(self, asked: QueryDict, *, office: Unit) -> None:
        self.office = office
        super().__init__(asked)

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The documents that were asked for."""
        fields = {
            "loai": "kind", "trang_thai": "state", "tu": "dated__gte", "den": "dated__lte",
            "lop": "document_class", "so": "direction",
        }  # fmt: skip
        if "tim" in wanted:
            rows = found_in(rows, self.office, wanted["tim"])
        return rows.filter(**{fields[name]: value for name, value in wanted.items() if name in fields})


_ARRIVED = [
    (state.value, state.label)
    for state in (
        DocumentState.ARRIVED, DocumentState.ASSIGNED, DocumentState.ANSWERED, DocumentState.FILED,
        DocumentState.RETURNED,
    )
]  # fmt: skip


class IncomingFilters(Filters):
    """By words or symbol, state, lead, and days of arrival."""

    tim = words("Tìm", "Trích yếu; tác giả; số, ký hiệu")
    trang_thai = choice("Trạng thái", _ARRIVED)
    tu = DayField(
        label="Đến từ ngày", required=False, widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"})
    )
    den = DayField(
        label="Đến ngày", required=False, widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"})
    )
    rare = ("tu", "den")

    def __init__(self, asked: QueryDict, *, office: Unit) -> None:
        self.office = office
        super().__init__(asked)

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The documents that were asked for."""
        fields = {"trang_thai": "state", "tu": "dated__gte", "den": "dated__lte"}
        if "tim" in wanted:
            rows = found_in(rows, self.office, wanted["tim"])
        return rows.filter(**{fields[name]: value for name, value in wanted.items() if name in fields})
