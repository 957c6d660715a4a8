"""Digital signatures in PDF files: who signed, when, what of the file that covers, and whether it was changed
afterwards (NĐ 30/2020, Điều 5 and Phụ lục I). Nothing is fetched: whether a certificate has been revoked in
the meantime, only the service that issued it can say."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import islice
from typing import Any

from asn1crypto import pem, x509
from cryptography.exceptions import UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.errors import PathError, ValidationError

from sauro.errors import Unreadable, Unsupported
from sauro.reading.signature import Holder, Integrity, Signature, TimeSource, Trust
from sauro.text.normalise import normalise

__all__ = ["read_signatures", "trusted_roots"]

for _library in ("pyhanko", "pyhanko_certvalidator"):
    # What is wrong with a signature stands in its record; a log that names the signers is nobody's business.
    logging.getLogger(_library).setLevel(logging.CRITICAL)

_BEGINNING = 1_024  # bytes among which a PDF says that it is one
_MOST = 100  # signatures in one file; whatever bears more is no document
_LONGEST_NAME = 200
_LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
"""When a signature of no time is asked: no certificate in use was valid then, so none is trusted."""
_DAMAGED = (
    PdfError, PathError, ValidationError, UnsupportedAlgorithm, ValueError, KeyError, TypeError, IndexError,
    AttributeError, AssertionError, NotImplementedError, RecursionError, OSError,
)  # fmt: skip
"""What the library raises on the way through a file that somebody damaged: it trusts what it has parsed."""
_AGENCY = re.compile(
    r"(?:Ủy ban|Uỷ ban|UBND|Hội đồng|HĐND|Sở|Phòng|Văn phòng|Ban|Bộ|Cục|Chi cục|Vụ|Viện|Thanh tra|Công an"
    r"|Đảng|Tỉnh|Thành|Huyện|Xã|Phường|Đặc khu|Trung tâm|Trường|Tòa|Toà|Kho bạc|Thuế|Bệnh viện|Trạm|Mặt trận"
    r"|Đoàn|Công ty|Tổng|Ngân hàng|Bảo hiểm|Quỹ|Chính phủ|Quốc hội|Hội)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[^\W\d_]+(?: [^\W\d_]+){1,5}")
"""A name of two to six words and nothing else."""


def trusted_roots(files: Iterable[bytes]) -> tuple[x509.Certificate, ...]:
    """The certificates in files of PEM or DER, as the office keeps them in a folder. What is none is left
    out: somebody's note beside them shall not stop the reading."""
    found: list[x509.Certificate] = []
    for data in files:
        try:
            blocks = [one for _, _, one in pem.unarmor(data, multiple=True)] if pem.detect(data) else [data]
            for block in blocks:
                certificate = x509.Certificate.load(block)
                certificate.subject.native  # noqa: B018 (what is no certificate fails here)
                found.append(certificate)
        except (ValueError, TypeError):
            continue
    return tuple(found)


def read_signatures(data: bytes, *, roots: Sequence[x509.Certificate] = ()) -> tuple[Signature, ...]:
    """The signatures of a PDF file in the order in which they were given; none where it bears none.

    Raises Unsupported for what is no PDF, Unreadable where the file is damaged or locked by a password.
    """
    if b"%PDF-" not in data[:_BEGINNING]:
        raise Unsupported("Chỉ đọc được chữ ký số trong tệp PDF.")
    looked = [_looked_at(one, roots) for one in _embedded(data)]
    looked.sort(key=lambda one: one.revision)
    return tuple(
        replace(one.signature, integrity=Integrity.ADDED_TO)
        if one.is_added_to and any(later.signature.integrity is Integrity.WHOLE for later in looked[number:])
        else one.signature
        for number, one in enumerate(looked, start=1)
    )


@dataclass(frozen=True, slots=True)
class _Looked:
    """A signature, and the state of the file that it belongs to. `is_added_to`: what was signed is still
    there byte by byte, but more than signatures came behind it."""

    signature: Signature
    revision: int
    is_added_to: bool = False


def _embedded(data: bytes) -> list[EmbeddedPdfSignature | None]:
    """None for one that is damaged itself."""
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            raise Unreadable("Tệp PDF có mật khẩu nên không đọc được chữ ký số; hãy bỏ mật khẩu rồi gửi lại.")
        fields = list(islice(enumerate_sig_fields(reader, filled_status=True), _MOST))
    except Unreadable:
        raise
    except _DAMAGED as fault:
        raise Unreadable("Tệp PDF bị hỏng nên không đọc được chữ ký số; hãy xuất lại tệp.") from fault
    found = [_of_field(reader, name, field) for name, _, field in fields]
    return [one for one in found if one is None or one.sig_object_type == "/Sig"]


