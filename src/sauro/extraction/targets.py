"""Finds measurable targets: sentences that demand a level to be reached.

A figure is a target where its clause demands it ("phấn đấu", "bảo đảm 100% …", "tỷ lệ … đạt từ 95% trở lên",
"giảm 10% …"). Facts of the past, costs, lengths of time and figures in titles are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sauro.doctypes.reference import find_references
from sauro.extraction.indicators import basis_of, has_subject, indicators_of, reduces
from sauro.extraction.time_frames import time_frame
from sauro.text.compare import plain
from sauro.text.numbers import Comparator, Quantity, find_quantities

__all__ = ["FoundTarget", "find_targets"]


@dataclass(frozen=True, slots=True)
class FoundTarget:
    """One target at one place. `comparator` is ">=", "<=" or "="; of a range ("10 - 15%") the lower end
    counts, as a floor. `by` is the year or date until which it holds for once, None for every-year targets.
    `quote` is the clause, the text from `start` to `end` with single blanks."""

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
    """A stretch between full stops."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Clause:
    """A figure with the stretch that is quoted for it, the time that governs it, and the plain words it takes
    over from the clause before."""

    start: int
    end: int
    quantity: Quantity
    until: str | None
    carried: str


# Time is measured in these; a limit of time is no target.
_UNCOUNTED = frozenset({"mục", "nội", "điểm", "đợt", "loại", "trường", "lượng", "hình", "bước"})
_TIME = frozenset(
    {"ngày làm việc", "ngày", "buổi", "giờ", "phút", "tuần", "tháng", "quý", "năm", "tuổi", "lần", "trang"}
)
_MONEY = re.compile(r"(?:triệu|tỷ|tỉ|nghìn)?\s?(?:đồng|USD)$|^(?:triệu|nghìn)$")
_FULL_STOP = re.compile(r"[.!?](?=\s|$)(?<!\d\.(?=\d))|\n\s*\n|\t")
_HARD = re.compile(r"[;]|:(?!\d)|\(|\)")
_QUOTED = re.compile(r"[“\"«][^”\"»]{0,300}[”\"»]")
_COMMA = re.compile(r",\s+|\s+(?=(?:và|đồng thời|trong đó)\s)")
_MARKER = re.compile(
    r"\s*(?:[-–+•*]|\(?\d{1,2}(?:\.\d{1,2})*[.)]|\(\d{1,2}\)|[a-zđ]{1,2}[.)])\s+|\s*\d{1,2}\.\s+",
    re.IGNORECASE,
)
_CONNECTOR = re.compile(
    r"(?:\s|[-–+•*,]|(?:đồng thời|trong đó|và|ngoài ra|cụ thể|nhưng|song)(?!\w)|chỉ tiêu\s+\d+\s*:?)+",
    re.IGNORECASE,
)
# What a clause of its own begins with (plain letters).
_HEAD = re.compile(
    r"(?:va |dong thoi |trong do )*(?:phan dau|bao dam|dam bao|cat giam|tinh gian|giam|tang|nang|dua|duy tri|ty le|ti le|"
    r"ty trong|so luong|toc do|gia tri|tong|thuc hien|hoan thanh|hinh thanh|phat trien|xay dung|co |it nhat|toi thieu|tren "
    r"|hon |duoi |khong (?:qua|duoi|it hon)|tu |moi |chi tieu|muc tieu|den |nam \d{4}|\d|so (?!hoa)|ho tro|to chuc|trien khai|>|≥)"
)
_DEMAND = re.compile(
    r"(?<!\w)(?:phan dau|bao dam|dam bao|dat|chiem|giam|cat giam|tinh gian|tinh giam|tang|nang|dua|duy tri|chi tieu|"
    r"muc tieu|hoan thanh|yeu cau|it nhat|toi thieu|co|duoc|phai|thuc hien|ung dung|su dung|trien khai|ap dung|dap ung|"
    r"xay dung|ban hanh|cap nhat|tiep can|ket noi|phat trien|trang bi)(?!\w)"
)
_STRIVE = re.compile(r"(?<!\w)(?:phan dau|chi tieu|muc tieu|dat muc|quyet tam)(?!\w)")
_STRIVES = re.compile(r"(?<!\w)(?:phan dau|quyet tam)(?!\w)")
_FACT = re.compile(
    r"(?<!\w)(?:uoc|da (?:dat|co|hoan thanh|duoc|ban hanh|giam|tang|to chuc|thuc hien|trien khai|xay dung|giai quyet)|"
    r"thoi gian (?:qua|vua qua)|du bao|so du toan|% (?:ke hoach|du toan)|lien tuc dat|bi (?:ngap|anh huong|thiet hai))(?!\w)"
)
_STATE_SO_FAR = re.compile(
    r"(?<!\w)(?:den nay|tinh den|hien nay|hien co|hien dat|hien tai|uoc dat|uoc thuc hien)(?!\w)"
)
_SAME_PERIOD = re.compile(r"(?<!\w)(?:so )?(?:voi )?cung ky(?!\w)")
# Conditions, and points given in a competition, demand nothing.
_CONDITION = re.compile(
    r"(?<!\w)(?:neu|truong hop|cong (?:truc tiep )?\d+ diem|cong diem|tru \d+ diem|thang diem|xep hang|doi voi mot so)(?!\w)"
)
_AWARD = re.compile(
    r"(?<!\w)(?:bang khen|giay khen|binh chon|xet chon|danh hieu|khong qua \d+ truong hop)(?!\w)"
)
_COST = re.compile(
    r"(?<!\w)(?:ho tro (?:toi da |khong qua |them )?(?:\d|muc)|thue suat|lai suat|muc (?:ho tro|chi|thu|phat|thue|luong)|vay von|"
    r"tong (?:von|kinh phi|muc dau tu|du toan)|nguon von|von (?:ngan sach|dau tu|doi ung)|du kien kinh phi|kinh phi (?:thuc hien|"
    r"ho tro|du kien|la)|chi ngan sach|ngan sach (?:nha nuoc|trung uong|dia phuong|tinh)|dia phuong huong|trich|giam gia|"
    r"nguong|nong do|hoa chat|he so|cong suat|dien tich dat)(?!\w)"
)
_SPENT = re.compile(r"(?<!\w)(?:chi|ngan sach|kinh phi|von|du toan)(?!\w)")
_SET_LIMIT = re.compile(r"(?:it nhat|toi thieu|khong (?:duoc )?(?:duoi|it hon|qua|vuot qua)|toi da)(?!\w)")
_PAST_YEAR = re.compile(
    r"(?<!\w)(?:trong |cuoi |het )?nam (20\d\d)(?:,)?(?: da)? (?:dat|la|co|chiem|giam|tang)(?!\w)"
)
_CUT_AFTER = re.compile(
    r",\s+(?=(?:gop phan|gan voi|tung buoc|nham|qua do|tao |lam co so|phuc vu|dap ung|bao cao ket qua)(?:\s|$))"
)
_AND = re.compile(r"va\s")
_FROM = re.compile(r"(?<!\w)tu\s+(?:muc\s+|khoang\s+)?$")
_TO = re.compile(r"[^,;.]{0,40}?(?<!\w)(?:len|xuong|den|toi)(?!\w)")


