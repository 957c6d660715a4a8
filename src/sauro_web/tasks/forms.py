"""Input on tasks, cleaned; nothing is decided here."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from sauro_web.accounts.models import Unit
from sauro_web.common.fields import DayField
from sauro_web.plans.models import ImportedPlan
from sauro_web.tasks.models import Part, TaskState, UnitTask

__all__ = ["DUES", "FilterForm", "IssueForm"]

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

    def __init__(self, *args: Any, on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self._on = on

    def clean_issued_on(self) -> date:
        """Not a day to come."""
        day: date = self.cleaned_data["issued_on"]
        if day > self._on:
            raise forms.ValidationError("Ngày ban hành không thể sau ngày hôm nay.")
        return day


class FilterForm(forms.Form):
    """What of a list one wants to see; the names stand in the address. What makes no sense is left out."""

    def __init__(self, *args: Any, units: list[Unit], plans: QuerySet[ImportedPlan], **options: Any) -> None:
        super().__init__(*args, **options)
        every = ("", "tất cả")
        self.fields["phan"] = forms.ChoiceField(
            label="Phần việc", required=False, choices=[every, *Part.choices[:2]]
        )
        self.fields["trang-thai"] = forms.ChoiceField(
            label="Trạng thái", required=False, choices=[every, *TaskState.choices]
        )
        self.fields["han"] = forms.ChoiceField(label="Thời hạn", required=False, choices=[every, *DUES])
        self.fields["ke-hoach"] = forms.ChoiceField(
            label="Kế hoạch", required=False, choices=[every, *((str(plan.pk), str(plan)) for plan in plans)]
        )
        if len(units) > 1:
            self.fields["don-vi"] = forms.ChoiceField(
                label="Đơn vị",
                required=False,
                choices=[every, *((str(unit.pk), unit.label) for unit in units)],
            )

    def narrowed(self, parts: QuerySet[UnitTask], *, on: date) -> QuerySet[UnitTask]:
        """The parts that were asked for."""
        self.is_valid()
        wanted = {name: value for name, value in self.cleaned_data.items() if value}
        fields = {"phan": "part", "trang-thai": "state", "ke-hoach": "task__plan", "don-vi": "unit"}
        parts = parts.filter(**{fields[name]: value for name, value in wanted.items() if name in fields})
        match wanted.get("han"):
            case "qua-han":
                return parts.filter(due_on__lt=on)
            case "con-han":
                return parts.filter(due_on__gte=on)
            case "khong":
                return parts.filter(due_on=None)
        return parts
