"""What is typed about training and publicity, cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import Truncator

from sauro_web.accounts.models import Unit
from sauro_web.common.bare import holding
from sauro_web.common.fields import DayField
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words
from sauro_web.outreach.models import Channel, Mode, Subject
from sauro_web.plans.models import ImportedPlan

__all__ = [
    "AttendanceForm",
    "ItemFilters",
    "ItemForm",
    "SessionFilters",
    "SessionForm",
    "WithdrawForm",
    "YearForm",
]

_STATES = [("huy", "đã hủy")]
_WORDS = 12


class YearForm(forms.Form):
    """The year that is looked at, and of training the subject."""

    nam = forms.IntegerField(min_value=2000, max_value=2100, required=False)
    linh_vuc = forms.ChoiceField(choices=[("", "mọi lĩnh vực"), *Subject.choices], required=False)

    def asked(self, current: int) -> tuple[int, str]:
        """Year and subject; this year and digital skills where the address says none, or nonsense."""
        self.is_valid()
        year = self.cleaned_data.get("nam") or current
        said = "linh_vuc" in self.data
        return year, self.cleaned_data.get("linh_vuc") or ("" if said else Subject.DIGITAL.value)


class _ForUnit(forms.Form):
    """Of which unit, after which plan; the version that one has seen."""

    unit = forms.TypedChoiceField(label="Đơn vị", coerce=int)
    plan = forms.TypedChoiceField(label="Theo kế hoạch", coerce=int, required=False, empty_value=None)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0, initial=0)

    def __init__(
        self, *args: Any, units: Sequence[Unit], plans: Iterable[ImportedPlan], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self._units = {unit.pk: unit for unit in units}
        self._plans = {plan.pk: plan for plan in plans}
        named = [(pk, unit.name) for pk, unit in self._units.items()]
        said = [(pk, _called(plan)) for pk, plan in self._plans.items()]
        for name, choices in (("unit", named), ("plan", [("", "không theo kế hoạch nào"), *said])):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = choices
        if len(named) == 1:
            self.fields["unit"].initial = named[0][0]

    def clean_unit(self) -> Unit:
        """The unit itself."""
        return self._units[self.cleaned_data["unit"]]

    def clean_plan(self) -> ImportedPlan | None:
        """The plan itself."""
        number = self.cleaned_data["plan"]
        return self._plans[number] if number else None


def _called(plan: ImportedPlan) -> str:
    return f"{plan.reference}: {Truncator(plan.subject).words(_WORDS)}"


class SessionForm(_ForUnit):
    """A training session."""

    title = forms.CharField(label="Nội dung tập huấn", max_length=300)
    subject = forms.ChoiceField(label="Lĩnh vực", choices=Subject.choices)
    starts_on = DayField(label="Từ ngày")
    ends_on = DayField(label="Đến ngày", required=False, help_text="Để trống nếu chỉ một ngày.")
    mode = forms.ChoiceField(label="Hình thức", choices=Mode.choices)
    trainer = forms.CharField(label="Người hướng dẫn", max_length=200, required=False)
    documents = forms.CharField(label="Tài liệu, văn bản", max_length=500, required=False)
    field_order = ("title", "subject", "unit", "starts_on", "ends_on", "mode", "trainer", "documents", "plan")

    def clean(self) -> dict[str, Any]:
        """One day where no last one is said; the last is not before the first."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = cleaned.get("starts_on"), cleaned.get("ends_on")
        cleaned["ends_on"] = last or first
        if first and last and last < first:
            self.add_error("ends_on", "Ngày kết thúc không thể trước ngày bắt đầu.")
        return cleaned


class ItemForm(_ForUnit):
    """A publicity item."""

    channel = forms.ChoiceField(label="Kênh", choices=Channel.choices)
    title = forms.CharField(label="Nội dung", max_length=300)
    on = DayField(label="Ngày đăng, phát")
    link = forms.URLField(
        label="Địa chỉ trên mạng", max_length=500, required=False, assume_scheme="https",
        help_text="Nếu có, thí dụ https://xa.gov.vn/tin-bai.",
    )  # fmt: skip
    field_order = ("channel", "title", "unit", "on", "link", "plan")

    def clean_link(self) -> str:
        """Only pages of the web."""
        link: str = self.cleaned_data["link"]
        if link and not link.lower().startswith(("https://", "http://")):
            raise forms.ValidationError("Ghi địa chỉ bắt đầu bằng https:// hoặc http://.")
        return link


class AttendanceForm(forms.Form):
    """Who of the staff shown attended, and how many guests."""

    present = forms.TypedMultipleChoiceField(
        label="Có mặt", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    guests = forms.IntegerField(
        label="Số người ngoài cơ quan cùng dự", min_value=0, max_value=100_000, help_text="Tính riêng."
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, people: Sequence[tuple[int, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["present"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(people)


class WithdrawForm(forms.Form):
    """Why something is taken back."""

    reason = forms.CharField(label="Lý do hủy", max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class _YearFilters(Filters):
    """By words, year, and whether it was taken back; what was is left out unless it is asked for."""

    day = "on"

    def __init__(self, asked: Any, *, years: Sequence[int]) -> None:
        self._years = years
        super().__init__(asked)

    def arrange(self) -> None:
        """The years that there are."""
        self.fields["nam"] = choice("Năm", [(str(year), str(year)) for year in self._years])
        months = [(str(month), f"tháng {month}") for month in range(1, 13)]
        self.fields["thang"] = choice("Tháng", months)
        self.fields["tinh-trang"] = choice("Tình trạng", _STATES, every="đang tính")

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The rows that were asked for."""
        if "tim" in wanted:
            rows = holding(rows, wanted["tim"], "title", "unit__name", "unit__short_name")
        if "nam" in wanted:
            rows = rows.filter(**{f"{self.day}__year": wanted["nam"]})
        if "thang" in wanted:
            rows = rows.filter(**{f"{self.day}__month": wanted["thang"]})
        return rows.filter(withdrawn_at__isnull="tinh-trang" not in wanted)


class SessionFilters(_YearFilters):
    """Training sessions."""

    tim = words("Tìm", "Nội dung, đơn vị")
    day = "starts_on"

    def arrange(self) -> None:
        """Besides by subject."""
        self.fields["linh-vuc"] = choice("Lĩnh vực", Subject.choices)
        super().arrange()

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The rows that were asked for."""
        if "linh-vuc" in wanted:
            rows = rows.filter(subject=wanted["linh-vuc"])
        return super().narrow(rows, wanted)


class ItemFilters(_YearFilters):
    """Publicity items."""

    tim = words("Tìm", "Nội dung, đơn vị")

    def arrange(self) -> None:
        """Besides by channel."""
        self.fields["kenh"] = choice("Kênh", Channel.choices)
        super().arrange()

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The rows that were asked for."""
        if "kenh" in wanted:
            rows = rows.filter(channel=wanted["kenh"])
        return super().narrow(rows, wanted)
