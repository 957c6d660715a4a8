"""Meetings, who is called to them, and what they hold."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sauro.scheduling import settings as core
from sauro_web.accounts.models import Unit
from sauro_web.meetings.models.rooms import Room

__all__ = [
    "CALLING",
    "STANDING",
    "Attendance",
    "Attendee",
    "AttendeeRole",
    "Hold",
    "Meeting",
    "MeetingMode",
    "MeetingScope",
    "MeetingState",
    "Series",
    "kind_choices",
]


class MeetingScope(models.TextChoices):
    """The scopes of `sauro.scheduling.settings`, as the office calls them."""

    PROVINCE = core.MeetingScope.PROVINCE.value, "toàn tỉnh"
    COMMUNE = core.MeetingScope.COMMUNE.value, "toàn xã"
    SECTOR = core.MeetingScope.SECTOR.value, "ngành, lĩnh vực"
    INTERNAL = core.MeetingScope.INTERNAL.value, "nội bộ"


class MeetingMode(models.TextChoices):
    """The modes of `sauro.scheduling.settings`."""

    IN_PERSON = core.MeetingMode.IN_PERSON.value, "trực tiếp"
    ONLINE = core.MeetingMode.ONLINE.value, "trực tuyến"
    HYBRID = core.MeetingMode.HYBRID.value, "trực tiếp kết hợp trực tuyến"


def kind_choices() -> list[tuple[str, str]]:
    """The kinds of meetings with their names, as a form offers them."""
    return [(kind.value, kind.words) for kind in core.MeetingKind]


class MeetingState(models.TextChoices):
    """Where a meeting is: asked for, in the calendar, over, or not to be."""

    PENDING = "pending", "chờ duyệt"
    FIRM = "firm", "đã xếp lịch"
    HELD = "held", "đã họp"
    CANCELLED = "cancelled", "đã hủy"


STANDING = (MeetingState.FIRM, MeetingState.HELD)
"""States in which a meeting holds its rooms and people."""


class Series(models.Model):
    """A meeting that comes again: its rule as it was said. Each occurrence is a meeting of its own, and what
    differs from the rule stands there."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    rule = models.JSONField()
    """`kind` and the figures of the rule (`meetings.repeating`)."""
    first = models.DateField("từ ngày")
    last = models.DateField("đến ngày")
    starts_at = models.TimeField("giờ bắt đầu")
    minutes = models.PositiveIntegerField("số phút")

    class Meta:
        verbose_name = "loạt họp định kỳ"
        constraints = (
            models.CheckConstraint(
                condition=Q(last__gte=F("first")), name="meeting_series_ends_after_it_begins"
            ),
        )

    def __str__(self) -> str:
        return f"Họp định kỳ từ {self.first:%d/%m/%Y} đến {self.last:%d/%m/%Y}"


class Meeting(models.Model):
    """A meeting or conference of an office. `starts` up to, but without, `ends`; whom it calls are
    `attendees`, its rooms are among its `holds`."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    province = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    commune = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    prepared_by = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    """The unit that prepares it."""
    subject = models.CharField("nội dung", max_length=300)
    agenda = models.TextField("chương trình", blank=True)
    kinds = models.JSONField("loại", default=list)
    """Values of `sauro.scheduling.settings.MeetingKind`; one meeting may be of several."""
    conference = models.BooleanField("là hội nghị", default=False)
    """What the yearly figures count."""
    scope = models.CharField("phạm vi", max_length=8, choices=MeetingScope, default=MeetingScope.INTERNAL)
    mode = models.CharField("hình thức", max_length=9, choices=MeetingMode, default=MeetingMode.IN_PERSON)
    link = models.CharField("đường dẫn tham dự", max_length=300, blank=True)
    starts = models.DateTimeField("bắt đầu")
    ends = models.DateTimeField("kết thúc")
    urgent = models.BooleanField("họp gấp, đột xuất", default=False)
    limited = models.BooleanField("chỉ thành phần dự được biết", default=False)
    cost = models.PositiveBigIntegerField("kinh phí (đồng)", null=True)
    why = models.CharField("vì sao cần họp", max_length=500, blank=True)
    document = models.CharField("về văn bản số", max_length=120, blank=True)
    """The superior's document that it is about, by number and symbol."""
    guidance = models.CharField("văn bản đã hướng dẫn", max_length=300, blank=True)
    speech_minutes = models.PositiveSmallIntegerField("phát biểu của lãnh đạo (phút)", default=0)
    exceptional = models.CharField("lý do ngoài hạn mức năm", max_length=300, blank=True)
    reasons = models.JSONField(default=dict)
    """For each limit that it does not keep what was told and the reason that was given: `code` to
    `[message, reason]`."""
    state = models.CharField("trạng thái", max_length=9, choices=MeetingState, default=MeetingState.PENDING)
    off_plan = models.BooleanField("ngoài kế hoạch năm", default=False)
    """A conference that stands in no line of the approved plan of its year: a leader decides."""
    line = models.ForeignKey(
        "meetings.PlannedConference",
        models.SET_NULL,
        null=True,
        related_name="meetings",
        verbose_name="theo kế hoạch năm",
    )
    called_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    called_at = models.DateTimeField("đề nghị lúc")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    ended_reason = models.CharField("lý do hủy", max_length=500, blank=True)
    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="meetings")
    occurrence = models.DateField("ngày theo lịch định kỳ", null=True)
    """The day on which the rule of the series puts it, wherever it was moved to."""
    notice_number = models.CharField("số thông báo kết luận", max_length=60, blank=True)
    notice_on = models.DateField("ngày thông báo kết luận", null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "cuộc họp"
        ordering = ("starts", "id")
        constraints = (
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="meeting_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(series=None, occurrence=None) | Q(series__isnull=False, occurrence__isnull=False),
                name="meeting_of_a_series_knows_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("firm", "held")) | Q(approved_by__isnull=False),
                name="meeting_in_the_calendar_was_approved",
            ),
        )
        indexes = (
            models.Index(fields=("office", "starts"), name="meetings_of_an_office"),
            models.Index(fields=("province", "starts"), name="meetings_of_a_province"),
            models.Index(
                fields=("office", "state", "starts"),
                condition=Q(state="pending"),
                name="meetings_to_be_approved",
            ),
        )

    def __str__(self) -> str:
        return self.subject[:100]


