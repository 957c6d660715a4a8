"""Whether a document goes to an office, by its recipients: what is counted as exchanged between offices. The
one place where names are judged; what comes of it is kept on the document (`sent_to_office`)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sauro_web.documents.models import Recipient

__all__ = ["goes_to_office", "names_an_office"]

_OFFICES = (
    "Ủy ban", "Uỷ ban", "UBND", "UBMTTQ", "Hội đồng", "HĐND", "Thường trực", "Văn phòng", "Bộ", "Sở", "Ban",
    "Phòng", "Trung tâm", "Cục", "Chi cục", "Tổng cục", "Vụ", "Công an", "Quân sự", "Biên phòng", "Đảng ủy",
    "Đảng uỷ", "Chi bộ", "Tỉnh ủy", "Tỉnh uỷ", "Thành ủy", "Thành uỷ", "Mặt trận", "Đoàn", "Hội", "Liên đoàn",
    "Công đoàn", "Tòa án", "Toà án", "Viện", "Kho bạc", "Bảo hiểm xã hội", "Thuế", "Thanh tra", "Hạt",
    "Đội", "Đồn", "Trạm", "Trường", "Bệnh viện", "Học viện", "Chính phủ", "Thủ tướng", "Quốc hội",
)  # fmt: skip
_SPELLINGS = sorted({form for one in _OFFICES for form in (one, one.lower(), one.upper())})
_NAMED_AS_OFFICE = re.compile(rf"(Các |các |CÁC )?({'|'.join(_SPELLINGS)})([ ,.;:]|$)")


def names_an_office(name: str) -> bool:
    """Whether a recipient is called as offices of the State, the Party and mass organisations are."""
    return _NAMED_AS_OFFICE.match(name) is not None


def goes_to_office(sent_on: date | None, recipients: Iterable[Recipient]) -> bool:
    """Whether one of them is an office that it was sent to; `sent_on` is when it left as a whole."""
    return any(
        (sent_on is not None or one.sent_on is not None)
        and (one.unit_id is not None or names_an_office(one.name))
        for one in recipients
    )
