"""Finds measurable targets: sentences that demand a level to be reached.

A figure is a target where its clause demands it ("phấn đấu", "bảo đảm 100% …", "tỷ lệ … đạt từ 95% trở lên", "giảm
10% …"). Facts of the past, costs, lengths of time and figures in titles are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sauro.doctypes.reference import find_references
from sauro.extraction.indicators import basis_of, indicators_of
from sauro.extraction.time_frames import time_frame
from sauro.text.compare import plain
from sauro.text.numbers import Comparator, Quantity, find_quantities

__all__ = ["FoundTarget", "find_targets"]


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """One target at one place. `comparator` is ">=", "<=" or "="; of a range ("10 - 15%") the lower end counts, as a
    floor. `by` is the year or date until which it holds for once, None for every-year targets. `quote` is the
    clause, the text from `start` to `end` with single blanks."""

    indicator: str
    comparator: str
    value: float
    unit: str
    basis: str | None
    by: str | None
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A stretch between full stops, and the time that governs it."""

    start: int
    end: int


# Time is measured in these; a limit of time is no target.
_TIME = frozenset({"ngày làm việc", "ngày", "buổi", "giờ", "phút", "tuần", "tháng", "quý", "năm", "tuổi", "lần", "trang"})
_MONEY = re.compile(r"(?:triệu|tỷ|tỉ|nghìn)?\s?(?:đồng|USD)$|^(?:triệu|nghìn)$")
_FULL_STOP = re.compile(r"[.!?](?=\s|$)(?<!\d\.(?=\d))|\n\s*\n|\t")
_HARD = re.compile(r"[;]|:(?!\d)|\(|\)")
_QUOTED = re.compile(r"[“\"«][^”\"»]{0,300}[”\"»]")
_COMMA = re.compile(r",\s+|\s+(?=(?:và|đồng thời|trong đó)\s)")
_MARKER = re.compile(
    r"\s*(?:[-–+•*]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(\d{1,2}\)|[a-zđ]{1,2}[.)])\s+|\s*\d{1,2}\.\s+", re.IGNORECASE
)
_CONNECTOR = re.compile(
    r"(?:\s|[-–+•*,]|(?:đồng thời|trong đó|và|ngoài ra|cụ thể|nhưng|song)(?!\w)|chỉ tiêu\s+\d+\s*:?)+", re.IGNORECASE
)
# What a clause of its own begins with (plain letters).
_HEAD = re.compile(
    r"(?:va |dong thoi |trong do )*(?:phan dau|bao dam|dam bao|cat giam|tinh gian|giam|tang|nang|dua|duy tri|ty le|ti le|"
    r"ty trong|so luong|toc do|gia tri|tong|thuc hien|hoan thanh|hinh thanh|phat trien|xay dung|co |it nhat|toi thieu|tren "
    r"|hon |duoi |khong (?:qua|duoi|it hon)|tu |moi |chi tieu|muc tieu|den |\d|so (?!hoa)|ho tro|to chuc|trien khai|>|≥)"
)
_DEMAND = re.compile(
    r"(?<!\w)(?:phan dau|bao dam|dam bao|dat|chiem|giam|cat giam|tinh gian|tinh giam|tang|nang|dua|duy tri|chi tieu|"
    r"muc tieu|hoan thanh|yeu cau|it nhat|toi thieu|co|duoc|phai|thuc hien|ung dung|su dung|trien khai|ap dung|dap ung|"
    r"xay dung|ban hanh|cap nhat|tiep can|ket noi|phat trien|trang bi)(?!\w)"
)
_STRIVE = re.compile(r"(?<!\w)(?:phan dau|chi tieu|muc tieu|dat muc|quyet tam)(?!\w)")
_FACT = re.compile(
    r"(?<!\w)(?:uoc (?:dat|tinh|thuc hien|co|tang|giam|vuot|ca nam|khoang)|uoc|da (?:dat|co|hoan thanh|duoc|ban hanh|giam|tang|"
    r"to chuc|thuc hien|trien khai|xay dung|giai quyet)|den nay|hien nay|hien co|hien dat|hien tai|tinh den|so (?:voi )?cung ky|"
    r"thoi gian (?:qua|vua qua)|du bao|du toan|ke hoach nam|so du toan|cung ky nam|lien tuc dat|ket qua dat duoc la)(?!\w)"
)
_COST = re.compile(
    r"(?<!\w)(?:ho tro (?:toi da |khong qua |them )?(?:\d|muc)|thue suat|lai suat|muc (?:ho tro|chi|thu|phat|thue|luong)|vay von|"
    r"tong (?:von|kinh phi|muc dau tu|du toan)|nguon von|von (?:ngan sach|dau tu|doi ung)|du kien kinh phi|kinh phi (?:thuc hien|"
    r"ho tro|du kien|la)|chi ngan sach|ngan sach (?:nha nuoc|trung uong|dia phuong|tinh)|dia phuong huong|trich|giam gia|"
    r"nguong|nong do|hoa chat|he so|cong suat|dien tich dat)(?!\w)"
)
_PAST_YEAR = re.compile(r"(?<!\w)(?:trong |cuoi |het )?nam (20\d\d)(?:,)?(?: da)? (?:dat|la|co|chiem|giam|tang)(?!\w)")
_CUT_AFTER = re.compile(
    r",\s+(?=(?:gop phan|gan voi|tung buoc|nham|qua do|tao |lam co so|phuc vu|dap ung|bao cao ket qua)(?:\s|$))"
)
_AND = re.compile(r"va\s")
_FROM = re.compile(r"(?<!\w)tu\s+(?:muc\s+|khoang\s+)?$")
_TO = re.compile(r"\s*(?:\(?\s*nam \d{4}\)?\s*)?(?:len|xuong|den|toi)(?!\w)")


