"""Fields that several forms have."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django import forms

from sauro_web.common.fields import DayField
from sauro_web.meetings.moments import stored

__all__ = [
    "LONG",
    "day_field",
    "moment_in",
    "time_field",
    "version_field",
]

LONG = forms.Textarea(attrs={"rows": 3})
"""For some sentences."""
_STALE = "Trang này đã cũ; hãy tải lại trang rồi làm tiếp."
_TIMES = ["%H:%M", "%Hh%M", "%Hh", "%H.%M"]


def day_field(label: str, **options: Any) -> DayField:
    """A day in figures."""
    widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"})
    return DayField(label=label, widget=widget, **options)


def time_field(label: str, **options: Any) -> forms.TimeField:
    """An hour of the day, however people write it."""
    widget = forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:00", "inputmode": "numeric"})
    fault = {"invalid": "Hãy ghi giờ theo dạng 08:00.", "required": "Hãy ghi giờ."}
    return forms.TimeField(label=label, input_formats=_TIMES, widget=widget, error_messages=fault, **options)


def moment_in(day: date | None, clock: time | None) -> datetime | None:
    """The moment that two fields say, with the zone of the office; None while one says nothing."""
    return stored(datetime.combine(day, clock)) if day is not None and clock is not None else None


def version_field() -> forms.IntegerField:
    """Which state of the record the page shows, hidden in the form."""
    fault = {"required": _STALE, "invalid": _STALE}
    return forms.IntegerField(
        label="Trang đang mở", min_value=0, widget=forms.HiddenInput, error_messages=fault
    )
