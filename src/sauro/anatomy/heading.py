"""The head of a document: issuer, number, place and date, kind, subject (NĐ 30/2020, Phụ lục I.II.1–5)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sauro.anatomy.lines import Line, is_capitals
from sauro.anatomy.parts import Heading
from sauro.folio.model import Alignment, Table
from sauro.folio.passage import Passage

__all__ = ["find_title", "read_heading", "subject_end"]

_KINDS = (
    "KẾ HOẠCH|QUYẾT ĐỊNH|CHƯƠNG TRÌNH(?: HÀNH ĐỘNG)?|NGHỊ QUYẾT|CHỈ THỊ|KẾT LUẬN|THÔNG BÁO|HƯỚNG DẪN|BÁO CÁO|TỜ TRÌNH"
    "|ĐỀ ÁN|PHƯƠNG ÁN|QUY CHẾ|QUY ĐỊNH|CÔNG ĐIỆN|THÔNG TƯ|NGHỊ ĐỊNH|BIÊN BẢN|THÔNG CÁO|DỰ ÁN"
)
_TITLE = re.compile(rf"(?P<kind>{_KINDS})(?=$|\s)")
_MOTTO = re.compile(r"C[ỘO]NG H[OÒ]À?A? X[ÃA] H[ỘO]I|Độc lập\s*[-–]\s*Tự do|ĐẢNG CỘNG SẢN VIỆT NAM", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:Số|SỐ|so)\s*[:.]?\s*(?=.{0,20}/|\d|$)")
_DATE = re.compile(r"^[^\d:;]{2,40},\s*ngày\b.{0,40}?(?:năm|tháng|/)|^[^\d:;]{2,40},\s*ngày\s*$", re.IGNORECASE)
_DATE_BESIDE = re.compile(r"(?<=\s)[A-ZĐÀ-Ỹ][^\d:;/]{1,40},\s*ngày\b")
_CARRIED = re.compile(
    r"^\(?\s*(?:Ban hành|Phê duyệt|Kèm theo|Được phê duyệt)?\s*kèm theo\b|^\(?\s*Ban hành kèm theo", re.IGNORECASE
)
_PREAMBLE = re.compile(r"^(?:Căn cứ|Xét đề nghị|Theo đề nghị|Để |Nhằm |Thực hiện .*:$|Trên cơ sở)")
_INTRODUCES = re.compile(r"(?:như sau|sau đây|nội dung sau|cụ thể|chủ yếu sau|những nội dung .{0,40}):?\s*[.:]$")


def find_title(blocks: Sequence[Line | Table], start: int = 0) -> int | None:
    """The index of the line that names the kind of document ("KẾ HOẠCH"), from `start` on; None where it is lost."""
    for index in range(start, min(len(blocks), start + 60)):
        block = blocks[index]
        if isinstance(block, Line) and _is_title(block):
            return index
    return None


def _is_title(line: Line) -> bool:
    match = _TITLE.match(line.text)
    if match is None:
        return False
    rest = line.text[match.end() :].strip()
    return not rest or line.capitals or len(line.text) > len(match[0]) + 8


def read_heading(blocks: Sequence[Line | Table], title: int | None) -> tuple[Heading, int]:
    """The head that ends with the title at index `title`, and the index of the first block after the subject."""
    head = [block for block in blocks[: title if title is not None else _first_item(blocks)] if isinstance(block, Line)]
    number = next((line for line in head if _NUMBER.match(line.text)), None)
    date = next((line for line in head if _DATE.match(line.text)), None) or _beside(number)
    if title is None:
        return Heading(_issuer_lines(head), number, date), len(head) if number or date else 0
    line = blocks[title]
    assert isinstance(line, Line)  # find_title yields lines only
    match = _TITLE.match(line.text)
    kind_end = match.end() if match else len(line.text)
    subject: list[Passage] = []
    rest = line.passage.part(kind_end)
    if rest.text:
        subject.append(rest)
    end, carried = subject_end(blocks, title + 1, subject)
    return (
        Heading(_issuer_lines(head), number, date, line.passage.part(0, kind_end), tuple(subject), carried),
        end,
    )


def _beside(number: Line | None) -> Line | None:
    """Place and date on the line of the number, as where a table's cells were run together."""
    match = _DATE_BESIDE.search(number.text) if number else None
    if number is None or match is None:
        return None
    return Line(number.passage.part(match.start()), number.paragraph, number.layout)


def subject_end(blocks: Sequence[Line | Table], start: int, subject: list[Passage]) -> tuple[int, Line | None]:
    """Gathers the lines of the subject from `start` on; the index after them, and the line in brackets that says
    which decision carries the document, if any."""
    carried: Line | None = None
    first: Line | None = None
    index = start
    while index < len(blocks):
        line = blocks[index]
        if isinstance(line, Table):
            break
        if _CARRIED.match(line.text):
            carried = line
        elif carried is not None or line.mark is not None and subject:
            break
        elif subject and not _goes_on(line, first, subject[-1].text):
            break
        elif not subject and (line.mark is not None or _INTRODUCES.search(line.text)):
            break
        else:
            first = first or line
            subject.append(line.passage)
        index += 1
    return index, carried


def _goes_on(line: Line, first: Line | None, before: str) -> bool:
    """Whether a line still belongs to the subject: set like its first line, or the sentence runs on."""
    text = line.text
    if _PREAMBLE.match(text) or len(text) > 400 or text.endswith(":"):
        return False
    if text[:1].islower():
        return True
    if before.rstrip().endswith((".", ":")):
        return False
    if first is None:
        return is_capitals(text) == is_capitals(before)
    if is_capitals(first.text):
        return is_capitals(text)
    centred = line.paragraph.alignment is Alignment.CENTRE and first.paragraph.alignment is Alignment.CENTRE
    return centred or (line.paragraph.is_bold and first.paragraph.is_bold)


def _first_item(blocks: Sequence[Line | Table]) -> int:
    for index, block in enumerate(blocks):
        if isinstance(block, Table) or block.mark is not None or len(block.text) > 160:
            return index
    return len(blocks)


def _issuer_lines(head: Sequence[Line]) -> tuple[Line, ...]:
    """The lines in capitals that name the agency, the one above it first."""
    lines: list[Line] = []
    for line in head:
        text = line.text
        if _NUMBER.match(text) or _DATE.match(text):
            continue
        motto = _MOTTO.search(text)
        if motto and motto.start() == 0:
            continue
        if is_capitals(text[: motto.start()] if motto else text):
            lines.append(line)
    return tuple(lines)
