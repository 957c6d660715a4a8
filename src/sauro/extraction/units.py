"""The units named at the head of a duty or in a heading.

A name begins with a word for an agency ("Sở", "Phòng", "Ủy ban nhân dân"), for a person who stands for it
("Thủ trưởng", "Chủ tịch") or for many ("Các cơ quan"). Where it ends is told by the verb of the duty or by a
colon. Names are kept as written; matching them to an organisation is not done here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from sauro.extraction.name_words import name_end
from sauro.extraction.office_case import office_case
from sauro.extraction.roles import split_roles, tells_roles
from sauro.extraction.unit_lists import open_brackets, split_units
from sauro.extraction.unit_verbs import next_verb
from sauro.extraction.unit_words import MANY_NOUN, begins_name
from sauro.folio.passage import Passage
from sauro.text.capitals import is_capitals

__all__ = ["head_units", "heading_units", "is_unit_heading", "names_units", "unit_end", "units_after_clause"]

# The words that lead in a unit: "Đề nghị Ủy ban Mặt trận Tổ quốc xã …".
_INTRO = re.compile(
    r"(?:Đề nghị:?|ĐỐI VỚI|Giao cho|Giao|Yêu cầu|Đối với|Trách nhiệm của|Nhiệm vụ của|Phân công"
    r"|Kính đề nghị|Ủy quyền cho)\s+(?:cho\s+)?",
)
_OF_UNIT = re.compile(
    r"(?:Nội dung|Hoạt động|Công tác|Nhiệm vụ|Trách nhiệm|Phần việc)(?:\s[^\W\d]+){0,4}?\s+của\s+"
)
# A clause that opens the sentence, before the unit: "Căn cứ Kế hoạch này, các sở, ban, ngành …".
_CLAUSE = re.compile(
    r"(?:Căn cứ|Trên cơ sở|Theo|H[ằà]ng (?:năm|quý|tháng|tuần)|Định kỳ|Trước ngày|Để|Sau khi|Nhằm"
    r"|(?:Trong|Đến|Vào|Chậm nhất)\s[^:.;]{0,30}?\d)\b[^:.]{0,300}?[,;]\s+"
    rf"(?=(?i:các|những|toàn thể)\s+(?:{MANY_NOUN})\b|UBND|Ủy ban|Uỷ ban|Sở|Công an|Phòng [A-ZĐ]|Văn phòng"
    r"|[Tt]hủ trưởng|Chủ tịch)"
)
# "Ủy ban nhân dân xã giao Phòng Kinh tế …": the work is another's than the one named first.
_GIVES = re.compile(r"\s*(?:giao|phân công|(?P<asks>yêu cầu|đề nghị|ủy quyền|uỷ quyền))\s+(?:cho\s+)?")
_SUPERIOR = re.compile(
    r"(?:(?:Phó )?Chủ tịch |Thường trực |Ban Thường vụ |Lãnh đạo )?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân"
    r"|Đảng ủy|Đảng uỷ|Tỉnh ủy|Thành ủy|HĐND|Hội đồng nhân dân)|(?:Trưởng )?Ban Chỉ đạo|Giám đốc (?:Sở|Trung)"
)
_MANY = re.compile(r"\s(?:các|những)\s")
# "Do Phòng Kinh tế chủ trì, …", "Dưới sự chủ trì của Phòng Kinh tế, các thôn …"
_BY = re.compile(r"Do\s+(?:các\s+)?(?=[A-ZĐỦ])|Dưới sự (?P<under>[\w\s,]{3,40}?) của\s+")
_DOES = re.compile(
    r"\s*(?:là\s)?(?:chủ trì|thực hiện|phụ trách|đảm nhiệm|chịu trách nhiệm|tham mưu|tổ chức|triển khai"
    r"|làm đầu)"
)
_STOP = re.compile(r"[.;](?=\s|$)")
# Units that are called by what they are to do in this plan: "Cơ quan chủ trì soạn thảo …".
_BY_ROLE = re.compile(
    r"(?:Cơ quan|Đơn vị|Các cơ quan|Các đơn vị|Cơ quan, đơn vị|các cơ quan|các đơn vị)(?:, đơn vị)?\s+"
    r"(?:được (?:giao|phân công) )?(?:chủ trì|thực hiện|phối hợp)(?:\s+soạn thảo)?"
)
# "Sở X chỉ đạo Chi cục Y thực hiện các nội dung sau:"
_ORDER = re.compile(r"\s+(?:chỉ đạo|giao|yêu cầu)\s+(?=[A-ZĐ])")
_END_ORDER = re.compile(
    r"\s+(?:là|làm)\s+(?:cơ quan|đơn vị|đầu mối)\b.*$"
    r"|\s+(?:thực hiện|chủ trì|có trách nhiệm|có nhiệm vụ|chịu trách nhiệm|phối hợp|tổ chức thực hiện"
    r"|triển khai thực hiện|tiến hành)"
    r"(?:,\s+phối hợp)?(?:\s+(?:các |những |một số )?(?:nội dung|nhiệm vụ|công việc|việc)\b.*)?[\s:.]*$"
)
_LEADS_IN = ("sau:", "sau đây:", "cụ thể:", "gồm:", "gồm có:")
"""The end of a sentence that leads in what stands under it, and is no title."""
_WITH_OTHERS = re.compile(r"(?<!\w)chủ trì,? phối hợp(?: chặt chẽ)? (?:với|cùng)(?!\w)")
_LONGEST_LIST = 260
"""Characters of the longest list of units at the head of a duty."""
_LONGEST_NAMES_ONLY = 200
"""Characters of the longest text that consists of names only."""


def unit_end(text: str, start: int = 0) -> tuple[int, bool]:
    """Where the units that begin at `start` end: at a colon, at the verb of the duty, or with the sentence;
    and whether a verb or colon was met."""
    colon = text.find(":", start)
    limit = colon if colon >= 0 else len(text)
    role = _BY_ROLE.match(text, start)
    verb = next_verb(text, start, role.end() if role else start, limit)
    if verb is not None:
        return verb, True
    stop = _STOP.search(text, start, limit)
    while stop and stop[0] == ";" and begins_name(text, stop.end() + 1):
        stop = _STOP.search(text, stop.end(), limit)
    return (stop.start(), False) if stop else (limit, colon >= 0)


@lru_cache(maxsize=256)
def head_units(passage: Passage) -> tuple[tuple[Passage, ...], int]:
    """The units named at the head of a duty, and the index where the rest of the sentence begins; no units
    and 0 where it begins with a verb or a thing. Kept for a while: several rules ask it of the same item."""
    text = passage.text
    if text.startswith("D") and (by := _BY.match(text)):
        return _units_by(passage, by)
    return _charged(passage, _after_intro(text))


def _charged(passage: Passage, start: int) -> tuple[tuple[Passage, ...], int]:
    """The units that begin at `start`; those to whom they give the work where they only give it."""
    text = passage.text
    units, end = _units_from(passage, start)
    if len(units) == 1 and (given := _GIVES.match(text, end)) and _gives(units[0].text, text, given):
        others, after = _units_from(passage, given.end())
        if others and after < len(text):
            return others, after
    return units, end


def _gives(who: str, text: str, given: re.Match[str]) -> bool:
    """Whether a unit that gives work to others does none itself: several of a kind give it to their own
    people, and what another office asks for is its own work."""
    superior = _SUPERIOR.match(who) is not None
    if _MANY.search(who) or (given["asks"] and not superior):
        return False
    to = given.end()
    return text[to].isupper() or (superior and text.startswith("các ", to))


def _units_by(passage: Passage, by: re.Match[str]) -> tuple[tuple[Passage, ...], int]:
    """The units of a duty that begins with those who do it, or with those under whom it is done."""
    text = passage.text
    under = by["under"]
    units, end = _units_from(passage, 3 if under is None else by.end())
    if under is None:
        return (units, end) if _DOES.match(text, end) else ((), 0)
    if len(units) > 1 and text[: text.rindex(units[-1].text, 0, end)].endswith(", "):
        return (units[:-1] if "chủ trì" in under else units[-1:]), end
    return (units, end) if "chủ trì" in under else ((), 0)


def _after_intro(text: str) -> int:
    intro = _INTRO.match(text)
    return intro.end() if intro else 0


def units_after_clause(passage: Passage) -> tuple[Passage, ...]:
    """The units that a sentence names after its opening clause ("Căn cứ Kế hoạch này, các sở, ban, ngành xây
    dựng …")."""
    clause = _CLAUSE.match(passage.text)
    return _charged(passage, clause.end())[0] if clause else ()


def _units_from(passage: Passage, start: int) -> tuple[tuple[Passage, ...], int]:
    text = passage.text
    if not begins_name(text, start):
        return (), 0
    end, met = unit_end(text, start)
    ended = name_end(text, start, end)
    if ended < end:
        end, met = ended, True
    if not met and (end < len(text.rstrip(" .;:")) or len(text) > _LONGEST_NAMES_ONLY):
        return (), 0
    if not 0 < end - start <= _LONGEST_LIST:
        return (), 0
    return _leading_of(passage.part(start, end)), end


def _leading_of(names: Passage) -> tuple[Passage, ...]:
    """The units of a list; of those whose part is told in brackets ("Trạm Y tế (chủ trì), Trường … (phối
    hợp)") the ones who lead."""
    if "(" in names.text and tells_roles(names.text):
        return split_roles(names)[0] or split_units(names)
    return split_units(names)


def heading_units(passage: Passage) -> tuple[Passage, ...]:
    """The units that a heading names. A heading is no sentence: what looks like a verb describes the unit
    ("Các sở, ngành chủ trì, tham gia thực hiện dự án"), but for an order at its end ("Sở X chỉ đạo Chi cục Y
    thực hiện")."""
    text = passage.text
    if text[1:6].isupper() and is_capitals(text):
        return _units_in_capitals(passage)
    start = _after_intro(text)
    if not start and (owned := _OF_UNIT.match(text)):
        start = owned.end()
    if not begins_name(text, start):
        return ()
    end = _outer_colon(text, start)
    if closing := _END_ORDER.search(text, start, end):
        end = closing.start()
    if order := _ORDER.search(text, start, end):
        return (
            *split_units(passage.part(start, order.start())),
            *split_units(passage.part(order.end(), end)),
        )
    is_sentence = closing is None and text.endswith(_LEADS_IN)
    if is_sentence or ("chủ trì" in text and _WITH_OTHERS.search(text, start, end)):
        return _units_from(passage, start)[0] or split_units(passage.part(start, end))
    return split_units(passage.part(start, end))


def _units_in_capitals(passage: Passage) -> tuple[Passage, ...]:
    """The units of a heading in capitals ("TRÁCH NHIỆM CỦA PHÒNG KINH TẾ"), told by its letters in running
    text and quoted as they stand. Only words that lead in a unit tell that it is no matter ("THANH TRA, KIỂM
    TRA", "BỘ MÁY")."""
    text = passage.text
    plain = text.capitalize()
    begin = _after_intro(plain)
    if not begin and (owned := _OF_UNIT.match(plain)):
        begin = owned.end()
    if not begin:
        return ()
    end = _outer_colon(text, begin)
    running = office_case(text[begin:end])
    if len(running) != end - begin or not begins_name(running):
        return ()
    parts = split_units(Passage(running, begin))
    return tuple(passage.part(part.start, part.start + len(part.text)) for part in parts)


def _outer_colon(text: str, start: int) -> int:
    """The first colon outside brackets from `start` on; the text's end where there is none."""
    colon = text.find(":", start)
    while colon >= 0 and open_brackets(text, 0, colon):
        colon = text.find(":", colon + 1)
    return colon if colon >= 0 else len(text)


def names_units(text: str) -> bool:
    """Whether a text begins with the name of a unit."""
    return begins_name(text, _after_intro(text))


def is_unit_heading(passage: Passage) -> bool:
    """Whether a heading only names units ("b) Sở Tư pháp:"). A sentence is no heading where a word stands
    behind the last capital that names are not made of ("Chi cục An Mẫu vớt bèo.")."""
    text = passage.text
    units, end = head_units(passage)
    if not units or text[end:].strip(" :.;"):
        return False
    return not text.endswith(".") or name_end(text, _after_intro(text), end, strict=True) >= end
