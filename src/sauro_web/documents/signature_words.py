"""A digital signature in a sentence, as it stands on the page of a document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.timezone import localtime

from sauro.reading.signature import Holder, Integrity, TimeSource, Trust

if TYPE_CHECKING:
    from sauro_web.documents.models import FileSignature

__all__ = ["SaidSignature", "said_signature"]

_CHIPS = {
    Integrity.WHOLE: ("done", "còn nguyên vẹn"),
    Integrity.EARLIER: ("done", "còn nguyên vẹn"),
    Integrity.ADDED_TO: ("near", "được bổ sung sau khi ký"),
    Integrity.CHANGED: ("late", "tệp đã bị sửa sau khi ký"),
    Integrity.UNREADABLE: ("doubt", "không kiểm tra được"),
}
_COVERED = {
    Integrity.WHOLE: "phủ toàn bộ tệp, tệp không bị sửa sau khi ký",
    Integrity.EARLIER: "phủ tệp lúc ký; sau đó chỉ có thêm chữ ký khác, nội dung không bị sửa",
    Integrity.ADDED_TO: "phủ tệp lúc ký; sau đó tệp được bổ sung nội dung và ký tiếp, chữ ký sau phủ cả tệp",
    Integrity.CHANGED: "không còn phủ nội dung hiện có",
    Integrity.UNREADABLE: "chữ ký bị hỏng hoặc dùng cách ký mà phần mềm không đọc được",
}
_TIMES = {
    TimeSource.NONE: "không ghi thời điểm ký",
    TimeSource.SIGNER: "theo đồng hồ máy của người ký",
    TimeSource.STAMP: "theo dấu thời gian, chưa kiểm tra được nơi cấp dấu",
    TimeSource.TRUSTED_STAMP: "theo dấu thời gian tin cậy",
}
_HOLDERS = {
    Holder.PERSON: "chứng thư của cá nhân",
    Holder.AGENCY: "chứng thư của cơ quan, tổ chức",
    Holder.UNKNOWN: "chưa rõ chứng thư của cá nhân hay của cơ quan",
}
_TRUST = {
    Trust.UNKNOWN: "chưa kiểm tra được chuỗi tin cậy",
    Trust.TRUSTED: "chứng thư thuộc nơi cấp mà cơ quan tin cậy",
    Trust.NOT_TRUSTED: "chứng thư không thuộc nơi cấp mà cơ quan tin cậy",
}


@dataclass(frozen=True, slots=True)
class SaidSignature:
    """The chip, the sentence, and what else there is to know."""

    chip: str
    state: str
    sentence: str
    details: str
    is_broken: bool
    is_distrusted: bool


def said_signature(one: FileSignature) -> SaidSignature:
    """In plain words: whose, when, what it covers, whether the file was changed, whom the certificate is
    from."""
    integrity, trust = Integrity(one.integrity), Trust(one.trust)
    chip, state = _CHIPS[integrity]
    whose = f"Chữ ký số của {one.signer}" if one.signer else "Một chữ ký số"
    if one.organisation and one.organisation != one.signer:
        whose = f"{whose} ({one.organisation})"
    when = f", ký lúc {localtime(one.signed_at):%H:%M ngày %d/%m/%Y}" if one.signed_at else ""
    changed = "Tệp đã bị sửa sau khi ký. " if integrity is Integrity.CHANGED else ""
    details = (
        _TIMES[TimeSource(one.time_source)],
        _HOLDERS[Holder(one.holder)],
        f"nơi cấp: {one.issuer}" if one.issuer else "",
        _TRUST[trust],
    )
    return SaidSignature(
        chip=chip,
        state=state,
        sentence=f"{changed}{whose}{when}, {_COVERED[integrity]}.",
        details="; ".join(filter(None, details)),
        is_broken=integrity is Integrity.CHANGED,
        is_distrusted=trust is Trust.NOT_TRUSTED,
    )
