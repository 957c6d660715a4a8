"""The foot of a document: recipients, authority, position, name (NĐ 30/2020, Phụ lục I.II.7 and 9)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from sauro.anatomy.lines import RECIPIENTS, Line
from sauro.anatomy.parts import Ending
from sauro.folio.model import Table
from sauro.folio.passage import Passage
from sauro.text.capitals import CAPITAL, is_capitals
from sauro.text.patterns import either

__all__ = ["find_ending", "read_ending"]

_RECIPIENTS = re.compile(rf"^{RECIPIENTS}\s*[:.;]?", re.IGNORECASE)
_OFFICES = either("""
    CHỦ TỊCH; GIÁM ĐỐC; CHÁNH VĂN PHÒNG; CHÁNH THANH TRA; TRƯỞNG PHÒNG; TRƯỞNG BAN; BỘ TRƯỞNG; CỤC TRƯỞNG;
    VỤ TRƯỞNG; CHI CỤC TRƯỞNG; HIỆU TRƯỞNG; VIỆN TRƯỞNG; CHỦ NHIỆM; THỦ TƯỚNG; BÍ THƯ; TỔNG BIÊN TẬP;
    TRƯỞNG ĐOÀN; CHỈ HUY TRƯỞNG; KIỂM TOÁN TRƯỞNG; THỐNG ĐỐC; VĂN PHÒNG; TRƯỞNG CÔNG AN; TRƯỞNG THUẾ;
    TRƯỞNG TRẠM; TRƯỞNG KHOA; TRƯỞNG CƠ SỞ; TRƯỞNG THÔN; TRẠM TRƯỞNG; HẠT TRƯỞNG; ĐỘI TRƯỞNG; TỔ TRƯỞNG;
    THỦ TRƯỞNG; CHÁNH ÁN; CHÍNH ỦY; CHÍNH TRỊ VIÊN; TƯ LỆNH
""")
_POSITION = rf"(?:(?:PHÓ |Q\. ?|QUYỀN )?(?:TỔNG )?(?:{_OFFICES})|THỨ TRƯỞNG|TỔNG THANH TRA)"
_TITLE = re.compile(rf"^(?:(?:TM|KT|TL|TUQ|Q|T/M|K/T|T/L)\s?\.?\s?(?<=[.\s])\S|{_POSITION}(?:\s|$))")
_TITLE_LINE = re.compile(rf"(?:[^\w\s]|\s|{CAPITAL}|\d)+")
_ON_BEHALF = r"(?:(?:TM|KT|TL|TUQ|T/M|K/T|T/L)(?:\s?\.|\s)|Q\s?\.)"
_TITLE_PIECE = re.compile(
    # "TM. ỦY BAN NHÂN DÂN" as far as the next title
    rf"(?:TM|TL|TUQ|T/M|T/L)(?:\s?\.|\s)\s?.+?(?=\s+(?:{_ON_BEHALF}|{_POSITION})|$)"
    # "KT. CHỦ TỊCH", with what he is the chairman of
    rf"|(?:KT|K/T)(?:\s?\.|\s)\s?{_POSITION}(?:\s(?!{_ON_BEHALF})(?!{_POSITION}).+?(?=\s+{_POSITION}|$))?"
    rf"|{_POSITION}.*?(?=\s+{_POSITION}|$)"
)
_USUAL_TITLES = (
    "CHỦ TỊCH",
    "PHÓ CHỦ TỊCH",
    "KT. CHỦ TỊCH",
    "TL. CHỦ TỊCH",
    "TM. ỦY BAN NHÂN DÂN",
    "GIÁM ĐỐC",
    "PHÓ GIÁM ĐỐC",
    "KT. GIÁM ĐỐC",
    "CHÁNH VĂN PHÒNG",
    "PHÓ CHÁNH VĂN PHÒNG",
    "TRƯỞNG PHÒNG",
    "BỘ TRƯỞNG",
    "THỨ TRƯỞNG",
)
_CLOSE_ENOUGH = 75
"""Of 100: one letter in eight lost or added."""
_CAPITAL_RUN = re.compile(rf"{CAPITAL}[^\W\d_]*[.]?(?:\s+{CAPITAL}[^\W\d_]*)+")
_NAME = re.compile(rf"^(?:{CAPITAL}[\w’'`]*)(?:\s+{CAPITAL}[\w’'`]*){{1,5}}$")
_DEGREE = (
    r"(?:(?:GS|PGS|TSKH|TS|Th[Ss]|CN|CV|KS|KTS|KSCC|LS|DS|BS|BSNT|(?:BS|DS|ĐD|YS)?\.?\s?CK\s?(?:II|I|[12])|NG[ƯN][TD]|"
    r"TT[ƯN][TD]|NS[ƯN][TD])(?:[.\s]|(?=\s))"
    r"|(?:Đại|Thượng|Trung|Thiếu|Chuẩn) (?:tướng|tá|úy|uý|Tướng|Tá|Úy)(?=\s)|Đại úy(?=\s)"
    r"|(?:Luật sư|Bác sĩ|Bác sỹ|Dược sĩ|Thạc sĩ|Thạc sỹ|Tiến sĩ|Tiến sỹ|Kỹ sư|Giáo sư|Phó Giáo sư)\.?(?=\s))"
)
"""A degree, an honour or a rank, each with what parts it from the next."""
_DEGREES = re.compile(rf"^(?:{_DEGREE}[,\s-]*)+(?={CAPITAL})")
_DEGREES_BEHIND = re.compile(rf"\s+(?:{_DEGREE}[,\s-]*)+$")
_TITLE_BESIDE = re.compile(rf"(?<=[:;.])\s+(?=(?:{_ON_BEHALF}\s*(?=.{{6}})|{_POSITION}(?=\s|$))[^:;]*$)")
_NAME_BESIDE = re.compile(rf"(?<=[:;.])\s+(?={CAPITAL}[^:;,]+$)")
_ITEM = re.compile(r"(?:(?<=[;.:,])|^|(?<=\s))\s*[-–+•]\s+(?=\S)")
_SEMICOLON = re.compile(r"\s*;\s*(?=\S)")
_KEEP = re.compile(r"\s*[;.,]+\s*$")
_FILED = re.compile(r"^-?\s*Lưu\s*:?\s*(?:VT|HC|VP)")

_LONGEST_TITLE_LINE = 120
_LONGEST_FURTHER = 80
"""Characters of the longest line of authority or position that is known only by its place."""
_REACH = 6
"""Lines within which a title has its name, its own line among them."""
_FEWEST_LETTERS = 4


def find_ending(blocks: Sequence[Line | Table], start: int) -> int:
    """The index of the first line of the foot, from `start` on; `len(blocks)` where it is lost."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, Line) and (_RECIPIENTS.match(block.text) or _is_signature(blocks, index)):
            return index
    return len(blocks)


