"""Of which level an office is, as far as its name tells."""

from __future__ import annotations

import re

from sauro.checks.model import Examined, Level

__all__ = ["AREA_NAME", "area_of", "issuer_of", "level_of", "level_of_issuer"]

_COMMUNE = re.compile(r"\b(?:xã|phường|đặc khu)\b", re.IGNORECASE)
_PROVINCE = re.compile(r"\b(?:tỉnh|thành phố|TP\.?)(?=\s|$)|^(?:Sở|Tỉnh ủy|Thành ủy)\b", re.IGNORECASE)
_MINISTRY = re.compile(
    r"^(?:Chính phủ|Thủ tướng|Quốc hội|Ủy ban Thường vụ|Ban Bí thư|Bộ Chính trị|Bộ(?: trưởng)?\s)",
    re.IGNORECASE,
)
_CAPITAL = "[A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ]"
AREA_NAME = rf"{_CAPITAL}\w*(?:[ \-]+{_CAPITAL}\w*){{0,4}}(?: \d{{1,2}}(?![\d/]))?"
"""The name of an area in running text, as a pattern ("Mai Lâm", "Ba Đình 2")."""
_AREA = re.compile(rf"(?<!\w)(?P<kind>xã|phường|đặc khu|tỉnh|thành phố)\s+(?P<name>{AREA_NAME})")


def level_of(name: str) -> Level | None:
    """The level that the name of an office tells; None where it tells none ("Văn phòng", "Ủy ban nhân
    dân")."""
    if _COMMUNE.search(name):
        return Level.COMMUNE
    if _MINISTRY.match(name):
        return Level.MINISTRY
    return Level.PROVINCE if _PROVINCE.search(name) else None


def area_of(name: str) -> tuple[str, str] | None:
    """Kind and name of the area in the name of an office ("xã", "Mai Lâm")."""
    found = _AREA.search(name)
    return (found["kind"].lower(), found["name"]) if found else None


def issuer_of(examined: Examined) -> str:
    """The name of the office that issues: as it is known, else as the document tells; else empty."""
    told = examined.plan.document.issuer
    return examined.issuer.name or (told.value if told else "")


def level_of_issuer(examined: Examined) -> Level | None:
    """The level of the office that issues."""
    return examined.issuer.level or level_of(issuer_of(examined))
