"""Rooms, and the plan of the year."""

from __future__ import annotations

from django import forms

from sauro_web.meetings.models import (
    MeetingMode,
    MeetingScope,
)
from sauro_web.meetings.operations.rooms import RoomFacts

__all__ = [
    "ImportForm",
    "LastYearForm",
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


class ImportForm(forms.Form):
    """A file, and whether to write it."""

    file = forms.FileField(label="Tệp Excel (.xlsx)", error_messages={"required": "Hãy chọn tệp."})
    write = forms.BooleanField(label="Ghi vào kế hoạch nếu tệp không có lỗi", required=False)
