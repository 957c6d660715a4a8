"""Wordings that mean many units at once ("Các sở, ban, ngành; UBND các xã, phường"), and the person before a
unit's name ("Chủ tịch UBND xã"): pure text, no rows."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from sauro.text.compare import unit_key
from sauro_web.accounts.models import GroupRule, UnitKind

__all__ = [
    "GroupWording",
    "OfficeLevel",
    "group_wording",
    "level_of_kind",
    "person_before",
    "without_exception",
]


class OfficeLevel(Enum):
    """What kind of office writes the plan: the same words mean other units in another office."""

    PROVINCE = "province"
    COMMUNE = "commune"
    BODY = "body"


@dataclass(frozen=True, slots=True)
class GroupWording:
    """`rules` are the groups meant, of the office itself or (`of_province`) of the province above it;
    `related` where the text narrows it to those concerned ("có liên quan")."""

    rules: tuple[GroupRule, ...]
    of_province: bool = False
    related: bool = False


_PERSON = re.compile(
    r"^(?:(?:Thủ trưởng|Người đứng đầu|Lãnh đạo|(?:các )?(?:Phó )?Chủ tịch|(?:Phó )?Giám đốc"
    r"|(?:Phó )?Trưởng(?=\s+(?:phòng|Công an|ban|các|Ban))|(?:Phó )?Chánh(?=\s+(?:Văn phòng|Thanh tra)))"
    r"(?:\s*,\s*|\s+và\s+)?)+\s+",
    re.IGNORECASE,
)


def person_before(text: str) -> tuple[str, str]:
    """The person for whom the unit stands, and the text without him: "Chủ tịch UBND xã" → ("Chủ tịch", "UBND
    xã"). "Trường Chính trị" is a school: accents count here."""
    found = _PERSON.match(text)
    return (found[0].strip(" ,"), text[found.end() :]) if found else ("", text)


_BUT = re.compile(r"[\s,(]+(?:ngoại trừ|trừ|không bao gồm|không gồm|không kể)\s+", re.IGNORECASE)


def without_exception(text: str) -> tuple[str, str]:
    """A wording and what it leaves out: "Các sở, ban, ngành (trừ Sở Y tế)" → ("Các sở, ban, ngành", "Sở Y
    tế"); the second blank where it leaves nothing out."""
    found = _BUT.search(text)
    return (text[: found.start()], text[found.end() :].strip(" .,;)")) if found else (text, "")


# Longest first: each phrase of a wording, by key, and what it stands for.
_AREAS = r"(?:xa|phuong|dac khu)(?:(?:,| va|/)? (?:cac )?(?:xa|phuong|dac khu)\b)*"
_PHRASES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern + r"(?![\w])"), code)
    for pattern, code in (
        (r"co quan chu tri soan thao", "unit"),
        (r"(?:co quan|to chuc) chuyen mon", "specialist"),
        (r"(?:phong|bo phan)(?:(?:,| va)? ban)? chuyen mon", "division"),
        (
            r"don vi su nghiep(?: cong lap)?(?: truc thuoc(?=$|[,;]| va))?|don vi truc thuoc(?=$|[,;]| va)",
            "centre",
        ),
        (r"to chuc chinh tri(?:,)? xa hoi", "front"),
        (r"(?:uy ban )?mat tran to quoc(?: viet nam)?(?: cac cap)?|mat tran", "front"),
        (r"hoi,? doan the(?: chinh tri xa hoi)?|doan the(?: chinh tri xa hoi)?", "front"),
        (r"uy ban nhan dan (?:cac )?" + _AREAS, "commune"),
        (r"uy ban nhan dan cap xa|cap xa", "commune"),
        (r"chinh quyen dia phuong|dia phuong", "commune"),
        (r"thon|to dan pho|khu pho|to dan cu", "village"),
        (_AREAS, "commune"),
        (r"so", "department"),
        (r"ban|nganh", "board"),
        (r"co quan|don vi", "unit"),
        (r"to chuc", "body"),
        (r"phong|van phong", "division"),
        (r"trung tam", "centre"),
        (r"bo phan", "division"),
        (r"(?:co )?lien quan(?: khac)?", "related"),
        (r"tren dia ban", "here"),
        (r"truc thuoc|thuoc|cua", "of"),
        (r"cac|nhung|tat ca|toan the|tung", "many"),
        (r"va|cung|voi|;", "and"),
        (r"khac|,|/|\.", "join"),
    )
)
# A phrase that means many by itself: "UBND các xã", "xã, phường", "UBND cấp xã", "cơ quan chủ trì soạn thảo".
_MANY_INSIDE = re.compile(r"\bcac\b|\bcap xa$|soan thao$|\b(?:xa|phuong|dac khu)\b.*\b(?:xa|phuong|dac khu)$")
_LEVEL_WORDS = {
    "cap tinh": "province", "tinh": "province", "thanh pho": "province", "cap xa": "commune",
}  # fmt: skip
_HEADS = {"department", "board", "specialist", "unit", "division", "centre", "front", "commune", "village"}


