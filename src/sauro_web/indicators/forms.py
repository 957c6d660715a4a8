"""What is typed about indicators and their targets, cleaned."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms

from sauro_web.accounts.models import Unit
from sauro_web.common.fields import DayField, FigureField
from sauro_web.indicators.models import Answered, Comparing, FilledBy, Joined, Judged, OwnFigure, Shaped
from sauro_web.indicators.queries.other_registers import OTHERS
from sauro_web.procedures.months import month_in

__all__ = [
    "AddForm",
    "AnswerForm",
    "BaseForm",
    "FigureForm",
    "GuideForm",
    "MonthsForm",
    "ReasonForm",
    "TargetForm",
    "YearForm",
]

_MOST = 10**12


class TargetForm(forms.Form):
    """A target by hand, with the paper that says so; in percent, or in what is counted."""

    comparator = forms.ChoiceField(label="So sánh", choices=Comparing.choices)
    wanted = FigureField(
        label="Mức", min_value=0, max_value=_MOST, required=False,
        help_text="Để trống khi không còn phải theo mức nào.",
    )  # fmt: skip
    since = DayField(label="Áp dụng từ ngày", widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"}))
    source = forms.CharField(
        label="Văn bản quy định", max_length=300,
        help_text="Ví dụ: Kế hoạch số 27/KH-UBND ngày 11/02/2026.",
    )  # fmt: skip

    def __init__(self, *given: Any, unit: str = "%", **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["wanted"].label = f"Mức ({unit})"

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


class AddForm(forms.Form):
    """What an indicator is that a plan adds; the level and the words are the plan's."""

    name = forms.CharField(label="Tên chỉ tiêu", max_length=200)
    unit_word = forms.CharField(
        label="Đơn vị tính", max_length=60, help_text="Cái được đếm, ví dụ: lớp, hồ sơ, hộ."
    )
    shape = forms.ChoiceField(label="Cách đo", choices=Shaped.choices)
    direction = forms.ChoiceField(label="Chiều tốt", choices=Judged.choices)
    joining = forms.ChoiceField(label="Gộp các tháng", choices=Joined.choices)
    filled_by = forms.ChoiceField(label="Ai nhập số liệu", choices=FilledBy.choices)
    counted_from = forms.ChoiceField(
        label="Hoặc đếm từ số liệu có sẵn", required=False,
        choices=[("", "không, nhập tay"), *((name, one.label) for name, one in OTHERS.items())],
    )  # fmt: skip
    guide = forms.CharField(
        label="Hướng dẫn đếm", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000,
        help_text="Đếm cái gì, không đếm cái gì; hiện ngay tại nơi nhập số.",
    )  # fmt: skip


class GuideForm(forms.Form):
    """How an indicator is counted from a day on."""

    text = forms.CharField(label="Hướng dẫn đếm", widget=forms.Textarea(attrs={"rows": 4}), max_length=4000)
    since = DayField(label="Áp dụng từ ngày", widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"}))
    source = forms.CharField(label="Căn cứ", max_length=300)


class BaseForm(forms.Form):
    """What a unit had in a year."""

    unit = forms.ChoiceField(label="Đơn vị")
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    count = FigureField(label="Số của năm", min_value=0, max_value=_MOST)
    source = forms.CharField(label="Nguồn", max_length=300, help_text="Ví dụ: Báo cáo số 300/BC-UBND.")
    method = forms.CharField(label="Cách đã đếm", max_length=500)

    def __init__(self, *given: Any, units: Collection[Unit], **options: Any) -> None:
        super().__init__(*given, **options)
        self._units = {str(one.pk): one for one in units}
        self.fields["unit"].choices = [(pk, one.label) for pk, one in self._units.items()]  # type: ignore[attr-defined]

    def clean_unit(self) -> Unit:
        """The unit itself."""
        return self._units[self.cleaned_data["unit"]]

    def clean_count(self) -> int:
        """A whole number."""
        return _whole(self.cleaned_data["count"])


class FigureForm(forms.Form):
    """The figure of one unit in the grid of a month."""

    counted = FigureField(label="Số đạt", required=False, min_value=0, max_value=_MOST)
    against = FigureField(label="Tổng số", required=False, min_value=0, max_value=_MOST)
    nothing = forms.BooleanField(label="Không phát sinh", required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, sent: Any, *, unit: Unit, figure: OwnFigure | None, share: bool) -> None:
        initial: dict[str, Any] = {"seen": figure.number if figure else 0}
        if figure is not None:
            initial |= {"nothing": figure.nothing}
            if not figure.nothing:
                initial |= {"counted": figure.counted, "against": figure.against}
        super().__init__(sent, prefix=f"u{unit.pk}", initial=initial)
        self.unit, self.figure = unit, figure
        if not share:
            del self.fields["against"]
        for name, field in self.fields.items():
            kind = "form-check-input" if name == "nothing" else "form-control"
            field.widget.attrs |= {"class": kind, "aria-label": f"{field.label}, {unit.label}"}

    def clean_counted(self) -> int | None:
        """A whole number, or nothing typed."""
        return _whole_or_none(self.cleaned_data["counted"])

    def clean_against(self) -> int | None:
        """A whole number, or nothing typed."""
        return _whole_or_none(self.cleaned_data["against"])


def _whole_or_none(value: float | None) -> int | None:
    return None if value is None else _whole(value)


def _whole(value: float) -> int:
    if value != int(value):
        raise forms.ValidationError("Hãy ghi số nguyên; nếu có phần lẻ thì chọn đơn vị tính nhỏ hơn.")
    return int(value)


class ReasonForm(forms.Form):
    """Why figures of a closed month are changed."""

    reason = forms.CharField(
        label="Lý do sửa số liệu đã chốt", max_length=500, required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The answer to a question about figures."""

    kind = forms.ChoiceField(label="Trả lời", choices=Answered.choices)
    text = forms.CharField(
        label="Nội dung giải trình hoặc lý do bỏ qua", max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class MonthsForm(forms.Form):
    """From which month to which figures are listed ("3/2026")."""

    tu = forms.CharField(required=False, max_length=20)
    den = forms.CharField(required=False, max_length=20)

    def span(self, on: date) -> tuple[date, date]:
        """Their first days; this year so far where the address says none, or nonsense."""
        self.is_valid()
        last = month_in(self.cleaned_data.get("den", "")) or on.replace(day=1)
        first = month_in(self.cleaned_data.get("tu", "")) or last.replace(month=1)
        return (first, last) if first <= last else (last.replace(month=1), last)
