"""Records of drafts: versions of their file, what the checks found in each, and what people said of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Document, NumberRequest, Series

__all__ = [
    "Appraisal",
    "Approval",
    "Aspect",
    "CheckRun",
    "Draft",
    "DraftState",
    "DraftVersion",
    "GateRule",
    "NumberedFile",
    "Opinion",
    "Origin",
    "RunState",
    "Stance",
    "Waiver",
]


class DraftState(models.TextChoices):
    """Where a draft stands on its way to a number."""

    WRITTEN = "written", "đang soạn thảo"
    OPINIONS = "opinions", "đang lấy ý kiến"
    APPRAISAL = "appraisal", "chờ thẩm định"
    RETURNED = "returned", "bị trả lại để sửa"
    APPROVAL = "approval", "chờ duyệt"
    READY = "ready", "chờ cấp số"
    ISSUED = "issued", "đã ban hành"
    DROPPED = "dropped", "đã thôi soạn thảo"


class Draft(models.Model):
    """One document that is being written. Only where it stands and what it is about change; what was handed
    in and said of it stays."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    """The unit that writes it; its head answers for the content (NĐ 30/2020, Điều 12)."""
    series = models.ForeignKey(Series, models.PROTECT, related_name="+")
    kind = models.CharField("tên loại", max_length=100)
    subject = models.CharField("trích yếu", max_length=1_000)
    why_needed = models.CharField("vì sao cần ban hành", max_length=1_000)
    is_procedure_result = models.BooleanField("là kết quả giải quyết thủ tục hành chính", default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField("lập lúc")
    state = models.CharField("trạng thái", max_length=9, choices=DraftState, default=DraftState.WRITTEN)
    moved_at = models.DateTimeField("chuyển trạng thái lúc")
    dropped_why = models.CharField("lý do thôi", max_length=500, blank=True)
    request = models.OneToOneField(NumberRequest, models.PROTECT, null=True, related_name="draft")
    """What asked for its number, where that was needed."""
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="draft")
    version = models.PositiveIntegerField(default=0)
    """Raised by every change, so that two people do not overwrite each other."""

    class Meta:
        verbose_name = "dự thảo"
        ordering = ("-moved_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(state="issued", document__isnull=False)
                | (~Q(state="issued") & Q(document__isnull=True)),
                name="draft_issued_has_its_document",
            ),
        )
        indexes = (
            models.Index(fields=("office", "-moved_at", "-id"), name="drafts_of_an_office"),
            models.Index(
                fields=("office", "state"),
                condition=~Q(state__in=("issued", "dropped")),
                name="drafts_on_their_way",
            ),
        )

    def __str__(self) -> str:
        return f"Dự thảo {self.kind}: {self.subject}"


class Origin(models.TextChoices):
    """How a version came about."""

    HANDED_IN = "file", "tải lên"
    MENDED = "mended", "sửa theo gợi ý"


class DraftVersion(models.Model):
    """One version of the file; never replaced (guard)."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField("lần dự thảo")
    file = models.FileField()
    name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField()
    """Bytes."""
    digest = models.CharField("mã SHA-256", max_length=64)
    folio = models.JSONField()
    """What was read (`sauro.folio.serial`)."""
    origin = models.CharField(max_length=6, choices=Origin, default=Origin.HANDED_IN)
    note = models.CharField("nội dung sửa", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "lần dự thảo"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=("draft", "number"), name="draft_version_once"),)

    def __str__(self) -> str:
        return f"Lần {self.number}"


class RunState(models.TextChoices):
    """How far a check of a version is."""

    WAITING = "waiting", "đang kiểm tra"
    DONE = "done", "đã kiểm tra"
    FAILED = "failed", "không kiểm tra được"


class CheckRun(models.Model):
    """What the checks found in a version, and by which checks: others than those that hold now make it
    stale."""

    draft_version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="runs")
    rules = models.CharField(max_length=64)
    """`drafts.looking.rules_now` of the checks that were run."""
    state = models.CharField(max_length=7, choices=RunState, default=RunState.WAITING)
    findings = models.JSONField(default=list)
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "lượt kiểm tra"
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("draft_version", "rules"), name="check_run_once"),)

    def __str__(self) -> str:
        return f"{self.draft_version}: {self.get_state_display()}"


