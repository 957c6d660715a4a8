"""Other systems that use the interface, and what was answered to requests that they may repeat; registers
that other systems export, read into those of the office."""

from __future__ import annotations

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit
from sauro_web.documents.models import Document

__all__ = [
    "Answer",
    "Client",
    "FileState",
    "ImportedDocument",
    "RegisterImport",
    "RegisterSource",
    "RunState",
    "Scope",
    "WatchedFile",
    "WatchedFolder",
]


class Scope(models.TextChoices):
    """How much a system may do in the name of its person, who may always do more."""

    READ = "read", "chỉ đọc"
    REPORT = "report", "đọc và cập nhật phần việc của đơn vị"
    DECIDE = "decide", "đọc, cập nhật, giao việc và duyệt"

    @property
    def rank(self) -> int:
        """The higher one includes the lower."""
        return list(Scope).index(self)


class Client(models.Model):
    """Another system that acts in the name of a person of the office, and never sees or does more than that
    person. Its token is shown once; only the digest of it is kept. It works once the person has agreed."""

    name = models.CharField("hệ thống", max_length=100)
    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="làm thay"
    )
    scope = models.CharField("phạm vi", max_length=6, choices=Scope, default=Scope.READ)
    digest = models.CharField("mã SHA-256 của mã truy cập", max_length=64, unique=True)
    ending = models.CharField("bốn chữ cuối của mã", max_length=4)
    a_minute = models.PositiveSmallIntegerField("số yêu cầu mỗi phút", default=120)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField("cấp lúc")
    agreed_at = models.DateTimeField("người được làm thay đồng ý lúc", null=True)
    expires_on = models.DateField("dùng đến hết ngày")
    revoked_at = models.DateTimeField("thu hồi lúc", null=True)
    last_used_at = models.DateTimeField("dùng lần cuối", null=True)
    """To the minute."""
    minute = models.DateTimeField(null=True)
    """The minute in which `used` requests came."""
    used = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "kết nối hệ thống"
        ordering = ("-made_at", "-id")
        constraints = (
            models.UniqueConstraint(
                fields=("office", "name"), condition=Q(revoked_at=None), name="one_living_client_a_name"
            ),
        )

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """As the trail names it."""
        return f"{self.name} (kết nối số {self.pk})"


class Answer(models.Model):
    """What a request under a key was answered: said again when the request comes again, so that nothing is
    done twice."""

    client = models.ForeignKey(Client, models.CASCADE, related_name="answers")
    key = models.CharField(max_length=100)
    digest = models.CharField(max_length=64)
    """Of the address and the body: the same key for something else is a mistake."""
    status = models.PositiveSmallIntegerField(default=0)
    body = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "kết quả đã trả"
        constraints = (models.UniqueConstraint(fields=("client", "key"), name="answered_once_a_key"),)

    def __str__(self) -> str:
        return self.key


