"""Finds measurable targets: sentences that demand a level to be reached.

A figure is a target where its clause demands it ("phấn đấu", "bảo đảm 100% …", "tỷ lệ … đạt từ 95% trở lên",
"giảm 10% …"). Facts of the past, costs, lengths of time and figures in titles are none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sauro.extraction.clauses import Clause, Sentence, clauses_of, sentences_of
from sauro.extraction.indicators import basis_of, indicators_of, is_usual
from sauro.text.compare import plain
from sauro.text.numbers import Comparator, Quantity, find_quantities, is_usual_measure

__all__ = ["FoundTarget", "find_targets", "may_state_target"]


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


# Nouns behind a figure that only part a text or a class ("16 mục tiêu", "4 loại").
_UNCOUNTED = frozenset(
    {"mục", "nội", "điểm", "đợt", "loại", "trường", "lượng", "hình", "bước", "cá", "trường hợp"}
)
# A limit of time is no target.
_TIME = frozenset(
    {"ngày làm việc", "ngày", "buổi", "giờ", "phút", "tuần", "tháng", "quý", "năm", "tuổi", "lần", "trang"}
)
_MONEY = re.compile(r"(?:triệu|tỷ|tỉ|nghìn)?\s?(?:đồng|USD)$|^(?:triệu|nghìn)$")
_QUOTED = re.compile(r"[“\"«][^”\"»]{0,300}[”\"»]")
_DEMAND = re.compile(
    r"(?<!\w)(?:phan dau|ty le|ti le|ty trong|bao dam|dam bao|dat|chiem|giam|rut ngan|cat giam|tinh gian|"
    r"tinh giam|tiet giam|rut gon|tang|nang|dua|duy tri|chi tieu|"
    r"muc tieu|hoan thanh|yeu cau|it nhat|toi thieu|"
    r"co|duoc|phai|"
    r"thuc hien|ung dung|su dung|trien khai|ap dung|dap ung|xay dung|ban hanh|cap nhat|tiep can|ket noi|"
    r"phat trien|trang bi)(?!\w)"
)
# Of a count with a floor or a ceiling.
_BRINGS_ABOUT = re.compile(
    r"(?<!\w)(?:to chuc|ket nap|xay|thanh lap|hinh thanh|giai quyet|tao|mo(?! hinh)|trong moi|bo tri)(?!\w)"
)
# What precedes a count in a list of aims that is to be reached, and what only says where or of what.
_AIMED = re.compile(
    r"(?<!\w)(?:ket nap|xay|giai quyet|tao|co(?! (?:so|quan|che|cau|hoi))|dat(?! dai)|thanh lap|to chuc|"
    r"hinh thanh|phat trien|trong (?:moi|rung)|dao tao|boi duong|tap huan|ho tro|mo(?! hinh)|xoa|cong nhan|"
    r"hoan thanh|nang cap|sua chua|them|cung co|xuat khau|ban hanh|tiep nhan|thu hut)(?!\w)"
)
_DESCRIBES = re.compile(r"(?<!\w)(?:tai|cua|o|tren(?: dia ban)?|trong|thuoc|gom|giua|so|thu|va|la)\s+$")
# "04 buổi tuyên truyền" counts sessions; "01 buổi" is a length of time.
_SESSIONS = re.compile(
    r"\s+(?:tuyen truyen|tap huan|sinh hoat|truyen thong|noi chuyen|doi thoai|giao luu|ngoai khoa|phat thanh|"
    r"bieu dien|chieu phim|tiep xuc|tu van|huong dan|hoc tap)(?!\w)"
)
# "tăng 1,5 lần" is a level; "02 lần/năm" only says how often.
_TIMES_AS_MUCH = re.compile(r"(?<!\w)(?:tang|gap)(?: \w+){0,2}\s+$")
_RHYTHM = re.compile(r"\s?(?:/|moi |mot (?:nam|thang|quy)|trong )")
# A score has no measure behind it.
_SCORE = re.compile(r"(?<!\w)(?:diem (?:trung binh|binh quan|so|danh gia|tong hop)|chi so)(?!\w)")
_EVERY = re.compile(r"\s?/\s?(?:nam|quy|thang)(?!\w)")
# How many must be present or agree is a rule of procedure.
_QUORUM = re.compile(
    r"(?<!\w)(?:(?:thanh vien|dai bieu|uy vien|co dong|phieu)[^;.]{0,60}(?:tan thanh|bieu quyet|dong y|"
    r"co mat|du hop|tham du|tham gia)|(?:tan thanh|bieu quyet|co mat)[^;.]{0,40}(?:thanh vien|dai bieu|"
    r"uy vien|co dong|phieu))(?!\w)"
)
# Of a text without "%": a share in words, a count that is striven for or bounded. Accents may be mistaken.
_MAY_COUNT = re.compile(
    r"ph\wn\s+(?:tr|đ|d)|Ph\wn\s+(?:đ|d)|quy\wt\s+t\wm|Quy\wt\s+t\wm|nh\wt\s+(?=\d|\w+\s)|t\wi\s+(?:th|đ)"
    r"|x\wy\s+ra\s+(?:tr|qu|h)|T\wi\s+(?:th|đ)|kh\wng\s+(?:đ\w+\s+)?(?:d\w+i|\wt|qu|v)|Kh\wng\s+(?:đ\w+\s+)?(?:d\w+i|\wt|qu|v)"
)
_STRIVE = re.compile(r"(?<!\w)(?:phan dau|chi tieu|muc tieu|dat muc|quyet tam)(?!\w)")
_STRIVES = re.compile(r"(?<!\w)(?:phan dau|quyet tam)(?!\w)")
_FACT = re.compile(
    r"(?<!\w)(?:uoc|da (?:dat|co|hoan thanh|duoc|ban hanh|giam|tang|to chuc|thuc hien|trien khai|xay dung|"
    r"giai quyet)|thoi gian (?:qua|vua qua)|du bao|so du toan|lien tuc dat|bi (?:ngap|anh huong|"
    r"thiet hai))(?!\w)"
)
_STATE_SO_FAR = re.compile(
    r"(?<!\w)(?:den nay|tinh den|hien nay|hien co|hien dat|hien tai|uoc dat|uoc thuc hien)(?!\w)"
)
_OWNED = re.compile(r" (?:so )?von(?!\w)")
_OF_PLAN = re.compile(r"\s?(?:so )?(?:voi )?(?:ke hoach|du toan)(?!\w)")
_SAME_PERIOD = re.compile(r"(?<!\w)(?:so )?(?:voi )?cung ky(?!\w)")
# What stands under a condition, and points given in a competition, demands nothing.
_CONDITION = re.compile(
    r"(?<!\w)(?:(?<!da )neu(?! (?:tren|tai|o|trong|ro|guong|cao|co\)))|truong hop|doi voi mot so)(?!\w)"
)
_POINTS = re.compile(
    r"(?<!\w)(?:(?:cong|tru) (?:truc tiep |them )?\d+ diem|cong diem|thang diem|bang khen|giay khen|"
    r"binh chon|xet chon|danh hieu (?:thi dua|chien si|tap the|lao dong))(?!\w)"
)
_COST = re.compile(
    r"(?<!\w)(?:ho tro (?:toi da |khong qua |them )?[\d.,]+\s?(?:% (?:kinh phi|chi phi|gia tri|tong|muc|"
    r"hoc phi|lai|tien|von)|trieu|ty|dong)|thue suat|lai suat|muc (?:ho tro|chi|thu|phat|thue|luong)|"
    r"vay von|tong (?:von|kinh phi|muc dau tu|du toan)|nguon von|von (?:ngan sach|dau tu|doi ung)|"
    r"du kien kinh phi|kinh phi (?:thuc hien|ho tro|du kien|la)|(?:chi|tu|bang|do) (?:nguon )?ngan sach|"
    r"dia phuong huong|trich|giam gia|nguong|nong do|hoa chat|he so|"
    r"cong suat(?! su dung))(?!\w)"
)
_FORMULA = re.compile(r"(?<![<>])=|\sx\s")
# Characters of a sentence, before and after a clause, that are asked whether they demand or report.
_AROUND = 600
_DISBURSED = re.compile(r"(?<!\w)(?:giai ngan|hoan thanh 100\s?% ke hoach von)(?!\w)")
_SPENT = re.compile(r"(?<!\w)(?:chi(?! tieu)|(?<!thu )ngan sach|kinh phi|von|du toan)(?!\w)")
# Money that is to be reached: "đạt 45 tỷ đồng", not what something costs.
_REACHES = re.compile(
    r"(?<!\w)(?:dat|thu|len|tang)(?: (?:duoc|tren|tu|it nhat|toi thieu|khoang|den|toi|muc|them|hon))*\s+$"
)
_SET_LIMIT = re.compile(
    r"(?:it nhat|toi thieu|khong (?:duoc )?(?:duoi|it hon|qua|vuot qua)|toi da"
    r"|khong (?:de )?(?:xay ra|phat sinh|co) (?:qua|tren|hon|vuot))(?!\w)"
)
_PAST_YEAR = re.compile(
    r"(?<!\w)(?:trong |cuoi |het )?nam (20\d\d)(?:,)?(?: da)? (?:dat|la|co|chiem|giam|tang)(?!\w)"
)


def find_targets(
    text: str, *, offset: int = 0, by: str | None = None, year: int | None = None, aims: bool = False
) -> tuple[FoundTarget, ...]:
    """The targets that one passage (a paragraph, a cell) states, in their order.

    `offset` is added to all spans. `by` is the time that governs the passage from outside: the due of a table
    row, the year of a heading; a time in the passage itself goes before it. `year` is that of the plan: what
    an earlier year has reached is a fact, no target. `aims`: it stands in a section of aims, where a count
    that is to be reached needs no word that it is striven for.
    """
    if not may_state_target(text, aims=aims):
        return ()
    flat = plain(text)
    quantities = _measures(text, flat)
    if not quantities:
        return ()
    targets: list[FoundTarget] = []
    for sentence in sentences_of(text):
        inside = [one for one in quantities if sentence.start <= one.start < sentence.end]
        for clause in clauses_of(text, flat, sentence, inside):
            if _is_target(flat, sentence, clause, year, aims=aims):
                until = clause.until or (None if _EVERY.match(flat, clause.quantity.end) else by)
                targets.extend(_built(text, clause, until, offset))
    return tuple(targets)


def may_state_target(text: str, *, aims: bool) -> bool:
    """A quick look at a passage: most hold nothing that could be a target."""
    return "%" in text or aims or _MAY_COUNT.search(text) is not None


def _measures(text: str, flat: str) -> list[Quantity]:
    """The quantities that may be targets: none inside a quotation, and no length of time."""
    quantities = [one for one in find_quantities(text) if one.unit not in _TIME or _counts(flat, one)]
    if not quantities:
        return []
    barred = [match.span() for match in _QUOTED.finditer(text)]
    return [one for one in quantities if not any(start <= one.figure < end for start, end in barred)]


def _counts(flat: str, quantity: Quantity) -> bool:
    """Whether a word for a length of time counts something: sessions of teaching, times as much."""
    if quantity.unit == "buổi":
        return _SESSIONS.match(flat, quantity.end) is not None
    if quantity.unit == "lần" and not _RHYTHM.match(flat, quantity.end):
        return _TIMES_AS_MUCH.search(flat, max(0, quantity.start - 40), quantity.start) is not None
    return False


def _is_target(flat: str, sentence: Sentence, found: Clause, year: int | None, *, aims: bool) -> bool:
    start, end, quantity = found.start, found.end, found.quantity
    clause = flat[start:end]
    strives = _STRIVES.search(flat, found.opening, end) is not None
    near = max(sentence.start, start - 40)
    low, high = max(sentence.start, start - _AROUND), min(sentence.end, end + _AROUND)
    if _COST.search(flat, near, end) and not _DISBURSED.search(flat, near, end):
        return False
    if _FORMULA.search(flat, start, end) or (" so " in clause and _QUORUM.search(clause)):
        return False
    if _CONDITION.search(flat, start if strives else near, quantity.start) or _gives_points(flat, low, high):
        return False
    if not strives and (_FACT.search(flat, near, end) or _STATE_SO_FAR.search(flat, low, quantity.start)):
        return False
    is_bare = quantity.comparator is Comparator.EQUAL
    is_aim = strives or _STRIVE.search(flat, low, high) is not None
    if not strives and not aims and _OF_PLAN.match(flat, quantity.end):
        return False
    if is_bare and not is_aim and _SAME_PERIOD.search(clause) and not quantity.value.is_integer():
        return False
    past = _PAST_YEAR.search(flat, near, end) if "nam 20" in flat else None
    if past and year is not None and int(past[1]) < year and not is_aim:
        return False
    if quantity.unit == "%" and "/" in flat[quantity.figure : quantity.end]:
        return strives or aims or not is_bare  # "8/10 thôn" is mostly what has been reached
    if quantity.unit == "%":
        led = quantity.start == start or quantity.figure == start
        if led or is_aim or not is_bare or _is_all(flat, quantity) or _DEMAND.search(clause):
            return True
        # "Hồ sơ công việc xử lý trên môi trường mạng: 90%"
        return flat[start : quantity.start].endswith(": ") and is_usual(clause, unit="%")
    strives = _STRIVES.search(flat, low, end) is not None
    if aims and not strives and _is_aimed(flat, start, quantity):
        return True
    return _is_counted_target(flat, start, end, quantity, strives=strives)


def _gives_points(flat: str, low: int, high: int) -> bool:
    around = flat[low:high]
    may_give = "diem" in around or "khen" in around or "chon" in around or "danh hieu" in around
    return may_give and _POINTS.search(flat, low, high) is not None


def _is_aimed(flat: str, start: int, quantity: Quantity) -> bool:
    """Whether a count in a section of aims is one to be reached; a score counts nothing."""
    before = flat[start : quantity.start]
    if quantity.unit is None:
        return quantity.comparator is not Comparator.EQUAL and _SCORE.search(before) is not None
    if _MONEY.search(quantity.unit):
        told = _REACHES.search(flat, start, quantity.figure)
        named = told is not None and told.start() > start
        return named and not _SPENT.search(flat, start, quantity.end)
    if _is_uncounted(quantity.unit):
        return False
    is_known = quantity.unit not in _TIME or _counts(flat, quantity)
    if not is_known or not is_usual_measure(quantity.unit) or _DESCRIBES.search(before):
        return False
    return _AIMED.search(before) is not None


def _is_uncounted(unit: str) -> bool:
    """Whether a unit only parts a text or a class; "trường" is one where it is the whole unit, a school."""
    return unit != "trường" and unit.split()[0] in _UNCOUNTED


def _is_all(flat: str, quantity: Quantity) -> bool:
    """Whether all of something is spoken of ("Tiếp nhận 100% hồ sơ …"), which is told only to demand it; who
    owns a firm is not."""
    return quantity.value == 100 and not _OWNED.match(flat, quantity.end)


def _is_counted_target(flat: str, start: int, end: int, quantity: Quantity, *, strives: bool) -> bool:
    """Whether a count is a target: one striven for, or a floor or ceiling set in so many words. "Trên 40 điểm
    ngập" and "hồ nuôi có mặt nước từ 12 ha trở lên" only describe."""
    if quantity.unit is None or _is_uncounted(quantity.unit):
        return False
    if _MONEY.search(quantity.unit):
        return strives and not _SPENT.search(flat, start, end)
    told = _SET_LIMIT.match(flat, quantity.start) is not None
    is_meeting = quantity.unit in ("hội nghị", "cuộc họp") or quantity.start == start
    return strives or (
        told
        and bool(is_meeting or _DEMAND.search(flat, start, end) or _BRINGS_ABOUT.search(flat, start, end))
    )


def _built(text: str, found: Clause, until: str | None, offset: int) -> list[FoundTarget]:
    quantity = found.quantity
    clause = found.carried + text[found.start : found.end]
    shift = len(found.carried) - found.start
    comparator = quantity.comparator
    if quantity.upper is not None and comparator is Comparator.EQUAL:
        comparator = Comparator.AT_LEAST
    names = indicators_of(clause, quantity.start + shift, quantity.end + shift, unit=quantity.unit or "")
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
