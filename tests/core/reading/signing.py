"""Signs PDF files for tests, with certificates that are made up as they are asked for."""

from __future__ import annotations

import io
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import pikepdf
from asn1crypto import keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.signers import SimpleSigner, sign_pdf
from pyhanko.sign.signers.pdf_signer import PdfSignatureMetadata
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

SIGNED_AT = datetime(2026, 6, 15, 2, 30, tzinfo=UTC)
_FROM, _TO = datetime(2020, 1, 1, tzinfo=UTC), datetime(2040, 1, 1, tzinfo=UTC)
_USER_ID = ObjectIdentifier("0.9.2342.19200300.100.1.1")


@cache
def _key() -> rsa.RSAPrivateKey:
    """One key for all: making one takes a second."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Holder:
    """A certificate and the key to it."""

    certificate: x509.Certificate

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.DER)

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)

    @property
    def asn1(self) -> asn1_x509.Certificate:
        return asn1_x509.Certificate.load(self.der)


def key_info() -> keys.PrivateKeyInfo:
    private = _key().private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return keys.PrivateKeyInfo.load(private)


def _name(common: str, organisation: str = "", user: str = "") -> x509.Name:
    parts = [x509.NameAttribute(NameOID.COUNTRY_NAME, "VN")]
    if organisation:
        parts.append(x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation))
    if user:
        parts.append(x509.NameAttribute(_USER_ID, user))
    return x509.Name([*parts, x509.NameAttribute(NameOID.COMMON_NAME, common)])


def _made(
    name: x509.Name, issuer: x509.Name, *extensions: tuple[x509.ExtensionType, bool], number: int
) -> Holder:
    builder = x509.CertificateBuilder(
        issuer_name=issuer, subject_name=name, public_key=_key().public_key(), serial_number=number,
        not_valid_before=_FROM, not_valid_after=_TO,
    )  # fmt: skip
    for extension, critical in extensions:
        builder = builder.add_extension(extension, critical=critical)
    return Holder(builder.sign(_key(), hashes.SHA256()))


def _usage(*, signs: bool) -> tuple[x509.KeyUsage, bool]:
    return (
        x509.KeyUsage(
            digital_signature=signs, content_commitment=signs, key_encipherment=False,
            data_encipherment=False, key_agreement=False, key_cert_sign=not signs, crl_sign=not signs,
            encipher_only=False, decipher_only=False,
        ),
        True,
    )  # fmt: skip


_ROOT = _name("Gốc thử nghiệm")


@cache
def root() -> Holder:
    return _made(_ROOT, _ROOT, (x509.BasicConstraints(True, None), True), _usage(signs=False), number=1)


@cache
def stranger() -> Holder:
    """A root that has issued nothing."""
    name = _name("Gốc khác")
    return _made(name, name, (x509.BasicConstraints(True, None), True), _usage(signs=False), number=2)


@cache
def holder(common: str, organisation: str = "", user: str = "") -> Holder:
    return _made(_name(common, organisation, user), _ROOT, _usage(signs=True), number=len(common) + 100)


@cache
def time_stamper() -> Holder:
    stamping = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
    return _made(_name("Cấp dấu thời gian"), _ROOT, _usage(signs=True), (stamping, True), number=3)


def blank(*, pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    document, out = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        document.add_blank_page(page_size=(595, 842))
    document.save(out, deterministic_id=True)
    return out.getvalue()


def sign(data: bytes, who: Holder, *, field: str = "Ky1", stamped: bool = False) -> bytes:
    """Signs the file as it is, by adding to it."""
    store = SimpleCertificateStore()
    store.register_multiple([root().asn1, who.asn1])
    signer = SimpleSigner(who.asn1, key_info(), store)
    stamper = DummyTimeStamper(time_stamper().asn1, key_info(), store, SIGNED_AT) if stamped else None
    # In a thread of its own: the library begins an event loop, and a browser of another test may have one.
    with ThreadPoolExecutor(max_workers=1) as alone:
        out = alone.submit(
            sign_pdf,
            IncrementalPdfFileWriter(io.BytesIO(data)),
            PdfSignatureMetadata(field_name=field, md_algorithm="sha256"),
            signer,
            timestamper=stamper,
        ).result()
    return bytes(out.getvalue())


def add_to(data: bytes, text: bytes = b"0 0 m 9 9 l S") -> bytes:
    """Draws something onto the first page by an incremental update."""
    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    page, _ = writer.find_page_for_modification(0)
    page.get_object()["/Contents"] = writer.add_object(generic.StreamObject(stream_data=text))
    writer.update_container(page.get_object())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def locked(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="chủ", user="khóa"))
    return out.getvalue()
