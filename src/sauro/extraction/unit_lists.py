"""Lists of units: "Các sở, ban, ngành; UBND các xã và Công an tỉnh" cut into the units of which they
consist."""

from __future__ import annotations

import re
import string

from sauro.extraction.unit_words import (
    begins_generic,
    begins_many,
    begins_nameless,
    begins_new_name,
    begins_person,
)
from sauro.folio.passage import Passage

__all__ = ["open_brackets", "split_units"]

# What may part two names; most stretches of text hold none of the first signs.
_SEPARATOR = re.compile(
    r"(?=\s*[;.,/]|\s+[vch–-])"
    r"(?:\s*;\s*(?:-\s)?|\s*\.\s*-\s|\s*,\s*(?:và\s+)?|\s+(?:và|cùng với|cùng|với|hoặc)\s+"
    r"|\s*/\s*(?=[A-ZĐ])|\s+[-–]\s+(?=Phối hợp))"
)
_PARTING = (";", ",", "và", "cùng", "với", "hoặc", "/", "Phối hợp", "-")
"""One of them stands in every separator."""
# Kinds of agencies that stand in lists without any name.
_BARE = re.compile(r"Viện|Trường|Sở|Doanh nghiệp|Học viện|Hợp tác xã|Hiệp hội")
# "Văn phòng HĐND và UBND", "Văn phòng Đoàn ĐBQH và HĐND" are one office.
_OFFICE_OF = re.compile(
    r"(?:Văn phòng|VP|Thường trực|TT\.?|Đoàn|Lãnh đạo|Ban|HĐND|Hội đồng nhân dân)(?:\s.*)?\s?"
    r"(?:HĐND|Hội đồng nhân dân|ĐBQH|Quốc hội|Đảng ủy|Tỉnh ủy|Thành ủy)$|^(?:HĐND|Hội đồng nhân dân)$"
)
# "Cơ quan, đơn vị được giao nhiệm vụ" are one.
_KIND = re.compile(r"(?:Cơ quan|Đơn vị|Tổ chức|cơ quan|đơn vị|tổ chức)$")
_KIND_AFTER = re.compile(r"(?:cơ quan|đơn vị|địa phương|tổ chức|cá nhân)\b")
_COUNCIL_OR_COMMITTEE = ("UBND", "HĐND", "Ủy ban nhân", "Uỷ ban nhân", "Hội đồng")
_LEAD_MARK = re.compile(r"[-–+•*]\s*")
_PEOPLE = ("Ông ", "Bà ", "Đồng chí ", "Đ/c ", "ông ", "bà ", "đồng chí ", "đ/c ")
_SMALL = ("trưởng ", "thủ trưởng ", "hiệu trưởng ", "người đứng đầu ", "chủ tịch ", "giám đốc ", "bí thư ")
# "… và trưởng các thôn": who is in charge is named anew, in small letters inside a sentence.
_IN_CHARGE = re.compile(
    r"(?:trưởng|thủ trưởng|hiệu trưởng|người đứng đầu|chủ tịch|giám đốc|bí thư)\s"
    r"(?:các|những|thôn|ấp|bản|khu|khu phố|tổ dân phố|phòng|cơ quan|đơn vị|chi bộ|doanh nghiệp|hợp tác xã"
    r"|UBND|Ủy ban|Uỷ ban|Hội|Sở|Đảng ủy)(?!\w)"
)
_JOINING = frozenset(("trong", "và", "với", "của", "theo", "tại", "để", "ở", "do", "cho"))
_SIGNS = string.whitespace + "\xa0,;:./-–"
# What a name is followed by in brackets, or behind a dash: who they are, what they are in this plan.
_ASIDE = re.compile(
    r"\s*\([^()]*,[^()]*\)[\s.;,:]*$"
    r"|\s*\((?=[a-zđ]|(?:Cơ quan|Đơn vị) (?:thường|chủ|đầu))[^()]*\)[\s.;,:]*$"
    r"|\s+[-–]\s+(?:Cơ quan|Đơn vị|cơ quan|đơn vị) (?:thường trực|chủ trì|đầu mối)\b.*$"
)


