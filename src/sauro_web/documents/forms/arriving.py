"""What is filled in when a document arrives, is given to a unit, and is done."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, ClassVar

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from sauro_web.accounts.models import Unit
from sauro_web.common.fields import DayField
from sauro_web.documents.forms.details import (
    FileFields,
    page_count,
    places_written,
    position_of_signer,
    remarks,
)
from sauro_web.documents.forms.filing import signed_original
from sauro_web.documents.forms.units import UnitChoice
from sauro_web.documents.models import Channel, Document, Urgency
from sauro_web.documents.operations.arriving import Arrival
from sauro_web.documents.operations.assigning import Helper, helpers_of
from sauro_web.documents.queries.units import drafting_units, units_named

__all__ = ["AnswerForm", "ArriveForm", "AssignForm", "CloseForm"]

_WITH_DAY = re.compile(r"^(?P<name>.*?)[\s:,;–-]*(?P<day>\d{1,2}/\d{1,2}/\d{4})?\s*[.;]?$")


class ArriveForm(FileFields):
    """The line of the register of arrivals."""

    issuer = forms.CharField(label="Tác giả (cơ quan gửi)", max_length=200)
    reference = forms.CharField(
        label="Số, ký hiệu", max_length=80, required=False, help_text="Như trên văn bản."
    )
    issued_on = DayField(label="Ngày văn bản", required=False)
    kind = forms.CharField(label="Tên loại", max_length=100, required=False)
    subject = forms.CharField(
        label="Trích yếu", max_length=1_000, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Văn bản có dấu chỉ độ mật không vào sổ này.",
    )  # fmt: skip
    arrived_on = DayField(label="Ngày đến")
    urgency = forms.ChoiceField(label="Độ khẩn", choices=Urgency.choices, required=False)
    channel = forms.ChoiceField(label="Cách nhận", choices=Channel.choices)
    signer = forms.CharField(label="Người ký", max_length=120, required=False)
    position = position_of_signer()
    to_places = places_written()
    pages = page_count()
    notes = remarks()
    file = signed_original()
    again = forms.BooleanField(label="Vẫn vào sổ dù đã có văn bản cùng số, ngày và cơ quan", required=False)

    rare: ClassVar[Sequence[str]] = ("position", "to_places", *FileFields.rare)

    def __init__(
        self,
        data: QueryDict | None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        office: Unit,
        on: date,
    ) -> None:
        super().__init__(data, files, initial={"arrived_on": on, "channel": Channel.ELECTRONIC})
        self.office, self.on = office, on

    @property
    def arrival(self) -> Arrival:
        """Of a form that is valid."""
        clean = {name: value for name, value in self.cleaned_data.items() if name not in ("again", "file")}
        named = units_named(self.office, [clean["issuer"]], self.on)
        return Arrival(**clean, issuer_unit=named.get(clean["issuer"]))


class AssignForm(forms.Form):
    """Who answers for it, who helps, and by when: phiếu giải quyết văn bản đến."""

    lead = UnitChoice(label="Đơn vị chủ trì", queryset=Unit.objects.none(), empty_label="Chọn một đơn vị")
    due_on = DayField(label="Thời hạn", required=False)
    cooperating = forms.CharField(
        label="Đơn vị phối hợp", required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi đơn vị một dòng, kèm thời hạn nếu có: Phòng Kinh tế 20/06/2026.",
    )  # fmt: skip
    opinion = forms.CharField(
        label="Ý kiến của lãnh đạo",
        max_length=1_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    as_task = forms.BooleanField(
        label="Giao thành nhiệm vụ", required=False,
        help_text="Lập nhiệm vụ cùng chủ trì, phối hợp và thời hạn, nối với văn bản này.",
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, *, document: Document, on: date, makes_tasks: bool = False
    ) -> None:
        """`makes_tasks`: whether the person may have it made a task."""
        helping = "\n".join(map(str, helpers_of(document)))
        said = {"lead": document.lead_id, "due_on": document.due_on, "opinion": document.opinion}
        said["cooperating"] = helping
        super().__init__(data, initial=said | {"version": document.version})
        self._office, self._on = document.office, on
        if not makes_tasks:
            del self.fields["as_task"]
        self.fields["lead"].queryset = drafting_units(document.office, on)  # type: ignore[attr-defined]

    def clean_cooperating(self) -> list[Helper]:
        """Each line a unit of the office, with its day."""
        lines = [" ".join(line.strip(" -").split()) for line in self.cleaned_data["cooperating"].splitlines()]
        found = [match for line in lines if line and (match := _WITH_DAY.match(line))]
        units = units_named(self._office, [match["name"] for match in found], self._on, given=True)
        helpers = []
        for match in found:
            if match["name"] not in units:
                raise forms.ValidationError(
                    f"Không rõ “{match['name'][:80]}” là đơn vị nào của cơ quan; hãy ghi đúng tên đơn vị."
                )
            helpers.append(Helper(units[match["name"]], _day(match["day"])))
        return helpers


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return datetime.strptime(text, "%d/%m/%Y").date()
    except ValueError:
        raise forms.ValidationError(f"Không có ngày {text}; hãy kiểm tra lại.") from None


class AnswerForm(forms.Form):
    """By what it was done."""

    reply = forms.CharField(
        label="Số, ký hiệu văn bản trả lời", max_length=80, required=False,
        help_text="Văn bản đã cấp số trong sổ văn bản đi của cơ quan.",
    )  # fmt: skip
    note = forms.CharField(
        label="Hoặc đã giải quyết thế nào",
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CloseForm(forms.Form):
    """Why nothing has to be done; may stay blank."""

    reason = forms.CharField(label="Ghi chú", max_length=500, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