def _is_signature(blocks: Sequence[Line | Table], index: int) -> bool:
    """A line of authority or position in capitals, with a name in it or within five lines, or the
    recipients."""
    line = blocks[index]
    if not isinstance(line, Line) or not _TITLE.match(line.text) or len(line.text) > _LONGEST_TITLE_LINE:
        return False
    upper = _TITLE_LINE.match(line.text)
    if not upper or len(upper[0].split()) < 2:
        return False
    if not is_capitals(line.text) and not _NAME.match(line.text[upper.end() - 1 :].strip()):
        return False
    for after in blocks[index : index + _REACH]:
        if not isinstance(after, Line):
            return False
        tail = _last_words(after.text)
        if _RECIPIENTS.match(after.text) or (_NAME.match(_DEGREES.sub("", tail)) and not is_capitals(tail)):
            return True
        # Between title and name stand only further titles and "(Đã ký)".
        if (not is_capitals(after.text) and not after.text.startswith("(")) or after.text.endswith(":"):
            return False
    return False


def _last_words(text: str) -> str:
    """The words behind the last one in capitals: the name, where it stands on the line of the title. A single
    letter behind a word of small letters is of a name too ("Nguyễn Văn A", "Ksor Y Mẫu")."""
    words = text.split()
    start = len(words)
    while start and not (words[start - 1].isupper() and _is_of_title(words, start - 1)):
        start -= 1
    return " ".join(words[start:])


def _is_of_title(words: Sequence[str], place: int) -> bool:
    """Whether a word in capitals is more than a letter, or stands behind such a word or at the head."""
    return len(words[place]) > 1 or not place or words[place - 1].isupper()


