"""Fields of forms that all apps share, and numbers of records as they come in requests."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms

__all__ = ["DayField", "number_in"]

_FIRST, _LAST = date(1945, 9, 2), date(2199, 12, 31)


_DIGITS = 18
"""What a database counts to has 19; a longer number is nobody's."""


def number_in(text: str) -> int | None:
    """The number of a record that a request names; None where it can be none."""
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else None


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