class RegisterSource(models.Model):
    """A system from which an office takes registers, and what its people said of the columns it exports."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    name = models.CharField("hệ thống xuất tệp", max_length=100)
    fields = models.JSONField(default=dict)
    """The field of each heading by its key (`sauro.registers.model.Layout.choices`)."""

    class Meta:
        verbose_name = "nguồn sổ văn bản"
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("office", "name"), name="register_source_once"),)

    def __str__(self) -> str:
        return self.name


class RunState(models.TextChoices):
    """How far an import has come."""

    COUNTING = "counting", "đang kiểm tra"
    READY = "ready", "chờ xác nhận"
    WRITING = "writing", "đang ghi"
    DONE = "done", "đã ghi"
    UNDOING = "undoing", "đang hoàn tác"
    UNDONE = "undone", "đã hoàn tác"
    FAILED = "failed", "không đọc được"
    STOPPED = "stopped", "ghi dở"


class RegisterImport(models.Model):
    """A sheet with a register, from the dry run to its documents. The file stays as it came; one that holds
    classified documents is never kept at all."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    source = models.ForeignKey(RegisterSource, models.PROTECT, related_name="runs")
    file = models.FileField()
    file_name = models.CharField("tên tệp", max_length=200)
    size = models.PositiveBigIntegerField("dung lượng")
    """Bytes."""
    digest = models.CharField("mã SHA-256", max_length=64)
    sheet = models.PositiveSmallIntegerField("trang tính")
    """Its place in the workbook, from 0."""
    sheet_name = models.CharField("tên trang tính", max_length=100, blank=True)
    layout = models.JSONField(default=dict)
    """How the sheet is read (`sauro.registers.serial`)."""
    state = models.CharField("tình trạng", max_length=8, choices=RunState)
    only_fit = models.BooleanField("chỉ ghi dòng đúng", default=False)
    totals = models.JSONField(default=dict)
    rows_all = models.PositiveIntegerField(default=0)
    rows_done = models.PositiveIntegerField(default=0)
    """The number of the last row that was counted, or written with all above it."""
    written = models.PositiveIntegerField("số văn bản đã ghi", default=0)
    fault = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField("tải lên lúc")
    ended_at = models.DateTimeField("xong lúc", null=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "lần nhập sổ"
        ordering = ("-id",)
        indexes = (models.Index(fields=("office", "-id"), name="register_imports_of_an_office"),)

    def __str__(self) -> str:
        return f"Nhập sổ từ tệp {self.file_name}" + (
            f", trang “{self.sheet_name}”" if self.sheet_name else ""
        )


class ImportedDocument(models.Model):
    """From which row of which file a document came."""

    run = models.ForeignKey(RegisterImport, models.PROTECT, related_name="documents")
    document = models.OneToOneField(Document, models.PROTECT, related_name="imported")
    row = models.PositiveIntegerField("dòng")

    class Meta:
        verbose_name = "văn bản nhập từ tệp"

    def __str__(self) -> str:
        return f"dòng {self.row}"


class WatchedFolder(models.Model):
    """That an office lets a folder of the server be watched (`settings.INCOMING`): files that another system
    puts there are taken in as registers, in the name of a clerk, and wait for a person to confirm them."""

    office = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    source = models.ForeignKey(RegisterSource, models.PROTECT, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    is_on = models.BooleanField("đang theo dõi", default=True)
    fault = models.CharField(max_length=300, blank=True)
    """Why nothing can be taken from it at all; blank where something can."""
    set_at = models.DateTimeField()

    class Meta:
        verbose_name = "thư mục nhận sổ"

    def __str__(self) -> str:
        return f"Thư mục nhận sổ của {self.office.label}"


class FileState(models.TextChoices):
    """What became of a file in a watched folder."""

    WAITING = "waiting", "chờ ghi xong"
    TAKEN = "taken", "đã nhận, chờ xác nhận"
    KNOWN = "known", "đã nhận trước đây"
    ASIDE = "aside", "để riêng, không nhận"


class WatchedFile(models.Model):
    """A file seen in a watched folder, as it was last seen; it stays where it is, or is put aside."""

    folder = models.ForeignKey(WatchedFolder, models.CASCADE, related_name="files")
    name = models.CharField("tên tệp", max_length=255)
    size = models.PositiveBigIntegerField("dung lượng")
    changed = models.BigIntegerField()
    """When its content was last written, as the disk says: nanoseconds."""
    since = models.DateTimeField("từ lúc")
    """Since when it has been of that size."""
    digest = models.CharField("mã SHA-256", max_length=64, blank=True)
    state = models.CharField("tình trạng", max_length=7, choices=FileState, default=FileState.WAITING)
    fault = models.CharField(max_length=300, blank=True)
    run = models.ForeignKey(RegisterImport, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = "tệp trong thư mục nhận sổ"
        ordering = ("-since", "-id")
        constraints = (models.UniqueConstraint(fields=("folder", "name"), name="watched_file_once"),)

    def __str__(self) -> str:
        return self.name
