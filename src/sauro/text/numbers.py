"""Figures in Vietnamese writing: "95%", "1,5 ngày", "nửa ngày", "1.234 hộ", "không quá 02 cuộc", "từ 60% trở
lên".

A decimal comma, a full stop between thousands; the words around a figure say whether it is a floor ("ít
nhất"), a ceiling ("không quá") or the figure itself. Figures that name something (years, dates, articles,
numbers of documents) are no quantities.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from sauro.text.normalise import lower_case

__all__ = [
    "Comparator",
    "Quantity",
    "figure_value",
    "find_quantities",
    "holds_figure",
    "is_usual_measure",
    "worded_value",
]


class Comparator(StrEnum):
    """A floor, a ceiling, or the figure itself."""

    AT_LEAST = ">="
    AT_MOST = "<="
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure with its measure. `start` to `end` covers the words of comparison too ("từ 95% trở lên"),
    `figure` is where the figure itself begins. `unit` is "%" or the noun counted, with single blanks; None
    where none is told. A part told as a fraction is given in per cent ("2/3 số xã": 66.67). `upper` is the
    higher end of a range ("10 - 15%": value 10, upper 15). `comparator` is "=" for a bare figure."""

    start: int
    end: int
    value: float
    unit: str | None
    comparator: Comparator
    upper: float | None = None
    figure: int = -1