def find_targets(
    text: str, *, offset: int = 0, by: str | None = None, year: int | None = None
) -> tuple[FoundTarget, ...]:
    """The targets that one passage (a paragraph, a cell) states, in their order.

    `offset` is added to all spans. `by` is the time that governs the passage from outside: the due of a table row,
    the year of a heading; a time in the passage itself goes before it. `year` is that of the plan: what an earlier
    year has reached is a fact, no target.
    """
    quantities = _measures(text)
    if not quantities:
        return ()
    flat = plain(text)
    targets: list[FoundTarget] = []
    for sentence in _sentences(text):
        inside = [one for one in quantities if sentence.start <= one.start < sentence.end]
        governing: str | None = None
        low = sentence.start
        for index, quantity in enumerate(inside):
            hard = _hard_start(text, low, quantity.start)
            governing = time_frame(flat[low:hard]) or governing
            following = inside[index + 1] if index + 1 < len(inside) else None
            earlier = inside[index - 1].end if index else sentence.start
            start, end = _clause(text, flat, sentence, max(hard, sentence.start), earlier, quantity, following)
            low = max(low, hard)
            if _is_departure(flat, quantity, following):
                continue
            if not _is_target(flat, sentence, start, end, quantity, year):
                continue
            until = time_frame(flat[start:end]) or governing or by
            if not time_frame(flat[start:end]) and time_frame(flat[hard:start]):
                until = time_frame(flat[hard:start])
            targets.extend(_built(text, flat, quantity, start, end, until, offset))
    return tuple(targets)


def _measures(text: str) -> list[Quantity]:
    """The quantities that may be targets: none inside a quotation, a number of a document, and no length of time."""
    quantities = [one for one in find_quantities(text) if one.unit not in _TIME]
    if not quantities:
        return []
    barred = [match.span() for match in _QUOTED.finditer(text)]
    barred += [(found.start, found.end) for found in find_references(text)]
    return [one for one in quantities if not any(start <= one.figure < end for start, end in barred)]


def _sentences(text: str) -> list[_Sentence]:
    sentences: list[_Sentence] = []
    start = 0
    marker = _MARKER.match(text)
    if marker:
        start = marker.end()
    for stop in _FULL_STOP.finditer(text, start):
        sentences.append(_Sentence(start, stop.start()))
        start = stop.end()
    sentences.append(_Sentence(start, len(text)))
    return sentences


def _hard_start(text: str, low: int, at: int) -> int:
    """Where the clause around `at` begins at the latest mark that parts clauses; brackets that close before are no
    such mark."""
    start, depth = low, 0
    for index in range(at - 1, low - 1, -1):
        letter = text[index]
        if letter == ")":
            depth += 1
        elif letter == "(":
            if depth == 0:
                return index + 1
            depth -= 1
        elif depth == 0 and (letter == ";" or (letter == ":" and not text[index + 1 : index + 2].isdigit())):
            return index + 1
    return start


