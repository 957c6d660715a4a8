"""Refuses documents that bear a mark of secrecy, before anything of them is written.

Secrets of the State may not be kept on a device that has a connection to a network (Luật Bảo vệ bí mật nhà
nước, Điều 5.2). The mark is a stamp: "MẬT", "TỐI MẬT", "TUYỆT MẬT", "Tài liệu thu hồi", standing alone. The
same words in a sentence ("trừ văn bản mật"), in a title ("bảo vệ bí mật nhà nước") or in a table of kinds are
none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from sauro.errors import Classified
from sauro.folio.model import Folio, Paragraph, Part, SourceKind

__all__ = ["bears_mark", "refuse_if_marked"]

_MESSAGE = (
    "Tệp mang dấu chỉ độ mật nên không được đưa vào hệ thống; "
    "hãy xử lý văn bản này theo quy định về bảo vệ bí mật nhà nước."
)
_HEAD_PARAGRAPHS = 25  # the stamp stands in the head, above the text
_STAMP_CAPITALS = re.compile(r"(?:(?:TUYỆT|TỐI) )?MẬT|TÀI LIỆU THU HỒI|CHỈ NGƯỜI CÓ TÊN MỚI ĐƯỢC BÓC BÌ")
_STAMP_WORDS = re.compile(r"(?:(?:tuyệt|tối) )?mật|tài liệu thu hồi", re.IGNORECASE)
_LEVEL_LINE = re.compile(r"(?:độ mật|mức độ mật|dấu chỉ độ mật) ?: ?(?:(?:tuyệt|tối) )?mật", re.IGNORECASE)
_GLUED_STAMP = re.compile(r"(?:(?:TUYỆT|TỐI) )?MẬT (?=Số ?:|SỐ ?:)")
_COPY_STAMP = re.compile(r"(?:(?:TUYỆT|TỐI) )?MẬT ?[-–.,:]? ?(?:Bản|BẢN) (?:số|SỐ)\b")
_BESIDE_AGENCY = re.compile(
    r"(?:UBND|ỦY BAN|UỶ BAN|SỞ|PHÒNG|VĂN PHÒNG|BỘ|CÔNG AN|CỤC|BAN|CỘNG HÒA)\b.* (?:TUYỆT|TỐI) MẬT"
)
_AFTER_NUMBER = re.compile(r"S[ốỐ] ?:.*/[A-ZĐ][A-ZĐƯ-]* (?:(?:TUYỆT|TỐI) )?MẬT")
_LETTERS_APART = re.compile(r"ậ\s+t(?!\w)")
_APART = re.compile(r"\t|\s{2,}")
_LIST_ITEM = re.compile(r"\s*[-–+•*]\s.*[^\s\-–]\s*$")
_OF_THE_STATE = "BÍ MẬT NHÀ NƯỚC"
_TITLE_GOES_ON = re.compile(
    r"(?:BẢO VỆ|VỀ|CỦA|DANH MỤC|THUỘC|PHẠM VI|ĐỘ|BÍ|BẢO|CƠ|LỘ|LỌT|MẤT|VÀ|LÀ|CHỨA|CÓ|SỐ"
    r"|HỒ SƠ|VĂN BẢN|TÀI LIỆU)$",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?:\w ){2,}\w\b|(?:\w ){1,}\w{1,2}$")
_EDGES = " \t\n.,;:*[](){}|_-–—=~'\"“”‘’"
_SCANNED_STAMPS = frozenset({"mat", "toi mat", "tuyet mat", "tuyetmat", "toimat"})
_FOLDING = str.maketrans("đĐ0", "dDo")


def refuse_if_marked(folio: Folio) -> Folio:
    """`folio` itself; raises Classified where it bears a mark of secrecy."""
    if bears_mark(folio):
        raise Classified(_MESSAGE)
    return folio


def bears_mark(folio: Folio) -> bool:
    """Whether a mark of secrecy stands anywhere on the document."""
    is_scan = folio.source.kind is SourceKind.SCAN
    if not (is_scan or _may_bear_mark(folio.text)):
        return False
    before = ""
    for number, (paragraph, in_ruled_table) in enumerate(_paragraphs(folio)):
        at_edge = paragraph.part is not Part.BODY
        in_head = at_edge or number < _HEAD_PARAGRAPHS
        for line in paragraph.text.split("\n"):
            if (in_head or not in_ruled_table) and (is_scan or _may_be_mark(line)):
                place = _Place(before, at_edge, in_head, is_scan and in_head)
                if any(_is_mark(text, place) for text in _pieces(line, in_head) if text):
                    return True
            if line.strip(_EDGES):
                before = line
    return False


class _Place(NamedTuple):
    """Where a line stands: the line above it, in a margin, in the head, in the head of a scan."""

    before: str
    at_edge: bool
    in_head: bool
    scanned: bool


def _may_bear_mark(text: str) -> bool:
    """A quick look: most documents hold none of the words."""
    folded = text.casefold()
    return (
        "mật" in folded
        or "thu hồi" in folded
        or "bóc bì" in folded
        or ("ậ" in folded and _LETTERS_APART.search(folded) is not None)
    )


def _may_be_mark(line: str) -> bool:
    folded = line.casefold()
    return "ậ" in folded or "thu hồi" in folded or "bóc bì" in folded


def _pieces(line: str, in_head: bool) -> Iterator[str]:
    """The line and, in the head, its cells: a stamp may share the line of the agency or the number."""
    parts = (line, *_APART.split(line)) if in_head and _APART.search(line.strip()) else (line,)
    for part in parts:
        yield "" if _LIST_ITEM.match(part) else _bare(part)


def _paragraphs(folio: Folio) -> Iterator[tuple[Paragraph, bool]]:
    for block in folio.blocks:
        if isinstance(block, Paragraph):
            yield block, False
        else:
            for cell in block.cells:
                for paragraph in cell.paragraphs:
                    yield paragraph, block.ruled


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
    if _STAMP_CAPITALS.fullmatch(text):
        return True
    if not place.in_head:
        return False
    if _STAMP_WORDS.fullmatch(text) or _GLUED_STAMP.match(text) or _COPY_STAMP.match(text):
        return True
    if text.endswith("MẬT") and (_BESIDE_AGENCY.fullmatch(text) or _AFTER_NUMBER.fullmatch(text)):
        return True
    return place.scanned and text.isupper() and _folded(text) in _SCANNED_STAMPS


def _folded(text: str) -> str:
    """Small letters without marks, as a poor scan may give them."""
    apart = unicodedata.normalize("NFD", text.translate(_FOLDING))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()
