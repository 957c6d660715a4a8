"""What of a register one wants to see."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit
from sauro_web.common.fields import DayField
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words
from sauro_web.documents.models import Direction, Document, DocumentClass, DocumentState
from sauro_web.documents.numbering import kinds_of_class
from sauro_web.documents.queries.counted_as import CountedAs, rows_counted_as
from sauro_web.documents.queries.finding import found_in
from sauro_web.documents.queries.listing import unsent_among

__all__ = ["IncomingFilters", "OutgoingFilters"]

_SIGNED = {"co": True, "khong": False, "chua": None}
_DAY = {"placeholder": "dd/mm/yyyy"}


def _day(label: str) -> DayField:
    return DayField(label=label, required=False, widget=forms.DateInput(attrs=_DAY))


def _signed() -> forms.ChoiceField:
    words_of = {"co": "còn nguyên vẹn", "khong": "không có, không nguyên vẹn", "chua": "chưa có tệp"}
    return choice("Chữ ký số", list(words_of.items()))


class _RegisterFilters(Filters):
    """What both registers are narrowed by: words, and the fields that the subclass names."""

    fields_of: ClassVar[Mapping[str, str]]
    """The condition on a document that each filter stands for."""

    def __init__(self, asked: QueryDict, *, office: Unit) -> None:
        self.office = office
        super().__init__(asked)

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The documents that were asked for."""
        if "tim" in wanted:
            rows = found_in(rows, self.office, wanted["tim"])
        if "ky_so" in wanted:
            rows = rows.filter(digitally_signed=_SIGNED[wanted["ky_so"]])
        if "tinh" in wanted:
            rows = rows.filter(pk__in=self._counted(wanted["tinh"], wanted.get("den")).values("pk"))
        asked = {self.fields_of[name]: value for name, value in wanted.items() if name in self.fields_of}
        return rows.filter(**asked)

    def joined_by(self, today: date) -> date | None:
        """Where the documents behind a figure are asked for, the day by which units have become one with the
        office whose documents it counts too; else None: a register is that of one office."""
        return min(self.wanted.get("den") or today, today) if "tinh" in self.wanted else None

    def _counted(self, what: str, last: date | None) -> QuerySet[Document]:
        """The documents that an indicator counts, by the rule by which its figure was: that of the last day
        asked for, which is never to come; of the days that are asked for besides."""
        today = localdate()
        return rows_counted_as(CountedAs(what), self.office, min(last or today, today))


def _choices(*states: DocumentState) -> list[tuple[str, str]]:
    return [(state.value, str(state.label)) for state in states]


class OutgoingFilters(_RegisterFilters):
    """By words or symbol, kind, class, state, book and days."""

    tim = words("Tìm", "Trích yếu; số, ký hiệu")
    loai = choice("Tên loại", [(name, name) for name in kinds_of_class(DocumentClass.ADMINISTRATIVE)])
    trang_thai = choice(
        "Trạng thái",
        _choices(
            DocumentState.ISSUED, DocumentState.RESERVED, DocumentState.CANCELLED, DocumentState.RECALLED,
            DocumentState.REPLACED,
        ),
    )  # fmt: skip
    tu = _day("Từ ngày")
    den = _day("Đến ngày")
    lop = choice("Loại", DocumentClass.choices)
    so = choice("Sổ", [(one.value, one.label) for one in (Direction.OUTGOING, Direction.INTERNAL)])
    ky_so = _signed()
    chuyen = choice("Chuyển đi", [("chua", "chưa chuyển")])
    tinh = choice("Tính vào chỉ tiêu", CountedAs.choices)
    rare = ("tu", "den", "lop", "so", "trang_thai", "ky_so", "chuyen", "tinh")
    fields_of: ClassVar[Mapping[str, str]] = {
        "loai": "kind", "trang_thai": "state", "tu": "dated__gte", "den": "dated__lte",
        "lop": "document_class", "so": "direction",
    }  # fmt: skip

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The documents that were asked for."""
        rows = super().narrow(rows, wanted)
        return unsent_among(rows) if "chuyen" in wanted else rows


class IncomingFilters(_RegisterFilters):
    """By words or symbol, state, days of arrival, signature, and whether an indicator counts them."""

    tim = words("Tìm", "Trích yếu; tác giả; số, ký hiệu")
    trang_thai = choice(
        "Trạng thái",
        _choices(
            DocumentState.ARRIVED, DocumentState.ASSIGNED, DocumentState.ANSWERED, DocumentState.FILED,
            DocumentState.RETURNED, DocumentState.RECALLED,
        ),
    )  # fmt: skip
    tu = _day("Đến từ ngày")
    den = _day("Đến ngày")
    ky_so = _signed()
    tinh = choice("Tính vào chỉ tiêu", [(CountedAs.DIGITISED.value, CountedAs.DIGITISED.label)])
    rare = ("tu", "den", "ky_so", "tinh")
    fields_of: ClassVar[Mapping[str, str]] = {
        "trang_thai": "state", "tu": "dated__gte", "den": "dated__lte",
    }  # fmt: skip
