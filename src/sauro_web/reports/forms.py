"""What is typed about reports, cleaned."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from sauro.indicators.model import THE_SEVEN, Direction, Shape
from sauro.reporting.figures import Reported
from sauro.text.compare import key
from sauro_web.accounts.forms.units import UnitChoices
from sauro_web.accounts.models import Unit, UnitGroup
from sauro_web.common.bare import holding
from sauro_web.common.fields import BoxesField, DayField
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words
from sauro_web.procedures.forms import WholeField
from sauro_web.reports.models import (
    Came,
    CutOffKind,
    DueFrom,
    Frequency,
    NarrativePart,
    Report,
    ReportFigure,
    ReportState,
    Shaped,
)
from sauro_web.reports.operations import (
    READY_FORMS,
    Entry,
    FigureSaid,
    OwnPart,
    RegimeSaid,
    figures_of_forms,
)
from sauro_web.reports.queries.own_parts import has_own_part

__all__ = [
    "CorrectForm",
    "FigureRow",
    "GiveBackForm",
    "MonthForm",
    "ReasonForm",
    "RecordsForm",
    "RegimeForm",
    "ReportFilters",
    "ReportForm",
    "figure_rows",
]

_ODD = re.compile(r"[^a-z0-9]+")


class FigureRow(forms.Form):
    """One figure in the grid of a report."""

    counted = WholeField(label="Số thực hiện")
    against = WholeField(label="Trên tổng số")
    estimate = WholeField(label="Ước cả kỳ")
    nothing = forms.BooleanField(label="Không phát sinh", required=False)
    own = WholeField(label="Phần tự ghi")
    own_against = WholeField(label="Phần tự ghi, trên tổng số")

    def __init__(
        self, figure: ReportFigure, data: QueryDict | None, own: Mapping[int, Reported] | None
    ) -> None:
        first = {
            "counted": None if figure.came == Came.NOTHING else figure.counted, "against": figure.against,
            "estimate": figure.estimate, "nothing": figure.came == Came.NOTHING,
        }  # fmt: skip
        said = own.get(figure.asked_id) if own else None
        if said is not None and said.tally is not None:
            first |= {"own": said.tally.counted, "own_against": said.tally.against}
        super().__init__(data, prefix=f"s{figure.asked_id}", initial=first, label_suffix="")
        self.figure = figure
        self.has_against = figure.asked.shape != Shaped.COUNT
        self.has_own = own is not None and has_own_part(figure)
        if not self.has_own:
            del self.fields["own"], self.fields["own_against"]
        for name in self.fields.keys() - {"nothing"}:
            field = self.fields[name]
            field.widget.attrs |= {
                "class": "form-control", "size": 8, "aria-label": f"{figure.asked.name}: {field.label}"
            }  # fmt: skip
        self.fields["nothing"].widget.attrs["aria-label"] = f"{figure.asked.name}: không phát sinh"

    def entry(self, until: date | None) -> Entry:
        """What is to stand for it."""
        clean = self.cleaned_data
        # A number typed over the statement holds; ticked beside a number, one of the two is a mistake.
        over = bool(clean["counted"]) and self.figure.came == Came.NOTHING
        nothing = clean["nothing"] and not over
        against = clean["against"] if self.has_against else None
        counted = clean["counted"] or None if nothing else clean["counted"]
        return Entry(counted, None if nothing else against, nothing, until, clean["estimate"])

    @property
    def own_part(self) -> OwnPart:
        """What is to stand for the unit's own part, of a row that has one."""
        clean = self.cleaned_data
        return OwnPart(clean["own"], clean["own_against"] if self.has_against else None)


def figure_rows(
    figures: Sequence[ReportFigure], data: QueryDict | None, own: Mapping[int, Reported] | None = None
) -> list[FigureRow]:
    """A row for each. `own` are the unit's own parts, in a report that sums up others."""
    return [FigureRow(one, data, own) for one in figures]


