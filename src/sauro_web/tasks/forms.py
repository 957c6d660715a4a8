"""Input on tasks, cleaned; nothing is decided here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from sauro_web.common.bare import holding
from sauro_web.common.fields import DayField
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import words

__all__ = ["EarlierForm", "IssueForm", "TaskFilters"]


class IssueForm(forms.Form):
    """Under which number and date the plan was issued."""

    number = forms.CharField(
        label="Số", max_length=20, error_messages={"required": "Hãy ghi số của kế hoạch."}
    )
    issued_on = DayField(
        label="Ngày ban hành",
        error_messages={
            "required": "Hãy ghi ngày ban hành.",
            "invalid": "Hãy ghi ngày theo dạng 15/06/2026.",
        },
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"}
        ),
    )
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)
    """Digest of what the page said would be given."""

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._on = on

    def clean_issued_on(self) -> date:
        """Not a day to come."""
        day: date = self.cleaned_data["issued_on"]
        if day > self._on:
            raise forms.ValidationError("Ngày ban hành không thể sau ngày hôm nay.")
        return day


class EarlierForm(forms.Form):
    """On which earlier day a plan is looked at."""

    ngay = DayField(
        label="So với ngày",
        required=False,
        widget=forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy"}),
    )

    def __init__(self, *args: Any, since: date, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._since, self._on = since, on

    def clean_ngay(self) -> date | None:
        """Since the work was given, and before today."""
        day: date | None = self.cleaned_data["ngay"]
        if day is not None and not self._since <= day < self._on:
            raise forms.ValidationError(f"Hãy chọn một ngày từ {self._since:%d/%m/%Y} đến hôm qua.")
        return day


class TaskFilters(Filters):
    """What of the tasks of a plan one wants to see."""

    tim = words("Tìm", "Việc, sản phẩm")

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The tasks that were asked for."""
        return holding(rows, wanted["tim"], "text", "product", "group_name") if "tim" in wanted else rows
