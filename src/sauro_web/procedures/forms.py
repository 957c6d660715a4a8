"""What is typed about procedures, cleaned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from sauro_web.accounts.models import Unit
from sauro_web.common.bare import holding
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words
from sauro_web.procedures.counts import COUNTS, faults_of, whole_number
from sauro_web.procedures.models import Origin, ProcedureFigures, Reading
from sauro_web.procedures.months import month_in

__all__ = [
    "CorrectionForm",
    "FiguresFilters",
    "ImportForm",
    "MonthField",
    "ReportingForm",
    "RowForm",
    "ShareForm",
    "SpanForm",
    "WholeField",
    "row_forms",
]


class WholeField(forms.CharField):
    """A number of dossiers as the office writes it ("1.204"); None where nothing was typed."""

    def __init__(self, **options: Any) -> None:
        super().__init__(required=False, max_length=20, **options)
        self.widget.attrs |= {"inputmode": "numeric", "autocomplete": "off"}

    def clean(self, value: Any) -> Any:
        """A number, or None."""
        text = super().clean(value)
        if not text:
            return None
        number = whole_number(text)
        if isinstance(number, str):
            raise forms.ValidationError(number)
        return number


class MonthField(forms.CharField):
    """A month as the office writes it: "6/2026"."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "invalid": "Hãy ghi tháng dạng tháng/năm, thí dụ 6/2026."
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=20, **options)

    def clean(self, value: Any) -> Any:
        """The first day of the month."""
        text = super().clean(value)
        if not text:
            return None
        month = month_in(text)
        if month is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return month

    def prepare_value(self, value: Any) -> Any:
        """As it is written."""
        return f"{value.month}/{value.year}" if isinstance(value, date) else value


