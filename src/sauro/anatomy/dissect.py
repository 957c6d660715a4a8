"""Takes a document apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sauro.anatomy.appendices import find_appendix, read_appendices
from sauro.anatomy.body import grow_tree, unnumbered_kind
from sauro.anatomy.ending import find_ending, read_ending
from sauro.anatomy.heading import find_title, read_heading
from sauro.anatomy.lines import Line, lines_of
from sauro.anatomy.parts import Anatomy, Ending, Heading
from sauro.folio.model import Folio, Table
from sauro.text.patterns import either

__all__ = ["dissect", "is_closing"]

_CARRIER = ("QUYẾT ĐỊNH", "NGHỊ QUYẾT", "TỜ TRÌNH", "THÔNG BÁO")
"""Kinds of documents that carry a plan."""
_CLOSING = either(r"""
    Trên đây là; Trong quá trình (?:tổ chức|triển khai|thực hiện)\b;
    Quá trình (?:tổ chức|triển khai|thực hiện); (?:Nếu|Khi) có (?:khó khăn|vướng mắc|phát sinh);
    (?:Kế hoạch|Quyết định) này (?:có hiệu lực|thay thế|được|yêu cầu);
    (?:Kế hoạch|Chương trình(?: hành động)?|Quyết định|Nghị quyết|Chỉ thị|Hướng dẫn) này
    (?:phổ biến|quán triệt|triển khai|gửi|sẽ được)(?: thực hiện)?(?: đến| tới| phổ biến| sơ kết)
""")
_ADDRESSED = r"(?:các|[Tt]hủ trưởng|[Gg]iám đốc|[Cc]hủ tịch|[Nn]gười đứng đầu)"
_CLOSES = re.compile(
    rf"\(?(?:{_CLOSING}|(?:(?:Ủy ban nhân dân|UBND|Chủ tịch)[^,;.]{{0,60}} )?"
    rf"(?:[Yy]êu cầu|[Đđ]ề nghị) {_ADDRESSED})"
)
_ORDERS_ALL = re.compile(
    r"^(?!Giao\b|Phân công\b).*(?:triển khai(?:,)? (?:tổ chức )?thực hiện|tổ chức thực hiện|nghiêm túc"
    r"|thực hiện(?: tốt)? Kế hoạch|chỉ đạo, giải quyết).*\./\.$",
    re.DOTALL,
)
_CARRIED = re.compile(r"^(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN)(?=$|\s)")


def dissect(folio: Folio) -> Anatomy:
    """The parts of a document. Where a decision carries a plan ("Ban hành kèm theo Quyết định này"), the body
    is the plan's, and head and foot are the decision's, since the plan has none of its own."""
    blocks = lines_of(folio)
    heading, start = read_heading(blocks, find_title(blocks))
    if heading.kind is not None and heading.kind.text.startswith(_CARRIER):
        carried = _find_carried(blocks, start)
        if carried is not None:
            ending, _ = read_ending(blocks[:carried], find_ending(blocks[:carried], start))
            return _carried_plan(blocks, carried, heading, ending)
    return _plan(blocks, start, heading, None)


def is_closing(text: str) -> bool:
    """Whether a line closes the plan ("Trên đây là …", "Trong quá trình thực hiện …") and so holds no
    duty."""
    return bool(_CLOSES.match(text)) and not text.startswith(("Yêu cầu", "Đề nghị"))


def _find_carried(blocks: Sequence[Line | Table], start: int) -> int | None:
    """The title of the plan that a decision carries: a kind in capitals after the decision's articles."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, Line) and _CARRIED.match(block.text) and block.capitals and block.mark is None:
            return index
    return None


def _carried_plan(blocks: Sequence[Line | Table], carried: int, decision: Heading, ending: Ending) -> Anatomy:
    own, length = read_heading(blocks[carried:], 0)
    heading = replace(own, issuer=decision.issuer, number=decision.number, date=decision.date)
    signed = ending.name is not None or bool(ending.recipients)
    return _plan(blocks, carried + length, heading, ending if signed else None)


def _plan(blocks: Sequence[Line | Table], start: int, heading: Heading, ending: Ending | None) -> Anatomy:
    """The parts of a plan whose body begins at `start`; its own foot where no `ending` is given. Appendices
    may stand before the signature: then they end the body, not the foot."""
    foot = find_ending(blocks, start)
    own, after = read_ending(blocks, foot)
    end = min(foot, find_appendix(blocks, start))
    rest = (*blocks[end:foot], *blocks[after:])
    return _assemble(blocks[start:end], heading, ending or own, rest)


def _closing_start(body: Sequence[Line | Table]) -> int:
    """Where the closing paragraphs begin: the plain paragraphs after the last item that close the plan or
    order everybody to carry it out; `len(body)` where there are none."""
    end = len(body)
    for index in range(len(body) - 1, -1, -1):
        block = body[index]
        if isinstance(block, Table) or block.mark is not None:
            break
        if _CLOSES.match(block.text) or (index == len(body) - 1 and _ORDERS_ALL.search(block.text)):
            end = index
    return end


def _begins_body(block: Line | Table) -> bool:
    return isinstance(block, Table) or block.mark is not None or unnumbered_kind(block) is not None


def _assemble(
    body: Sequence[Line | Table], heading: Heading, ending: Ending, after: Sequence[Line | Table]
) -> Anatomy:
    cut = _closing_start(body)
    closing = tuple(block for block in body[cut:] if isinstance(block, Line))
    body = body[:cut]
    first = next((index for index, block in enumerate(body) if _begins_body(block)), len(body))
    preamble = tuple(block for block in body[:first] if isinstance(block, Line))
    return Anatomy(heading, preamble, grow_tree(body[first:]), closing, ending, read_appendices(after))
