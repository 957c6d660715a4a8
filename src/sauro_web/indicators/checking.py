"""The nightly comparison of the totals with the rows, in words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from sauro_web.common.guards import Differing, Period
from sauro_web.documents.models import Channel, Direction, DocumentClass, DocumentState
from sauro_web.documents.totals import CELL, OF_COUNTRY, OF_OFFICE, OF_PROVINCE

__all__ = ["WHOLE_COUNTRY", "about_of", "is_of_country", "is_of_office", "period_of"]

WHOLE_COUNTRY = "Cả nước"
_PERIODS = {
    letter: period for some in (OF_COUNTRY, OF_OFFICE, OF_PROVINCE) for period, letter in some.items()
}
_LABELS: Mapping[str, Mapping[str, Any]] = {
    "direction": dict(Direction.choices),
    "document_class": dict(DocumentClass.choices),
    "state": dict(DocumentState.choices),
    "channel": dict(Channel.choices),
}
_TRUE = {
    "is_procedure_result": "kết quả thủ tục hành chính", "corrects": "đính chính",
    "digitally_signed": "có chữ ký số", "has_digitised_copy": "có bản số hóa",
    "sent_to_office": "gửi cơ quan",
}  # fmt: skip


def is_of_country(one: Differing) -> bool:
    """Whether it is a total of the whole country."""
    return one.grain in OF_COUNTRY.values()


def is_of_office(one: Differing) -> bool:
    """Whether it is a total of one office."""
    return one.grain in OF_OFFICE.values()


def period_of(one: Differing) -> str:
    """Its days: "ngày 02/3/2026", "tháng 3/2026", "nửa đầu năm 2026"."""
    return _said(_PERIODS[one.grain], one.first)


def _said(period: Period, first: date) -> str:
    if period is Period.DAY:
        return f"ngày {first:%d/%m/%Y}"
    if period is Period.MONTH:
        return f"tháng {first.month}/{first.year}"
    return f"nửa {'đầu' if first.month == 1 else 'cuối'} năm {first.year}"


def about_of(one: Differing) -> str:
    """Which documents it counts: "văn bản đi, hành chính, Kế hoạch, đã ban hành, điện tử"."""
    words = []
    for column, value in zip(CELL, one.cell, strict=True):
        if column in _TRUE:
            words += [_TRUE[column]] if value else []
        elif value:
            words.append(str(_LABELS.get(column, {}).get(value, value)))
    return ", ".join(words)[:300]
