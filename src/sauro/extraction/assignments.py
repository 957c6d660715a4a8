"""The unit to which a duty is given inside its own sentences: "…; giao Sở Nội vụ thực hiện", "… (do Sở Y tế
chủ trì)", "…. Sở Nội vụ chủ trì, hoàn thành trước …".

Asked only of a duty that names nobody at its head, in a line of its own or in a heading above it.
"""

from __future__ import annotations

import re

from sauro.extraction.name_words import name_end
from sauro.extraction.unit_lists import split_units
from sauro.extraction.unit_words import begins_name
from sauro.extraction.units import unit_end, units_after_clause
from sauro.folio.passage import Passage

__all__ = ["assigned_units"]

_SIGNS = ("hủ trì", "iao ", "do ", "hân công", "ham mưu", "ầu mối", "phụ trách", ":")
"""One of these stands in every sentence that gives a duty to somebody."""
_JOINT = re.compile(
    r"(?P<sign>[;.]\s|,\s|\(|\s[-–]\s)\s*(?:(?:đồng thời|trong đó|và)\s+)?"
    r"(?P<given>(?:[Gg]iao|[Dd]o|[Pp]hân công|[Đđ]ề nghị)\s+(?:cho\s+)?)?"
)
_IS = r"\s*,?\s*(?:(?:là|làm)\s+)?(?:(?:cơ quan|đơn vị)\s+)?"
_LEADS = re.compile(rf"{_IS}(?:chủ trì|tham mưu|đầu mối|phụ trách)\b")
_CARRIES_OUT = re.compile(
    rf"{_IS}(?:chủ trì|tham mưu|đầu mối|phụ trách|đảm nhiệm|chịu trách nhiệm|thực hiện"
    r"|tổ chức|triển khai|xây dựng|hướng dẫn|theo dõi|rà soát|tổng hợp|hoàn thành|hoàn thiện|kiểm tra)\b"
)
_OTHERS_DO = ("xem xét", "quyết định", "phê duyệt", "thỏa thuận", "đặt hàng")
"""What is done before those who decide give the duty to somebody."""
_FEWEST_WORDS = 4
"""Words of the shortest name of a duty: fewer are a label ("Kính gửi", "Nhà sản xuất")."""
_LONGEST_TITLE = 90
"""Characters before the colon of the longest name of a duty that its unit follows."""
_LONGEST_LIST = 160
"""Characters of the longest list of units that is still taken for those who lead."""


def assigned_units(passage: Passage) -> tuple[Passage, ...]:
    """The units that a duty's sentences name as those who lead it; none where no clause says so."""
    text = passage.text
    if not any(sign in text for sign in _SIGNS):
        return ()
    for joint in _JOINT.finditer(text):
        if joint["sign"] == ", " and (joint["given"] is None or text.endswith(_OTHERS_DO, 0, joint.start())):
            continue
        verbs = _LEADS if joint["given"] is None else _CARRIES_OUT
        if units := _units_before(passage, joint.end(), verbs):
            return units
    return _behind_title(passage)


def _units_before(passage: Passage, start: int, verbs: re.Pattern[str] | None) -> tuple[Passage, ...]:
    """The units that begin at `start` and of which one of the verbs is said; of which any is, where `verbs`
    is None."""
    text = passage.text
    if not begins_name(text, start) or not (text[start].isupper() or text.startswith("các ", start)):
        return ()  # "cơ quan cấp trên" names none
    end, met = unit_end(text, start)
    if not met or end - start > _LONGEST_LIST or (verbs and not verbs.match(text, end)):
        return ()
    plain = name_end(text, start, end) >= len(text[:end].rstrip(" ,")) and ". " not in text[start:end]
    return split_units(passage.part(start, end)) if plain else ()


def _behind_title(passage: Passage) -> tuple[Passage, ...]:
    """The units behind the name of a duty ("Mua sắm hệ thống lấy số: Phòng Vật tư hoàn tất thủ tục …",
    "Chế độ thông tin, báo cáo: Định kỳ hằng quý, các đơn vị gửi …")."""
    colon = passage.text.find(": ", 0, _LONGEST_TITLE)
    if colon < 0 or passage.text.count(" ", 0, colon) + 1 < _FEWEST_WORDS:
        return ()
    return _units_before(passage, colon + 2, None) or units_after_clause(passage.part(colon + 2))
