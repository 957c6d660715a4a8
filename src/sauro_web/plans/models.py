"""A plan from upload to issue: its file, what was read of it, and what a person made of each value read."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit

__all__ = [
    "Change",
    "ImportedPlan",
    "Mention",
    "MentionRole",
    "MentionState",
    "PagePicture",
    "PicturesState",
    "PlanCoverage",
    "Origin",
    "PlanState",
    "Reading",
    "Said",
    "Suggestion",
    "SuggestionKind",
    "SuggestionState",
]


class PlanState(models.TextChoices):
    """Where a plan stands between its upload and the work that it gives."""

    QUEUED = "queued", "chờ đọc"
    READING = "reading", "đang đọc"
    UNREAD = "unread", "không đọc được"
    REVIEW = "review", "đang soát"
    KEPT = "kept", "lưu để thực hiện"
    """Received from another office, in force, giving no work of its own here: plans that carry it out name
    it."""
    ISSUED = "issued", "đã giao việc"
    REPLACED = "replaced", "đã được thay thế"
    DISCARDED = "discarded", "đã bỏ"


class PicturesState(models.TextChoices):
    """Whether the pages of a plan's file can be looked at."""

    NONE = "none", "không có trang"
    WAITING = "waiting", "đang tạo ảnh"
    MADE = "made", "đã có ảnh"
    FAILED = "failed", "không tạo được ảnh"


class Origin(models.TextChoices):
    """Whose plan it is; "" while nobody has said it of a plan that names another issuer."""

    OWN = "own", "kế hoạch của cơ quan mình"
    RECEIVED = "received", "kế hoạch nhận từ cơ quan khác để thực hiện"


class Said(models.TextChoices):
    """What a person has said of another plan that this one may be tied to; "" while nobody has."""

    CONFIRMED = "confirmed", "đã xác nhận"
    NONE = "none", "không có"
    ABSENT = "absent", "chưa có trong phần mềm"


class ImportedPlan(models.Model):
    """A plan that an office was sent or wrote itself. `number`, `issued_on` and the like are what a person
    has confirmed; what was read stands in its suggestions."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """The People's Committee whose units the plan gives work to."""
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField("tải lên lúc")
    file = models.FileField()
    file_name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField("dung lượng")
    """Bytes."""
    digest = models.CharField("mã SHA-256", max_length=64)

    state = models.CharField("trạng thái", max_length=9, choices=PlanState, default=PlanState.QUEUED)
    pages_done = models.PositiveIntegerField(default=0)
    pages_total = models.PositiveIntegerField(null=True)
    """None where the format knows no pages, or nobody has counted them yet."""
    heard_at = models.DateTimeField(null=True)
    """When its reading, or the making of its pictures, was last asked for, begun, or a page further."""
    times_begun = models.PositiveSmallIntegerField(default=0)
    """How often its reading was begun; a file that brings down whoever reads it is not read for ever."""
    fault = models.CharField("không đọc được vì", max_length=500, blank=True)
    pictures = models.CharField("ảnh trang", max_length=7, choices=PicturesState, default=PicturesState.NONE)
    pictures_begun = models.PositiveSmallIntegerField(default=0)
    """How often the making of its pictures was begun."""

    number = models.CharField("số", max_length=20, blank=True)
    symbol = models.CharField("ký hiệu", max_length=60, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    issued_on = models.DateField("ngày ban hành", null=True, blank=True)
    subject = models.CharField("trích yếu", max_length=1_000, blank=True)
    origin = models.CharField("nguồn", max_length=8, choices=Origin, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="carried_out_by")
    """The plan of the office above that this one carries out."""
    parent_reference = models.CharField("thực hiện văn bản", max_length=100, blank=True)
    """As cited, or as a person wrote it."""
    parent_said = models.CharField(max_length=9, choices=Said, blank=True)
    """A parent about which nobody has said anything was found by its citation, and is asked."""
    amends = models.ForeignKey("self", models.PROTECT, null=True, related_name="amended_by")
    """The plan in force that this one changes; its work in hand is carried over."""
    amends_reference = models.CharField("sửa đổi văn bản", max_length=100, blank=True)
    """The plan that the text says it amends or replaces, as cited."""
    amends_said = models.CharField(max_length=9, choices=Said, blank=True)

    words = models.TextField(blank=True, default="")
    """What it is found by (`plans.findable`), written by every operation that changes one of those."""
    units_told_at = models.DateTimeField("giao việc lúc", null=True)
    version = models.PositiveIntegerField(default=0)
    """Raised by every change of the plan itself, so that two officers do not overwrite each other."""

    class Meta:
        verbose_name = "kế hoạch"
        constraints = (
            models.UniqueConstraint(
                fields=("office", "digest"),
                condition=~Q(state=PlanState.DISCARDED),
                name="plan_uploaded_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=(PlanState.ISSUED, PlanState.KEPT))
                | (~Q(number="") & Q(issued_on__isnull=False)),
                name="plan_issued_with_number_and_date",
            ),
        )
        indexes = (models.Index(fields=("office", "-uploaded_at", "-id"), name="plans_of_an_office"),)

    def __str__(self) -> str:
        # Before it is read it may yet turn out to be secret: no trail keeps the name of such a file.
        unknown = self.state in (PlanState.QUEUED, PlanState.READING)
        return self.reference or self.subject or ("tệp đang chờ đọc" if unknown else self.file_name)

    @property
    def reference(self) -> str:
        """Number and symbol as cited ("12/KH-UBND"); "" while the number is not known."""
        return f"{self.number}/{self.symbol}" if self.number else ""

    @property
    def cited(self) -> str:
        """How others are told of it: by its number, and by its issuer where that is not their own office."""
        known = f"Kế hoạch số {self.reference}" if self.reference else f"Kế hoạch “{self}”"
        return f"{known} của {self.issuer}" if self.origin == Origin.RECEIVED and self.issuer else known


class Reading(models.Model):
    """What the program read, never changed by anybody: the text in its blocks and the JSON of the plan."""

    plan = models.OneToOneField(ImportedPlan, models.CASCADE, primary_key=True, related_name="reading")
    folio = models.JSONField()
    found = models.JSONField()
    version = models.CharField(max_length=30)
    """Of the rules that read it."""
    read_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.version}"


