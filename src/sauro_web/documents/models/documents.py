"""A document in the registers of an office, whom it went to, and how documents stand to each other."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit
from sauro_web.common.word_index import WordsField
from sauro_web.documents.models.series import Direction, DocumentClass, Series

__all__ = [
    "VIETNAMESE",
    "Authority",
    "Channel",
    "Cooperation",
    "Direction",
    "Document",
    "DocumentClass",
    "DocumentState",
    "RecallAnswer",
    "Recipient",
    "Relation",
    "RelationKind",
    "Urgency",
]


VIETNAMESE = "Tiếng Việt"
"""The language of a document of which nothing else is said."""


class Authority(models.TextChoices):
    """The line over a signature (NĐ 30/2020, Điều 13)."""

    OWN = "", "ký trực tiếp"
    BODY = "TM.", "TM. (thay mặt)"
    DEPUTY = "KT.", "KT. (ký thay)"
    BODY_DEPUTY = "TM.KT.", "TM., KT. (thay mặt, ký thay)"
    ORDER = "TL.", "TL. (thừa lệnh)"
    AUTHORISED = "TUQ.", "TUQ. (thừa ủy quyền)"
    ACTING = "Q.", "Q. (quyền)"


class Urgency(models.TextChoices):
    """Độ khẩn (NĐ 30/2020, Phụ lục I)."""

    NONE = "", "thường"
    URGENT = "urgent", "khẩn"
    VERY = "very_urgent", "thượng khẩn"
    FLASH = "flash", "hỏa tốc"


class Channel(models.TextChoices):
    """How a document travels."""

    ELECTRONIC = "electronic", "điện tử"
    PAPER = "paper", "giấy"
    BOTH = "both", "điện tử và giấy"


class DocumentState(models.TextChoices):
    """Where a document stands; the first five are of outgoing and internal ones, the rest of incoming. One
    that arrived and whose sender recalled it is recalled too, once its copies here are gone."""

    RESERVED = "reserved", "giữ số"
    ISSUED = "issued", "đã ban hành"
    CANCELLED = "cancelled", "đã hủy số"
    RECALLED = "recalled", "đã thu hồi"
    REPLACED = "replaced", "đã được thay thế"
    ARRIVED = "arrived", "chờ phân công"
    ASSIGNED = "assigned", "đang giải quyết"
    ANSWERED = "answered", "đã giải quyết"
    FILED = "filed", "để biết, lưu"
    RETURNED = "returned", "đã trả lại nơi gửi"


class RecallAnswer(models.TextChoices):
    """What a recipient says of a document that was recalled (QĐ 28/2018, Điều 9; NĐ 30/2020, Điều 18)."""

    NONE = "", "chưa trả lời"
    DESTROYED = "destroyed", "đã hủy bản điện tử"
    RETURNED = "returned", "đã gửi trả lại bản giấy"
    REFUSED = "refused", "không thực hiện"


class Document(models.Model):
    """One line of a register. What has been drawn a number keeps it for good (guard): a number that was
    reserved or cancelled stays as a row. Documents that are state secrets are never one of these."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    province = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    commune = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    direction = models.CharField("sổ", max_length=8, choices=Direction)
    document_class = models.CharField("loại", max_length=14, choices=DocumentClass)
    kind = models.CharField("tên loại", max_length=100, blank=True)
    """As in NĐ 30/2020, Điều 7 ("Quyết định", "Công văn"); blank while a number is only reserved."""

    series = models.ForeignKey(Series, models.PROTECT, null=True, related_name="documents", db_index=False)
    """None for what was entered from an older book: it has a number of its own and draws none."""
    year = models.PositiveSmallIntegerField("năm")
    number = models.PositiveIntegerField("số", null=True)
    """In the series: the number of an outgoing document, the arrival number of an incoming one."""
    suffix = models.CharField("chữ sau số", max_length=1, blank=True)
    reference = models.CharField("số, ký hiệu", max_length=80, blank=True)
    """As the document bears it: "153/KH-UBND"."""
    key = models.CharField(max_length=80, blank=True)
    """`sauro.doctypes.numbering.reference_key` of the reference."""
    number_reason = models.CharField("lý do", max_length=500, blank=True)
    """Why a number was reserved, inserted with a letter, or cancelled."""
    reserved_for = models.CharField("giữ số cho", max_length=200, blank=True)
    reserved_until = models.DateField("giữ đến ngày", null=True, blank=True)

    dated = models.DateField()
    """By what registers run: the day of an outgoing document, that on which a number was reserved, that on
    which an incoming one arrived. Never nothing, so that the order is that of an index."""
    issued_on = models.DateField("ngày văn bản", null=True, blank=True)
    subject = models.CharField("trích yếu", max_length=1_000, blank=True)
    issuer = models.CharField("cơ quan ban hành", max_length=200, blank=True)
    issuer_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    drafting_unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    authority = models.CharField("thẩm quyền ký", max_length=6, choices=Authority, blank=True)
    signer = models.CharField("người ký", max_length=120, blank=True)
    position = models.CharField("chức vụ người ký", max_length=120, blank=True)
    urgency = models.CharField("độ khẩn", max_length=11, choices=Urgency, blank=True)
    channel = models.CharField("cách gửi", max_length=10, choices=Channel, default=Channel.ELECTRONIC)
    copies = models.PositiveSmallIntegerField("số lượng bản", null=True, blank=True)
    pages = models.PositiveSmallIntegerField("số trang", null=True, blank=True)
    kept_by = models.CharField("đơn vị, người nhận bản lưu", max_length=200, blank=True)
    notes = models.CharField("ghi chú", max_length=500, blank=True)
    language = models.CharField("ngôn ngữ", max_length=30, default=VIETNAMESE)
    file_year = models.PositiveSmallIntegerField("năm hình thành hồ sơ", null=True, blank=True)
    file_notation = models.CharField("số và ký hiệu hồ sơ", max_length=60, blank=True)
    """With the year and the identifier of the office it is the code of the file (`file_code`)."""
    file_ordinal = models.PositiveSmallIntegerField("số thứ tự trong hồ sơ", null=True, blank=True)
    to_places = models.CharField("nơi nhận ghi trên văn bản", max_length=1_000, blank=True)
    """Of what arrived: whom its issuer sent it to."""
    is_procedure_result = models.BooleanField("là kết quả giải quyết thủ tục hành chính", default=False)
    why_needed = models.CharField("vì sao cần ban hành", max_length=1_000, blank=True)
    sent_on = models.DateField("ngày chuyển", null=True, blank=True)
    sent_to_office = models.BooleanField(default=False)
    """Whether one of those whom it went to is an office (`documents.offices_named`); written by every
    operation that changes its recipients or sends it."""
    corrects = models.BooleanField(default=False)
    """Whether it corrects another one: it has such a `Relation`."""

    lead = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+", db_index=False)
    """The one unit that answers for what an incoming document asks."""
    due_on = models.DateField("thời hạn", null=True, blank=True)
    """Of what arrived: by when it is to be done; of what leaves: by when it is to be answered."""
    opinion = models.CharField("ý kiến chỉ đạo", max_length=1_000, blank=True)
    assigned_at = models.DateTimeField("phân công lúc", null=True)
    task_number = models.PositiveBigIntegerField(null=True, blank=True)
    """The task that was made of it. Tasks stand above documents, so it is no key: who made it holds both."""
    ended_on = models.DateField("giải quyết xong ngày", null=True, blank=True)

    digitally_signed = models.BooleanField("có chữ ký số", null=True)
    """Whether its signed original bears a signature that holds; None while no such file was read."""
    has_digitised_copy = models.BooleanField("có bản số hóa đúng quy định", null=True)
    """Whether a digitised copy meets all that can be measured of NĐ 30/2020, Phụ lục I, Phần II; None while
    there is none, or something of it could not be checked."""

    state = models.CharField("trạng thái", max_length=9, choices=DocumentState)
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False
    )
    registered_at = models.DateTimeField("vào sổ lúc")
    version = models.PositiveIntegerField(default=0)
    """Raised by every change, so that two people do not overwrite each other."""
    words = WordsField(blank=True, default="")
    """What it is found by (`documents.findable`), written by every operation that changes one of those."""

    class Meta:
        verbose_name = "văn bản"
        constraints = (
            models.UniqueConstraint(
                fields=("series", "year", "number", "suffix"),
                condition=Q(series__isnull=False),
                name="document_number_once",
            ),
            models.UniqueConstraint(
                fields=("office", "year", "key"),
                condition=~Q(direction="in") & ~Q(key=""),
                name="document_reference_once",
                violation_error_message="Số, ký hiệu này đã có trong sổ của năm.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("issued", "recalled", "replaced"))
                | (~Q(reference="") & ~Q(subject="") & Q(issued_on__isnull=False)),
                name="document_issued_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(suffix="") | ~Q(number_reason=""), name="document_suffix_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state="assigned") | Q(lead__isnull=False), name="document_led"
            ),
        )
        indexes = (
            models.Index(fields=("office", "direction", "-dated", "-id"), name="documents_of_an_office"),
            # Of all its books together, for words that many of its documents hold.
            models.Index(fields=("office", "-dated", "-id"), name="documents_of_office_by_day"),
            models.Index(
                fields=("office", "dated"), condition=Q(state="arrived"), name="documents_to_be_given"
            ),
            models.Index(fields=("province", "-dated", "-id"), name="documents_of_a_province"),
            models.Index(fields=("commune", "-dated", "-id"), name="documents_of_a_commune"),
            models.Index(fields=("lead", "due_on"), condition=Q(state="assigned"), name="documents_led"),
            models.Index(
                fields=("task_number",),
                condition=Q(task_number__isnull=False),
                name="documents_of_a_task",
            ),
            models.Index(
                fields=("office", "key"),
                name="documents_by_reference",
                opclasses=["int8_ops", "varchar_pattern_ops"],
            ),
        )

    def __str__(self) -> str:
        if self.direction == Direction.INCOMING:
            return f"Văn bản đến số {self.number} năm {self.year}"
        if self.reference:
            return f"{self.kind} số {self.reference}"
        return f"Số {self.number}{self.suffix} năm {self.year} ({self.get_state_display()})"

    @property
    def file_code(self) -> str:
        """Mã hồ sơ (NĐ 30/2020, Phụ lục VI): identifier of the office, year and notation of the file, as far
        as they are known; "" where it is in no file."""
        if not self.file_notation:
            return ""
        year = str(self.file_year) if self.file_year else ""
        return ".".join(filter(None, (self.office.identifier, year, self.file_notation)))

    @property
    def written_number(self) -> str:
        """The number in the series as it is spoken: "153a"."""
        return f"{self.number:02}{self.suffix}" if self.number is not None else ""