def _of_field(reader: PdfFileReader, name: str, field: Any) -> EmbeddedPdfSignature | None:
    try:
        return EmbeddedPdfSignature(reader, field, name)
    except _DAMAGED:
        return None


def _looked_at(inside: EmbeddedPdfSignature | None, roots: Sequence[x509.Certificate]) -> _Looked:
    if inside is None:
        return _Looked(_UNKNOWN, 0)
    revision = int(inside.signed_revision)
    try:
        named = _named(inside)
        status = _validated(inside, _context(roots, named.signed_at))
        integrity = _integrity(status)
        added = integrity is Integrity.CHANGED and status.intact and status.valid and _in_one_piece(status)
        return _Looked(
            replace(named, integrity=integrity, trust=_trust(status, roots), **_time(status, named)),
            revision,
            added,
        )
    except _DAMAGED:
        return _Looked(_UNKNOWN, revision)


def _validated(inside: EmbeddedPdfSignature, context: ValidationContext) -> PdfSignatureStatus:
    """In a thread of its own: the library begins an event loop, and whoever asks may be inside one."""
    with ThreadPoolExecutor(max_workers=1) as alone:
        return alone.submit(validate_pdf_signature, inside, context).result()


def _context(roots: Sequence[x509.Certificate], at: datetime | None) -> ValidationContext:
    """Asks the certificates as they were when it was signed; none of them is fetched."""
    return ValidationContext(
        trust_roots=list(roots), allow_fetching=False, moment=at or _LONG_AGO, revocation_mode="soft-fail"
    )


def _integrity(status: PdfSignatureStatus) -> Integrity:
    if not (status.intact and status.valid):
        return Integrity.CHANGED
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Integrity.WHOLE
    return Integrity.EARLIER if status.docmdp_ok else Integrity.CHANGED


def _in_one_piece(status: PdfSignatureStatus) -> bool:
    return status.coverage is SignatureCoverageLevel.ENTIRE_REVISION


def _trust(status: PdfSignatureStatus, roots: Sequence[x509.Certificate]) -> Trust:
    if not roots:
        return Trust.UNKNOWN
    return Trust.TRUSTED if status.trusted else Trust.NOT_TRUSTED


def _time(status: PdfSignatureStatus, named: Signature) -> dict[str, Any]:
    stamp = status.timestamp_validity
    if stamp is not None and stamp.intact and stamp.valid:
        source = TimeSource.TRUSTED_STAMP if stamp.trusted else TimeSource.STAMP
        return {"signed_at": stamp.timestamp, "time_source": source}
    return {"time_source": TimeSource.SIGNER if named.signed_at else TimeSource.NONE}


def _named(inside: EmbeddedPdfSignature) -> Signature:
    """Whose it is, and when by the signer's own clock."""
    certificate = inside.signer_cert
    subject = certificate.subject.native
    signer = _text(subject, "common_name") or _text(subject, "organization_name")
    at = inside.self_reported_timestamp
    return Signature(
        signer=signer,
        organisation=_text(subject, "organization_name") or _text(subject, "organizational_unit_name"),
        issuer=_text(certificate.issuer.native, "common_name"),
        holder=_holder(signer, subject),
        signed_at=at if at is None or at.tzinfo else at.replace(tzinfo=UTC),
        time_source=TimeSource.NONE,
        integrity=Integrity.UNREADABLE,
        trust=Trust.UNKNOWN,
    )


def _text(subject: Mapping[str, Any], name: str) -> str:
    """A part of the subject in one line; of several the last, which is the nearest to the holder."""
    said = subject.get(name, "")
    if isinstance(said, list):
        said = said[-1] if said else ""
    return " ".join(normalise(str(said)).text.split())[:_LONGEST_NAME]


def _holder(signer: str, subject: Mapping[str, Any]) -> Holder:
    """By what certificates of the State name their holders by: the tax number of an agency, the identity
    number of a person; else by how the name begins."""
    numbers = " ".join(str(subject.get(name, "")) for name in ("user_id", "serial_number")).upper()
    if re.search(r"\b(?:CMND|CCCD|HC)\b", numbers) or {"given_name", "surname"} & subject.keys():
        return Holder.PERSON
    if _AGENCY.match(signer):
        return Holder.AGENCY
    if re.search(r"\bMST\b", numbers):
        return Holder.AGENCY
    return Holder.PERSON if _PERSON.fullmatch(signer) else Holder.UNKNOWN


_UNKNOWN = Signature("", "", "", Holder.UNKNOWN, None, TimeSource.NONE, Integrity.UNREADABLE, Trust.UNKNOWN)
