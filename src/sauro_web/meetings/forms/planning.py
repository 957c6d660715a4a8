"""Rooms, and the plan of the year."""

from __future__ import annotations

from decimal import Decimal
from typing import cast

from django import forms
from django.http import QueryDict

from sauro_web.common.fields import FigureField
from sauro_web.meetings.models import (
    LimitRule,
    MeetingMode,
    MeetingScope,
)
from sauro_web.meetings.operations.limiting import LimitsSaid
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


class LastYearForm(forms.Form):
    """How many conferences the year before had."""

    last_year = forms.IntegerField(
        label="Số hội nghị năm trước", min_value=0, max_value=10_000, required=False
    )
    last_year_source = forms.CharField(label="Nguồn số liệu", max_length=300, required=False)


class LimitsForm(forms.Form):
    """A new version of the figures that meetings are held against."""

    hybrid_counts_online = forms.BooleanField(
        label="Hội nghị trực tiếp kết hợp trực tuyến được tính là trực tuyến",
        required=False,
        help_text="Văn bản không quy định; không chọn thì tính là trực tiếp.",
    )
    online_share = FigureField(
        label="Hội nghị trực tuyến ít nhất (% số hội nghị trong năm)", min_value=0, max_value=100,
        help_text="Kết luận số 226-KL/TW: 60 %.",
    )  # fmt: skip
    cut = FigureField(
        label="Giảm số hội nghị so với năm trước ít nhất (%)", min_value=0, max_value=99.99,
        help_text="Kết luận số 226-KL/TW: 10 %.",
    )  # fmt: skip
    province_wide = forms.IntegerField(
        label="Hội nghị toàn tỉnh trong năm, nhiều nhất", min_value=0, max_value=99,
        help_text="Kết luận số 226-KL/TW: 2.",
    )  # fmt: skip
    commune_wide = forms.IntegerField(
        label="Hội nghị toàn xã trong năm, nhiều nhất", min_value=0, max_value=99,
        help_text="Kết luận số 226-KL/TW: 3.",
    )  # fmt: skip
    speech_minutes = forms.IntegerField(
        label="Phát biểu của lãnh đạo, nhiều nhất (phút)", min_value=1, max_value=999,
        help_text="Kết luận số 226-KL/TW: 50 phút.",
    )  # fmt: skip
    invitation_days = forms.IntegerField(
        label="Gửi giấy mời trước ít nhất (ngày làm việc)", min_value=0, max_value=60,
        help_text="Quyết định số 45/2018/QĐ-TTg: 3 ngày làm việc.",
    )  # fmt: skip
    papers_days = forms.IntegerField(
        label="Gửi tài liệu trước ít nhất (ngày làm việc)", min_value=0, max_value=60,
        help_text="Điều 10 Quyết định số 45/2018/QĐ-TTg: 3 ngày làm việc.",
    )  # fmt: skip
    crowded_from = forms.IntegerField(
        label="Nhắc họp dồn khi trong tuần đã có (cuộc khác)", min_value=1, max_value=99,
        help_text="Do cơ quan đặt; chỉ xét tháng 1 và tháng 12.",
    )  # fmt: skip
    merge_days = forms.IntegerField(
        label="Gợi ý ghép với cuộc họp cùng thành phần trong vòng (ngày)", min_value=0, max_value=60,
        help_text="Do cơ quan đặt.",
    )  # fmt: skip
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
