"""The files of a document with what was read of them, as its page shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sauro_web.documents.digitised import Condition, conditions_of
from sauro_web.documents.models import Document, DocumentFile, FileKind, FileReading
from sauro_web.documents.signature_words import SaidSignature, said_signature
from sauro_web.documents.written_here import checked_here

__all__ = ["ShownFile", "files_of", "unsigned_words"]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file, its signatures in words, and for a digitised copy what is asked of it."""

    file: DocumentFile
    signatures: tuple[SaidSignature, ...] = ()
    conditions: tuple[Condition, ...] = ()
    checked: str = ""
    """How it was checked where the software itself wrote it."""

    @property
    def is_waiting(self) -> bool:
        """Whether it has not been read yet."""
        return self.file.reading == FileReading.WAITING

    @property
    def lacks_signature(self) -> bool:
        """Whether it was read, should bear a signature and bears none."""
        return (
            self.file.kind == FileKind.SIGNED
            and self.file.reading == FileReading.DONE
            and not self.signatures
        )


def files_of(document: Document) -> list[ShownFile]:
    """In the order in which they were added, withdrawn ones among them. Two queries, of a document with files
    those of `checked_here` besides."""
    rows = list(document.files.select_related("added_by", "withdrawn_by").prefetch_related("signatures"))
    checked = checked_here(document) if rows else {}
    return [_shown(one, checked.get(one.digest, "")) for one in rows]


def unsigned_words(files: Sequence[ShownFile]) -> str:
    """Why it is not known of a document with these files whether it is digitally signed."""
    here = [one for one in files if one.file.withdrawn_at is None]
    if not here:
        return "chưa có tệp để kiểm tra"
    if any(one.is_waiting for one in here):
        return "đang kiểm tra tệp"
    if any(one.file.kind == FileKind.SIGNED for one in here):
        return "không kiểm tra được bản gốc ký số"
    return "chưa có bản gốc ký số trong các tệp của văn bản"


def _shown(file: DocumentFile, checked: str) -> ShownFile:
    if file.withdrawn_at is not None:
        return ShownFile(file)
    signatures = list(file.signatures.all())
    asked = file.kind == FileKind.DIGITISED and file.reading != FileReading.WAITING
    return ShownFile(
        file,
        tuple(said_signature(one) for one in signatures),
        conditions_of(file, signatures) if asked else (),
        checked,
    )
