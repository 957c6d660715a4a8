"""Input on connections, cleaned."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from sauro_web.accounts.models import User
from sauro_web.common.fields import DayField
from sauro_web.exchange.models import Scope

__all__ = ["ConnectForm"]


class ConnectForm(forms.Form):
    """Another system, in whose name it acts, how far, until when."""

    name = forms.CharField(
        label="Tên hệ thống",
        max_length=100,
        help_text="Ví dụ “Một cửa điện tử của xã”; tên này đứng trong nhật ký.",
        error_messages={"required": "Hãy ghi tên hệ thống."},
    )
    person = forms.ModelChoiceField(
        label="Làm thay người",
        queryset=User.objects.none(),
        empty_label="Chọn người",
        help_text="Hệ thống chỉ xem và làm được như người này, sau khi người này đồng ý. Nên lập tài khoản "
        "riêng cho hệ thống.",
        error_messages={"required": "Hãy chọn người.", "invalid_choice": "Hãy chọn người của cơ quan."},
    )
    scope = forms.ChoiceField(
        label="Phạm vi", choices=Scope.choices, widget=forms.RadioSelect, initial=Scope.READ.value
    )
    a_minute = forms.IntegerField(
        label="Số yêu cầu nhiều nhất mỗi phút", min_value=1, max_value=6_000, initial=120
    )
    expires_on = DayField(
        label="Dùng đến hết ngày",
        help_text="Không quá một năm.",
        widget=forms.DateInput(
            format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"}
        ),
        error_messages={"required": "Hãy ghi ngày hết hạn."},
    )

    def __init__(self, *args: Any, people: QuerySet[User], on: date, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.initial.setdefault("expires_on", on + timedelta(days=180))

    def clean_name(self) -> str:
        """Without spaces to spare."""
        return " ".join(str(self.cleaned_data["name"]).split())
