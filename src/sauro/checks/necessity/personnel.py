"""Personnel, organisation and allowances inside documents about something else (Kết luận 226-KL/TW, Quyết
định 534/QĐ-TTg)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.model import Examined, Fault
from sauro.checks.necessity.own_words import is_normative, own_lines, sentences_of, subject_of
from sauro.findings import short_quote
from sauro.folio.passage import Passage
from sauro.text.compare import plain

__all__ = ["personnel"]

_MATTER = (
    r"(?:bien che|so luong nguoi lam viec|phu cap|tien luong|che do boi duong"
    r"|(?:can bo|cong chuc|nhan su) chuyen trach)"
)
_GRANTED = re.compile(
    r"\b(?:bo sung|giao them|tang|bo tri|cap|quy dinh|duoc huong|huong|xep|ho tro) (?:them |du |thuc hien )?"
    rf"(?:\d+ )?(?:(?:muc|che do|chi tieu|them|du) )?{_MATTER}\b"
)
_APPOINTED = re.compile(
    r"^\W*(?:(?:de nghi|yeu cau|giao|cho phep|thong nhat|dong y)\b[^,;.]{0,60} )?(?:"
    r"(?:bo nhiem|mien nhiem|tuyen dung|dieu dong|luan chuyen|biet phai) (?:\w+ ){0,2}"
    r"(?:can bo|cong chuc|vien chuc|truong|pho truong|giam doc|nguoi dung dau|nhan su)"
    r"|(?:thanh lap|sap xep|sap nhap|kien toan|giai the) (?:\w+ ){0,2}"
    r"(?:phong|trung tam|tram|chi cuc|ban quan ly|to chuc bo may|bo may|don vi su nghiep)"
    r"|nang (?:bac )?luong|ky (?:ket )?hop dong lao dong (?:doi )?voi)\b"
)
"""Only what the sentence itself orders: that something was founded once is no matter of this document."""
_RAISED = re.compile(r"\bnâng (?:bậc )?lương\b", re.IGNORECASE)
"""No energy ("năng lượng")."""
_ABOUT_IT = re.compile(
    rf"\b(?:{_MATTER}|to chuc bo may|bo may|can bo|cong chuc|vien chuc|nhan su|nguoi lao dong|luong|bo nhiem"
    r"|tuyen dung|sap xep|kien toan|thanh lap|chuc nang, nhiem vu|bau cu|vi tri viec lam)\b"
)
_NOT = re.compile(r"\b(?:khong|tranh|nghiem cam|han che) (?:\w+ ){0,3}$")


def personnel(examined: Examined) -> Iterator[Fault]:
    """Sentences that settle such a matter in a document whose subject is another: asked once, with every
    place."""
    subject = subject_of(examined)
    if subject is None or _ABOUT_IT.search(plain(subject[0])) or is_normative(examined):
        return
    found = [
        sentence
        for line in own_lines(examined)
        for sentence, text in sentences_of(line)
        if _settles(text, sentence.text)
    ]
    if found:
        yield Fault(
            f"{_quoted(found)} là nội dung về tổ chức, nhân sự hoặc chế độ, chính sách; có nên tách khỏi văn "
            "bản chuyên môn này?",
            found[0].span(),
            others=tuple(one.span() for one in found[1:]),
        )


def _settles(text: str, written: str) -> bool:
    """`text` is without marks over letters, `written` with them."""
    granted = _GRANTED.search(text)
    if granted is not None and not _NOT.search(text[: granted.start()]):
        return True
    appointed = _APPOINTED.search(text)
    if appointed is None:
        return False
    return not appointed[0].endswith("luong") or _RAISED.search(written) is not None


def _quoted(found: list[Passage]) -> str:
    more = f" và {len(found) - 1} chỗ nữa" if len(found) > 1 else ""
    return f"“{short_quote(found[0].text)}”{more}"