class Recipient(models.Model):
    """Nơi nhận: a unit of the tree or a name, when it was sent there, and when that was confirmed."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="recipients")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    name = models.CharField("nơi nhận", max_length=200)
    channel = models.CharField("cách gửi", max_length=10, choices=Channel, default=Channel.ELECTRONIC)
    sent_on = models.DateField("gửi ngày", null=True)
    confirmed_on = models.DateField("xác nhận nhận ngày", null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    """Who took it into the recipient's own register, or wrote the confirmation down at the sender's."""
    confirmed_how = models.CharField("xác nhận bằng", max_length=200, blank=True)
    """Of a confirmation that was written down by hand: by what it came."""
    arrival = models.ForeignKey(Document, models.PROTECT, null=True, related_name="sent_as")
    """The line of the recipient's own register, where he uses the site too."""
    recall_told_on = models.DateField("báo thu hồi ngày", null=True)
    """When the document was recalled, of one that he was sent: since then his answer is waited for."""
    recall_answer = models.CharField("trả lời việc thu hồi", max_length=9, choices=RecallAnswer, blank=True)
    recall_note = models.CharField("lý do, ghi chú về thu hồi", max_length=500, blank=True)
    recall_answered_on = models.DateField("trả lời thu hồi ngày", null=True)
    recall_answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=False
    )
    """Who said it at the recipient, or wrote it down at the sender's."""

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("document", "name"), name="recipient_once"),
            models.CheckConstraint(
                condition=Q(recall_answer="", recall_answered_on=None)
                | (~Q(recall_answer="") & Q(recall_answered_on__isnull=False)),
                name="recall_answered_on_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(recall_answer="refused") | ~Q(recall_note=""),
                name="recall_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(arrival=None) | Q(confirmed_on__isnull=False),
                name="recipient_with_arrival_confirmed",
            ),
        )
        indexes = (
            models.Index(
                fields=("unit", "sent_on"),
                condition=Q(confirmed_on=None, unit__isnull=False, sent_on__isnull=False),
                name="recipients_not_confirmed",
            ),
            models.Index(
                fields=("unit", "recall_told_on"),
                condition=Q(recall_answer="", unit__isnull=False, recall_told_on__isnull=False),
                name="recalls_not_answered",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Cooperation(models.Model):
    """A unit that works on an incoming document beside its lead, with a term of its own."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="cooperations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    due_on = models.DateField("thời hạn", null=True)

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("document", "unit"), name="cooperation_once"),)

    def __str__(self) -> str:
        return str(self.unit.label)


class RelationKind(models.TextChoices):
    """What a document does to another one, or has to do with it."""

    RECALLS = "recalls", "thu hồi"
    REPLACES = "replaces", "thay thế"
    CORRECTS = "corrects", "đính chính"
    AMENDS = "amends", "sửa đổi, bổ sung"
    REPLIES = "replies", "trả lời"
    BASIS = "basis", "căn cứ"


class Relation(models.Model):
    """One document does something to another; the other may be known by its number alone."""

    document = models.ForeignKey(Document, models.PROTECT, related_name="relations")
    kind = models.CharField("quan hệ", max_length=8, choices=RelationKind)
    other = models.ForeignKey(Document, models.PROTECT, null=True, related_name="related_by")
    reference = models.CharField("số, ký hiệu", max_length=200)
    reason = models.CharField("lý do", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.UniqueConstraint(fields=("document", "kind", "reference"), name="relation_once"),
            models.CheckConstraint(
                condition=Q(other=None) | ~Q(other=models.F("document")), name="relation_to_another"
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.reference}"