class AttendeeRole(models.TextChoices):
    """As what somebody is called to a meeting."""

    CHAIR = "chair", "chủ trì"
    SECRETARY = "secretary", "thư ký"
    REQUIRED = "required", "thành phần bắt buộc"
    OPTIONAL = "optional", "mời dự"
    GUEST = "guest", "khách mời"


CALLING = (AttendeeRole.CHAIR, AttendeeRole.SECRETARY, AttendeeRole.REQUIRED)
"""Roles whose people have to be there."""


class Attendance(models.TextChoices):
    """Whether somebody came."""

    PRESENT = "present", "có mặt"
    LATE = "late", "đến muộn"
    ABSENT = "absent", "vắng"


class Attendee(models.Model):
    """Somebody called to a meeting: a person of the site, a unit that sends one, or a guest by name. Where a
    unit has said whom it sends, both are named."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendees")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    guest = models.CharField("khách mời", max_length=200, blank=True)
    role = models.CharField("tư cách", max_length=9, choices=AttendeeRole)
    position = models.PositiveSmallIntegerField(default=0)
    instead_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="dự thay"
    )
    """Whom `person` stands in for."""
    instead_reason = models.CharField("lý do dự thay", max_length=300, blank=True)
    attendance = models.CharField("điểm danh", max_length=7, choices=Attendance, blank=True)
    attendance_reason = models.CharField("lý do vắng, muộn", max_length=300, blank=True)
    noted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "thành phần dự họp"
        ordering = ("meeting", "position", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("meeting",), condition=Q(role="chair"), name="one_chair_a_meeting"
            ),
            models.UniqueConstraint(
                fields=("meeting",), condition=Q(role="secretary"), name="one_secretary_a_meeting"
            ),
            models.UniqueConstraint(
                fields=("meeting", "person"), condition=Q(person__isnull=False), name="person_called_once"
            ),
            models.UniqueConstraint(
                fields=("meeting", "unit"), condition=Q(unit__isnull=False), name="unit_called_once"
            ),
            models.CheckConstraint(
                condition=Q(person__isnull=False) | Q(unit__isnull=False) | ~Q(guest=""),
                name="attendee_is_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(role__in=("chair", "secretary")) | Q(person__isnull=False),
                name="chair_and_secretary_are_people",
            ),
        )

    def __str__(self) -> str:
        return str(self.person or self.unit or self.guest)


class Hold(models.Model):
    """A room or a person taken by a meeting for a time: from `starts` up to, but without, `ends`. The
    database lets no two of one room, or of one person who is required, overlap while they are live
    (`common.guards.no_overlap`). A pending or cancelled meeting's are not live."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="holds")
    room = models.ForeignKey(Room, models.PROTECT, null=True, related_name="+", db_index=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    starts = models.DateTimeField("từ")
    ends = models.DateTimeField("đến")
    live = models.BooleanField("đang giữ", default=False)
    required = models.BooleanField("bắt buộc", default=True)
    """Always of a room."""

    class Meta:
        verbose_name = "giữ chỗ"
        constraints = (
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="hold_ends_after_it_starts"),
            models.CheckConstraint(
                condition=Q(room=None, person__isnull=False)
                | Q(room__isnull=False, person=None, required=True),
                name="hold_of_a_room_or_a_person",
            ),
        )
        indexes = (
            # What is asked lies mostly ahead: by its end, what is over is not read.
            models.Index(fields=("room", "ends"), name="holds_of_a_room"),
            models.Index(fields=("person", "ends"), name="holds_of_a_person"),
        )

    def __str__(self) -> str:
        return f"{self.room or self.person}: {self.meeting}"