def find_targets(
    text: str, *, offset: int = 0, by: str | None = None, year: int | None = None
) -> tuple[FoundTarget, ...]:
    """The targets that one passage (a paragraph, a cell) states, in their order.

    `offset` is added to all spans. `by` is the time that governs the passage from outside: the due of a table
    row, the year of a heading; a time in the passage itself goes before it. `year` is that of the plan: what
    an earlier year has reached is a fact, no target.
    """
    quantities = _measures(text)
    if not quantities:
        return ()
    flat = plain(text)
    targets: list[FoundTarget] = []
    for sentence in _sentences(text):
        inside = [one for one in quantities if sentence.start <= one.start < sentence.end]
        for clause in _clauses(text, flat, sentence, inside):
            if _is_target(flat, sentence, clause, year):
                targets.extend(_built(text, flat, clause, clause.until or by, offset))
    return tuple(targets)


def _clauses(text: str, flat: str, sentence: _Sentence, inside: list[Quantity]) -> Iterator[_Clause]:
    """The clause of each figure of a sentence, with the time that governs it and what it takes over from the
    clause before: "cắt giảm 15% số lượng văn bản và 10% số lượng hội nghị"."""
    governing: str | None = None
    low, last = sentence.start, None
    for index, quantity in enumerate(inside):
        hard = _hard_start(text, low, quantity.start)
        governing = time_frame(flat[low:hard]) or governing
        following = inside[index + 1] if index + 1 < len(inside) else None
        earlier = inside[index - 1].end if index else sentence.start
        start, end = _extent(text, flat, sentence, hard, earlier, quantity, following)
        low = hard
        until = time_frame(flat[start:end]) or time_frame(flat[hard:start]) or governing
        if _is_departure(flat, quantity, following):
            continue
        is_nested = (
            last is not None and last.start == start and last.quantity.unit == "%" and quantity.unit != "%"
        )
        if not is_nested:
            last = _Clause(start, end, quantity, until, _carried(flat, last, start, end, quantity, hard))
            yield last


