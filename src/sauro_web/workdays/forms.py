"""Input about the calendar, cleaned."""

from __future__ import annotations

from django import forms

from sauro_web.workdays.models import DayKind

__all__ = ["DayForm", "YearForm"]


class DayForm(forms.Form):
    """A day that is worked otherwise than its weekday."""

    day = forms.DateField(label="Ngày")
    kind = forms.ChoiceField(label="Loại", choices=DayKind.choices, initial=DayKind.OFF)
    name = forms.CharField(
        label="Tên gọi", max_length=120, help_text="Như trong văn bản: Nghỉ Quốc khánh, Làm bù ngày 31/8."
    )
    provisional = forms.BooleanField(label="Dự kiến, chưa có văn bản", required=False)


class YearForm(forms.Form):
    """The year that is looked at; this year where the address says none, or nonsense."""

    nam = forms.IntegerField(min_value=2000, max_value=2100, required=False)

    def year(self, current: int) -> int:
        """The year asked for."""
        return (self.cleaned_data.get("nam") if self.is_valid() else None) or current
