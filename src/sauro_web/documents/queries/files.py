"""The files of a document with what was read of them, as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass

from sauro_web.documents.digitised import Condition, conditions_of
from sauro_web.documents.models import Document, DocumentFile, FileKind, FileReading
from sauro_web.documents.signature_words import SaidSignature, said_signature

__all__ = ["ShownFile", "files_of"]


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file, its signatures in words, and for a digitised copy what is asked of it."""

    file: DocumentFile
    signatures: tuple[SaidSignature, ...] = ()
    conditions: tuple[Condition, ...] = ()

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
    """In the order in which they were added, withdrawn ones among them. Two queries."""
    rows = document.files.select_related("added_by", "withdrawn_by").prefetch_related("signatures")
    return [_shown(one) for one in rows]


def _shown(file: DocumentFile) -> ShownFile:
    if file.withdrawn_at is not None:
        return ShownFile(file)
    signatures = list(file.signatures.all())
    asked = file.kind == FileKind.DIGITISED and file.reading != FileReading.WAITING
    return ShownFile(
        file,
        tuple(said_signature(one) for one in signatures),
        conditions_of(file, signatures) if asked else (),
    )
