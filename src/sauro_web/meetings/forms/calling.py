"""A meeting that is called or moved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.http import QueryDict

from sauro.dates.intervals import Interval
from sauro.scheduling.series import Monthly, MonthlyOnWeekday, Rule, Weekly
from sauro.scheduling.settings import MeetingKind
from sauro.scheduling.settings import MeetingMode as CoreMode
from sauro.scheduling.settings import MeetingScope as CoreScope
from sauro_web.accounts.models import Unit, User
from sauro_web.meetings.conferences import lacking
from sauro_web.meetings.forms.fields import LONG, day_field, time_field, version_field
from sauro_web.meetings.models import (
    MeetingMode,
    MeetingScope,
    PlannedConference,
    Room,
    kind_choices,
)
from sauro_web.meetings.operations.calling import NewMeeting
from sauro_web.meetings.picks import PersonPick, Pick, UnitPick

__all__ = [
    "CallForm",
    "MoveForm",
    "OccurrenceForm",
    "reasons_in",
]

_REASON = "reason-"
_MOST_DAYS = 10
_MOST_REASONS = 600
"""Of a series each occurrence may have its own."""
_AGAIN = (
    ("", "Không lặp lại"),
    ("weekly", "Hằng tuần"),
    ("fortnightly", "Hai tuần một lần"),
    ("monthly", "Hằng tháng, cùng ngày"),
    ("weekday", "Hằng tháng, cùng thứ trong tuần thứ mấy"),
)
_WORDS = ("link", "agenda", "why", "document", "guidance", "exceptional")


def reasons_in(data: QueryDict) -> dict[str, str]:
    """The reasons that a form gives for limits, by the code of the limit."""
    given = ((name.removeprefix(_REASON), data[name]) for name in data if name.startswith(_REASON))
    return {code[:60]: str(reason).replace("\0", "").strip() for code, reason in list(given)[:_MOST_REASONS]}


class _WhenForm(forms.Form):
    """When and where."""

    day = day_field("Ngày", error_messages={"required": "Hãy ghi ngày họp."})
    starts = time_field("Từ")
    ends = time_field("Đến")
    last_day = day_field(
        "Đến ngày", required=False, help_text="Chỉ ghi khi họp nhiều ngày hoặc kéo dài qua nửa đêm."
    )
    rooms = forms.MultipleChoiceField(label="Phòng họp", required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, rooms: Sequence[Room], **options: Any) -> None:
        super().__init__(*args, **options)
        self._rooms = {str(room.pk): room for room in rooms}
        cast(forms.MultipleChoiceField, self.fields["rooms"]).choices = [
            (key, _room_label(room)) for key, room in self._rooms.items()
        ]

    def clean(self) -> dict[str, Any]:
        """It ends after it starts."""
        clean = super().clean() or {}
        day, starts, ends = (clean.get(name) for name in ("day", "starts", "ends"))
        if isinstance(day, date) and isinstance(starts, time) and isinstance(ends, time):
            begin = datetime.combine(day, starts)
            end = datetime.combine(clean.get("last_day") or day, ends)
            if end <= begin:
                self.add_error(
                    "ends", "Giờ kết thúc phải sau giờ bắt đầu; họp qua nửa đêm thì ghi “Đến ngày”."
                )
            elif (end - begin).days > _MOST_DAYS:
                self.add_error("last_day", f"Cuộc họp dài hơn {_MOST_DAYS} ngày; hãy kiểm tra lại.")
            else:
                self._when = Interval(begin, end)
        return clean

    _when: Interval | None = None

    @property
    def when(self) -> Interval | None:
        """From when to when; None where that is not said, or cannot be."""
        return self._when

    @property
    def rooms_chosen(self) -> tuple[Room, ...]:
        """The rooms that were ticked."""
        return tuple(self._rooms[key] for key in getattr(self, "cleaned_data", {}).get("rooms", ()))


def _room_label(room: Room) -> str:
    about = [room.place] if room.place else []
    about += [f"{room.seats} chỗ"] if room.seats is not None else []
    about += ["trực tuyến"] if room.virtual else []
    return f"{room.name} ({', '.join(about)})" if about else room.name


def _line_label(line: PlannedConference) -> str:
    whose = f" ({line.unit.label})" if line.unit is not None else ""
    return f"Tháng {line.month}: {line.subject}{whose}"


class CallForm(_WhenForm):
    """A meeting, with whom it calls (`picks`)."""

    subject = forms.CharField(
        label="Nội dung",
        max_length=300,
        error_messages={"required": "Hãy ghi nội dung cuộc họp."},
    )
    conference = forms.BooleanField(
        label="Là hội nghị", required=False, help_text="Số hội nghị trong năm được đếm và có hạn mức."
    )
    kinds = forms.MultipleChoiceField(
        label="Loại",
        required=False,
        choices=kind_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="Hội nghị thì phải chọn.",
    )
    scope = forms.ChoiceField(label="Phạm vi", choices=MeetingScope, initial=MeetingScope.INTERNAL)
    mode = forms.ChoiceField(label="Hình thức", choices=MeetingMode, initial=MeetingMode.IN_PERSON)
    link = forms.CharField(label="Đường dẫn tham dự trực tuyến", max_length=300, required=False)
    agenda = forms.CharField(label="Chương trình", max_length=8_000, required=False, widget=LONG)
    why = forms.CharField(
        label="Vì sao cần họp",
        max_length=500,
        required=False,
        help_text="Chỉ họp khi thật cần thiết; hội nghị thì phải ghi.",
    )
    document = forms.CharField(
        label="Về văn bản số", max_length=120, required=False, help_text="Ví dụ 226-KL/TW."
    )
    guidance = forms.CharField(
        label="Văn bản đã hướng dẫn nội dung này",
        max_length=300,
        required=False,
        help_text="Để trống khi chưa có.",
    )
    exceptional = forms.CharField(label="Lý do ngoài hạn mức số hội nghị", max_length=300, required=False)
    speech_minutes = forms.IntegerField(
        label="Phát biểu của lãnh đạo (phút)", min_value=0, max_value=1_440, required=False
    )
    cost = forms.IntegerField(
        label="Kinh phí (đồng)", min_value=0, max_value=10**12, required=False, localize=True
    )
    line = forms.ChoiceField(
        label="Theo kế hoạch hội nghị năm",
        required=False,
        help_text="Hội nghị ngoài kế hoạch đã duyệt thì do lãnh đạo cơ quan quyết định.",
    )
    guests = forms.CharField(
        label="Khách mời ngoài hệ thống",
        max_length=4_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Mỗi người một dòng: họ tên, chức vụ, cơ quan.",
    )
    urgent = forms.BooleanField(
        label="Họp gấp, đột xuất", required=False, help_text="Không tính hạn gửi giấy mời, tài liệu."
    )
    limited = forms.BooleanField(label="Chỉ thành phần dự được biết nội dung", required=False)
    again = forms.ChoiceField(label="Lặp lại", choices=_AGAIN, required=False)
    again_until = day_field("Lặp lại đến ngày", required=False)
    on_days_off = forms.BooleanField(label="Vẫn họp vào ngày nghỉ", required=False)
    leave_out_clashing = forms.BooleanField(label="Bỏ những buổi trùng lịch", required=False)
    version = version_field()

    def __init__(
        self,
        *args: Any,
        picks: Mapping[str, Pick],
        lines: Sequence[PlannedConference] = (),
        repeats: bool = True,
        changing: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.picks = picks
        self.lines = {str(one.pk): one for one in lines}
        said = [(key, _line_label(one)) for key, one in self.lines.items()]
        cast(forms.ChoiceField, self.fields["line"]).choices = [("", "Không theo dòng nào"), *said]
        if not lines:
            del self.fields["line"]
        if not changing:
            del self.fields["version"]
        if not repeats:
            for name in ("again", "again_until", "on_days_off", "leave_out_clashing"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Somebody chairs it; a conference has a kind and a need, and it alone a line of the plan; a
        series has a last day."""
        clean = super().clean()
        lacks = lacking(
            conference=clean.get("conference", False),
            kinds=clean.get("kinds", ()),
            why=clean.get("why", ""),
            on_line=bool(clean.get("line")),
        )
        for name, sentence in lacks.items():
            if name not in self.errors:
                self.add_error(name, sentence)
        for pick in self.picks.values():
            if pick.needed and not pick.chosen:
                pick.error = f"Hãy chọn {pick.label.lower()}."
                self.add_error(None, pick.error)
        if clean.get("again") and not clean.get("again_until"):
            self.add_error("again_until", "Hãy ghi ngày cuối của loạt họp.")
        return clean

    def people(self, name: str) -> tuple[User, ...]:
        """Those picked in a field."""
        pick = self.picks[name]
        return tuple(pick.people) if isinstance(pick, PersonPick) else ()

    @property
    def units(self) -> tuple[Unit, ...]:
        """Units that send somebody."""
        pick = self.picks["units"]
        return tuple(pick.units) if isinstance(pick, UnitPick) else ()

    @property
    def rule(self) -> Rule | None:
        """When it comes again, after the first day; None where it does not."""
        if self.when is None or not (again := self.cleaned_data.get("again")):
            return None
        first = self.when.start.date()
        if again in ("weekly", "fortnightly"):
            return Weekly((first.weekday(),), 1 if again == "weekly" else 2)
        if again == "monthly":
            return Monthly(first.day)
        return MonthlyOnWeekday((first.day - 1) // 7 + 1, first.weekday())

    def new_meeting(self, reasons: Mapping[str, str], prepared_by: Unit | None) -> NewMeeting | None:
        """What was asked for; None while it lacks its time or its chair."""
        clean, chair = self.cleaned_data, next(iter(self.people("chair")), None)
        if self.when is None or chair is None:
            return None
        return NewMeeting(
            subject=clean.get("subject", ""),
            when=self.when,
            chair=chair,
            secretary=next(iter(self.people("secretary")), None),
            required=self.people("required"),
            optional=self.people("optional"),
            units=self.units,
            guests=tuple(clean.get("guests", "").splitlines()),
            rooms=self.rooms_chosen,
            kinds=tuple(MeetingKind(kind) for kind in clean.get("kinds", ())),
            conference=clean.get("conference", False),
            scope=CoreScope(clean.get("scope") or MeetingScope.INTERNAL),
            mode=CoreMode(clean.get("mode") or MeetingMode.IN_PERSON),
            **{name: clean.get(name, "") for name in _WORDS},
            speech_minutes=clean.get("speech_minutes") or 0,
            cost=clean.get("cost"),
            urgent=clean.get("urgent", False),
            limited=clean.get("limited", False),
            prepared_by=prepared_by,
            line=self.lines.get(clean.get("line", "")),
            reasons=reasons,
        )


class OccurrenceForm(_WhenForm):
    """One more day of a series."""

    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        required=False,
        help_text="Cần ghi khi ngày này không giữ được hạn gửi giấy mời, tài liệu hoặc giới hạn khác.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, rooms=(), **options)
        del self.fields["rooms"]


class MoveForm(_WhenForm):
    """Another time, other rooms."""

    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        required=False,
        help_text="Cần ghi khi giờ mới không giữ được hạn gửi giấy mời, tài liệu hoặc giới hạn khác.",
    )
    version = version_field()