def read_ending(blocks: Sequence[Line | Table], start: int) -> tuple[Ending, int]:
    """The foot that begins at `start`, and the index of the first block after it."""
    recipients: list[Passage] = []
    titles: list[Passage] = []
    name: Passage | None = None
    in_list = False
    index = start
    while index < len(blocks):
        line = blocks[index]
        if isinstance(line, Table):
            break
        text = line.text
        if (match := _RECIPIENTS.match(text)) and not recipients:
            in_list = True
            listed, beside, beside_name = _apart(line.passage, titles)
            recipients += _entries(listed.part(match.end()))
            titles += beside
            name = name or beside_name
        elif _TITLE.match(text) and name is None:
            pieces, rest = _title_pieces(line.passage)
            titles += pieces
            name = rest
        elif titles and name is None and (own := _name(line.passage)) is not None:
            name = own
        elif in_list and _is_entry(line, recipients):
            listed, beside, beside_name = _apart(line.passage, titles)
            recipients += _entries(listed)
            titles += beside
            name = name or beside_name
        elif titles and name is None and _is_further_title(line):
            titles.append(line.passage)
        elif recipients and not titles and (title := _smudged_title(line.passage)) is not None:
            in_list = False
            titles.append(title)
        elif not (text.startswith("(") or _is_speck(text)):
            break
        index += 1
    return Ending(tuple(recipients), tuple(titles), name), index


def _apart(passage: Passage, titles: Sequence[Passage]) -> tuple[Passage, list[Passage], Passage | None]:
    """A line of the list without what a tab has put on it from beside the list: titles, and the name,
    which stands alone only below one of the `titles`."""
    if match := _TITLE_BESIDE.search(passage.text):
        beside, name = _title_pieces(passage.part(match.end()))
        if all(is_capitals(title.text) for title in beside):
            return passage.part(0, match.start()), beside, name
    elif titles and (match := _NAME_BESIDE.search(passage.text)):
        name = _name(passage.part(match.end()))
        if name is not None:
            return passage.part(0, match.start()), [], name
    return passage, [], None


def _name(passage: Passage) -> Passage | None:
    """The signer's name, without degree or rank."""
    degree = _DEGREES.match(passage.text)
    bare = passage.part(degree.end() if degree else 0)
    return bare if _NAME.match(bare.text) and not is_capitals(bare.text) else None


def _is_further_title(line: Line) -> bool:
    text = line.text
    return (
        is_capitals(text)
        and not text.startswith("PHỤ LỤC")
        and len(text) < _LONGEST_FURTHER
        and not _is_speck(text)
    )


def _is_speck(text: str) -> bool:
    """What a stamp or a stroke of the pen leaves in a scan: hardly any letters."""
    return sum(map(str.isalpha, text)) < _FEWEST_LETTERS


def _smudged_title(passage: Passage) -> Passage | None:
    """A position that the stamp has half hidden ("-.- qGHỦ TỊCH"): its capitals are close to those of a usual
    one."""
    match = _CAPITAL_RUN.search(passage.text)
    if match is None:
        return None
    close = max(ratio(match[0], title) for title in _USUAL_TITLES)
    return passage.part(match.start(), match.end()) if close >= _CLOSE_ENOUGH else None


def _is_entry(line: Line, recipients: Sequence[Passage]) -> bool:
    """A dash line, or the rest of one that was broken; the list ends with "Lưu: …"."""
    if recipients and _FILED.match(recipients[-1].text) and not line.text[:1].islower():
        return False
    if _is_speck(line.text) and not _ITEM.match(line.text):
        return False  # a page number, a stroke
    return bool(_ITEM.match(line.text)) or line.text.startswith(("Lưu", "-", "–", "+")) or not line.capitals


def _entries(passage: Passage) -> list[Passage]:
    """The recipients written in one line, without dash and closing mark."""
    dashes = list(_ITEM.finditer(passage.text)) or list(_SEMICOLON.finditer(passage.text))
    begins = [0, *(dash.end() for dash in dashes)]
    ends = [*(dash.start() for dash in dashes), len(passage.text)]
    out = []
    for begin, end in zip(begins, ends, strict=True):
        piece = passage.part(begin, end)
        tail = _KEEP.search(piece.text)
        piece = piece.part(0, tail.start()) if tail else piece
        if piece.text.lstrip("-–+ "):
            out.append(piece.part(len(piece.text) - len(piece.text.lstrip("-–+ "))))
    return out


def _title_pieces(passage: Passage) -> tuple[list[Passage], Passage | None]:
    """Authority and position lines that stand in one line, and the name behind them, if it does too."""
    text = passage.text
    tail = _last_words(text)
    end = len(text) - len(tail) if _NAME.match(_DEGREES.sub("", tail)) else len(text)
    degree = _DEGREES_BEHIND.search(text[:end]) if end < len(text) else None
    head = text[: degree.start() if degree else end].rstrip()
    pieces = [passage.part(match.start(), match.end()) for match in _TITLE_PIECE.finditer(head)]
    if not pieces:
        pieces = [passage.part(0, len(head))]
    name = None
    if end < len(text):
        degree = _DEGREES.match(text[end:])
        name = passage.part(end + (degree.end() if degree else 0))
    return pieces, name