_VAGUE = {"cac don vi", "cac co quan", "cac ban"}
"""What says many and not which."""
_WITH_NAMES = {"division", "centre", "village"}
"""Words for units that bear names of their own."""


def level_of_kind(kind: str) -> OfficeLevel:
    """What kind of office a unit of this kind is."""
    return {
        UnitKind.PROVINCE: OfficeLevel.PROVINCE,
        UnitKind.COMMUNE: OfficeLevel.COMMUNE,
    }.get(UnitKind(kind), OfficeLevel.BODY)


def group_wording(text: str, level: OfficeLevel, areas: Collection[str] = ()) -> GroupWording | None:
    """The groups that a wording means in a plan of an office of that level; None where any word of it is
    left over, or where it names one unit. `areas` are the keys by which the office's own area is called
    ("xa mai linh", "mai linh")."""
    parts = [person_before(part) for part in " ".join(text.split()).split("; ")]
    person, rest = parts[0][0], "; ".join(part for _, part in parts)
    codes, owner = _read(unit_key(rest), areas)
    if codes is None:
        return None
    if (not person and unit_key(rest) in _VAGUE) or _is_a_name(codes) or _may_narrow_a_part(codes):
        return None
    heads = [code for code in codes if code in _HEADS]
    many = "many" in codes or "related" in codes or len(heads) > 1
    if not heads or not (many or (person and heads != ["commune"])):
        return None
    rules, of_province = _rules(frozenset(heads), level, owner)
    return GroupWording(rules, of_province, bool({"related", "here"} & set(codes))) if rules else None


def _is_a_name(codes: Sequence[str]) -> bool:
    """Whether two words for units stand side by side in the singular: "Thôn Trung Tâm" and "Văn phòng Trung
    tâm" are one unit each; "sở ban ngành" is a list all the same."""
    pairs = pairwise(codes)
    return "many" not in codes and any(
        one in _HEADS and other in _HEADS and {one, other} & _WITH_NAMES for one, other in pairs
    )


def _may_narrow_a_part(codes: Sequence[str]) -> bool:
    """Whether "có liên quan" at the end may be said of the last of several alone: in "UBND các xã, phường và
    đơn vị liên quan" all communes may be meant."""
    if "related" not in codes or "and" not in codes:
        return False
    last = len(codes) - 1 - list(reversed(codes)).index("and")
    before = set(codes[:last]) & _HEADS
    return bool(before - {"unit"}) and set(codes[last:]) & _HEADS == {"unit"}


def _read(folded: str, areas: Collection[str]) -> tuple[list[str] | None, str]:
    """The codes of the phrases of a key, and the level whose units they are said to be ("của tỉnh"); None
    where a word is left over."""
    codes: list[str] = []
    owner = ""
    while folded:
        if (found := _owner(folded, codes, areas)) is not None:
            length, owner = found[0], found[1] or owner
        else:
            match, code = next(
                ((hit, code) for pattern, code in _PHRASES if (hit := pattern.match(folded))), (None, "")
            )
            if match is None or not code:
                return None, ""
            if not _may_follow(_last(codes), code):
                return None, ""
            codes.append(code)
            if _MANY_INSIDE.search(match[0]):
                codes.append("many")
            length = match.end()
        folded = folded[length:].lstrip()
    return codes, owner


