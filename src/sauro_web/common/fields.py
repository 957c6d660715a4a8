"""Fields of forms that all apps share, and numbers of records as they come in requests."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, ClassVar

from django import forms

__all__ = ["BoxesField", "DayField", "FigureField", "number_in"]

_FIRST, _LAST = date(1945, 9, 2), date(2199, 12, 31)


_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:\.\d{3})+(?=,|$)")
_DIGITS = 18
"""What a database counts to has 19; a longer number is nobody's."""


def number_in(text: str) -> int | None:
    """The number of a record that a request names; None where it can be none."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


class BoxesField(forms.ModelMultipleChoiceField):
    """Several records, each with a box of its own: nobody need know of the Ctrl key. `gone` is said where one
    of them cannot be chosen (any longer)."""

    widget = forms.CheckboxSelectMultiple
    gone = "Danh sách có mục không còn để chọn; hãy chọn lại."

    def clean(self, value: Any) -> Any:
        """Numbers that can be nobody's are said to be none before a database is asked for them."""
        if any(number_in(str(one)) is None for one in value or ()):
            raise forms.ValidationError(self.gone)
        return super().clean(value)


class DayField(forms.DateField):
    """A day as the office writes it; one that no paper of the office can bear is a slip of the finger."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": "Hãy ghi ngày có thật theo dạng 15/06/2026."
    }

    def clean(self, value: Any) -> Any:
        """Between the founding of the state and the next century but one."""
        day = super().clean(value)
        if day is not None and not _FIRST <= day <= _LAST:
            raise forms.ValidationError(f"Hãy kiểm tra năm: {day:%d/%m/}{day.year:04}.")
        return day


class FigureField(forms.FloatField):
    """A figure as the office writes it: "1.200,5" has a point between thousands and a comma before the
    decimals. A single point that parts no thousands ("12.5") is the comma of another keyboard."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": "Hãy ghi một số, ví dụ 60 hoặc 12,5.",
        "min_value": "Hãy ghi số không nhỏ hơn %(limit_value)s.",
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(localize=True, **options)
        low = options.get("min_value")
        for check in self.validators:
            if low is not None and getattr(check, "limit_value", None) == low:
                check.message = self.error_messages["min_value"]  # type: ignore[attr-defined]

    def to_python(self, value: Any) -> Any:
        """Points between thousands are nothing."""
        if isinstance(value, str):
            value = value.strip()
            if _THOUSANDS.match(value):
                value = value.replace(".", "")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """A whole number without decimals."""
        return int(value) if isinstance(value, float) and value.is_integer() else value
