"""Papers, minutes, conclusions, and who came."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import QueryDict

from sauro.dates.due import Due
from sauro_web.common.scanning import fault_of
from sauro_web.common.uploads import MOST_BYTES
from sauro_web.meetings.forms.fields import LONG, day_field, version_field
from sauro_web.meetings.models import (
    Attendance,
)
from sauro_web.meetings.operations.concluding import NewConclusion
from sauro_web.meetings.picks import Pick, UnitPick

__all__ = [
    "ConclusionForm",
    "MeetingPaperForm",
    "MinutesForm",
    "NoticeForm",
    "PaperForm",
    "WithdrawForm",
    "WordsForm",
    "attendances_in",
]


_NOBODY = (
    "Hãy chọn đơn vị chủ trì thực hiện trong danh sách, hoặc xóa tên đơn vị, thời hạn, sản phẩm nếu kết luận "
    "không giao ai thực hiện."
)


class PaperForm(forms.Form):
    """A paper of a meeting: of a type that is taken, not too large, let through by the scanner."""

    file = forms.FileField(
        label="Tài liệu họp",
        help_text="PDF, Word, Excel, PowerPoint hoặc ảnh, không quá 50 MB.",
        error_messages={"required": "Hãy chọn tệp."},
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Its name and its bytes."""
        file = self.cleaned_data["file"]
        name = " ".join((file.name or "").split())[-200:]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(f"Tệp “{name}” lớn hơn {MOST_BYTES // 2**20} MB nên không nhận.")
        data = file.read()
        if fault := fault_of(name, data):
            raise forms.ValidationError(fault)
        return name, data


class MeetingPaperForm(PaperForm):
    """The same of a meeting, where what goes out late wants a reason."""

    reason = forms.CharField(
        label="Lý do gửi muộn",
        max_length=500,
        required=False,
        help_text="Cần ghi khi gửi sau hạn 3 ngày làm việc trước cuộc họp.",
    )


class WithdrawForm(forms.Form):
    """Why a paper is taken back."""

    reason = forms.CharField(
        label="Lý do rút", max_length=500, widget=LONG, error_messages={"required": "Hãy ghi lý do rút."}
    )


class MinutesForm(forms.Form):
    """The minutes."""

    text = forms.CharField(
        label="Diễn biến, ý kiến phát biểu, biểu quyết",
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Hãy ghi nội dung biên bản."},
    )
    version = version_field()


class WordsForm(forms.Form):
    """What is added to minutes that are fixed."""

    text = forms.CharField(
        label="Nội dung bổ sung",
        max_length=20_000,
        widget=LONG,
        error_messages={"required": "Hãy ghi nội dung bổ sung."},
    )


class ConclusionForm(forms.Form):
    """A conclusion; with a unit that leads it is given as a task at once."""

    text = forms.CharField(
        label="Kết luận",
        max_length=4_000,
        widget=LONG,
        error_messages={"required": "Hãy ghi nội dung kết luận."},
    )
    due_text = forms.CharField(
        label="Thời hạn",
        max_length=300,
        required=False,
        help_text="Cần ghi khi giao đơn vị thực hiện, ví dụ 30/7/2026 hoặc “05 ngày làm việc”.",
    )
    product = forms.CharField(label="Sản phẩm", max_length=1_000, required=False)

    def __init__(
        self, *args: Any, pick: Pick, read: Callable[[str], tuple[Due | None, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.pick, self._read = pick, read

    def clean(self) -> dict[str, Any]:
        """What is given to a unit has a deadline and a product; who typed one of these means to give it to a
        unit."""
        clean = super().clean() or {}
        self.due: Due | None = None
        if self.pick.chosen:
            words = clean.get("due_text", "").strip()
            if not words:
                self.add_error("due_text", "Hãy ghi thời hạn cho đơn vị thực hiện.")
            else:
                self.due, refused = self._read(words)
                if refused:
                    self.add_error("due_text", refused)
            if not clean.get("product", "").strip():
                self.add_error("product", "Hãy ghi sản phẩm phải có khi hoàn thành.")
        elif any(
            (self.pick.words.strip(), *(clean.get(name, "").strip() for name in ("due_text", "product")))
        ):
            self.pick.error = _NOBODY
            self.add_error(None, _NOBODY)
        return clean

    def conclusion(self) -> NewConclusion:
        """As the operation takes it."""
        clean = self.cleaned_data
        lead = next(iter(self.pick.units), None) if isinstance(self.pick, UnitPick) else None
        return NewConclusion(clean["text"], lead, clean["due_text"], self.due, clean["product"])


class NoticeForm(forms.Form):
    """Under which number the conclusions were made known."""

    number = forms.CharField(
        label="Số, ký hiệu", max_length=60, error_messages={"required": "Hãy ghi số, ký hiệu của thông báo."}
    )
    issued_on = day_field("Ngày ban hành", error_messages={"required": "Hãy ghi ngày ban hành."})


def attendances_in(data: QueryDict) -> dict[int, tuple[Attendance, str]]:
    """Who came, by the number of the row, with the reason for who did not or came late."""
    found: dict[int, tuple[Attendance, str]] = {}
    for name in data:
        number = name.removeprefix("den-")
        if name.startswith("den-") and number.isdecimal() and len(number) < 18 and data[name] in Attendance:
            reason = str(data.get(f"ly-do-{number}", "")).replace("\0", "")
            found[int(number)] = (Attendance(str(data[name])), reason[:300])
    return found
