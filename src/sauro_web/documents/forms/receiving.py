"""What a recipient says: that he has a document, and what became of one that was recalled."""

from __future__ import annotations

from django import forms

from sauro_web.common.fields import DayField
from sauro_web.documents.models import RecallAnswer

__all__ = ["ConfirmForm", "RecallForm"]


class ConfirmForm(forms.Form):
    """When it was received, and by what that is known."""

    received_on = DayField(label="Ngày nhận")
    how = forms.CharField(
        label="Xác nhận bằng", max_length=200, help_text="Ký sổ, phiếu gửi trả lại, thư điện tử, điện thoại."
    )


class RecallForm(forms.Form):
    """What became of the copies of a document that its sender has recalled."""

    answer = forms.ChoiceField(
        label="Kết quả", widget=forms.RadioSelect,
        choices=[one for one in RecallAnswer.choices if one[0] != RecallAnswer.NONE],
    )  # fmt: skip
    note = forms.CharField(
        label="Ghi chú", max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Không thực hiện thì ghi lý do; nơi gửi thấy nội dung này.",
    )  # fmt: skip