class Waiver(models.Model):
    """That a finding does not stop this draft: asked for with a reason, decided by a second person. It holds
    for the finding in whichever version it stands."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="waivers")
    code = models.CharField("phép kiểm tra", max_length=80)
    message = models.CharField("điều phát hiện", max_length=1_000)
    key = models.CharField(max_length=64)
    """`drafts.looking.key_of` of the finding."""
    reason = models.CharField("lý do", max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("đề nghị lúc")
    granted = models.BooleanField("đồng ý", null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField("quyết định lúc", null=True)
    answer = models.CharField("ý kiến", max_length=500, blank=True)

    class Meta:
        verbose_name = "đề nghị bỏ qua"
        ordering = ("-id",)
        constraints = (
            models.UniqueConstraint(
                fields=("draft", "key"), condition=~Q(granted=False), name="waiver_of_a_finding_once"
            ),
            models.CheckConstraint(
                condition=Q(granted=None, decided_by=None, decided_at=None)
                | Q(granted__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="waiver_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")), name="waiver_by_a_second_person"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="waiver_with_a_reason"),
        )

    def __str__(self) -> str:
        return f"Bỏ qua {self.code}"


class Stance(models.TextChoices):
    """What a cooperating unit says of a draft."""

    AGREES = "agrees", "nhất trí"
    REMARKS = "remarks", "có ý kiến góp ý"
    AGAINST = "against", "không nhất trí"


class Opinion(models.Model):
    """Ý kiến góp ý of one unit, by a term, and what became of it."""

    draft = models.ForeignKey(Draft, models.PROTECT, related_name="opinions")
    asked_of = models.ForeignKey(DraftVersion, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    due_on = models.DateField("thời hạn")
    question = models.CharField("nội dung cần góp ý", max_length=1_000, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField("hỏi lúc")
    stance = models.CharField("ý kiến", max_length=7, choices=Stance, blank=True)
    text = models.TextField("nội dung góp ý", blank=True)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField("trả lời lúc", null=True)
    taken = models.BooleanField("tiếp thu", null=True)
    reply = models.TextField("giải trình", blank=True)
    replied_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    replied_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "ý kiến góp ý"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("draft", "unit"), condition=Q(given_at=None), name="opinion_asked_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(given_at=None, stance="") | (Q(given_at__isnull=False) & ~Q(stance="")),
                name="opinion_given_says_something",
            ),
        )
        indexes = (
            models.Index(fields=("unit", "due_on"), condition=Q(given_at=None), name="opinions_waited_for"),
        )

    def __str__(self) -> str:
        return f"Góp ý của {self.unit.label}"


class Appraisal(models.Model):
    """Thẩm định of one version: accepted, or returned with what was found as its letter (guard: it stays)."""

    draft_version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="appraisals")
    accepted = models.BooleanField()
    words = models.TextField("ý kiến thẩm định", blank=True)
    findings = models.JSONField(default=list)
    """What the checks had found then and was not waived; the letter has it."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "thẩm định"
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=("draft_version",), name="version_appraised_once"),)

    def __str__(self) -> str:
        return "Thẩm định: đạt" if self.accepted else "Thẩm định: trả lại"


class Aspect(models.TextChoices):
    """For what somebody answers with his approval (NĐ 30/2020, Điều 12)."""

    CONTENT = "content", "nội dung"
    FORM = "form", "thể thức, kỹ thuật trình bày"


class Approval(models.Model):
    """Duyệt of one version: one person for the content, another for the form (constraint, guard)."""

    draft_version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="approvals")
    aspect = models.CharField("duyệt về", max_length=7, choices=Aspect)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "duyệt"
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(
                fields=("draft_version", "aspect"), name="version_approved_once_for_each"
            ),
            models.UniqueConstraint(fields=("draft_version", "by"), name="version_approved_by_two_people"),
        )

    def __str__(self) -> str:
        return f"Duyệt {self.get_aspect_display()}"


class NumberedFile(models.Model):
    """The file of an issued draft that goes into the register: its approved version with number and date
    filled in (guard: it stays)."""

    draft = models.OneToOneField(Draft, models.PROTECT, related_name="numbered")
    draft_version = models.ForeignKey(DraftVersion, models.PROTECT, related_name="+")
    file = models.FileField()
    digest = models.CharField("mã SHA-256", max_length=64)
    filled = models.CharField("đã điền", max_length=500)
    """How the boxes read that were filled in."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "tệp đã điền số"
        ordering = ("-id",)

    def __str__(self) -> str:
        return self.filled


class GateRule(models.Model):
    """One version of how an office keeps its gate; the last one holds, each stays (guard)."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    off = models.JSONField("phép kiểm tra tắt", default=list, blank=True)
    """Codes of checks that are not run."""
    appraiser = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    """The unit that appraises; None: whoever follows the work of the office."""
    form_checker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    """Who answers for the form; None: the records clerks."""
    opinion_days = models.PositiveSmallIntegerField("số ngày làm việc để góp ý", default=5)
    reason = models.CharField("lý do", max_length=500)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    set_at = models.DateTimeField("lúc")

    class Meta:
        verbose_name = "quy định về dự thảo"
        ordering = ("-id",)
        constraints = (
            models.CheckConstraint(
                condition=Q(opinion_days__gte=1, opinion_days__lte=60), name="gate_rule_days_for_opinions"
            ),
        )

    def __str__(self) -> str:
        return f"Quy định từ {self.set_at:%d/%m/%Y}"