class RowForm(forms.Form):
    """The figures of one unit in the grid of a month."""

    nothing = forms.BooleanField(label="Không phát sinh", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, sent: Any, *, unit: Unit, figures: ProcedureFigures | None) -> None:
        initial: dict[str, Any] = {"version": figures.version if figures else 0}
        if figures is not None:
            initial |= {"nothing": figures.nothing}
            initial |= {} if figures.nothing else figures.counted
        super().__init__(sent, prefix=f"u{unit.pk}", initial=initial)
        self.unit, self.figures = unit, figures
        for count in COUNTS:
            said = f"{count.label}, {unit.label}"
            widget = forms.TextInput(attrs={"class": "form-control", "aria-label": said})
            self.fields[count.name] = WholeField(label=count.label, widget=widget)
        self.fields["nothing"].widget.attrs |= {
            "class": "form-check-input",
            "aria-label": f"Không phát sinh, {unit.label}",
        }

    @property
    def cells(self) -> Sequence[forms.BoundField]:
        """The ten counts, in their order."""
        return [self[count.name] for count in COUNTS]

    @cached_property
    def counted(self) -> Mapping[str, int | None]:
        """What was typed."""
        return {count.name: self.cleaned_data.get(count.name) for count in COUNTS}

    def clean(self) -> dict[str, Any]:
        """The parts are no more than the whole; nothing said and something typed contradict each other."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("nothing"):
            if any(self.counted.values()):
                self.add_error("nothing", "Đã ghi số thì không đánh dấu “Không phát sinh”.")
        elif self.figures is not None and not self.errors and set(self.counted.values()) == {None}:
            self.add_error(
                "received", "Số liệu đã có không để trống hết; không có hồ sơ thì đánh dấu ô cuối."
            )
        for name, sentence in faults_of(self.counted) if not self.errors else ():
            self.add_error(name, sentence)
        return cleaned


def row_forms(
    units: Sequence[Unit], standing: Mapping[int, ProcedureFigures], sent: Any = None
) -> list[RowForm]:
    """A form for each unit."""
    return [RowForm(sent, unit=unit, figures=standing.get(unit.pk)) for unit in units]


class CorrectionForm(forms.Form):
    """Why figures of a closed month are changed."""

    reason = forms.CharField(
        label="Lý do sửa số liệu đã chốt",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class SpanForm(forms.Form):
    """The months that are looked at; this year so far where the address says none, or nonsense."""

    tu = MonthField(required=False)
    den = MonthField(required=False)

    def span(self, on: date) -> tuple[date, date]:
        """From the first to the last; not longer than five years."""
        self.is_valid()
        last = self.cleaned_data.get("den") or on.replace(day=1)
        first = self.cleaned_data.get("tu") or last.replace(month=1)
        return (
            (first, last) if first <= last and last.year - first.year < 5 else (last.replace(month=1), last)
        )


class ImportForm(forms.Form):
    """A file, whether to write it, and what cannot be read in it."""

    file = forms.FileField(label="Tệp Excel (.xlsx) hoặc CSV")
    month = MonthField(
        label="Tháng của số liệu", required=False, help_text="Chỉ dùng cho dòng không ghi kỳ. Thí dụ 6/2026."
    )
    reason = forms.CharField(
        label="Lý do sửa số liệu đã chốt",
        max_length=500,
        required=False,
        help_text="Chỉ cần khi tệp sửa số liệu của tháng đã chốt.",
    )
    write = forms.BooleanField(label="Ghi vào phần mềm nếu tệp không có lỗi", required=False)


class ReportingForm(forms.Form):
    """From which units the office wants figures, from which month on."""

    units = forms.TypedMultipleChoiceField(
        label="Đơn vị", required=False, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    first_month = MonthField(label="Từ tháng", help_text="Những tháng trước giữ nguyên. Thí dụ 1/2026.")

    def __init__(self, *args: Any, units: Iterable[Unit], **options: Any) -> None:
        super().__init__(*args, **options)
        self._units = {unit.pk: unit for unit in units}
        choices = self.fields["units"]
        if isinstance(choices, forms.ChoiceField):
            choices.choices = [(pk, unit.name) for pk, unit in self._units.items()]

    def clean_units(self) -> list[Unit]:
        """The units themselves."""
        return [self._units[pk] for pk in self.cleaned_data["units"]]


class ShareForm(forms.Form):
    """How the office counts."""

    reading = forms.ChoiceField(label="Tử số", choices=Reading.choices, widget=forms.RadioSelect)
    wording = forms.CharField(
        label="Lời văn của cách tính",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Hiện bên cạnh mọi tỷ lệ được tính.",
    )
    basis = forms.CharField(label="Văn bản làm căn cứ", max_length=300)
    goal = forms.IntegerField(
        label="Mức phấn đấu (%)",
        min_value=0,
        max_value=100,
        required=False,
        help_text="Theo kế hoạch của cơ quan, thí dụ 95. Để trống: chỉ tính tỷ lệ.",
    )
    first_month = MonthField(label="Áp dụng từ tháng")


class FiguresFilters(Filters):
    """Figures by unit, year, how they came in, and whether anything came in at all."""

    tim = words("Tìm đơn vị", "Tên, không cần dấu")

    def __init__(self, asked: Any, *, years: Sequence[int]) -> None:
        self._years = years
        super().__init__(asked)

    def arrange(self) -> None:
        """The years that there are."""
        self.fields["nam"] = choice("Năm", [(str(year), str(year)) for year in self._years])
        months = [(str(month), f"tháng {month}") for month in range(1, 13)]
        self.fields["thang"] = choice("Tháng", months)
        self.fields["nguon"] = choice("Nguồn", Origin.choices)
        states = [("khong", "không phát sinh"), ("co", "có phát sinh"), ("thieu", "thiếu cột")]
        self.fields["loai"] = choice("Tình trạng", states)

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The rows that were asked for."""
        if "tim" in wanted:
            rows = holding(rows, wanted["tim"], "unit__name", "unit__short_name")
        if "nam" in wanted:
            rows = rows.filter(month__year=wanted["nam"])
        if "thang" in wanted:
            rows = rows.filter(month__month=wanted["thang"])
        if "nguon" in wanted:
            rows = rows.filter(origin=wanted["nguon"])
        match wanted.get("loai"):
            case "khong":
                rows = rows.filter(nothing=True)
            case "co":
                rows = rows.filter(nothing=False)
            case "thieu":
                rows = rows.filter(_incomplete())
        return rows


def _incomplete() -> Q:
    condition = Q()
    for count in COUNTS:
        condition |= Q(**{f"{count.name}__isnull": True})
    return condition
