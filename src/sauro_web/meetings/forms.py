"""Input about meetings and rooms, cleaned; nothing is decided here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any, cast

from django import forms
from django.http import QueryDict

from sauro.dates.due import Due
from sauro.dates.intervals import Interval
from sauro.scheduling.series import Monthly, MonthlyOnWeekday, Rule, Weekly
from sauro.scheduling.settings import MeetingKind
from sauro.scheduling.settings import MeetingMode as CoreMode
from sauro.scheduling.settings import MeetingScope as CoreScope
from sauro_web.accounts.models import Unit, User
from sauro_web.common.fields import DayField
from sauro_web.common.scanning import fault_of
from sauro_web.common.uploads import MOST_BYTES
from sauro_web.meetings.models import (
    Attendance,
    MeetingMode,
    MeetingScope,
    PlannedConference,
    Room,
    kind_choices,
)
from sauro_web.meetings.operations.calling import NewMeeting
from sauro_web.meetings.operations.rooms import RoomFacts
from sauro_web.meetings.operations.sitting import NewConclusion
from sauro_web.meetings.picks import PersonPick, Pick, UnitPick

__all__ = [
    "CallForm",
    "ConclusionForm",
    "LastYearForm",
    "LineForm",
    "MinutesForm",
    "MoveForm",
    "NoticeForm",
    "PaperForm",
    "ReasonForm",
    "RoomForm",
    "SendForm",
    "WordsForm",
    "attendances_in",
    "reasons_in",
]

_LONG = forms.Textarea(attrs={"rows": 3})
_STALE = "Trang này đã cũ; hãy tải lại trang rồi làm tiếp."
_TIMES = ["%H:%M", "%Hh%M", "%Hh", "%H.%M"]
_REASON = "reason-"
_MOST_DAYS = 10
_AGAIN = (
    ("", "Không lặp lại"),
    ("weekly", "Hằng tuần"),
    ("fortnightly", "Hai tuần một lần"),
    ("monthly", "Hằng tháng, cùng ngày"),
    ("weekday", "Hằng tháng, cùng thứ trong tuần thứ mấy"),
)


def _day(label: str, **options: Any) -> DayField:
    widget = forms.DateInput(format="%d/%m/%Y", attrs={"placeholder": "dd/mm/yyyy", "inputmode": "numeric"})
    return DayField(label=label, widget=widget, **options)


def _time(label: str) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"placeholder": "08:00", "inputmode": "numeric"})
    fault = {"invalid": "Hãy ghi giờ theo dạng 08:00.", "required": "Hãy ghi giờ."}
    return forms.TimeField(label=label, input_formats=_TIMES, widget=widget, error_messages=fault)


def _version() -> forms.IntegerField:
    fault = {"required": _STALE, "invalid": _STALE}
    return forms.IntegerField(
        label="Trang đang mở", min_value=0, widget=forms.HiddenInput, error_messages=fault
    )


def reasons_in(data: QueryDict) -> dict[str, str]:
    """The reasons that a form gives for limits, by the code of the limit."""
    given = ((name.removeprefix(_REASON), data[name]) for name in data if name.startswith(_REASON))
    return {code[:60]: str(reason).replace("\0", "").strip() for code, reason in list(given)[:40]}


class _WhenForm(forms.Form):
    """When and where."""

    day = _day("Ngày", error_messages={"required": "Hãy ghi ngày họp."})
    starts = _time("Từ")
    ends = _time("Đến")
    last_day = _day(
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
        label="Loại", required=False, choices=kind_choices, widget=forms.CheckboxSelectMultiple
    )
    scope = forms.ChoiceField(label="Phạm vi", choices=MeetingScope, initial=MeetingScope.INTERNAL)
    mode = forms.ChoiceField(label="Hình thức", choices=MeetingMode, initial=MeetingMode.IN_PERSON)
    link = forms.CharField(label="Đường dẫn tham dự trực tuyến", max_length=300, required=False)
    agenda = forms.CharField(label="Chương trình", max_length=8_000, required=False, widget=_LONG)
    why = forms.CharField(
        label="Vì sao cần họp", max_length=500, required=False, help_text="Chỉ họp khi thật cần thiết."
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
    again_until = _day("Lặp lại đến ngày", required=False)
    on_days_off = forms.BooleanField(label="Vẫn họp vào ngày nghỉ", required=False)
    leave_out_clashing = forms.BooleanField(label="Bỏ những buổi trùng lịch", required=False)
    version = _version()

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
        said = [(key, f"Tháng {one.month}: {one.subject}") for key, one in self.lines.items()]
        cast(forms.ChoiceField, self.fields["line"]).choices = [("", "Không theo dòng nào"), *said]
        if not lines:
            del self.fields["line"]
        if not changing:
            del self.fields["version"]
        if not repeats:
            for name in ("again", "again_until", "on_days_off", "leave_out_clashing"):
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Somebody chairs it; a series has a last day."""
        clean = super().clean()
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


_WORDS = ("link", "agenda", "why", "document", "guidance", "exceptional")