def _hard_end(text: str, at: int, high: int) -> int:
    """Where the clause ends: a semicolon, a bracket that closes around it, or a bracket right behind the figure."""
    rest = text[at:high]
    if rest.lstrip().startswith("("):
        return at
    depth = 0
    for index in range(at, high):
        letter = text[index]
        if letter == "(":
            depth += 1
        elif letter == ")":
            if depth == 0:
                return index
            depth -= 1
        elif letter == ";" and depth == 0:
            return index
    return high


def _soft_starts(text: str, flat: str, low: int, high: int) -> list[int]:
    """Places between `low` and `high` where a clause of its own may begin after a comma or "và"."""
    starts: list[int] = []
    depth, last = 0, low
    for comma in _COMMA.finditer(text, low, high):
        depth += text.count("(", last, comma.start()) - text.count(")", last, comma.start())
        last = comma.start()
        if depth <= 0 and _HEAD.match(flat, comma.end()):
            starts.append(comma.end())
    return starts


def _clause(
    text: str,
    flat: str,
    sentence: _Sentence,
    hard: int,
    earlier: int,
    quantity: Quantity,
    following: Quantity | None,
) -> tuple[int, int]:
    """The clause of a figure, as it is quoted: from the word that demands, up to the next figure's clause.
    `earlier` is where the figure before it ends: only past that does "và" part two clauses."""
    starts = _soft_starts(text, flat, hard, quantity.start + 1)
    starts = [one for one in starts if one > earlier > hard or not _AND.match(flat, one)]
    start = starts[-1] if starts else hard
    end = _hard_end(text, quantity.end, sentence.end)
    if following and following.start < end:
        later = _soft_starts(text, flat, quantity.end, following.start + 1)
        if later:
            end = later[-1] if len(later) == 1 else later[0]
    cut = _CUT_AFTER.search(flat, quantity.end, end)
    if cut:
        end = cut.start()
    connector = _CONNECTOR.match(text, start, quantity.start)
    if connector:
        start = connector.end()
    while end > quantity.end and text[end - 1] in " ,;:\n-–":
        end -= 1
    trailing = re.search(r"\s+(?:và|đồng thời|trong đó)$", text[quantity.end : end])
    if trailing:
        end = quantity.end + trailing.start()
    return start, end


def _is_departure(flat: str, quantity: Quantity, following: Quantity | None) -> bool:
    """"từ 50% lên 70%": the first figure is where one starts from."""
    if following is None or not _FROM.search(flat[max(0, quantity.figure - 16) : quantity.figure]):
        return False
    return _TO.match(flat, quantity.end, following.figure) is not None


def _is_target(
    flat: str, sentence: _Sentence, start: int, end: int, quantity: Quantity, year: int | None
) -> bool:
    clause = flat[start:end]
    strives = _STRIVE.search(flat, sentence.start, sentence.end) is not None
    near = flat[max(sentence.start, start - 40) : min(end, sentence.end)]
    if _COST.search(near) or (_FACT.search(near) and not _STRIVE.search(clause)):
        return False
    past = _PAST_YEAR.search(near)
    if past and year is not None and int(past[1]) < year and not strives:
        return False
    if quantity.unit and _MONEY.search(quantity.unit):
        return strives
    if quantity.unit == "%":
        led = quantity.start == start or quantity.figure == start
        return led or strives or quantity.comparator is not Comparator.EQUAL or bool(_DEMAND.search(clause))
    if quantity.unit is None:
        return False
    return strives or (quantity.comparator is not Comparator.EQUAL and bool(_DEMAND.search(clause)))


def _built(
    text: str, flat: str, quantity: Quantity, start: int, end: int, until: str | None, offset: int
) -> list[FoundTarget]:
    clause = flat[start:end]
    share = quantity.unit == "%"
    comparator = quantity.comparator
    if quantity.upper is not None and comparator is Comparator.EQUAL:
        comparator = Comparator.AT_LEAST
    quote = " ".join(text[start:end].split())
    return [
        FoundTarget(
            indicator,
            comparator.value,
            quantity.value,
            quantity.unit or "",
            basis_of(clause, indicator),
            until,
            quote,
            start + offset,
            end + offset,
        )
        for indicator in indicators_of(
            clause, quantity.start - start, quantity.end - start, share=share
        )
    ]
