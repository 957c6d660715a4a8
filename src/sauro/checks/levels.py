"""At which level of government an office stands, as far as its name tells.

Since 01/7/2025 there are two levels, the province and the commune (Luật Tổ chức chính quyền địa phương số
72/2025/QH15, Điều 1); beneath the province's committee stand its departments.
"""

from __future__ import annotations

import re
from enum import StrEnum

from sauro.checks.model import Examined, Level
from sauro.text.normalise import fold_tone_place, normalise

__all__ = [
    "AREA_NAME",
    "Standing",
    "area_of",
    "folded",
    "is_of_province",
    "issuer_of",
    "level_of",
    "level_of_issuer",
    "standing_of",
]


class Standing(StrEnum):
    """Where an office stands, the highest first."""

    STATE = "state"
    PROVINCE = "province"
    DEPARTMENT = "department"
    COMMUNE = "commune"


_COMMUNE = re.compile(r"\b(?:xã(?! hội)|phường|đặc khu|thị trấn)\b")
_STATE = re.compile(
    r"^(?:chính phủ|(?:phó )?thủ tướng|quốc hội|ủy ban thường vụ quốc hội|ban bí thư|bộ(?! phận| chỉ huy)\b"
    r"|văn phòng chính phủ)"
)
_PROVINCE = re.compile(r"^(?:(?:phó )?chủ tịch )?(?:ủy ban nhân dân|ubnd) (?:tỉnh|thành phố)\b")
_DEPARTMENT = re.compile(r"^(?:sở|ban|văn phòng|thanh tra|cục|chi cục|trung tâm|trường|bệnh viện|viện)\b")
_OF_PROVINCE = re.compile(r"\b(?:tỉnh|thành phố|tp\.?)(?=\s|$)|^(?:sở|tỉnh ủy|thành ủy)\b")
"""What tells that an office is of the province: "Văn phòng", "Ban Quản lý" stand at either level."""
_OFFICES_OF_PROVINCE = re.compile(
    r"(?:(?:thủ trưởng|giám đốc) )?(?:các |từng |mỗi )?"
    r"(?:sở\b|ban, ngành|(?:chủ tịch )?(?:ủy ban nhân dân|ubnd) tỉnh\b)"
)
_LEVELS = {
    Standing.STATE: Level.MINISTRY,
    Standing.PROVINCE: Level.PROVINCE,
    Standing.COMMUNE: Level.COMMUNE,
}
_CAPITAL = "[A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴĐ]"
AREA_NAME = rf"{_CAPITAL}\w*(?:[ \-]+{_CAPITAL}\w*){{0,4}}(?: \d{{1,2}}(?![\d/]))?"
"""The name of an area in running text, as a pattern ("Mai Lâm", "Ba Đình 2")."""
_AREA = re.compile(rf"(?<!\w)(?P<kind>xã|phường|đặc khu|tỉnh|thành phố)\s+(?P<name>{AREA_NAME})")


def folded(name: str) -> str:
    """A name as the patterns of levels read it: lower case, one blank, the tone where it is usual."""
    return " ".join(fold_tone_place(normalise(name).text).lower().split())


def standing_of(office: str | None) -> Standing | None:
    """Where an office stands by its name; None where the name does not tell."""
    name = folded(office or "")
    if _COMMUNE.search(name):
        return Standing.COMMUNE
    if _PROVINCE.search(name):
        return Standing.PROVINCE
    if _STATE.search(name):
        return Standing.STATE
    return Standing.DEPARTMENT if _DEPARTMENT.search(name) else None


def level_of(name: str) -> Level | None:
    """The level that the name of an office tells; None where it tells none ("Văn phòng", "Ủy ban nhân
    dân")."""
    level = _LEVELS.get(standing_of(name) or Standing.DEPARTMENT)
    if level is not None:
        return level
    return Level.PROVINCE if _OF_PROVINCE.search(folded(name)) else None


def is_of_province(lead: str) -> bool:
    """Whether an office or a group of offices, to which a duty is given, is the province's."""
    return _OFFICES_OF_PROVINCE.match(folded(lead)) is not None or level_of(lead) is Level.PROVINCE


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