class PlanCoverage(models.Model):
    """What a plan makes of the plan above that it carries out, worked out in the background. `made_of` tells
    what it was worked out of (`queries.coverage.mark_of`): where that is no longer so, it is out of date."""

    plan = models.OneToOneField(ImportedPlan, models.CASCADE, primary_key=True, related_name="coverage")
    parent = models.ForeignKey(ImportedPlan, models.CASCADE, related_name="+")
    found = models.JSONField()
    """As `sauro.checks.coverage.serial` writes it."""
    counts = models.JSONField()
    """The figures of a list: `queries.coverage.counts_of`. Lists leave `found` in the database."""
    made_of = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.plan_id} / {self.parent_id}"


class PagePicture(models.Model):
    """A page of the file as a picture, made after the reading, with the place of every word on it."""

    plan = models.ForeignKey(ImportedPlan, models.CASCADE, related_name="page_pictures")
    number = models.PositiveSmallIntegerField("trang")
    file = models.FileField()
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    """Pixels."""
    words = models.JSONField()
    """[[first and behind-last character in the text read, left, top, right, bottom in pixels, and where its
    letters were recognised how sure the program was, 0 to 100]], in order of the text."""

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("plan", "number"), name="page_pictured_once"),)

    def __str__(self) -> str:
        return f"{self.plan_id}: {self.number}"


class SuggestionKind(models.TextChoices):
    """What was read, in the order in which it is reviewed where the plan itself gives none."""

    DOCUMENT = "document", "Thông tin văn bản"
    TASK = "task", "Nhiệm vụ"
    TARGET = "target", "Chỉ tiêu"
    LIMIT = "limit", "Giới hạn họp"
    REPORT = "report", "Báo cáo phải gửi"


class SuggestionState(models.TextChoices):
    """What a person has decided about it."""

    OPEN = "open", "chưa soát"
    CONFIRMED = "confirmed", "đã xác nhận"
    REJECTED = "rejected", "đã loại"


class Suggestion(models.Model):
    """A value, or the values of one duty, with the words that prove it, until a person decides.

    `read` is what was read (values, quotations, spans; docs/dev/plan-json.md) and stays as it was; `value` is
    what holds now. A duty that stands in prose and in an appendix is two readings of one task: the second
    points at the first by `twin_of` and is decided with it.
    """

    plan = models.ForeignKey(ImportedPlan, models.CASCADE, related_name="suggestions")
    kind = models.CharField(max_length=8, choices=SuggestionKind)
    position = models.PositiveIntegerField()
    """Where it begins in the text; the order of review."""
    read = models.JSONField()
    value = models.JSONField()
    doubts = models.JSONField(default=list)
    """Why a person should look: codes of `queries.DOUBTS`, worked out from `value` and the mentions."""
    words = models.TextField(blank=True, default="")
    """What a target, a limit or a report is found by; blank for a duty, which is found as a task."""
    state = models.CharField(max_length=9, choices=SuggestionState, default=SuggestionState.OPEN)
    twin_of = models.ForeignKey("self", models.CASCADE, null=True, related_name="twins")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        indexes = (models.Index(fields=("plan", "kind", "position"), name="suggestions_of_a_plan"),)

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pk}"


class MentionRole(models.TextChoices):
    """As what a unit is named in a duty."""

    LEAD = "lead", "chủ trì"
    COOPERATING = "cooperating", "phối hợp"
    REPORTER = "reporter", "báo cáo"
    RECEIVER = "receiver", "nhận báo cáo"


class MentionState(models.TextChoices):
    """How the unit behind a name was found."""

    MATCHED = "matched", "tự nhận ra"
    ASK = "ask", "cần chọn"
    CHOSEN = "chosen", "đã chọn"
    RELATED = "related", "khi có liên quan"
    """"Các đơn vị có liên quan": nobody in particular, and nobody is given a row for it."""
    OUTSIDE = "outside", "ngoài cơ quan"
    """A person has said that no unit of the tree is meant ("các doanh nghiệp")."""


class Mention(models.Model):
    """A unit or a group as a duty names it, and which one it is."""

    suggestion = models.ForeignKey(Suggestion, models.CASCADE, related_name="mentions")
    role = models.CharField(max_length=11, choices=MentionRole)
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    """As written."""
    key = models.CharField(max_length=300)
    """`sauro.text.compare.unit_key` of the text: what is said of one mention holds for all of its key."""
    quote = models.CharField(max_length=2_000, blank=True)
    spans = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=MentionState)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    groups = models.JSONField(default=list)
    """Identifiers of the groups meant, where it is no single unit: "các sở, ban, ngành; UBND các xã" is
    two."""
    candidates = models.JSONField(default=list)
    """Identifiers of the nearest units, best first, where a person is asked."""

    class Meta:
        ordering = ("role", "position")

    def __str__(self) -> str:
        return f"{self.get_role_display()}: {self.text}"


class Change(models.Model):
    """One step of a person on a plan, with what stood before, so that it can be taken back."""

    plan = models.ForeignKey(ImportedPlan, models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    what = models.CharField(max_length=100)
    """In words, for the line that offers to take it back."""
    before = models.JSONField()
    """[{id, versions before and after the step, value, state, mentions}] of the suggestions concerned."""
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.what
