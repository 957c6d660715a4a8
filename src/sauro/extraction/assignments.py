"""The unit to which a duty is given inside its own sentences: "…; giao Sở Nội vụ thực hiện", "… (do Sở Y tế
chủ trì)", "…. Sở Nội vụ chủ trì, hoàn thành trước …", "… do Phòng Nội vụ chủ trì, Công an xã phối hợp".

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

_SIGNS = ("hủ trì", "iao ", "do ", "hân công", "ham mưu", "ầu mối", "phụ trách", ":", " - ")
"""One of these stands in every sentence that gives a duty to somebody."""
_JOINT = re.compile(
    r"(?P<sign>[;.:]\s|,\s|\(|\s[-–]\s)\s*(?:(?:đồng thời|trong đó|và)\s+)?"
    r"(?P<given>(?:[Gg]iao|[Dd]o|[Pp]hân công|[Đđ]ề nghị)\s+(?:cho\s+)?)?"
)
_IS = r"\s*,?\s*(?:(?:là|làm)\s+)?(?:(?:cơ quan|đơn vị)\s+)?"
_LEADS = re.compile(rf"{_IS}(?:chủ trì|tham mưu|đầu mối|phụ trách)\b")
_CARRIES_OUT = re.compile(
    rf"{_IS}(?:chủ trì|tham mưu|đầu mối|phụ trách|đảm nhiệm|chịu trách nhiệm|thực hiện"
    r"|tổ chức|triển khai|xây dựng|hướng dẫn|theo dõi|rà soát|tổng hợp|hoàn thành|hoàn thiện|kiểm tra)\b"
)
# "Tổ chức hội nghị - Phòng Nội vụ thực hiện."
_DOES_AT_END = re.compile(rf"(?:{_LEADS.pattern})|\s*(?:tổ chức )?thực hiện[\s.;]*\Z")
_TOGETHER = re.compile(
    rf"(?:{_CARRIES_OUT.pattern})|\s*(?:cùng )?phối hợp (?:thực hiện|tổ chức|triển khai)\b"
)
# "Tổ chức hội nghị do Phòng Nội vụ chủ trì", "… được giao cho Phòng Kinh tế thực hiện": no sign before it.
_RUN_ON = re.compile(
    r" (?<=[\w)] )(?:(?P<and>và )?do|(?:được )?(?:(?<!bàn )(?<!chuyển )(?<!đã )(?<!nhận )giao|phân công))\s+"
    r"(?:cho\s+)?"
)
_GIVING = (" do ", " giao ", " phân công ")
_ROLE = re.compile(
    rf"{_IS}(?:chủ trì|phụ trách|đảm nhiệm|đảm trách|chịu trách nhiệm|tham mưu|đầu mối|thực hiện|triển khai)"
    r"(?:(?:,| và)? (?:thực hiện|triển khai|tổ chức|tham mưu|chủ trì|chính|xây dựng|soạn thảo)(?!\w))*"
)
# What may stand behind the role where the clause says no more of the work than who and when.
_SAYS_NO_MORE = re.compile(
    r"[\s.;)…/]*\Z|[;.]\s|\)|,?\s+(?:và\s+)?(?:phối hợp|hoàn thành|xong|trước|trong|từ|chậm nhất|đến|vào"
    r"|thời gian|thời hạn|định kỳ|h[ằà]ng|thường xuyên|quý|tháng|năm|bảo đảm|đảm bảo)\b"
    r"|,\s+(?:[^\s,;.]+\s+){1,12}?phối hợp\b"
)
# A thing is described by who makes it ("Dự lớp học do Sở Nội vụ chủ trì", "các dự án do Sở Y tế thực hiện"),
# or others are told to give the work to somebody.
_DESCRIBES = re.compile(
    r"(?<!\w)(?:(?:[Tt]ham (?:gia|dự|mưu)|(?:[Cc]ử|[Dd]ự|[Tt]heo|[Tt]ừ|[Vv]ới|[Cc]ác|[Nn]hững|[Mm]ọi|[Tt]ừng"
    r"|[Nn]ếu|[Kk]hi|[Ss]au|[Đđ]ã)(?! cứ)|[Pp]hối hợp|[Hh]ưởng ứng|[Bb]áo cáo|[Tt]iếp (?:thu|nhận|tục)"
    r"|[Ss]ử dụng|[Kk]hai thác|[Kk]ế thừa|[Áá]p dụng|[Đđ]ôn đốc|[Tt]heo dõi|[Gg]iám sát|[Tt]ổng hợp|[Hh]ỗ trợ"
    r"|[Đđ]ối với|[Đđ]ề (?:nghị|xuất)|[Kk]iến nghị|[Tt]rình|[Tt]rường hợp|[Kk]inh phí|[Cc]hấp hành)(?!\w))"
)
# "Việc rà soát các hồ sơ do Văn phòng thực hiện" speaks of the work itself.
_OF_WORK = re.compile(
    r"\s*(?:[-–+]\s+)?(?:Việc|Công tác|Nội dung|Nhiệm vụ|Hoạt động|Phần việc|Công việc)\s", re.IGNORECASE
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
        verbs: re.Pattern[str] | None = _LEADS if joint["given"] is None else _CARRIES_OUT
        if joint["sign"] == "; " and text.startswith("Kinh phí"):  # "…; Sở Tài chính thẩm định dự toán"
            verbs = None
        if joint["sign"][:1].isspace():
            verbs = _DOES_AT_END if joint["given"] is None else verbs
        given = joint["given"] or ""
        bare = "iao " in given
        if given[:2].lower() == "do" and "hối hợp" in text:
            verbs = _TOGETHER
        if units := _units_before(passage, joint.end(), verbs, bare=bare):
            return units
    return _run_on(passage) or _behind_title(passage)


def _run_on(passage: Passage) -> tuple[Passage, ...]:
    """The units to which the end of a clause gives the whole of its work, without a sign before it."""
    text = passage.text
    if not any(word in text for word in _GIVING):
        return ()
    for given in _RUN_ON.finditer(text):
        start = given.end()
        if not begins_name(text, start) or not (given["and"] or _is_given(text, given.start())):
            continue
        end, met = unit_end(text, start)
        role = _ROLE.match(text, end) if met else None
        if role is None or end - start > _LONGEST_LIST or not _SAYS_NO_MORE.match(text, role.end()):
            continue
        if name_end(text, start, end) >= len(text[:end].rstrip(" ,")):
            return split_units(passage.part(start, end))
    return ()


def _is_given(text: str, end: int) -> bool:
    """Whether what the clause says up to `end` is the work given, and not a thing that others do or make."""
    start = max(text.rfind(". ", 0, end), text.rfind("; ", 0, end), -1) + 1
    return _OF_WORK.match(text, start) is not None or _DESCRIBES.search(text, start, end) is None


def _units_before(
    passage: Passage, start: int, verbs: re.Pattern[str] | None, *, bare: bool = False
) -> tuple[Passage, ...]:
    """The units that begin at `start` and of which one of the verbs is said; of which any is, where `verbs`
    is None. `bare`: the sentence may end with them ("…; giao Sở Y tế.")."""
    text = passage.text
    if not begins_name(text, start) or not (text[start].isupper() or text.startswith("các ", start)):
        return ()  # "cơ quan cấp trên" names none
    end, met = unit_end(text, start)
    if end - start > _LONGEST_LIST or (not met and not bare):
        return ()
    if met and verbs and not verbs.match(text, end):
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
