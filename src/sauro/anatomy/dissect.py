"""Takes a document apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sauro.anatomy.appendices import find_appendix, read_appendices
from sauro.anatomy.body import grow_tree, unnumbered_kind
from sauro.anatomy.ending import find_ending, read_ending
from sauro.anatomy.heading import find_title, read_heading
from sauro.anatomy.lines import Line, lines_of
from sauro.anatomy.parts import Anatomy, Ending, Heading
from sauro.folio.model import Folio, Table

__all__ = ["dissect", "is_closing"]

_CARRIER = ("QUYẾT ĐỊNH", "NGHỊ QUYẾT", "TỜ TRÌNH", "THÔNG BÁO")
_CLOSES = re.compile(
    r"\(?(?:Trên đây là|Trong quá trình (?:tổ chức|triển khai|thực hiện)\b|Quá trình (?:tổ chức|triển khai|thực hiện)"
    r"|(?:Nếu|Khi) có (?:khó khăn|vướng mắc|phát sinh)|(?:Kế hoạch|Quyết định) này (?:có hiệu lực|thay thế|được|yêu cầu)"
    r"|(?:(?:Ủy ban nhân dân|UBND|Chủ tịch)[^,;.]{0,60} )?(?:[Yy]êu cầu|[Đđ]ề nghị) (?:các|[Tt]hủ trưởng|[Gg]iám đốc|[Cc]hủ tịch|[Nn]gười đứng đầu))"
)
_ORDERS_ALL = re.compile(
    r"^(?!Giao\b|Phân công\b).*(?:triển khai(?:,)? (?:tổ chức )?thực hiện|tổ chức thực hiện|nghiêm túc|thực hiện(?: tốt)? Kế hoạch|chỉ đạo, giải quyết).*\./\.$",
    re.DOTALL,
)
_CARRIED = re.compile(r"^(?:KẾ HOẠCH|CHƯƠNG TRÌNH|ĐỀ ÁN|PHƯƠNG ÁN)(?=$|\s)")


def dissect(folio: Folio) -> Anatomy:
    """The parts of a document. Where a decision carries a plan ("Ban hành kèm theo Quyết định này"), the body is the
    plan's, and head and foot are the decision's, since the plan has none of its own."""
    blocks = lines_of(folio)
    title = find_title(blocks)
    heading, start = read_heading(blocks, title)
    foot = find_ending(blocks, start)
    if heading.kind is not None and heading.kind.text.startswith(_CARRIER):
        carried = _find_carried(blocks, start)
        if carried is not None:
            return _carried_plan(blocks, heading, start, carried)
    ending, after = read_ending(blocks, foot)
    appendix = find_appendix(blocks, start)
    if appendix < foot:
        # Appendices before the signature: the foot closes them, not the body.
        return _assemble(blocks[start:appendix], heading, ending, (*blocks[appendix:foot], *blocks[after:]))
    return _assemble(blocks[start:foot], heading, ending, blocks[after:])


def is_closing(text: str) -> bool:
    """Whether a line closes the plan ("Trên đây là …", "Trong quá trình thực hiện …") and so holds no duty."""
    return bool(_CLOSES.match(text)) and not text.startswith(("Yêu cầu", "Đề nghị"))


def _find_carried(blocks: Sequence[Line | Table], start: int) -> int | None:
    """The title of the plan that a decision carries: a kind in capitals after the decision's articles."""
    for index in range(start, len(blocks)):
        block = blocks[index]
        if isinstance(block, Line) and _CARRIED.match(block.text) and block.capitals and block.mark is None:
            return index
    return None


def _carried_plan(blocks: Sequence[Line | Table], decision: Heading, start: int, carried: int) -> Anatomy:
    ending, _ = read_ending(blocks[:carried], find_ending(blocks[:carried], start))
    own, length = read_heading(blocks[carried:], 0)
    heading = Heading(decision.issuer, decision.number, decision.date, own.kind, own.subject, own.carried_by)
    begin = carried + length
    foot = find_ending(blocks, begin)
    own_ending, after = read_ending(blocks, foot)
    appendix = find_appendix(blocks, begin)
    end = min(foot, appendix)
    rest = (*blocks[appendix:foot], *blocks[after:]) if appendix < foot else blocks[after:]
    return _assemble(blocks[begin:end], heading, ending if ending.name or ending.recipients else own_ending, rest)


def _closing_start(body: Sequence[Line | Table]) -> int:
    """Where the closing paragraphs begin: the plain paragraphs after the last item that close the plan or order
    everybody to carry it out; `len(body)` where there are none."""
    end = len(body)
    for index in range(len(body) - 1, -1, -1):
        block = body[index]
        if isinstance(block, Table) or block.mark is not None:
            break
        if _CLOSES.match(block.text) or index == len(body) - 1 and _ORDERS_ALL.search(block.text):
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