_DIGITS = {
    "không": 0,
    "một": 1,
    "mốt": 1,
    "hai": 2,
    "ba": 3,
    "bốn": 4,
    "tư": 4,
    "năm": 5,
    "lăm": 5,
    "nhăm": 5,
}
_DIGITS |= {"sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9, "mười": 10}
_NUMERAL = "(?:" + "|".join((*_DIGITS, "mươi", "trăm", "linh", "lẻ", "rưỡi")) + ")"
_FIGURE = r"(?:\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d{1,2}\.\d{1,2}(?!\d)|\d+)"
_FRACTION = r"\d{1,2}\s?/\s?\d{1,2}(?=\s{1,3}(?:ngày|buổi|giờ|tháng|năm|quý)(?!\w))"
_SHARE = r"(?:\d\s?/\s?\d{1,2}|một\s+nửa|nửa)(?=\s{1,3}(?:tổng\s+)?số\s+[^\W\d]|\s{1,3}các\s+[^\W\d])"
"""A part told as a fraction ("2/3 số xã")."""
_OF_ALL = (
    r"\d{1,3}\s?/\s?\d{1,3}(?=\s{1,3}(?:thôn|bản|làng|ấp|buôn|khóm|xã|phường|tổ dân phố|khu dân cư|khu phố|"
    r"trường|đơn vị|cơ quan|hộ|tiêu chí|chỉ tiêu|trạm|cơ sở|chi bộ|chi hội|chợ|di tích)(?!\w))"
)
"""So many of all ("8/10 thôn")."""
_PER_CENT = r"\s{0,2}(?:%|phần\s+trăm)"
_NOUNS = (
    "cá nhân|tập thể|trường hợp|doanh nghiệp|hợp tác xã|tổ hợp tác|hộ gia đình|hộ nghèo|hộ dân|hộ|sản phẩm|"
    "mô hình|hội nghị|cuộc họp|cuộc|hội thảo|người dân|người lao động|người|lao động|lượt người|lượt khách|"
    "lượt|học sinh|giáo viên|cán bộ|công chức|trẻ em|xã|phường|thôn|bản|làng|tổ dân phố|khu dân cư|huyện|"
    "tỉnh|địa phương|đơn vị|cơ quan|tổ chức|cơ sở|trường|lớp|trung tâm|bệnh viện|trạm y tế|chợ|"
    "khu công nghiệp|cụm công nghiệp|nền tảng|ứng dụng|hệ thống|phần mềm|bộ dữ liệu|cơ sở dữ liệu|kịch bản|"
    "dịch vụ công|dịch vụ|thủ tục hành chính|thủ tục|hồ sơ|văn bản|nhiệm vụ|đề tài|dự án|sáng chế|"
    "công trình|nhà|căn nhà|ngôi nhà|căn hộ|đề án|sáng kiến|đảng viên|đoàn viên|hội viên|tiêu chí|chỉ tiêu|"
    "vùng|chuỗi|tuyến|trang trại|ca|"
    "chương trình|báo cáo viên|báo cáo|mét giá|mét|cuộc thi|hội thi|câu lạc bộ|hộ cận nghèo|điều dưỡng|"
    "bác sĩ|phòng học|tin, bài|tin bài|tin|bài|chuyên mục|chuyên đề|lớp tập huấn|điểm|bậc|ha|héc ta|km2|km|"
    "m2|m3|tấn|tạ|kg|con|cây|MW|kWh|triệu đồng|tỷ đồng|tỉ đồng|nghìn tỷ đồng|đồng|triệu USD|tỷ USD|USD|"
    "triệu|nghìn|ngày làm việc|ngày|buổi|giờ|phút|tuần|tháng|quý|năm|lần|trang|dân"
)
_USUAL_MEASURES = frozenset(_NOUNS.split("|"))
_NOUN_PATTERN = "|".join(
    sorted((noun.replace(" ", r"\s+") for noun in _NOUNS.split("|")), key=len, reverse=True)
)
_UNIT = re.compile(
    rf"(?P<percent>{_PER_CENT})|\s{{0,3}}(?P<noun>(?:(?:triệu|nghìn|tỷ)\s+)?(?:{_NOUN_PATTERN}))(?!\w)"
    r"|\s{1,3}(?P<word>[^\W\d_]+)",
)
_NO_NOUN_WORDS = """
và đến tới của về theo trong ngoài trên dưới là thì mà hoặc hay do bởi tại ở từ để cho với các những
được có đã sẽ đang nêu này đó gồm nhằm khi nếu như trở năm tháng ngày nay so lên xuống bằng
"""
_NO_NOUN = frozenset(_NO_NOUN_WORDS.split())
# Numerals in words count only before a measure, so that the many "năm", "không" and "ba" that are none are
# passed over at once.
_BEFORE_MEASURE = rf"(?=\s{{0,3}}%|\s+(?:phần\s+trăm|(?:(?:triệu|nghìn|tỷ)\s+)?(?:{_NOUN_PATTERN}))(?!\w))"
_CORE = re.compile(
    rf"(?<![\w.,/%-])(?:(?P<fraction>{_FRACTION})|(?P<low>{_FIGURE})(?:(?:{_PER_CENT})?\s{{0,2}}(?:[-–—÷]|"
    rf"đến|tới)\s{{0,2}}(?P<high>{_FIGURE})(?=\s?%|\s[^\W\d]))?|(?P<share>{_SHARE})|"
    rf"(?P<whole>{_OF_ALL})|(?P<half>nửa)(?=\s+(?:ngày|buổi|tháng|năm))|"
    rf"(?P<words>{_NUMERAL}(?:\s+{_NUMERAL}){{0,4}})(?!\w){_BEFORE_MEASURE})(?!\s?[/-]\s?\d|[.,]\d|\w)",
)
_LINK = (
    r"(?:\s{1,3}(?:là|đạt|có|phải|mức|ở mức|được|từ|trên|khoảng|(?:vào\s+)?năm\s+20\d\d))*\s{0,3}:?\s{0,3}$"
)
# In small letters.
_FLOOR = re.compile(
    r"(?:(?<!\w)(?:không\s+(?:được\s+)?(?:ít hơn|dưới|thấp hơn|nhỏ hơn|kém hơn|kém)|tối\s+thiểu|ít\s+nhất|"
    r"chí\s+ít|"
    rf"trên|hơn|(?:lớn|cao) hơn(?: hoặc bằng)?|vượt|từ)(?!\w)|≥|>=|>){_LINK}"
)
_CEILING = re.compile(
    r"(?:(?<!\w)(?:không\s+(?:được\s+)?(?:quá|vượt quá|vượt|cao hơn|lớn hơn|nhiều hơn|hơn)|tối\s+đa|"
    r"nhiều\s+nhất|không\s+(?:để\s+)?(?:xảy\s+ra|phát\s+sinh|có)\s+(?:quá|trên|hơn|vượt)|"
    rf"dưới|(?:thấp|nhỏ|ít) hơn(?: hoặc bằng)?)(?!\w)|≤|<=|<){_LINK}"
)
_EACH = re.compile(r"(?:\s?/\s?[^\W\d]+){1,2}(?=\s{1,3}trở\s)", re.IGNORECASE)
"""Of what a figure is told each ("72 triệu đồng/người/năm trở lên")."""
_UPWARDS = re.compile(r"\s{1,3}(?:trở\s+lên|trở\s+đi|hoặc\s+hơn)(?!\w)", re.IGNORECASE)
_DOWNWARDS = re.compile(r"\s{1,3}(?:trở\s+xuống|trở\s+lại)(?!\w)", re.IGNORECASE)
# A word of one of the two must stand before the figure.
_MAY_COMPARE = re.compile(r"không|tối|ít|trên|hơn|lớn|cao|vượt|từ|nhiều|dưới|thấp|nhỏ|[≥≤<>]")
_DATED = re.compile(r"(?<!\w)(?:trước|sau|đến|tới|từ|hết|sáng|chiều|tối|hôm)\s+$", re.IGNORECASE)
"""Before a day and its month, which look like so many of all."""
_MOVES = re.compile(r"\s{0,3}(?:(?:năm\s+)?\d{4}\s+)?(?:lên|xuống|đến|tới|còn)(?!\w)")
# Words before a figure that make it a name: an article, a year, a class, a number in a series.
_NAMING_WORDS = """
số; điều; khoản; điểm; mục; chương; phần; phụ lục; biểu; mẫu; bảng; hình; năm; tháng; quý; ngày; thứ; khóa;
khoá; kỳ; cấp độ; cấp; loại; hạng; nhóm; bậc; lớp; top; tiêu chí; chỉ tiêu; giai đoạn; nhiệm kỳ; quận; vùng;
dự án; nghị quyết; kết luận; nghị định; thông tư; quyết định; chỉ thị; kế hoạch; luật; đợt; lần; bước;
khu vực; quốc lộ; trang
"""
_NAMING = frozenset(" ".join(words.split()) for words in _NAMING_WORDS.split(";"))
_YEAR = re.compile(r"(?:19|20)\d\d")
_LAST_WORD = re.compile(r"\w+\Z")
_NAME_GAP = 3
"""Blanks between such a word and its figure at most."""
_WINDOW = 48


def holds_figure(text: str) -> bool:
    """Whether a text holds one of the ten figures; asked of every paragraph, so without a pattern."""
    return (
        "0" in text
        or "1" in text
        or "2" in text
        or "3" in text
        or "4" in text
        or "5" in text
        or "6" in text
        or "7" in text
        or "8" in text
        or "9" in text
    )


def figure_value(figure: str) -> float:
    """The value of a written figure: "1.234" → 1234, "1,5" → 1.5, "1/2" → 0.5, "10.5" → 10.5.

    Raises ValueError where the text is no figure or a division by nought.
    """
    bare = "".join(figure.split())
    if "/" in bare:
        above, below = bare.split("/", 1)
        if int(below) == 0:
            raise ValueError("division by nought")
        return int(above) / int(below)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", bare):
        bare = bare.replace(".", "")
    return float(bare.replace(",", "."))


def worded_value(words: str) -> float | None:
    """The value of a numeral in words up to 999: "mười lăm" → 15, "hai mươi" → 20, "một trăm" → 100; None
    where the words are no numeral."""
    total, current, seen = 0, None, False
    for word in words.lower().split():
        if word in _DIGITS:
            if current is not None and current != 10:
                return None
            current = (10 if current == 10 else 0) + _DIGITS[word]
            seen = True
        elif word == "mươi" and current:
            total, current = total + current * 10, None
        elif word == "trăm" and current:
            total, current = total + current * 100, None
        elif word not in ("linh", "lẻ"):
            return None
    return float(total + (current or 0)) if seen else None


def is_usual_measure(unit: str) -> bool:
    """Whether `unit` is one of the nouns that plans count, and no first syllable of another word."""
    return unit in _USUAL_MEASURES


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """All quantities of `text`, in their order. Words count as figures only where a measure or a word of
    comparison stands beside them ("một phần trăm", "ít nhất một cơ sở"), for "một", "hai", "năm" mostly mean
    something else."""
    found: list[Quantity] = []
    end = 0
    for core in _CORE.finditer(lower_case(text)):
        if core.start() < end:
            continue
        quantity = _quantity(text, core, end)
        if quantity:
            found.append(quantity)
            end = quantity.end
    return tuple(found)


def _quantity(text: str, core: re.Match[str], low: int) -> Quantity | None:
    part = core["share"] or core["whole"]
    stop, unit, is_known = (core.end(), "%", True) if part else _unit(text, core.end())
    before = text[max(low, core.start() - _WINDOW) : core.start()]
    if ((unit != "%" or part) and _is_named(before)) or (core["whole"] and _DATED.search(before)):
        return None
    value, upper = _values(core)
    if value is None:
        return None
    comparator, start, end, is_from = _compared(text, before, core.start(), stop)
    told = comparator is not Comparator.EQUAL
    if core["share"] and not told:
        return None
    if core["words"] and not (unit == "%" or (told and is_known and not is_from)):
        return None
    if unit != "%" and (is_from or not told) and (unit is None or _is_year(core)):
        return None
    return Quantity(start, end, value, unit, comparator, upper, core.start())


def _values(core: re.Match[str]) -> tuple[float | None, float | None]:
    if core["half"]:
        return 0.5, None
    if part := core["share"] or core["whole"]:
        return _share(part), None
    if core["words"]:
        return worded_value(core["words"]), None
    if core["fraction"]:
        above, below = (int(part) for part in core["fraction"].split("/"))
        return (above / below, None) if 0 < above < below else (None, None)
    upper = figure_value(core["high"]) if core["high"] else None
    return figure_value(core["low"]), upper


def _share(written: str) -> float | None:
    """The per cent of a fraction, to the second place: "2/3" → 66.67; None where it is none."""
    if "/" not in written:
        return 50.0
    above, below = (int(part) for part in written.split("/"))
    return round(100 * above / below, 2) if 0 < above <= below else None


def _unit(text: str, start: int) -> tuple[int, str | None, bool]:
    """Where the measure ends, its name, and whether it is one of the usual ones."""
    unit = _UNIT.match(text, start)
    if not unit:
        return start, None, False
    if unit["percent"]:
        return unit.end(), "%", True
    if unit["noun"]:
        return unit.end(), " ".join(unit["noun"].split()), True
    word = unit["word"]
    if word[0].isupper() or word in _NO_NOUN:
        return start, None, False
    return unit.end(), word, False


def _compared(text: str, before: str, start: int, end: int) -> tuple[Comparator, int, int, bool]:
    """The comparison, the span with its words, and whether it rests on a bare "từ" (which may tell a point of
    departure)."""
    before = lower_case(before)
    may_compare = _MAY_COMPARE.search(before) is not None
    floor = _FLOOR.search(before) if may_compare else None
    ceiling = _CEILING.search(before) if may_compare else None
    shift = start - len(before)
    if text[end : end + 2].lstrip()[:1] == "/" and (each := _EACH.match(text, end)):
        end = each.end()
    for pattern, comparator in ((_UPWARDS, Comparator.AT_LEAST), (_DOWNWARDS, Comparator.AT_MOST)):
        after = pattern.match(text, end)
        if after:
            lead = floor or ceiling
            return comparator, shift + lead.start() if lead else start, after.end(), False
    if ceiling and (not floor or ceiling.start() <= floor.start()):
        return Comparator.AT_MOST, shift + ceiling.start(), end, False
    if floor:
        is_from = floor[0].split()[0] == "từ"
        if is_from and _MOVES.match(text, end):
            return Comparator.EQUAL, start, end, True
        return Comparator.AT_LEAST, shift + floor.start(), end, is_from
    return Comparator.EQUAL, start, end, False


def _is_named(before: str) -> bool:
    """Whether the words right before a figure make it a name (an article, a date) instead of a count."""
    words = before.rstrip(" \n\t:").lower().rsplit(None, 2)[-2:]
    if not words or len(before) - len(before.rstrip()) > _NAME_GAP:
        return False
    last = _LAST_WORD.search(words[-1])
    return last is not None and (last[0] in _NAMING or f"{words[0]} {last[0]}" in _NAMING)


def _is_year(core: re.Match[str]) -> bool:
    return bool(core["low"]) and _YEAR.fullmatch(core["low"]) is not None
