"""What is typed about targets, cleaned."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from sauro_web.common.fields import DayField, FigureField
from sauro_web.indicators.models import Comparing

__all__ = ["TargetForm", "YearForm"]


class TargetForm(forms.Form):
    """A target by hand, with the paper that says so."""

    comparator = forms.ChoiceField(label="So sánh", choices=Comparing.choices)
    wanted = FigureField(
        label="Mức (%)", min_value=0, max_value=100, required=False,
        help_text="Để trống khi không còn phải theo mức nào.",
    )  # fmt: skip
    since = DayField(label="Áp dụng từ ngày", widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"}))
    source = forms.CharField(
        label="Văn bản quy định", max_length=300,
        help_text="Ví dụ: Kế hoạch số 27/KH-UBND ngày 11/02/2026.",
    )  # fmt: skip

    def clean_wanted(self) -> Decimal | None:
        """With two decimals at most, as it is kept."""
        wanted = self.cleaned_data["wanted"]
        return None if wanted is None else round(Decimal(str(wanted)), 2)


class YearForm(forms.Form):
    """Which year is looked at."""

    nam = forms.IntegerField(min_value=2000, max_value=2100, required=False)

    def year(self, current: int) -> int:
        """The one that was asked for, else the current one; none to come."""
        said: Any = self.cleaned_data.get("nam") if self.is_valid() else None
        return min(said or current, current)
