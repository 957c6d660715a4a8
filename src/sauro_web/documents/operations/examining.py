"""Reading the files of documents in the background: marks of secrecy in scans, signatures, and what is asked
of a digitised copy."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from sauro.errors import SauroError
from sauro.reading.digitised import DigitisedPages, measure_pages
from sauro.reading.signature import Signature
from sauro_web.audit.operations import record
from sauro_web.common import marked_files
from sauro_web.documents.digitised import all_met, conditions_of, is_signed
from sauro_web.documents.models import Document, DocumentFile, FileKind, FileReading, FileSignature
from sauro_web.documents.operations.asking import held_document
from sauro_web.notices.operations import tell_each

__all__ = ["examine_file", "forget_files", "settle_standing"]

_WIPED = (
    "Một tệp của văn bản mang dấu chỉ độ mật nên đã bị xóa khỏi hệ thống; hãy xử lý văn bản đó theo quy định "
    "về bảo vệ bí mật nhà nước."
)
_GONE = "Không còn tệp này trên máy chủ."
_CERTIFICATES = (".pem", ".crt", ".cer")


def examine_file(file_id: int) -> None:
    """Reads a kept file once. One that bears a mark of secrecy is wiped with every row that names it, and who
    added it is told; of a PDF the signatures and pages are written down."""
    file = DocumentFile.objects.filter(pk=file_id).first()
    if file is None or file.reading != FileReading.WAITING:
        return
    if not file.file.storage.exists(str(file.file.name)):
        DocumentFile.objects.filter(pk=file_id).update(reading=FileReading.FAILED, fault=_GONE)
        return
    with file.file.open("rb") as kept:
        data = kept.read()
    if marked_files.is_looked_through_later(file.name, data) and marked_files.wipe_if_marked(
        file.file, file.name, now=timezone.now()
    ):
        return
    measured, signatures, fault = (
        _read(data) if marked_files.suffix_of(file.name) == ".pdf" else (None, (), "")
    )
    with transaction.atomic():
        document = held_document(file.document)
        held = document.files.select_for_update(of=("self",), no_key=True).filter(pk=file_id).first()
        if held is None or held.reading != FileReading.WAITING:
            return
        _write_down(held, measured, signatures, fault)
        settle_standing(document)


def _read(data: bytes) -> tuple[DigitisedPages | None, tuple[Signature, ...], str]:
    """Pages and signatures of a PDF, or why they cannot be read."""
    from sauro.reading.pdf_signatures import read_signatures, trusted_roots  # its libraries load for long

    try:
        return measure_pages(data), read_signatures(data, roots=trusted_roots(_roots())), ""
    except SauroError as unread:
        return None, (), str(unread)


def _roots() -> list[bytes]:
    """The root certificates that the office keeps (`SAURO_SIGNATURE_ROOTS`)."""
    if not settings.SIGNATURE_ROOTS:
        return []
    files = sorted(Path(settings.SIGNATURE_ROOTS).glob("*"))
    return [one.read_bytes() for one in files if one.suffix.lower() in _CERTIFICATES]


def _write_down(
    file: DocumentFile, measured: DigitisedPages | None, signatures: tuple[Signature, ...], fault: str
) -> None:
    file.reading = FileReading.FAILED if fault else FileReading.DONE
    file.fault = fault[:300]
    if measured is not None:
        file.version_major, file.version_minor = measured.version
        file.pages, file.scanned_pages = measured.pages, measured.scanned
        file.least_dpi, file.is_colour = measured.least_dpi, measured.is_colour
        file.is_true_size = measured.is_true_size
    file.save()
    FileSignature.objects.bulk_create(
        FileSignature(
            file=file, position=number, signer=one.signer, organisation=one.organisation, issuer=one.issuer,
            holder=one.holder, signed_at=one.signed_at, time_source=one.time_source, integrity=one.integrity,
            trust=one.trust,
        )
        for number, one in enumerate(signatures, start=1)
    )  # fmt: skip


def settle_standing(document: Document) -> None:
    """Writes down whether the document is digitally signed, and digitised as the decree asks, by the files
    that it has now; the row is held by the caller."""
    files = list(document.files.filter(withdrawn_at=None).prefetch_related("signatures"))
    signed = [_signed(one) for one in files if one.kind == FileKind.SIGNED]
    digitised = [_digitised(one) for one in files if one.kind == FileKind.DIGITISED]
    document.digitally_signed, document.has_digitised_copy = _best(signed), _best(digitised)
    document.save(update_fields=["digitally_signed", "has_digitised_copy"])


def _signed(file: DocumentFile) -> bool | None:
    return is_signed(list(file.signatures.all())) if file.reading == FileReading.DONE else None


def _digitised(file: DocumentFile) -> bool | None:
    if file.reading == FileReading.WAITING:
        return None
    return all_met(conditions_of(file, list(file.signatures.all())))


def _best(found: list[bool | None]) -> bool | None:
    """One good file is enough; unknown where none is good and one could not be checked."""
    if True in found:
        return True
    return None if not found or None in found else False


def forget_files(digest: str, now: datetime) -> None:
    """Removes what names a file that bore a mark of secrecy; who added it is told."""
    with transaction.atomic():
        rows = DocumentFile.objects.filter(digest=digest).select_related("document", "added_by")
        for row in rows.order_by("pk"):
            key, document, by = f"document.file.{row.pk}.classified", row.document, row.added_by
            link = reverse("documents:document", args=(document.pk,))
            row.delete()
            settle_standing(held_document(document))
            tell_each([(by, _WIPED)], link=link, key=key, now=now)
            record("document.refuse_classified", document, by=by)
