"""The head of a document: issuer, number, place and date, kind, subject (NĐ 30/2020, Phụ lục I.II.1–5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sauro.anatomy.appendices import find_appendix
from sauro.anatomy.lines import COUNTRY, Line
from sauro.anatomy.parts import Heading
from sauro.folio.model import Alignment, Table
from sauro.folio.passage import Passage
from sauro.text.capitals import CAPITAL, is_capitals
from sauro.text.patterns import either

__all__ = ["find_title", "read_heading"]

_KINDS = either("""
    KẾ HOẠCH; QUYẾT ĐỊNH; CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?; NGHỊ QUYẾT; CHỈ THỊ; KẾT LUẬN; THÔNG BÁO; HƯỚNG DẪN;
    BÁO CÁO; TỜ TRÌNH; ĐỀ ÁN; PHƯƠNG ÁN; QUY CHẾ; QUY ĐỊNH; CÔNG ĐIỆN; THÔNG TƯ; NGHỊ ĐỊNH; BIÊN BẢN;
    THÔNG CÁO; DỰ ÁN; GIẤY MỜI; GIẤY (?:ỦY|UỶ) QUYỀN; GIẤY GIỚI THIỆU; GIẤY NGHỈ PHÉP; PHIẾU GỬI;
    PHIẾU CHUYỂN; PHIẾU BÁO; HỢP ĐỒNG; BẢN GHI NHỚ; BẢN TH[ỎO][AẢ] THUẬN
""")
_TITLE = re.compile(rf"(?P<kind>{_KINDS})(?=$|\s)")
_MOTTO = re.compile(rf"{COUNTRY} H[ỘO]I|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:Số|SỐ|so)\s*[:.]?\s*(?=.{0,20}/|\d|$)")
_BARE_NUMBER = re.compile(r"(?:Số|SỐ|so)\s*[:.]?[\s.…_]*(?:\d{1,6}[a-zđ]?)?[\s.…_]*", re.IGNORECASE)
_SYMBOL = re.compile(r"[\s.…_]*/\s*(?:20\d\d\s*/\s*)?[A-ZĐ][A-Za-zĐđ]{0,5}\s?[-–/]\s?[A-ZĐ]")
_DATE = re.compile(
    r"^[^\d:;]{2,40},\s*ngày\b.{0,40}?(?:năm|tháng|/)|^[^\d:;]{2,40},\s*ngày\s*$", re.IGNORECASE
)
_DATE_BESIDE = re.compile(rf"(?<=\s){CAPITAL}[^\d:;/]{{1,40}},\s*ngày\b")
_CARRIED = re.compile(
    r"^\(?\s*(?:Ban hành|Phê duyệt|Kèm theo|Được phê duyệt)?\s*kèm theo\b|^\(?\s*Ban hành kèm theo",
    re.IGNORECASE,
)
_PREAMBLE = re.compile(r"^(?:Căn cứ|Kính gửi|Xét đề nghị|Theo đề nghị|Để |Nhằm |Thực hiện .*:$|Trên cơ sở)")
_INTRODUCES = re.compile(
    r"(?:như sau|sau đây|nội dung sau|cụ thể|chủ yếu sau|những nội dung .{0,40}):?\s*[.:]$"
)
_HEAD_LINES = 60
"""Lines within which the title stands."""
_SHORTEST_SUBJECT = 8
"""Characters of the shortest subject that stands on the line of the title."""
_LONGEST_LINE = 400
"""Characters of the longest line of a subject."""
_LONGEST_HEAD_LINE = 160
"""Characters of the longest line of a head that has lost its title."""


def find_title(blocks: Sequence[Line | Table], start: int = 0) -> int | None:
    """The index of the line that names the kind of document ("KẾ HOẠCH"), from `start` on; None where it is
    lost."""
    for index in range(start, min(len(blocks), start + _HEAD_LINES)):
        block = blocks[index]
        if isinstance(block, Line) and _is_title(block):
            return index
    return None


def _is_title(line: Line) -> bool:
    match = _TITLE.match(line.text)
    if match is None:
        return False
    rest = line.text[match.end() :].strip()
    return not rest or line.capitals or len(rest) >= _SHORTEST_SUBJECT


def read_heading(blocks: Sequence[Line | Table], title: int | None) -> tuple[Heading, int]:
    """The head that ends with the title at index `title`, and the index of the first block after the
    subject."""
    above = blocks[: title if title is not None else _first_item(blocks)]
    head = [block for block in above if isinstance(block, Line)]
    number = _number_line(head)
    date = next((line for line in head if _DATE.match(line.text)), None) or _beside(number)
    issuer = _issuer_lines(head)
    line = blocks[title] if title is not None else None
    kind = _TITLE.match(line.text) if isinstance(line, Line) else None
    if title is None or not isinstance(line, Line) or kind is None:
        return Heading(issuer, number, date), len(head) if number or date else 0
    rest = line.passage.part(kind.end())
    subject, carried, end = _read_subject(blocks, title + 1, rest)
    return Heading(issuer, number, date, line.passage.part(0, kind.end()), subject, carried), end


def _number_line(head: Sequence[Line]) -> Line | None:
    """The line of number and symbol. Where the number is left blank or written by pen, a wide gap may have
    parted them ("Số:", "/KH-UBND")."""
    place = next((place for place, line in enumerate(head) if _NUMBER.match(line.text)), None)
    symbol = next((line for line in head[place or 0 :] if _is_symbol(line)), None)
    if place is None:
        return symbol
    number = head[place]
    if symbol is None or not _BARE_NUMBER.fullmatch(number.text):
        return number
    joined = Passage.joined((number.passage, symbol.passage))
    return Line.of(joined, number.paragraph, layout=number.layout)


def _is_symbol(line: Line) -> bool:
    """Whether a line begins with the symbol of the document ("/KH-UBND"), its number being left out."""
    return line.text[0] in "/.…_" and _SYMBOL.match(line.text) is not None


def _beside(number: Line | None) -> Line | None:
    """Place and date on the line of the number, as where a table's cells were run together."""
    match = _DATE_BESIDE.search(number.text) if number else None
    if number is None or match is None:
        return None
    return Line.of(number.passage.part(match.start()), number.paragraph, layout=number.layout)


