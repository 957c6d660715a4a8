"""What a recipient says who does not use the site."""

from __future__ import annotations

from django import forms

from sauro_web.common.fields import DayField

__all__ = ["ConfirmForm"]


class ConfirmForm(forms.Form):
    """When it was received, and by what that is known."""

    received_on = DayField(label="Ngày nhận")
    how = forms.CharField(
        label="Xác nhận bằng", max_length=200, help_text="Ký sổ, phiếu gửi trả lại, thư điện tử, điện thoại."
    )
