"""Refuses documents that bear a mark of secrecy, before anything of them is written.

Secrets of the State may not be kept on a device that has a connection to a network (Luật Bảo vệ bí mật nhà
nước, Điều 5.2). The mark is a stamp: "MẬT", "TỐI MẬT", "TUYỆT MẬT", "Tài liệu thu hồi", standing alone. The
same words in a sentence ("trừ văn bản mật"), in a title ("bảo vệ bí mật nhà nước") or in a table of kinds are
none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from sauro.errors import Classified
from sauro.folio.model import Folio, Paragraph, Part, SourceKind

__all__ = ["UNSEEN", "PlacedText", "bears_mark", "refuse_if_marked", "refuse_marked_texts"]

_MESSAGE = (
    "Tệp mang dấu chỉ độ mật nên không được đưa vào hệ thống; "
    "hãy xử lý văn bản này theo quy định về bảo vệ bí mật nhà nước."
)
_HEAD_PARAGRAPHS = 25  # the stamp stands in the head, above the text
_LEVEL = "(?:(?:TUYỆT|TỐI) )?MẬT"
_URGENCY = "(?:HỎA TỐC|HOẢ TỐC|THƯỢNG KHẨN|KHẨN)"
_PAGE = r"TRANG \d+(?: ?(?:/|TRÊN) ?\d+)?"
_PARTED = r" ?[-–—/|,;+ ] ?"
_STAMP = (
    f"{_LEVEL}(?:{_PARTED}{_URGENCY})?(?:{_PARTED}{_PAGE})?|{_URGENCY}{_PARTED}{_LEVEL}|{_PAGE}{_PARTED}{_LEVEL}"
    "|TÀI LIỆU THU HỒI"
)
_STAMP_CAPITALS = re.compile(f"{_STAMP}|CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ")
_STAMP_WORDS = re.compile(_STAMP, re.IGNORECASE)
_WITH_PAGE = re.compile(f"{_LEVEL}(?:{_PARTED})?{_PAGE}|{_PAGE}(?:{_PARTED})?{_LEVEL}", re.IGNORECASE)
_MARGIN_NUMBER = re.compile(
    rf"{_LEVEL}(?:{_PARTED})?\d+(?:/\d+)?|\d+(?:/\d+)?(?:{_PARTED})?{_LEVEL}", re.IGNORECASE
)
"""A field of the page's number may stand right beside the stamp."""
_OF_A_PAPER = re.compile(f"(?:VĂN BẢN|TÀI LIỆU) ?:? ?{_LEVEL}", re.IGNORECASE)
_LEVEL_LINE = re.compile(f"(?:(?:mức |dấu chỉ )?độ mật|độ) ?: ?{_LEVEL}", re.IGNORECASE)
_LEVEL_WORD = re.compile(rf"(?<!\w){_LEVEL}(?!\w)")
_LONGEST_HEAD_LINE = 160  # letters: the agency, the stamp and the motto of the State on one line
_LONGEST_AGENCY = 40  # letters, where it is not in capitals: a sentence may begin like an agency
_AGENCY = re.compile(
    r"(?:UBND|ỦY BAN|UỶ BAN|HĐND|HỘI ĐỒNG|ĐẢNG|TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|XÃ|PHƯỜNG|ĐẶC KHU|SỞ|PHÒNG|VĂN PHÒNG"
    r"|BỘ|CÔNG AN|TỔNG|CỤC|CHI CỤC|VỤ|VIỆN|THANH TRA|TÒA|TOÀ|KHO BẠC|TRƯỜNG|TRUNG TÂM|BỆNH VIỆN|TRẠM|MẶT TRẬN"
    r"|ĐOÀN|BAN(?! HÀNH)|HỘI(?! NGHỊ| THẢO)|CỘNG H)\b|CỘNG H(?:ÒA|OÀ)"
)
_NO_AGENCY = re.compile(r"\b(?:BẢO VỆ|VỀ|DANH MỤC|BÍ MẬT|KẾ HOẠCH|PHÂN LOẠI|XÁC ĐỊNH)\b")
_NO_STAMP_AFTER = re.compile(
    r"\b(?:ONG|LẤY|HOA|ĐƯỜNG|GAN|TÚI|SỎI|TUẦN|ĐIỆN|DỊCH|XÃ|PHƯỜNG|THÔN|BẢN|TỈNH|HUYỆN)$"
)
_COPY_NUMBER = re.compile(r"(?:số bản|bản số) ?:? ?[\d./…_ ]*", re.IGNORECASE)
_AFTER_STAMP = re.compile(
    r"(?:Bản|BẢN) (?:số|SỐ)\b|(?:Số|SỐ)(?: bản| BẢN)? ?:|Độc lập\b|ĐỘC LẬP\b|[Tt]hời hạn\b"
    r"|[^,.;:]{1,40}, ngày\b"
)
_LETTERS_APART = re.compile(r"ậ\s+t(?!\w)")
_APART_LETTERS = (re.compile(r"ậ\s+t"), re.compile(r"m\s+ậ"))
"""In small letters. Two patterns, as one that begins with a letter is found much faster."""
_APART = re.compile(r"[\t|]|\s{2,}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
UNSEEN = "\u200b\u200c\u200d\u2060\ufeff\xad"
"""Letters without width that may stand inside a word of a mark."""
_WITHOUT_UNSEEN = str.maketrans("", "", UNSEEN)
_LIST_ITEM = re.compile(r"\s*[-–+•*]\s.*[^\s\-–]\s*$")
_OF_THE_STATE = "BÍ MẬT NHÀ NƯỚC"
_TITLE_GOES_ON = re.compile(
    r"(?:BẢO VỆ|VỀ|CỦA|DANH MỤC|THUỘC|PHẠM VI|ĐỘ|BÍ|BẢO|CƠ|LỘ|LỌT|MẤT|VÀ|LÀ|CHỨA|CÓ|SỐ"
    r"|HỒ SƠ|VĂN BẢN|TÀI LIỆU|ĐỘ TỐI|ĐỘ TUYỆT|\bONG|\bLẤY)$",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?:\w ){2,}\w\b|(?:\w ){1,}\w{1,2}$")
_EDGES = " \t\n.,;:*[](){}<>|/_-–—=~'\"“”‘’"
_SCANNED_STAMPS = frozenset({"mat", "toi mat", "tuyet mat", "tuyetmat", "toimat"})
_FOLDING = str.maketrans("đĐ0", "dDo")


def refuse_if_marked(folio: Folio) -> Folio:
    """`folio` itself; raises Classified where it bears a mark of secrecy."""
    if bears_mark(folio):
        raise Classified(_MESSAGE)
    return folio


class PlacedText(NamedTuple):
    """A piece of text of its own, where on the sheet it stands, and whether it stands in a table."""

    text: str
    part: Part
    ruled: bool


def refuse_marked_texts(texts: Sequence[PlacedText]) -> None:
    """The same of what no Folio is made of: a sheet of a workbook, a slide. Raises Classified."""
    if _bears(texts, "\n".join(one.text for one in texts), is_scan=False):
        raise Classified(_MESSAGE)


def bears_mark(folio: Folio) -> bool:
    """Whether a mark of secrecy stands anywhere on the document."""
    return _bears(_texts(folio), folio.text, is_scan=folio.source.kind is SourceKind.SCAN)


def _bears(texts: Iterable[PlacedText], whole: str, *, is_scan: bool) -> bool:
    unseen = any(letter in whole for letter in UNSEEN)
    if unseen:
        whole = whole.translate(_WITHOUT_UNSEEN)
    folded = whole.casefold()
    if not (is_scan or _may_bear_mark(folded)):
        return False
    spaced = "<" in folded or any(pattern.search(folded) for pattern in _APART_LETTERS)
    above: list[str] = []
    for number, (said, part, ruled) in enumerate(texts):
        at_edge = part is not Part.BODY
        in_head = at_edge or number < _HEAD_PARAGRAPHS
        text = said.translate(_WITHOUT_UNSEEN) if unseen else said
        for line in text.split("\n"):
            if (in_head or not ruled) and (is_scan or _may_be_mark(line, spaced=spaced)):
                place = _Place(_last_printed(above), whole, at_edge, in_head, is_scan and in_head)
                if any(_is_mark(piece, place) for piece in _pieces(line, place) if piece):
                    return True
            above.append(line)
    return False


class _Place(NamedTuple):
    """Where a line stands: the line above it, the whole text, in a margin, in the head, in the head of a
    scan."""

    before: str
    whole: str
    at_edge: bool
    in_head: bool
    scanned: bool


def _may_bear_mark(folded: str) -> bool:
    """A quick look at a text in small letters: most documents hold none of the words."""
    return (
        "mật" in folded
        or "thu hồi" in folded
        or "bóc bì" in folded
        or ("ậ" in folded and _LETTERS_APART.search(folded) is not None)
    )


def _may_be_mark(line: str, *, spaced: bool) -> bool:
    """A quick look at a line. `spaced`: the text may hold the word with its letters apart."""
    folded = line.casefold()
    return "mật" in folded or (spaced and "ậ" in folded) or "thu hồi" in folded or "bóc bì" in folded


def _last_printed(lines: Sequence[str]) -> str:
    """The last line with more than signs."""
    return next((line for line in reversed(lines) if line.strip(_EDGES)), "")


def _pieces(line: str, place: _Place) -> Iterator[str]:
    """The line and, in the head, its cells: a stamp may share the line of the agency or the number. An item
    of a list is none, but the very first line belongs to no list."""
    if "<" in line:
        line = _TAG.sub(" ", line)
    parts = (line, *_APART.split(line)) if place.in_head and _APART.search(line.strip()) else (line,)
    for part in parts:
        yield "" if place.before and _LIST_ITEM.match(part) else _bare(part)


def _texts(folio: Folio) -> Iterator[PlacedText]:
    for block in folio.blocks:
        if isinstance(block, Paragraph):
            yield PlacedText(block.text, block.part, False)
        else:
            for cell in block.cells:
                for paragraph in cell.paragraphs:
                    yield PlacedText(paragraph.text, paragraph.part, block.ruled)


def _bare(line: str) -> str:
    """The line without what frames a stamp, single blanks, spaced letters put together."""
    text = " ".join(line.strip(_EDGES).split())
    if len(text) <= 40 and _SPACED.match(text):
        words = re.split(r" {2,}", line.strip(_EDGES))
        joined = ["".join(word.split()) for word in words]
        text = " ".join(joined)
        text = re.sub(r"^(TUYỆT|TỐI)(?=MẬT)", r"\1 ", text)
    return text


def _is_mark(text: str, place: _Place) -> bool:
    if _LEVEL_LINE.fullmatch(text):
        return True
    if text == _OF_THE_STATE:
        return place.at_edge
    return _is_stamp(text, place) and (place.at_edge or not _TITLE_GOES_ON.search(_bare(place.before)))


def _is_stamp(text: str, place: _Place) -> bool:
    if _STAMP_CAPITALS.fullmatch(text) or _WITH_PAGE.fullmatch(text):
        return True
    if not place.in_head:
        return False
    if _STAMP_WORDS.fullmatch(text) or (place.at_edge and _MARGIN_NUMBER.fullmatch(text)):
        return True
    if (place.at_edge or not place.before) and _OF_A_PAPER.fullmatch(text):
        return True
    if "MẬT" in text and len(text) <= _LONGEST_HEAD_LINE:
        return any(_stands_apart(text, stamp, place) for stamp in _LEVEL_WORD.finditer(text))
    return place.scanned and text.isupper() and _folded(text) in _SCANNED_STAMPS


def _stands_apart(text: str, stamp: re.Match[str], place: _Place) -> bool:
    """Whether what stands on both sides of a stamp, on one line of the head, are parts of the head: the
    agency, the number, the motto, the date."""
    left, right = text[: stamp.start()].strip(_EDGES), text[stamp.end() :].strip(_EDGES)
    if not (left or right):
        return True
    if right and not (_AFTER_STAMP.match(right) or _is_agency(right)):
        return False
    if not left or _COPY_NUMBER.fullmatch(left) or _is_number(left):
        return True
    if stamp.group() != "MẬT" and (left.isupper() or len(left) <= _LONGEST_AGENCY):
        return _AGENCY.match(left) is not None and not _TITLE_GOES_ON.search(left)
    return _is_agency(left) and not _is_name(left, place.whole)


def _is_agency(text: str) -> bool:
    """Whether it is the agency or the name of the State, in capitals."""
    beginning = _AFTER_STAMP.split(text, maxsplit=1)[0]
    return (
        beginning.isupper() and _AGENCY.match(beginning) is not None and _NO_AGENCY.search(beginning) is None
    )


def _is_number(text: str) -> bool:
    """Whether it is the number and symbol of the document, "Số: 12/KH-UBND"."""
    mark, colon, symbol = text.partition(":")
    return mark.strip().casefold() == "số" and bool(colon) and not any(map(str.islower, symbol))


def _is_name(left: str, whole: str) -> bool:
    """Whether "MẬT" behind `left` ends a name ("XÃ SUỐI MẬT", of which the text speaks in small letters
    too) or a word ("BẢO MẬT")."""
    if _NO_STAMP_AFTER.search(left) or _TITLE_GOES_ON.search(left):
        return True
    return f"{left.split()[-1].capitalize()} Mật" in whole


def _folded(text: str) -> str:
    """Small letters without marks, as a poor scan may give them."""
    apart = unicodedata.normalize("NFD", text.translate(_FOLDING))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