class ReportForm(forms.Form):
    """What is said of the report as a whole."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    real_until = DayField(
        label="Số thực đến hết ngày", required=False,
        help_text="Sau ngày này là số ước. Để trống: đến hôm nay, không quá ngày chốt số liệu.",
    )  # fmt: skip
    results = forms.CharField(label=NarrativePart.RESULTS.label, required=False, max_length=20_000)
    obstacles = forms.CharField(label=NarrativePart.OBSTACLES.label, required=False, max_length=20_000)
    proposals = forms.CharField(label=NarrativePart.PROPOSALS.label, required=False, max_length=20_000)

    def __init__(self, data: QueryDict | None, *, report: Report, texts: dict[NarrativePart, str]) -> None:
        days = {one.real_until for one in report.figures.all() if one.real_until}
        first: dict[str, Any] = {part.value: text for part, text in texts.items()}
        first |= {"version": report.version, "real_until": min(days, default=None)}
        super().__init__(data, initial=first, label_suffix="")
        for part in NarrativePart:
            self.fields[part].widget = forms.Textarea(attrs={"rows": 3, "class": "form-control"})

    @property
    def texts(self) -> dict[NarrativePart, str]:
        """What was written, by part."""
        return {part: self.cleaned_data[part.value] for part in NarrativePart}


class GiveBackForm(forms.Form):
    """Why something is returned, and until when it is mended."""

    reason = forms.CharField(
        label="Lý do trả lại", max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Đơn vị đọc câu này để biết cần sửa gì.",
    )  # fmt: skip
    until = DayField(
        label="Gửi lại trước hết ngày", widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(forms.Form):
    """A reason alone."""

    reason = forms.CharField(label="Lý do", max_length=500)


class CorrectForm(forms.Form):
    """Why figures of a locked period are written anew; the figures are `FigureRow`."""

    reason = forms.CharField(label="Lý do đính chính", max_length=500)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReportFilters(Filters):
    """Of the list by unit."""

    tim = words("Tìm", "Tên đơn vị, tên báo cáo")
    tinh_trang = choice("Tình trạng", ReportState.choices)
    nam = forms.IntegerField(label="Năm", min_value=2000, max_value=2199, required=False)

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """As was asked."""
        if "tim" in wanted:
            rows = holding(rows, wanted["tim"], "unit__name", "period__regime__name")
        if "tinh_trang" in wanted:
            rows = rows.filter(state=wanted["tinh_trang"])
        return rows.filter(period__year=wanted["nam"]) if "nam" in wanted else rows


class RegimeForm(forms.Form):
    """A report that the office receives from now on."""

    name = forms.CharField(label="Tên báo cáo", max_length=200)
    basis = forms.CharField(
        label="Căn cứ pháp lý", max_length=300, required=False,
        help_text="Văn bản quy định chế độ báo cáo. Để trống: báo cáo theo kế hoạch.",
    )  # fmt: skip
    rhythm = forms.ChoiceField(label="Kỳ báo cáo", choices=Frequency.choices)
    cut_off = forms.ChoiceField(label="Chốt số liệu đến", choices=CutOffKind.choices)
    cut_off_day = forms.IntegerField(
        label="Ngày khác, của tháng cuối kỳ", min_value=1, max_value=31, initial=14
    )
    due_from = forms.ChoiceField(label="Hạn gửi", choices=DueFrom.choices)
    due_number = forms.IntegerField(label="Ngày, hoặc số ngày làm việc", min_value=1, max_value=31, initial=2)
    due_month = forms.IntegerField(
        label="Tháng",
        min_value=1,
        max_value=12,
        required=False,
        help_text="Chỉ khi hạn là một ngày trong năm.",
    )
    due_before = forms.BooleanField(
        label="Trước ngày đó", required=False, help_text="“Trước 01/6” là gửi chậm nhất ngày 31/5."
    )
    valid_from = DayField(
        label="Áp dụng từ ngày", widget=forms.DateInput(attrs={"placeholder": "dd/mm/yyyy"})
    )
    units = UnitChoices(Unit.objects.none(), label="Đơn vị báo cáo", required=False)
    groups = BoxesField(UnitGroup.objects.none(), label="Nhóm đơn vị báo cáo", required=False)
    consolidator = forms.ModelChoiceField(
        Unit.objects.none(), label="Đơn vị tổng hợp", required=False, empty_label="không; gửi thẳng cơ quan"
    )
    ready = forms.MultipleChoiceField(
        label="Mẫu có sẵn", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.key, f"{one.name} ({len(one.figures)} số liệu)") for one in READY_FORMS],
        help_text="Chọn bảng cần có, không phải ghi từng số; đơn vị có sổ trong phần mềm thì được đếm "
        "sẵn, đơn vị khác tự nhập.",
    )  # fmt: skip
    indicators = forms.MultipleChoiceField(
        label="Chỉ tiêu đếm từ sổ", required=False, widget=forms.CheckboxSelectMultiple,
        choices=[(one.code, one.name) for one in THE_SEVEN],
    )  # fmt: skip
    typed = forms.CharField(
        label="Số liệu nhập tay", required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi dòng một số liệu: tên; đơn vị tính; cách tính.",
    )  # fmt: skip

    def __init__(
        self, data: QueryDict | None, *, units: QuerySet[Unit], groups: QuerySet[UnitGroup],
        initial: dict[str, Any] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(data, initial=initial, label_suffix="")
        for name in ("units", "consolidator"):
            self.fields[name].queryset = units  # type: ignore[attr-defined]
        self.fields["groups"].queryset = groups  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A day of the year has a month, no other has."""
        cleaned = super().clean() or {}
        yearly = cleaned.get("due_from") == DueFrom.YEARLY
        if yearly and not cleaned.get("due_month"):
            self.add_error("due_month", "Hãy ghi tháng của hạn gửi.")
        cleaned["due_month"] = (cleaned.get("due_month") or 0) if yearly else 0
        return cleaned

    @property
    def said(self) -> RegimeSaid:
        """As the operation takes it."""
        clean = self.cleaned_data
        same = (
            "name",
            "basis",
            "valid_from",
            "cut_off",
            "cut_off_day",
            "due_number",
            "due_month",
            "due_before",
        )
        return RegimeSaid(
            rhythm=Frequency(clean["rhythm"]), due_from=DueFrom(clean["due_from"]),
            units=list(clean["units"]), groups=list(clean["groups"]), consolidator=clean["consolidator"],
            figures=_once([*_counted(clean["indicators"]), *figures_of_forms(clean["ready"])])
            + _typed(clean["typed"]),
            **{name: clean[name] for name in same},
        )  # fmt: skip


