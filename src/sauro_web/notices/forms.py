"""What of the notices one wants to see, and how one wants to be told."""

from __future__ import annotations

import re
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django import forms
from django.conf import settings
from django.db.models import QuerySet

from sauro_web.common.bare import holding
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words
from sauro_web.notices.models import FollowUp, MailKind

__all__ = ["FollowUpForm", "MailChoiceForm", "NoticeFilters"]

_MOST_DAYS = 60
_SHORTEST_SECRET = 16


class NoticeFilters(Filters):
    """By words, and by whether they were seen."""

    tim = words("Tìm", "Nội dung, đơn vị")
    xem = choice("Đã xem", [("chua", "chưa xem"), ("da", "đã xem")])

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The notices that were asked for."""
        if "tim" in wanted:
            rows = holding(rows, wanted["tim"], "text", "unit__name")
        return rows.filter(is_seen=wanted["xem"] == "da") if "xem" in wanted else rows


class MailChoiceForm(forms.Form):
    """What a person wants by e-mail."""

    kind = forms.ChoiceField(label="Thư điện tử", choices=MailKind.choices, widget=forms.RadioSelect)


class FollowUpForm(forms.ModelForm):
    """How an office follows up. A secret that is left blank stays as it is."""

    webhook_secret = forms.CharField(
        label="Khóa ký",
        max_length=200,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
        help_text="Bên nhận dùng khóa này để kiểm tra chữ ký. Để trống: giữ khóa đang có.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    class Meta:
        model = FollowUp
        fields = (
            "before",
            "on_the_day",
            "head_after",
            "chair_after",
            "again_after",
            "hour",
            "by_mail",
            "webhook_url",
            "webhook_secret",
        )
        labels: ClassVar[dict[str, str]] = {
            "before": "Nhắc trước hạn (ngày làm việc)",
            "on_the_day": "Nhắc vào ngày đến hạn",
            "head_after": "Quá hạn bao nhiêu ngày làm việc thì báo thủ trưởng đơn vị",
            "chair_after": "Quá hạn bao nhiêu ngày làm việc thì báo lãnh đạo cơ quan giao việc",
            "again_after": "Sau đó nhắc lại sau mỗi (ngày làm việc)",
            "hour": "Giờ gửi trong ngày",
            "by_mail": "Gửi cả bằng thư điện tử cho người có địa chỉ thư",
            "webhook_url": "Địa chỉ nhận của kênh khác (webhook)",
        }
        help_texts: ClassVar[dict[str, str]] = {
            "before": "Các mốc cách nhau bằng dấu phẩy, thí dụ 15, 7, 3.",
            "hour": "Từ 0 đến 23. Mỗi người nhận một bản tổng hợp mỗi ngày làm việc.",
            "webhook_url": "Để trống nếu cơ quan không dùng kênh nào khác.",
        }

    def clean_before(self) -> str:
        """Whole days, from the largest on, each once."""
        parts = [part for part in re.split(r"[,;\s]+", self.cleaned_data["before"]) if part]
        if not all(part.isascii() and part.isdigit() and 1 <= int(part) <= _MOST_DAYS for part in parts):
            raise forms.ValidationError(f"Ghi các số ngày từ 1 đến {_MOST_DAYS}, cách nhau bằng dấu phẩy.")
        return ", ".join(str(days) for days in sorted({int(part) for part in parts}, reverse=True))

    def clean_webhook_url(self) -> str:
        """An address that the site may call, as far as its words say."""
        text: str = self.cleaned_data["webhook_url"].strip()
        if not text:
            return ""
        try:
            parts = urlsplit(text)
            named = bool(parts.hostname and not parts.username and parts.port != 0)
        except ValueError:
            named = False
        allowed = ("https", "http") if settings.WEBHOOK_PRIVATE else ("https",)
        if not named or parts.scheme not in allowed:
            raise forms.ValidationError("Ghi địa chỉ bắt đầu bằng https://.")
        return text

    def clean_webhook_secret(self) -> str:
        """The one kept where none is typed."""
        typed: str = self.cleaned_data["webhook_secret"]
        if typed and len(typed) < _SHORTEST_SECRET:
            raise forms.ValidationError(f"Khóa cần ít nhất {_SHORTEST_SECRET} ký tự.")
        return typed or self.initial.get("webhook_secret", "")

    def clean(self) -> dict[str, Any]:
        """The chairperson hears after the head; a channel has its secret."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        head, chair = cleaned.get("head_after"), cleaned.get("chair_after")
        if head and chair and chair < head:
            self.add_error("chair_after", "Lãnh đạo được báo không sớm hơn thủ trưởng đơn vị.")
        if cleaned.get("webhook_url") and not cleaned.get("webhook_secret") and not self.errors:
            self.add_error("webhook_secret", "Kênh khác cần có khóa ký.")
        return cleaned
