"""Rooms, and the plan of the year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import cast

from django import forms
from django.http import QueryDict

from sauro_web.accounts.models import Unit
from sauro_web.common.fields import FigureField
from sauro_web.meetings.models import (
    LimitRule,
    MeetingMode,
    MeetingScope,
)
from sauro_web.meetings.operations.limiting import LimitsSaid
from sauro_web.meetings.operations.planning import Line
from sauro_web.meetings.operations.rooms import RoomFacts

__all__ = [
    "CalendarForm",
    "ImportForm",
    "LastYearForm",
    "LimitsForm",
    "LineForm",
    "RoomForm",
]


class RoomForm(forms.Form):
    """What is said of a room."""

    name = forms.CharField(
        label="Tên phòng", max_length=120, error_messages={"required": "Hãy ghi tên phòng họp."}
    )
    place = forms.CharField(label="Vị trí", max_length=200, required=False)
    seats = forms.IntegerField(label="Số chỗ", min_value=1, max_value=10_000, required=False)
    virtual = forms.BooleanField(label="Phòng họp trực tuyến", required=False)
    link = forms.CharField(label="Đường dẫn tham dự", max_length=300, required=False)
    position = forms.IntegerField(
        label="Thứ tự",
        min_value=0,
        max_value=1_000,
        required=False,
        help_text="Phòng số nhỏ được gợi ý trước.",
    )

    def facts(self) -> RoomFacts:
        """As the operation takes it."""
        clean = self.cleaned_data
        return RoomFacts(
            name=clean["name"],
            place=clean["place"],
            seats=clean["seats"],
            virtual=clean["virtual"],
            link=clean["link"],
            position=clean["position"] or 0,
        )


class LineForm(forms.Form):
    """A conference of the year's plan."""

    subject = forms.CharField(
        label="Hội nghị", max_length=300, error_messages={"required": "Hãy ghi nội dung hội nghị."}
    )
    month = forms.IntegerField(label="Tháng", min_value=1, max_value=12)
    scope = forms.ChoiceField(label="Phạm vi", choices=MeetingScope)
    mode = forms.ChoiceField(label="Hình thức", choices=MeetingMode, initial=MeetingMode.ONLINE)
    cost = forms.IntegerField(label="Kinh phí (đồng)", min_value=0, max_value=10**12, required=False)
    unit = forms.ChoiceField(label="Đơn vị tổ chức", required=False)

    def __init__(self, data: QueryDict | None, *, units: Sequence[Unit], committee: str) -> None:
        """`units` whose lines the person adds; `committee` is the name of the office where those of the
        committee itself are his too, else blank."""
        super().__init__(data)
        self._units = {str(one.pk): one for one in units}
        field = cast(forms.ChoiceField, self.fields["unit"])
        whole = [("", committee)] if committee else []
        field.choices = [*whole, *((key, one.name) for key, one in self._units.items())]
        field.required = not committee
        field.error_messages["required"] = "Hãy chọn đơn vị."

    def line(self) -> Line:
        """As the operation takes it."""
        clean = self.cleaned_data
        return Line(
            subject=clean["subject"].strip(),
            month=clean["month"],
            scope=clean["scope"],
            mode=clean["mode"],
            cost=clean["cost"],
            unit=self._units.get(clean["unit"]),
        )


class LastYearForm(forms.Form):
    """How many conferences the year before had."""

    last_year = forms.IntegerField(
        label="Số hội nghị năm trước", min_value=0, max_value=10_000, required=False
    )
    last_year_first_month = forms.IntegerField(label="Từ tháng", min_value=1, max_value=12, required=False)
    last_year_last_month = forms.IntegerField(label="Đến tháng", min_value=1, max_value=12, required=False)
    last_year_source = forms.CharField(label="Nguồn số liệu", max_length=300, required=False)


_CONCLUSION, _DECISION = "Kết luận số 226-KL/TW", "Quyết định số 45/2018/QĐ-TTg"
_OWN = "Do cơ quan đặt"


def _count(label: str, basis: str, *, least: int = 0, most: int = 99) -> forms.IntegerField:
    """A figure of the limits, with where it stands."""
    return forms.IntegerField(label=label, min_value=least, max_value=most, help_text=basis)


class LimitsForm(forms.Form):
    """A new version of the figures that meetings are held against."""

    hybrid_counts_online = forms.BooleanField(
        label="Hội nghị trực tiếp kết hợp trực tuyến được tính là trực tuyến",
        required=False,
        help_text="Văn bản không quy định; không chọn thì tính là trực tiếp.",
    )
    online_share = FigureField(
        label="Hội nghị trực tuyến ít nhất (% số hội nghị trong năm)", min_value=0, max_value=100,
        help_text=f"{_CONCLUSION}: 60 %.",
    )  # fmt: skip
    cut = FigureField(
        label="Giảm số hội nghị so với năm trước ít nhất (%)", min_value=0, max_value=99.99,
        help_text=f"{_CONCLUSION}: 10 %.",
    )  # fmt: skip
    province_wide = _count("Hội nghị toàn tỉnh trong năm, nhiều nhất", f"{_CONCLUSION}: 2.")
    commune_wide = _count("Hội nghị toàn xã trong năm, nhiều nhất", f"{_CONCLUSION}: 3.")
    speech_minutes = _count(
        "Phát biểu của lãnh đạo, nhiều nhất (phút)", f"{_CONCLUSION}: 50 phút.", least=1, most=999
    )
    invitation_days = _count(
        "Gửi giấy mời trước ít nhất (ngày làm việc)", f"{_DECISION}: 3 ngày làm việc.", most=60
    )
    papers_days = _count(
        "Gửi tài liệu trước ít nhất (ngày làm việc)", f"Điều 10 {_DECISION}: 3 ngày làm việc.", most=60
    )
    crowded_from = _count(
        "Nhắc họp dồn khi trong tuần đã có (cuộc khác)", f"{_OWN}; chỉ xét tháng 1 và tháng 12.", least=1
    )
    merge_days = _count("Gợi ý ghép với cuộc họp cùng thành phần trong vòng (ngày)", f"{_OWN}.", most=60)
    source = forms.CharField(label="Theo văn bản", max_length=300, required=False)
    reason = forms.CharField(
        label="Lý do đặt các mức này", max_length=500, error_messages={"required": "Hãy ghi lý do."}
    )

    def __init__(self, data: QueryDict | None, *, rule: LimitRule) -> None:
        names = (name for name in self.base_fields if name != "reason")
        initial = {name: getattr(rule, name) for name in names}
        shares = {name: float(getattr(rule, name)) for name in ("cut", "online_share")}
        super().__init__(data, initial=initial | shares)

    def said(self) -> LimitsSaid:
        """As the operation takes it; shares exact to a hundredth."""
        clean = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        for name in ("cut", "online_share"):
            clean[name] = Decimal(str(clean[name])).quantize(Decimal("0.01"))
        return cast(LimitsSaid, clean)


class CalendarForm(forms.Form):
    """A file of meetings, and whether to write it."""

    file = forms.FileField(label="Tệp Excel (.xlsx)", error_messages={"required": "Hãy chọn tệp."})
    write = forms.BooleanField(label="Ghi vào lịch nếu tệp không có lỗi", required=False)


class ImportForm(forms.Form):
    """A file of a year's plan, and whether to write it."""

    file = forms.FileField(label="Tệp Excel (.xlsx)", error_messages={"required": "Hãy chọn tệp."})
    write = forms.BooleanField(label="Ghi vào kế hoạch nếu tệp không có lỗi", required=False)
