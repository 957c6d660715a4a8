"""What is filled in to draw a number, to reserve one, to ask for one, and about a document afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sauro_web.accounts.models import Unit
from sauro_web.common.fields import DayField
from sauro_web.documents.forms.details import (
    FileFields,
    page_count,
    position_of_signer,
    remarks,
    reply_day,
)
from sauro_web.documents.forms.filing import signed_original
from sauro_web.documents.forms.units import UnitChoice
from sauro_web.documents.models import Authority, Channel, RelationKind, Series, Urgency
from sauro_web.documents.numbering import with_field
from sauro_web.documents.operations.drawing import Particulars, Sent
from sauro_web.documents.queries.series import kinds_in
from sauro_web.documents.queries.units import drafting_units, units_named

__all__ = [
    "AskForm",
    "DecideForm",
    "DrawForm",
    "DrawPageForm",
    "InsertForm",
    "ReasonForm",
    "RelateForm",
    "ReserveForm",
    "SendForm",
    "SeriesKind",
    "WhyForm",
]

SeriesKind = tuple[Series, str]
_MOST_RECIPIENTS = 300
_BESIDE = ("loai", "reason", "file", "again")
"""Fields that are no particulars of the document."""


class _Lines(forms.CharField):
    """One name a line."""

    def clean(self, value: Any) -> Any:
        """Names once each, as a list."""
        text = super().clean(value) or ""
        lines = (" ".join(line.strip(" -;.").split()) for line in text.replace(";", "\n").splitlines())
        names = list(dict.fromkeys(filter(None, lines)))
        if len(names) > _MOST_RECIPIENTS or any(len(name) > 200 for name in names):
            raise forms.ValidationError(f"Mỗi nơi nhận một dòng, nhiều nhất {_MOST_RECIPIENTS} nơi.")
        return names


class AskForm(forms.Form):
    """The document that wants a number: its kind, what it is about, and why it is needed."""

    loai = forms.ChoiceField(label="Tên loại văn bản")
    subject = forms.CharField(
        label="Trích yếu", max_length=1_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Như trên văn bản. Văn bản có dấu chỉ độ mật không ghi ở đây.",
    )  # fmt: skip
    why_needed = forms.CharField(
        label="Vì sao cần ban hành văn bản này", max_length=1_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Quy định, nhiệm vụ nào đòi hỏi; vì sao văn bản đã có chưa đủ.",
    )  # fmt: skip
    drafting_unit = UnitChoice(
        label="Đơn vị soạn thảo", queryset=Unit.objects.none(), required=False, empty_label="Chọn đơn vị"
    )
    is_procedure_result = forms.BooleanField(label="Là kết quả giải quyết thủ tục hành chính", required=False)
    issued_on = DayField(
        label="Ngày văn bản, nếu đã ký", required=False,
        help_text="Văn bản tính vào mức của năm ký; chưa ký thì để trống.",
    )  # fmt: skip

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        office: Unit,
        series: Sequence[Series],
        on: date,
        numbered: Sequence[Series] | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        """`series` are all of the office, `numbered` those whose kinds may be chosen."""
        super().__init__(
            data, files, initial={"issued_on": on, "channel": Channel.ELECTRONIC} | (initial or {})
        )
        self.office, self.on = office, on
        self._series = {str(one.pk): one for one in series}
        groups = [
            (one.name, [(f"{one.pk}:{kind}", kind) for kind in kinds_in(one, series)])
            for one in (series if numbered is None else numbered)
        ]
        kinds = groups if len(groups) != 1 else groups[0][1]
        # The first of the list stands for nobody's document: who has not chosen is asked.
        unchosen = [] if len(groups) == 1 and len(kinds) == 1 else [("", "Chọn tên loại")]
        self.fields["loai"].choices = [*unchosen, *kinds]  # type: ignore[attr-defined]
        self.fields["drafting_unit"].queryset = drafting_units(office, on)  # type: ignore[attr-defined]

    def chosen(self, value: str) -> SeriesKind | None:
        """The series and the kind that a choice stands for."""
        number, _, kind = value.partition(":")
        series = self._series.get(number)
        return (series, kind) if series is not None and kind else None

    @property
    def series_and_kind(self) -> SeriesKind:
        """Of a form that is valid."""
        found = self.chosen(self.cleaned_data["loai"])
        if found is None:
            raise ValueError("the form is not valid")
        return found


class DrawForm(AskForm, FileFields):
    """All that the register keeps of an outgoing document."""

    issued_on = DayField(label="Ngày văn bản", help_text="Ngày ký; số thuộc năm của ngày này.")
    symbol_part = forms.CharField(
        label="Đơn vị hoặc lĩnh vực trong ký hiệu", max_length=20, required=False,
        help_text="Chỉ với công văn: phần sau UBND-, ví dụ VX trong 12/UBND-VX. Để trống thì lấy của đơn "
        "vị soạn thảo.",
    )  # fmt: skip
    authority = forms.ChoiceField(label="Thẩm quyền ký", choices=Authority.choices, required=False)
    signer = forms.CharField(label="Người ký", max_length=120)
    position = position_of_signer()
    recipients = _Lines(
        label="Nơi nhận", required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Mỗi nơi một dòng, như mục Nơi nhận của văn bản.",
    )  # fmt: skip
    channel = forms.ChoiceField(label="Cách gửi", choices=Channel.choices)
    urgency = forms.ChoiceField(label="Độ khẩn", choices=Urgency.choices, required=False)
    copies = forms.IntegerField(label="Số lượng bản giấy", min_value=0, max_value=32_000, required=False)
    pages = page_count()
    kept_by = forms.CharField(label="Đơn vị, người nhận bản lưu", max_length=200, required=False)
    notes = remarks()
    due_on = reply_day()
    file = signed_original()

    first = (
        "loai",
        "subject",
        "why_needed",
        "is_procedure_result",
        "issued_on",
        "drafting_unit",
        "symbol_part",
    )
    then = (
        "authority", "signer", "position", "recipients", "channel", "urgency", "copies", "pages", "kept_by",
        "notes", "file",
    )  # fmt: skip
    rare: ClassVar[Sequence[str]] = ("due_on", *FileFields.rare)

    def clean(self) -> dict[str, Any]:
        """The symbol of a công văn names who drafted it."""
        clean = super().clean() or {}
        found = self.chosen(clean.get("loai", ""))
        if found and with_field(found[0].document_class, found[1]):
            unit = clean.get("drafting_unit")
            clean["symbol_part"] = "".join(clean.get("symbol_part", "").split()) or (
                unit.symbol if unit else ""
            )
            if not clean["symbol_part"]:
                self.add_error(
                    "symbol_part", "Hãy chọn đơn vị soạn thảo có chữ viết tắt, hoặc ghi phần này của ký hiệu."
                )
        return clean

    @property
    def particulars(self) -> Particulars:
        """Of a form that is valid."""
        clean = {name: value for name, value in self.cleaned_data.items() if name not in _BESIDE}
        names = clean.pop("recipients")
        units = units_named(self.office, names, self.on) if names else {}
        sent = tuple(Sent(name, units.get(name), clean["channel"]) for name in names)
        return Particulars(kind=self.series_and_kind[1], recipients=sent, **clean)

    @property
    def shown_first(self) -> Sequence[forms.BoundField]:
        """What the document is."""
        return [self[name] for name in self.first if name in self.fields]

    @property
    def shown_then(self) -> Sequence[forms.BoundField]:
        """What the register wants besides."""
        return [self[name] for name in self.then]


class DrawPageForm(DrawForm):
    """The same on its page, which may be sent twice."""

    again = forms.BooleanField(label="Vẫn cấp thêm một số: đây là văn bản khác", required=False)


class InsertForm(DrawForm):
    """The same for a number with a letter, which wants a reason."""

    reason = forms.CharField(
        label="Vì sao phải chèn số", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )


class ReserveForm(forms.Form):
    """For whom a number is kept, until when and why."""

    series = forms.ModelChoiceField(label="Dãy số", queryset=Series.objects.none(), empty_label=None)
    for_whom = forms.CharField(
        label="Giữ số cho", max_length=200, help_text="Đơn vị, người soạn thảo; văn bản gì."
    )
    until = DayField(label="Giữ đến ngày")
    reason = forms.CharField(
        label="Vì sao cần số trước", max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, data: QueryDict | None, *, series: Sequence[Series]) -> None:
        super().__init__(data)
        self.fields["series"].queryset = Series.objects.filter(pk__in=[one.pk for one in series])  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    """Why; and which state of the document the person saw."""

    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class WhyForm(forms.Form):
    """Why, of what nobody else changes in the meantime."""

    reason = forms.CharField(label="Lý do", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class RelateForm(forms.Form):
    """What the document does to which other one."""

    kind = forms.ChoiceField(label="Văn bản này", choices=RelationKind.choices)
    to = forms.CharField(label="Số, ký hiệu văn bản kia", max_length=200, help_text="Ví dụ 38/KH-UBND.")
    dated = DayField(
        label="Ngày văn bản kia", required=False, help_text="Cần khi nhiều năm có cùng số, ký hiệu."
    )
    reason = forms.CharField(label="Ghi chú", max_length=500, required=False)


class SendForm(forms.Form):
    """On which day the document left."""

    sent_on = DayField(label="Ngày chuyển", required=False, help_text="Để trống là hôm nay.")


class DecideForm(forms.Form):
    """What the leader says to a document beyond the allowance."""

    granted = forms.ChoiceField(
        label="Quyết định", widget=forms.RadioSelect,
        choices=[("yes", "Đồng ý cấp số, vượt mức"), ("no", "Không đồng ý")],
    )  # fmt: skip
    answer = forms.CharField(label="Lý do", max_length=1_000, widget=forms.Textarea(attrs={"rows": 3}))
