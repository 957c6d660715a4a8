"""How many documents stand in each cell of the registers: the tables that `common.guards.totals` fills. Their
rows are nobody's to write, and no key of theirs is checked: writers would pay for it."""

from __future__ import annotations

from django.db import models

from sauro_web.accounts.models import Unit
from sauro_web.documents.models.documents import Channel, DocumentState
from sauro_web.documents.models.series import Direction, DocumentClass

__all__ = ["RegisterChange", "RegisterTotal"]


class _Cell(models.Model):
    """What documents have in common that are counted together; the columns are those of a document."""

    dated = models.DateField()
    direction = models.CharField(max_length=8, choices=Direction)
    document_class = models.CharField(max_length=14, choices=DocumentClass)
    kind = models.CharField(max_length=100)
    is_procedure_result = models.BooleanField()
    corrects = models.BooleanField()
    state = models.CharField(max_length=9, choices=DocumentState)
    digitally_signed = models.BooleanField(null=True)
    has_digitised_copy = models.BooleanField(null=True)
    sent_to_office = models.BooleanField()
    channel = models.CharField(max_length=10, choices=Channel)
    many = models.BigIntegerField()

    class Meta:
        abstract = True


class RegisterChange(_Cell):
    """So many documents more (or less, below nought) than the totals say."""

    office = models.ForeignKey(Unit, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False)
    province = models.ForeignKey(
        Unit, models.DO_NOTHING, null=True, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        verbose_name = "thay đổi của sổ văn bản"

    def __str__(self) -> str:
        return f"{self.many:+} {self.kind} ngày {self.dated:%d/%m/%Y}"


class RegisterTotal(_Cell):
    """So many documents of a place and of the period that begins on `dated`; which ones `grain` says
    (`documents.totals`)."""

    grain = models.CharField(max_length=1)
    place = models.PositiveBigIntegerField()

    class Meta:
        verbose_name = "tổng của sổ văn bản"
        indexes = (models.Index(fields=("grain", "place", "dated"), name="register_totals"),)

    def __str__(self) -> str:
        return f"{self.many} {self.kind} từ ngày {self.dated:%d/%m/%Y}"
