"""Input of the settings: series, what counts, what a year is measured by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.http import QueryDict

from sauro_web.accounts.models import Unit
from sauro_web.common.fields import FigureField
from sauro_web.documents.forms.units import UnitChoice
from sauro_web.documents.models import CountingRule, Direction, DocumentClass
from sauro_web.documents.numbering import kinds_of_class
from sauro_web.documents.queries.units import drafting_units

__all__ = ["BaselineForm", "NextNumberForm", "RuleForm", "SeriesForm"]

_KINDS = [(name, name) for name in kinds_of_class(DocumentClass.ADMINISTRATIVE)]
_ALL_KINDS = list(dict.fromkeys(name for one in DocumentClass.values for name in kinds_of_class(one)))


class SeriesForm(forms.Form):
    """A series to be opened."""

    direction = forms.ChoiceField(label="Sổ", choices=Direction.choices)
    name = forms.CharField(label="Tên dãy số", max_length=120, help_text="Ví dụ: Quyết định hành chính.")
    document_class = forms.ChoiceField(label="Loại văn bản", choices=DocumentClass.choices)
    kinds = forms.CharField(
        label="Chỉ gồm các tên loại", required=False, max_length=1_000,
        help_text="Cách nhau bằng dấu phẩy. Để trống: mọi tên loại chưa có dãy số riêng. Văn bản chuyên "
        "ngành thì "
        "phải ghi.",
    )  # fmt: skip
    symbol = forms.CharField(
        label="Chữ viết tắt của cơ quan ban hành", max_length=30, required=False,
        help_text="Như trong ký hiệu: UBND, HĐND, BCĐ. Sổ văn bản đến để trống.",
    )  # fmt: skip
    issuer = forms.CharField(label="Tên cơ quan ban hành", max_length=200, required=False)
    kept_by = UnitChoice(
        label="Đơn vị giữ sổ", queryset=Unit.objects.none(), required=False, empty_label="văn thư cơ quan"
    )
    first = forms.IntegerField(
        label="Bắt đầu từ số", min_value=1, max_value=1_000_000, required=False,
        help_text="Nếu từ đầu năm đến nay cấp số trên sổ giấy, ghi số tiếp theo. Để trống: tiếp sau số "
        "lớn nhất đã có trong sổ năm nay.",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None, *, office: Unit, on: date) -> None:
        super().__init__(data, initial={"issuer": office.name})
        self.fields["kept_by"].queryset = drafting_units(office, on)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Kinds of the class by their names."""
        clean = super().clean() or {}
        known = {name.casefold(): name for name in kinds_of_class(clean.get("document_class", ""))}
        names = [" ".join(name.split()) for name in clean.get("kinds", "").split(",")]
        names = list(dict.fromkeys(filter(None, names)))
        unknown = [name for name in names if known and name.casefold() not in known]
        if unknown:
            self.add_error("kinds", f"Không có tên loại “{unknown[0][:60]}” trong loại văn bản này.")
        if clean.get("document_class") == DocumentClass.SPECIALISED and not names:
            self.add_error("kinds", "Hãy ghi các tên loại văn bản chuyên ngành.")
        clean["kinds"] = [known.get(name.casefold(), name) for name in names]
        return clean


class NextNumberForm(forms.Form):
    """Where a series goes on after a book that was kept elsewhere."""

    number = forms.IntegerField(label="Số tiếp theo", min_value=1, max_value=1_000_000)
    reason = forms.CharField(
        label="Vì sao", max_length=500, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Các số trước đã cấp trên sổ nào, phần mềm nào.",
    )  # fmt: skip


class RuleForm(forms.Form):
    """A new version of what counts."""

    left_out = forms.MultipleChoiceField(
        label="Tên loại không tính", choices=_KINDS, required=False, widget=forms.CheckboxSelectMultiple
    )
    counts_procedure_results = forms.BooleanField(label="Tính cả kết quả thủ tục hành chính", required=False)
    counts_corrections = forms.BooleanField(label="Tính cả văn bản đính chính", required=False)
    counts_internal = forms.BooleanField(label="Tính cả văn bản lưu hành nội bộ", required=False)
    digitised_with_copies = forms.BooleanField(
        label="Văn bản được số hóa: tính cả bản giấy đã số hóa đúng quy định", required=False
    )
    digitised_of_arrivals = forms.BooleanField(
        label="Văn bản được số hóa: tính trên cả văn bản đến", required=False
    )
    cut = FigureField(label="Phải giảm so với năm trước (%)", min_value=0, max_value=99.99)
    source = forms.CharField(label="Theo văn bản", max_length=300, required=False)
    reason = forms.CharField(label="Lý do đặt cách đếm này", max_length=500)

    def __init__(self, data: QueryDict | None, *, rule: CountingRule) -> None:
        names = (
            "left_out", "counts_procedure_results", "counts_corrections", "counts_internal",
            "digitised_with_copies", "digitised_of_arrivals", "source",
        )  # fmt: skip
        initial = {name: getattr(rule, name) for name in names} | {"cut": float(rule.cut)}
        super().__init__(data, initial=initial)

    def clean_cut(self) -> Decimal:
        """Exact to a hundredth."""
        return Decimal(str(self.cleaned_data["cut"])).quantize(Decimal("0.01"))


class BaselineForm(forms.Form):
    """The number of a year, as a report has it; of the office, or of one that became one with it."""

    office = forms.ChoiceField(label="Của cơ quan")
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2100)
    count = forms.IntegerField(
        label="Số văn bản đã ban hành", min_value=0, max_value=10_000_000,
        help_text="Đếm theo cùng quy tắc với năm nay.",
    )  # fmt: skip
    first_month = forms.IntegerField(label="Từ tháng", min_value=1, max_value=12, initial=1)
    last_month = forms.IntegerField(label="Đến tháng", min_value=1, max_value=12, initial=12)
    source = forms.CharField(
        label="Nguồn số liệu",
        max_length=300,
        help_text="Báo cáo, sổ hoặc văn bản nào; của cơ quan nào nếu mới lập.",
    )
    reason = forms.CharField(
        label="Lý do sửa", max_length=300, required=False, help_text="Khi năm đó đã có số gốc."
    )

    def __init__(self, *given: Any, offices: Sequence[Unit], **options: Any) -> None:
        super().__init__(*given, **options)
        self._offices = {str(one.pk): one for one in offices}
        self.fields["office"].choices = [(pk, one.label) for pk, one in self._offices.items()]  # type: ignore[attr-defined]
        if len(offices) == 1:
            del self.fields["office"]

    @property
    def whose(self) -> Unit:
        """The office whose number it is."""
        return self._offices[self.cleaned_data.get("office", next(iter(self._offices)))]
