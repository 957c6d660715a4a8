"""Input about nudges, cleaned."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from sauro_web.common.bare import holding
from sauro_web.common.lists import Filters
from sauro_web.common.lists.filters import choice, words
from sauro_web.tasks.models import NudgeKind
from sauro_web.tasks.queries.nudging import LatePart

__all__ = ["NudgeFilters", "NudgeForm"]


class NudgeFilters(Filters):
    """By words, kind, and whether it was seen."""

    tim = words("Tìm", "Nội dung, đơn vị")
    loai = choice("Hình thức", NudgeKind.choices)
    xem = choice("Đã xem", [("chua", "chưa xem"), ("da", "đã xem")])

    def narrow(self, rows: QuerySet[Any], wanted: dict[str, Any]) -> QuerySet[Any]:
        """The nudges that were asked for."""
        if "tim" in wanted:
            rows = holding(rows, wanted["tim"], "text", "unit__name")
        if "loai" in wanted:
            rows = rows.filter(kind=wanted["loai"])
        return rows.filter(seen_at__isnull=wanted["xem"] == "chua") if "xem" in wanted else rows


class NudgeForm(forms.Form):
    """Which of the late parts of a unit, how seriously, in which words."""

    phan = forms.TypedMultipleChoiceField(label="Việc cần đôn đốc", coerce=int)
    kind = forms.ChoiceField(label="Hình thức", choices=NudgeKind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label="Nội dung",
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        initial="Đề nghị khẩn trương hoàn thành và báo cáo kết quả.",
        help_text="Đơn vị đọc câu này trong thông báo; câu này cũng đứng trong công văn.",
    )

    def __init__(self, data: QueryDict | None, *, late: Sequence[LatePart], chosen: Sequence[str]) -> None:
        super().__init__(data, initial={"kind": NudgeKind.REMINDER})
        numbers = [str(one.part.pk) for one in late]
        field = self.fields["phan"]
        field.choices = [(number, number) for number in numbers]  # type: ignore[attr-defined]
        field.error_messages["required"] = "Hãy chọn ít nhất một việc."
        field.error_messages["invalid_choice"] = "Có việc đã xong hoặc không còn quá hạn; hãy chọn lại."
        typed = data.getlist("phan") if data is not None else chosen
        self.chosen = {int(number) for number in typed if number in numbers}