def _counted(codes: Sequence[str]) -> list[FigureSaid]:
    return [
        FigureSaid(one.code, one.name, one.unit, one.shape, one.direction, counted_from=one.code)
        for one in THE_SEVEN
        if one.code in codes
    ]


def _once(figures: Sequence[FigureSaid]) -> list[FigureSaid]:
    """An indicator that stands in a ready form too is asked for once."""
    return list({one.code: one for one in figures}.values())


def _typed(text: str) -> list[FigureSaid]:
    found = []
    for line in text.splitlines():
        name, unit_word, guide = ([part.strip() for part in line.split(";", 2)] + ["", ""])[:3]
        if name:
            code = _ODD.sub("_", key(name)).strip("_")[:60]
            found.append(FigureSaid(code, name, unit_word or "việc", Shape.COUNT, Direction.MORE, guide))
    return found


class MonthForm(forms.Form):
    """Which unit and month one wants to see counted; what makes no sense is the first unit and this
    month."""

    def __init__(self, asked: QueryDict, *, units: Sequence[Unit], on: date) -> None:
        super().__init__(asked, label_suffix="", auto_id="loc-%s")
        self._units, self._on = {str(unit.pk): unit for unit in units}, on
        offered = [(number, unit.label) for number, unit in self._units.items()]
        self.fields["don-vi"] = forms.ChoiceField(label="Đơn vị", choices=offered, required=False)
        self.fields["thang"] = forms.ChoiceField(label="Tháng", choices=_months(on), required=False)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select"
        self.is_valid()

    @property
    def unit(self) -> Unit:
        """Whose month."""
        first = next(iter(self._units.values()))
        return self._units.get(self.cleaned_data.get("don-vi") or "", first)

    @property
    def month(self) -> tuple[int, int]:
        """Year and number."""
        year, number = (self.cleaned_data.get("thang") or f"{self._on:%Y-%m}").split("-")
        return int(year), int(number)


def _months(on: date) -> list[tuple[str, str]]:
    """This one and the twenty-four before."""
    found = []
    year, number = on.year, on.month
    for _ in range(25):
        found.append((f"{year}-{number:02}", f"tháng {number}/{year}"))
        year, number = (year, number - 1) if number > 1 else (year - 1, 12)
    return found


class RecordsForm(forms.Form):
    """Which figure the records are asked of, as `Scope.records` writes it into an address."""

    tu = DayField()
    den = DayField()
    muc = forms.RegexField(r"^[a-z0-9.-]{1,60}$")
    ca = forms.ChoiceField(choices=[("co-quan", "")], required=False)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.fields["don-vi"] = forms.IntegerField(min_value=1, max_value=10**15)

    def clean(self) -> dict[str, Any]:
        """The unit under a name that Python knows."""
        cleaned = super().clean() or {}
        cleaned["don_vi"] = cleaned.get("don-vi")
        return cleaned