def _may_follow(last: str, code: str) -> bool:
    """Whether a phrase may stand after another. What follows "thuộc" is whose units they are, nothing else
    ("trực thuộc Sở" means the units of another office); a word for an area with another word at once is a
    name: there are a phường Trung Tâm and a xã Cửa Tùng."""
    if last == "of":
        return False
    return last != "commune" or code in ("join", "and", "related", "here", "of")


def _owner(folded: str, codes: list[str], areas: Collection[str]) -> tuple[int, str] | None:
    """Whether the key goes on with whose units they are: "thuộc UBND phường", "của xã", "tỉnh" at the end."""
    if not any(code in _HEADS for code in codes):
        return None
    words = re.match(r"(?:uy ban nhan dan )?", folded)
    start = words.end() if words else 0
    bound = _last(codes) in ("of", "here")
    for area in sorted(areas, key=len, reverse=True):
        if folded.startswith(area, start) and (bound or start + len(area) == len(folded)):
            return start + len(area), "own"
    for word, owner in _LEVEL_WORDS.items():
        rest = folded[start + len(word) : start + len(word) + 1]
        if folded.startswith(word, start) and rest in ("", ",", " ", ";"):
            return start + len(word), owner
    if bound and (here := re.match(r"(?:uy ban nhan dan )?(?:xa|phuong|dac khu)\b", folded)):
        return here.end(), "commune"
    if not bound and re.fullmatch(r"(?:xa|phuong|dac khu)", folded):
        # "các cơ quan, đơn vị xã"; after a comma it is one more member of the list.
        return (len(folded), "commune") if _last(codes) in _HEADS else None
    return None


def _last(codes: list[str]) -> str:
    return next((code for code in reversed(codes) if code != "many"), "")


def _rules(heads: frozenset[str], level: OfficeLevel, owner: str) -> tuple[tuple[GroupRule, ...], bool]:
    if level is OfficeLevel.PROVINCE:
        return _of_a_province(heads), False
    to_province = owner == "province" or bool(heads & {"department", "commune"})
    if to_province:
        return _of_a_province(heads), True
    if level is OfficeLevel.COMMUNE:
        return _of_a_commune(heads), False
    return ((GroupRule.OWN_UNITS,), False) if heads <= _INSIDE else ((), False)


_INSIDE = {"unit", "board", "specialist", "division", "centre"}


def _of_a_province(heads: frozenset[str]) -> tuple[GroupRule, ...]:
    departments = bool(heads & {"department", "board", "specialist"})
    own = "unit" in heads and not departments
    if "village" in heads or heads == {"division"}:
        return ()
    rules: list[GroupRule] = []
    if departments or (own and "commune" in heads):
        rules.append(GroupRule.DEPARTMENTS)
    elif own:
        rules.append(GroupRule.OWN_UNITS)
    elif "centre" in heads:
        rules.append(GroupRule.CENTRES)
    if "commune" in heads:
        rules.append(GroupRule.COMMUNES)
    if "front" in heads:
        rules.append(GroupRule.FRONTS)
    return tuple(rules)


def _of_a_commune(heads: frozenset[str]) -> tuple[GroupRule, ...]:
    rules: list[GroupRule] = []
    if inside := heads & _INSIDE:
        single = {
            frozenset({"division"}): GroupRule.DIVISIONS,
            frozenset({"specialist"}): GroupRule.DIVISIONS,
            frozenset({"specialist", "division"}): GroupRule.DIVISIONS,
            frozenset({"centre"}): GroupRule.CENTRES,
        }
        rules.append(single.get(inside, GroupRule.OWN_UNITS))
    if "village" in heads:
        rules.append(GroupRule.VILLAGES)
    if "front" in heads:
        rules.append(GroupRule.FRONTS)
    return tuple(rules)
