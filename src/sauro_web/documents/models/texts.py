"""The texts of documents, kept to be compared, and the index by which those alike are found
(`documents.postings`). The background work writes them; no row of theirs is anybody's to change."""

from __future__ import annotations

import zlib
from array import array

from django.db import models

from sauro_web.accounts.models import Unit
from sauro_web.documents.models.documents import Document

__all__ = ["DocumentText", "Matter", "PostingBlock", "PostingSegment", "TextDue"]

_LEVEL = 1
"""Of zlib: a tenth of the size less is not worth three times the work."""


class Matter(models.TextChoices):
    """What of a document is compared."""

    TEXT = "text", "nội dung"
    SUBJECT = "subject", "trích yếu"


class DocumentText(models.Model):
    """What a document says: the text of its files (none where there are none, or nobody could read them), and
    the shingles of text and subject (`sauro.text.shingles`) by which it is compared."""

    document = models.OneToOneField(Document, models.CASCADE, primary_key=True, related_name="text")
    shingles = models.BinaryField()
    subject_runs = models.BinaryField()
    """Both as rising numbers of four bytes, the lowest byte first."""
    packed = models.BinaryField()
    """The text in UTF-8, compressed; the last of the row, which is seldom read."""

    class Meta:
        verbose_name = "nội dung văn bản"

    def __str__(self) -> str:
        return str(self.document)

    @staticmethod
    def pack(text: str) -> bytes:
        """A text as it is kept."""
        return zlib.compress(text.encode(), _LEVEL)

    @property
    def text(self) -> str:
        """The text that is kept."""
        return zlib.decompress(bytes(self.packed)).decode()

    @staticmethod
    def runs(kept: bytes | memoryview) -> array[int]:
        """Shingles as they are compared."""
        found = array("I")
        found.frombytes(bytes(kept))
        return found


class TextDue(models.Model):
    """A document whose text has to be read, once more or for the first time: appended by the database
    (`guards.notes_due`), taken away by the background work. The document may be gone meanwhile."""

    document = models.ForeignKey(
        Document, models.DO_NOTHING, related_name="+", db_index=False, db_constraint=False
    )

    class Meta:
        verbose_name = "văn bản chờ đọc nội dung"

    def __str__(self) -> str:
        return f"{self.document_id}"


class PostingSegment(models.Model):
    """A part of the index of an office: which of so many documents have which shingles, in 2^`bits` blocks.
    A segment is never changed; small ones become one."""

    office = models.ForeignKey(Unit, models.PROTECT, related_name="+", db_index=False)
    matter = models.CharField(max_length=7, choices=Matter)
    documents = models.PositiveIntegerField()
    bits = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = "phần chỉ mục nội dung"
        indexes = (models.Index(fields=("office", "matter"), name="posting_segments_of_office"),)

    def __str__(self) -> str:
        return f"{self.documents} văn bản"


class PostingBlock(models.Model):
    """One block of a segment, under the number of the segment and its own place in one key
    (`documents.postings.block_key`): pairs of a shingle and a document, four bytes each. Its segment is no
    key that the database checks: blocks come and go with it, by thousands."""

    id = models.BigIntegerField(primary_key=True)
    data = models.BinaryField()

    class Meta:
        verbose_name = "khối chỉ mục nội dung"

    def __str__(self) -> str:
        return f"{self.id}"
