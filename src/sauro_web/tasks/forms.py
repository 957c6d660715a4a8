"""Input on tasks, cleaned; nothing is decided here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from sauro_web.accounts.models import Unit
from sauro_web.common.bare import holding
from sauro_web.common.fields import DayField
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import Part, TaskState

__all__ = ["DUES", "IssueForm", "PartFilters", "TaskFilters"]

DUES = (("qua-han", "đã quá hạn"), ("con-han", "chưa đến hạn"), ("khong", "không có ngày hạn"))


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


class PartFilters(Filters):
    """What of a list of parts one wants to see; units are offered where there are several."""

    def __init__(
        self, asked: QueryDict, *, units: Sequence[Unit], plans: QuerySet[ImportedPlan] | None, on: date
    ) -> None:
        self._units, self._plans, self._on = units, plans, on
        super().__init__(asked)

    def arrange(self) -> None:
        """Search, part, state, due; then where it comes from and whose it is."""
        self.fields["tim"] = words("Tìm", "Nội dung việc, đơn vị")
        self.fields["phan"] = choice("Phần việc", Part.choices[:2])
        self.fields["trang-thai"] = choice("Trạng thái", TaskState.choices)
        self.fields["han"] = choice("Thời hạn", DUES)
        if self._plans is not None:
            self.fields["ke-hoach"] = choice("Kế hoạch", [(str(plan.pk), str(plan)) for plan in self._plans])
        if len(self._units) > 1:
            self.fields["don-vi"] = choice("Đơn vị", [(str(unit.pk), unit.label) for unit in self._units])
        self.fields["viec"] = forms.IntegerField(
            label="Việc số", min_value=1, max_value=10**15, widget=forms.HiddenInput
        )

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The parts that were asked for."""
        fields = {
            "phan": "part",
            "trang-thai": "state",
            "ke-hoach": "task__plan",
            "don-vi": "unit",
            "viec": "task",
        }
        rows = rows.filter(**{fields[name]: value for name, value in wanted.items() if name in fields})
        if "tim" in wanted:
            rows = holding(rows, wanted["tim"], "task__text", "unit__name", "unit__short_name")
        match wanted.get("han"):
            case "qua-han":
                return rows.filter(due_on__lt=self._on)
            case "con-han":
                return rows.filter(due_on__gte=self._on)
            case "khong":
                return rows.filter(due_on=None)
        return rows


class TaskFilters(Filters):
    """What of the tasks of a plan one wants to see."""

    tim = words("Tìm", "Việc, sản phẩm")

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The tasks that were asked for."""
        return holding(rows, wanted["tim"], "text", "product", "group_name") if "tim" in wanted else rows
