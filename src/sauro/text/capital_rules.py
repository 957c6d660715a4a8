"""Capital letters that are missing or too many (NĐ 30/2020, Phụ lục II), as far as words alone tell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from sauro.text.capitals import CAPITAL

__all__ = ["Miswritten", "miswritten"]


@dataclass(frozen=True, slots=True)
class Miswritten:
    """Characters `start` to `end` of a text, what they ought to be, and the rule in a few words."""

    start: int
    end: int
    wanted: str
    rule: str


_SMALL = r"(?<=[a-zà-ỹđ,] )"
"""Behind a small letter: in the midst of a sentence."""
_KINDS = (
    "nghị quyết|quyết định|chỉ thị|kết luận|kế hoạch|chương trình|thông báo|công văn|nghị định|thông tư|"
    "tờ trình|báo cáo|hướng dẫn|công điện|quy định|đề án"
)
_FIELDS = (
    "nội vụ|tư pháp|tài chính|công thương|xây dựng|y tế|ngoại vụ|ngoại giao|quốc phòng|công an|"
    "nông nghiệp và môi trường|khoa học và công nghệ|giáo dục và đào tạo|văn hóa, thể thao và du lịch|"
    "dân tộc và tôn giáo"
)
_COMMON = "danh từ chung chỉ đơn vị hành chính viết thường"
_JOINTS = frozenset(("và", "của"))


def _titled(words: str) -> str:
    """The first letter of each word of a field in capitals, as a name of an office has it."""
    first = words.split(" ")
    named: list[str] = []
    for number, word in enumerate(first):
        begins = number == 0 or first[number - 1] in _JOINTS or first[number - 1].endswith(",")
        named.append(word.capitalize() if begins and word not in _JOINTS else word)
    return " ".join(named).replace("Công thương", "Công Thương")


_Wanted = Callable[[re.Match[str]], str]

_RULES: tuple[tuple[re.Pattern[str], str, _Wanted], ...] = (
    (
        re.compile(rf"{_SMALL}(?:Khoản|Điểm)(?= (?:\d+|[a-zđ]),? (?:và |đến |khoản |Khoản |[Đđ]iều |Mục ))"),
        "khi viện dẫn, khoản và điểm viết thường",
        lambda match: match[0].lower(),
    ),
    (
        re.compile(r"(?<=\bkhoản \d )điều(?= \d)|(?<=\bkhoản \d\d )điều(?= \d)|(?<=\btại )điều(?= \d+ )"),
        "khi viện dẫn, Điều viết hoa",
        lambda match: "Điều",
    ),
    (
        re.compile(rf"\b(?<!Thông báo )(?:{_KINDS})(?= số:? ?\d+(?:/\d{{4}})?[-/][A-ZĐ])"),
        "tên loại của một văn bản cụ thể viết hoa",
        lambda match: match[0][0].upper() + match[0][1:],
    ),
    (
        re.compile(r"\b(?:ủy ban nhân dân|[ỦU][ỷy] [Bb]an [Nn]hân [Dd]ân|Uỷ Ban Nhân Dân|ủy Ban Nhân dân)\b"),
        "tên cơ quan: Ủy ban nhân dân",
        lambda match: "Ủy ban nhân dân" if "Ủy" in match[0] or "ủy" in match[0] else "Uỷ ban nhân dân",
    ),
    (
        re.compile(r"\b(?:hội đồng nhân dân|Hội [Đđ]ồng [Nn]hân [Dd]ân)\b"),
        "tên cơ quan: Hội đồng nhân dân",
        lambda match: "Hội đồng nhân dân",
    ),
    (
        re.compile(rf"\b(?P<office>Sở|Bộ) (?P<field>{_FIELDS})\b"),
        "tên cơ quan viết hoa chữ đầu của các từ chỉ lĩnh vực",
        lambda match: f"{match['office']} {_titled(match['field'])}",
    ),
    (
        re.compile(rf"(?<=[a-zà-ỹđ] )(?:Tỉnh|Xã|Phường|Đặc khu)(?= {CAPITAL}[a-zà-ỹđ])"),
        _COMMON,
        lambda match: match[0].lower(),
    ),
    (
        re.compile(r"(?<=\bĐảng, )nhà nước\b|(?<=\bĐảng và )nhà nước\b"),
        "Nhà nước viết hoa",
        lambda match: "Nhà nước",
    ),
    (
        re.compile(r"(?<=\btầng lớp )nhân dân\b|(?<=\bphục vụ )nhân dân\b|(?<=\bquần chúng )nhân dân\b"),
        "Nhân dân viết hoa",
        lambda match: "Nhân dân",
    ),
    (
        re.compile(r"\b[Tt]ết [Nn]guyên [Đđ]án\b"),
        "tên ngày tết: tết Nguyên đán",
        lambda match: "tết Nguyên đán" if match[0][0] == "t" else "Tết Nguyên đán",
    ),
)


def miswritten(text: str) -> Iterator[Miswritten]:
    """What is written otherwise than the rules want, rule by rule; whole lines in capitals are let pass."""
    for pattern, rule, wanted in _RULES:
        for match in pattern.finditer(text):
            right = wanted(match)
            following = text[match.end() : match.end() + 2].strip()
            if rule is _COMMON and not following.isupper():
                continue
            if match[0] != right:
                yield Miswritten(match.start(), match.end(), right, rule)