def _read_subject(
    blocks: Sequence[Line | Table], start: int, beside: Passage
) -> tuple[tuple[Passage, ...], Line | None, int]:
    """The lines of the subject, of which the first may stand `beside` the title; the line in brackets that
    says which decision carries the document, if any; and the index of the first block after them."""
    subject = [beside] if beside.text else []
    carried: Line | None = None
    first: Line | None = None
    index = start
    for index in range(start, len(blocks)):
        line = blocks[index]
        if isinstance(line, Table):
            break
        if _CARRIED.match(line.text):
            carried = line
        elif carried is not None or not _is_of_subject(line, first, subject):
            break
        else:
            first = first or line
            subject.append(line.passage)
    else:
        index = len(blocks)
    return tuple(subject), carried, index


def _is_of_subject(line: Line, first: Line | None, subject: Sequence[Passage]) -> bool:
    if line.mark is not None:
        return False
    return _goes_on(line, first, subject[-1].text) if subject else not _INTRODUCES.search(line.text)


def _goes_on(line: Line, first: Line | None, before: str) -> bool:
    """Whether a line still belongs to the subject: set like its first line, or the sentence runs on."""
    text = line.text
    if _PREAMBLE.match(text) or len(text) > _LONGEST_LINE or text.endswith(":"):
        return False
    if text[:1].islower():
        return True
    if before.rstrip().endswith((".", ":")):
        return False
    if first is None:
        return is_capitals(text) == is_capitals(before)
    if is_capitals(first.text) or is_capitals(text):  # such as who decides, "CHỦ TỊCH …"
        return is_capitals(first.text) and is_capitals(text)
    centred = line.paragraph.alignment is Alignment.CENTRE and first.paragraph.alignment is Alignment.CENTRE
    return centred or (line.paragraph.is_bold and first.paragraph.is_bold)


def _first_item(blocks: Sequence[Line | Table]) -> int:
    for index, block in enumerate(blocks):
        if isinstance(block, Table) or block.mark is not None or len(block.text) > _LONGEST_HEAD_LINE:
            return index
    return len(blocks)


def _issuer_lines(head: Sequence[Line]) -> tuple[Line, ...]:
    """The lines in capitals that name the agency, the one above it first; what follows the caption of an
    appendix is that appendix's title."""
    lines: list[Line] = []
    for line in head[: find_appendix(head, 0)]:
        text = line.text
        if _NUMBER.match(text) or _DATE.match(text) or _is_symbol(line):
            continue
        motto = _MOTTO.search(text)
        if motto and motto.start() == 0:
            continue
        if is_capitals(text[: motto.start()] if motto else text):
            lines.append(line)
    return tuple(lines)
