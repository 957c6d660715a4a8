"""The number of classified documents of a month."""

from __future__ import annotations

from django import forms

from sauro_web.documents.models import Direction

__all__ = ["ClassifiedForm"]


class ClassifiedForm(forms.Form):
    """Which month, which book, how many: there is no field for anything else."""

    month = forms.IntegerField(label="Tháng", min_value=1, max_value=12)
    year = forms.IntegerField(label="Năm", min_value=2000, max_value=2199)
    direction = forms.ChoiceField(
        label="Sổ",
        choices=[(Direction.OUTGOING.value, "văn bản mật đi"), (Direction.INCOMING.value, "văn bản mật đến")],
    )
    count = forms.IntegerField(
        label="Số văn bản", min_value=0, max_value=100_000,
        help_text="Đếm từ sổ văn bản mật trên giấy. Không ghi số, ký hiệu hay trích yếu vào phần mềm.",
    )  # fmt: skip