def split_units(passage: Passage) -> tuple[Passage, ...]:
    """The units of a list, each as written. Split at ";" and before each new name, never inside one ("Các sở,
    ban, ngành" is one, "Sở Văn hóa, Thể thao và Du lịch" too); a person in charge governs what follows
    ("Người đứng đầu cơ quan, đơn vị, các phòng, ban")."""
    out: list[Passage] = []
    text = passage.text
    if not any(part in text for part in _PARTING):
        clean = _clean(passage.part(0))
        return (clean,) if clean.text else ()
    start = 0
    for match in _SEPARATOR.finditer(text):
        if match.start() < start or not _is_boundary(text, start, match):
            continue
        out.append(passage.part(start, match.start()))
        start = match.end()
    out.append(passage.part(start))
    return tuple(clean for clean in map(_clean, out) if clean.text)


def open_brackets(text: str, start: int, end: int) -> int:
    """Brackets open at `end`: what stands in brackets belongs to the name before it."""
    return max(0, text.count("(", start, end) - text.count(")", start, end))


def _is_boundary(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether the name begun at `start` ends at this separator, and another begins behind it."""
    sign, end, after = match[0].strip(), match.start(), match.end()
    if open_brackets(text, start, end):
        return False
    if sign.startswith((";", ".")):
        return True
    if _BARE.fullmatch(text, start, end) and _BARE.match(text, after):
        return True
    if text.startswith(_SMALL, after) and _IN_CHARGE.match(text, after):
        mark = _LEAD_MARK.match(text, start)
        return not begins_person(text, mark.end() if mark else start, end)
    many = begins_many(text, start, end)
    if not begins_new_name(text, after) and (many or not begins_generic(text, after)):
        return False
    return not (many and begins_nameless(text, after)) and not _runs_on(text, start, match)


def _runs_on(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether what looks like a new name still belongs to the one begun at `start`."""
    after = match.end()
    left = text[start : match.start()]
    if text.startswith(("các ", "Các "), after):
        mark = _LEAD_MARK.match(left)
        # "Người đứng đầu cơ quan, các phòng", "Chủ tịch và các Phó Chủ tịch UBND xã" are one entry each.
        if begins_person(left, mark.end() if mark else 0, len(left)):
            return True
        if left.startswith("Ban Quản lý") and text.startswith("các Khu", after):
            return True
    if match[0].strip() == ",":
        return (_KIND.match(left) is not None and _KIND_AFTER.match(text, after) is not None) or (
            left.startswith(_PEOPLE) and begins_person(text, after, len(text))
        )
    if match[0].strip() != "và":
        return False
    if left == "Báo":  # "Báo và Phát thanh, Truyền hình"
        return True
    return text.startswith(_COUNCIL_OR_COMMITTEE, after) and _OFFICE_OF.search(left) is not None


def _own_length(text: str) -> int:
    """The length of a name without the signs at its end and a small word that was to join the next one."""
    bare = text.rstrip(_SIGNS)
    before = bare[: -len(_last_word(bare))].rstrip(_SIGNS) if _last_word(bare) in _JOINING else ""
    return len(before) or len(bare)


def _last_word(text: str) -> str:
    return text.rsplit(None, 1)[-1] if text else ""


def _clean(passage: Passage) -> Passage:
    """A name without the dash before it, an aside behind it, and what was to join the next one."""
    text = passage.text
    if lead := _LEAD_MARK.match(text):
        passage = passage.part(lead.end())
    if (")" in text or " - " in text or " – " in text) and (aside := _ASIDE.search(passage.text)):
        passage = passage.part(0, aside.start())
    text = passage.text
    if text.count(")") > text.count("("):  # the bracket was opened before the list
        passage = passage.part(0, text.rindex(")"))
    own = _own_length(passage.text)
    return passage if own == len(passage.text) else passage.part(0, own)