class MoveForm(_WhenForm):
    """Another time, other rooms."""

    reason = forms.CharField(
        label="Lý do",
        max_length=500,
        required=False,
        help_text="Cần ghi khi giờ mới không giữ được hạn gửi giấy mời, tài liệu hoặc giới hạn khác.",
    )
    version = _version()


class ReasonForm(forms.Form):
    """Why something is refused or cancelled."""

    reason = forms.CharField(
        label="Lý do", max_length=500, widget=_LONG, error_messages={"required": "Hãy ghi rõ lý do."}
    )
    version = _version()


class SendForm(forms.Form):
    """Who goes, with the reason where he goes in another's place."""

    reason = forms.CharField(label="Lý do cử người dự thay", max_length=300, required=False)

    def __init__(self, *args: Any, pick: Pick, **options: Any) -> None:
        super().__init__(*args, **options)
        self.pick = pick

    def clean(self) -> dict[str, Any]:
        """Somebody goes."""
        clean = super().clean() or {}
        if not self.pick.chosen:
            self.pick.error = "Hãy chọn người đi dự."
            self.add_error(None, self.pick.error)
        return clean

    @property
    def person(self) -> User | None:
        """Who was picked."""
        return next(iter(self.pick.people), None) if isinstance(self.pick, PersonPick) else None


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


class PaperForm(forms.Form):
    """A paper of a meeting: of a type that is taken, not too large, let through by the scanner."""

    file = forms.FileField(
        label="Tài liệu họp",
        help_text="PDF, Word, Excel, PowerPoint hoặc ảnh, không quá 50 MB.",
        error_messages={"required": "Hãy chọn tệp."},
    )

    def clean_file(self) -> tuple[str, bytes]:
        """Its name and its bytes."""
        file = self.cleaned_data["file"]
        name = " ".join((file.name or "").split())[-200:]
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(f"Tệp “{name}” lớn hơn {MOST_BYTES // 2**20} MB nên không nhận.")
        data = file.read()
        if fault := fault_of(name, data):
            raise forms.ValidationError(fault)
        return name, data


class MinutesForm(forms.Form):
    """The minutes."""

    text = forms.CharField(
        label="Diễn biến, ý kiến phát biểu, biểu quyết",
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        error_messages={"required": "Hãy ghi nội dung biên bản."},
    )
    version = _version()


class WordsForm(forms.Form):
    """What is added to minutes that are fixed."""

    text = forms.CharField(
        label="Nội dung bổ sung",
        max_length=20_000,
        widget=_LONG,
        error_messages={"required": "Hãy ghi nội dung bổ sung."},
    )


class ConclusionForm(forms.Form):
    """A conclusion; with a unit that leads it is given as a task at once."""

    text = forms.CharField(
        label="Kết luận",
        max_length=4_000,
        widget=_LONG,
        error_messages={"required": "Hãy ghi nội dung kết luận."},
    )
    due_text = forms.CharField(
        label="Thời hạn",
        max_length=300,
        required=False,
        help_text="Cần ghi khi giao đơn vị thực hiện, ví dụ 30/7/2026 hoặc “05 ngày làm việc”.",
    )
    product = forms.CharField(label="Sản phẩm", max_length=1_000, required=False)

    def __init__(
        self, *args: Any, pick: Pick, read: Callable[[str], tuple[Due | None, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.pick, self._read = pick, read

    def clean(self) -> dict[str, Any]:
        """What is given to a unit has a deadline and a product."""
        clean = super().clean() or {}
        self.due: Due | None = None
        if self.pick.chosen:
            words = clean.get("due_text", "").strip()
            if not words:
                self.add_error("due_text", "Hãy ghi thời hạn cho đơn vị thực hiện.")
            else:
                self.due, refused = self._read(words)
                if refused:
                    self.add_error("due_text", refused)
            if not clean.get("product", "").strip():
                self.add_error("product", "Hãy ghi sản phẩm phải có khi hoàn thành.")
        return clean

    def conclusion(self) -> NewConclusion:
        """As the operation takes it."""
        clean = self.cleaned_data
        lead = next(iter(self.pick.units), None) if isinstance(self.pick, UnitPick) else None
        return NewConclusion(clean["text"], lead, clean["due_text"], self.due, clean["product"])


class NoticeForm(forms.Form):
    """Under which number the conclusions were made known."""

    number = forms.CharField(
        label="Số, ký hiệu", max_length=60, error_messages={"required": "Hãy ghi số, ký hiệu của thông báo."}
    )
    issued_on = _day("Ngày ban hành", error_messages={"required": "Hãy ghi ngày ban hành."})


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


def attendances_in(data: QueryDict) -> dict[int, tuple[Attendance, str]]:
    """Who came, by the number of the row, with the reason for who did not or came late."""
    found: dict[int, tuple[Attendance, str]] = {}
    for name in data:
        number = name.removeprefix("den-")
        if name.startswith("den-") and number.isdecimal() and len(number) < 18 and data[name] in Attendance:
            reason = str(data.get(f"ly-do-{number}", "")).replace("\0", "")
            found[int(number)] = (Attendance(str(data[name])), reason[:300])
    return found
