"""Wording by which a text shows that it, or what it tells of, is a secret of the State (Luật Bảo vệ bí mật
nhà nước: secrets are not drafted on what is connected to a network).

The marks of secrecy themselves are refused by the reader of the file. Here the sentences are looked at: that
say of this very document which level it has, that cite a document by number with its level, that order how it
is handled, and the few matters that no public document tells. Rules about secrecy ("bảo vệ bí mật nhà nước",
"trừ văn bản mật") speak of secrets and tell none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.model import Examined, Fault
from sauro.folio.span import Span

__all__ = ["told"]

_LEVEL = r"(?:tuyệt mật|tối mật|mật)(?!\w)"
_ALONE = rf"(?!\s*(?:[,;/]|và|hoặc|hay)\s*(?:độ\s+)?[\"“]?{_LEVEL})"
"""Of a list of levels none is that of a document."""
_PAPER = (
    "(?:văn bản|tài liệu|kế hoạch|báo cáo|phương án|công văn|công điện|thông báo|quyết định|tờ trình|đề án"
    "|hồ sơ)"
)
_WORDS = r"(?:(?!không|chưa|trừ|nếu)[^\W\d_]+\s+){0,5}"
_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?<!\w){_PAPER}\s+(?:này|kèm theo|dưới đây|sau đây)\s+{_WORDS}"
        rf"(?:bí mật nhà nước(?!\s+(?:theo quy định|là))|(?:độ\s+)(?:tuyệt mật|tối mật|mật){_ALONE})",
        rf"(?<!\w)(?:độ|mức độ)\s+mật\s*(?::|là|của {_PAPER} này(?: là|:)?)\s*[\"“]?{_LEVEL}{_ALONE}",
        r"(?<!\w)(?<!không )(?<!chưa )thuộc\s+(?:danh mục\s+|phạm vi\s+)?bí mật nhà nước,?\s+(?:có\s+)?"
        rf"(?:độ|mức độ)\s+{_LEVEL}{_ALONE}",
        rf"\d[\w/-]*[/-][\w-]+[^.;()\n]{{0,60}}\((?:độ\s+|dấu\s+)?{_LEVEL}\)",
        rf"(?<!\w)(?<!trừ )(?<!các ){_PAPER}\s+{_LEVEL}\s+số\s*:?\s*\d",
        r"(?<!\w)(?:thu hồi|thu lại)\s+(?:ngay\s+|tài liệu\s+(?:này\s+)?)?sau\s+"
        r"(?:hội nghị|cuộc họp|phiên họp|khi họp)",
        r"chỉ người có tên mới được bóc bì",
        r"(?<!\w)bí số\s+[\"“]?[A-ZĐ0-9]|chuyên án\s+(?:mang\s+)?bí số",
        r"(?<!\w)(?:cơ sở bí mật|đặc tình)(?!\w)",
        r"(?<!\w)(?:tọa độ|vị trí|sơ đồ)\s+(?:của\s+)?(?:các\s+)?"
        r"(?:trận địa|kho đạn|kho vũ khí|sở chỉ huy (?:chiến đấu|cơ bản|dự bị)|hầm chỉ huy|đài ra-?đa)",
        r"(?<!\w)(?:kế hoạch|phương án|quyết tâm)\s+(?:tác chiến|chiến đấu)[^.;\n]{0,80}"
        r"(?:quân số|hỏa lực|hoả lực|hướng tiến công|hướng phòng ngự|biên chế vũ khí)",
        r"(?<!\w)(?:khóa|khoá|bảng)\s+mật mã(?!\w)",
    )
)
_MESSAGE = (
    "Câu này có dấu hiệu thuộc bí mật nhà nước; dừng soạn thảo trên hệ thống, gỡ văn bản này và xử lý theo"
    " Luật Bảo vệ bí mật nhà nước."
)


def told(examined: Examined) -> Iterator[Fault]:
    """The places of such wording. The message quotes nothing: it may be kept and sent."""
    text = examined.folio.text
    places = {found.span() for pattern in _PATTERNS for found in pattern.finditer(text)}
    end = -1
    for start, stop in sorted(places):
        if start >= end:
            yield Fault(_MESSAGE, Span(start, stop))
            end = stop