def _carried(flat: str, last: _Clause | None, start: int, end: int, quantity: Quantity, hard: int) -> str:
    """The words of the clause before that this one leaves out: the verb of reduction, or the whole
    subject."""
    if last is None:
        return ""
    head = last.carried + flat[last.start : last.quantity.start]
    if last.start >= hard and quantity.start == start and reduces(head) and not reduces(flat[start:end]):
        return head
    if not has_subject(flat[start:end], quantity.start - start, quantity.end - start):
        return (
            last.carried + flat[last.start : last.quantity.start] + flat[last.quantity.end : last.end] + " "
        )
    return ""


def _measures(text: str) -> list[Quantity]:
    """The quantities that may be targets: none inside a quotation, a number of a document, and no length of
    time."""
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
    """Where the clause around `at` begins at the latest mark that parts clauses; brackets that close before
    are no such mark."""
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
    """Where the clause ends: a semicolon, a bracket that closes around it, or a bracket right behind the
    figure."""
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


def _extent(
    text: str,
    flat: str,
    sentence: _Sentence,
    hard: int,
    earlier: int,
    quantity: Quantity,
    following: Quantity | None,
) -> tuple[int, int]:
    """Where the clause of a figure begins and ends, as it is quoted: from the word that demands, up to the
    next figure's clause. `earlier` is where the figure before it ends: only past that does "và" part two
    clauses."""
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
    """ "từ 50% lên 70%": the first figure is where one starts from."""
    if following is None or not _FROM.search(flat[max(0, quantity.figure - 16) : quantity.figure]):
        return False
    return _TO.match(flat, quantity.end, following.figure) is not None


def _is_target(flat: str, sentence: _Sentence, found: _Clause, year: int | None) -> bool:
    start, end, quantity = found.start, found.end, found.quantity
    clause = flat[start:end]
    strives = _STRIVES.search(clause) is not None
    near = flat[max(sentence.start, start - 40) : end]
    if _COST.search(near) or _CONDITION.search(near) or _AWARD.search(flat, sentence.start, sentence.end):
        return False
    if not strives and (_FACT.search(near) or _STATE_SO_FAR.search(flat, sentence.start, quantity.start)):
        return False
    is_bare = quantity.comparator is Comparator.EQUAL
    is_aim = strives or _STRIVE.search(flat, sentence.start, sentence.end) is not None
    if is_bare and not is_aim and _SAME_PERIOD.search(clause) and not quantity.value.is_integer():
        return False
    past = _PAST_YEAR.search(near)
    if past and year is not None and int(past[1]) < year and not is_aim:
        return False
    if quantity.unit == "%":
        led = quantity.start == start or quantity.figure == start
        return led or is_aim or not is_bare or bool(_DEMAND.search(clause))
    return _is_counted_target(
        flat, start, end, quantity, strives=_STRIVES.search(flat, sentence.start, end) is not None
    )


def _is_counted_target(flat: str, start: int, end: int, quantity: Quantity, *, strives: bool) -> bool:
    """Whether a count is a target: one striven for, or a floor or ceiling set in so many words. "Trên 40 điểm
    ngập" and "vùng nuôi có diện tích từ 10 ha trở lên" only describe."""
    if quantity.unit is None or quantity.unit.split()[0] in _UNCOUNTED:
        return False
    if _MONEY.search(quantity.unit):
        return strives and not _SPENT.search(flat, start, end)
    told = _SET_LIMIT.match(flat, quantity.start) is not None
    return strives or (told and bool(_DEMAND.search(flat, start, end) or quantity.start == start))


def _built(text: str, flat: str, found: _Clause, until: str | None, offset: int) -> list[FoundTarget]:
    quantity = found.quantity
    clause = found.carried + flat[found.start : found.end]
    shift = len(found.carried) - found.start
    comparator = quantity.comparator
    if quantity.upper is not None and comparator is Comparator.EQUAL:
        comparator = Comparator.AT_LEAST
    names = indicators_of(clause, quantity.start + shift, quantity.end + shift, share=quantity.unit == "%")
    return [
        FoundTarget(
            indicator=name,
            comparator=comparator.value,
            value=quantity.value,
            unit=quantity.unit or "",
            basis=basis_of(clause, name),
            by=until,
            quote=" ".join(text[found.start : found.end].split()),
            start=found.start + offset,
            end=found.end + offset,
        )
        for name in names
    ]
