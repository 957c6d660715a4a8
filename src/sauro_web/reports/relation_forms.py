"""How the figures of a regime belong together, as it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from sauro_web.common.fields import BoxesField
from sauro_web.reports.models import AskedFigure, Regime, Shaped
from sauro_web.reports.operations import FigureRelated

__all__ = ["RelatedRow", "RelationsForm", "related_rows"]


class RelatedRow(forms.Form):
    """One line of the form of a regime."""

    shape = forms.ChoiceField(label="Cách tính", choices=Shaped.choices)
    total = forms.TypedChoiceField(label="Là một phần của", required=False, coerce=int, empty_value=None)

    def __init__(self, figure: AskedFigure, every: Sequence[AskedFigure], data: QueryDict | None) -> None:
        first = {"shape": figure.shape, "total": figure.total_id}
        super().__init__(data, prefix=f"f{figure.pk}", initial=first, label_suffix="")
        self.figure = figure
        counts = [one for one in every if one.pk != figure.pk and one.shape == Shaped.COUNT]
        total = self.fields["total"]
        total.choices = [("", "không"), *((one.pk, one.name) for one in counts)]  # type: ignore[attr-defined]
        for name, field in self.fields.items():
            field.widget.attrs |= {"class": "form-select", "aria-label": f"{figure.name}: {field.label}"}
            if name == "shape" and figure.counted_from:
                field.disabled = True

    @property
    def said(self) -> FigureRelated:
        """As the operation takes it."""
        return FigureRelated(Shaped(self.cleaned_data["shape"]), self.cleaned_data["total"])


class RelationsForm(forms.Form):
    """Which regimes are fed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    feeds = BoxesField(
        Regime.objects.none(), label="Số liệu cùng tên được dùng cho", required=False,
        help_text="Đơn vị nhập một lần; báo cáo được chọn lấy số ấy khi bấm Điền số liệu có sẵn.",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, *, regime: Regime, others: QuerySet[Regime]) -> None:
        first = {"version": regime.version, "feeds": [one.pk for one in regime.feeds.all()]}
        super().__init__(data, initial=first, label_suffix="")
        self.fields["feeds"].queryset = others  # type: ignore[attr-defined]


def related_rows(figures: Sequence[AskedFigure], data: QueryDict | None) -> list[RelatedRow]:
    """A row for each."""
    return [RelatedRow(one, figures, data) for one in figures]
