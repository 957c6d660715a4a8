"""Paper, margins and page numbers (NĐ 30/2020, Phụ lục I, Mục I)."""

from __future__ import annotations

from collections.abc import Iterator

from sauro.checks.model import Fault
from sauro.doctypes.components import MARGINS, PAGE, Component
from sauro.folio.model import Alignment
from sauro.folio.setting import Paper, SetParagraph, Setting

__all__ = ["margins", "numbers_by_section", "page_number", "paper_size"]

_CLOSE = 0.6
"""Millimetres by which lengths may differ: programs round to inches and points."""
_NUMBER_SIZES = (13, 14)
_ONE_PAGE = 2000
"""Characters that surely fit on the first page, which shows no number."""
_CELLS = frozenset((None, Component.TABLE_CELL, Component.TABLE_HEAD, Component.TABLE_FIGURE))
_FEWEST_CELLS = 6
"""Paragraphs in cells of a table that is not head or foot."""
_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}


def paper_size(setting: Setting) -> Iterator[Fault]:
    """A4, upright; a section that holds a table may lie on its side."""
    for number, paper in enumerate(setting.papers):
        if _is_a4(paper) or (_is_a4(paper, turned=True) and _has_table(setting, number)):
            continue
        size = f"{paper.width:.0f} x {paper.height:.0f} mm"
        yield Fault(f"Khổ giấy {size}; văn bản trình bày trên khổ A4 (210 x 297 mm), hướng dọc.")


def _is_a4(paper: Paper, *, turned: bool = False) -> bool:
    width, height = (paper.height, paper.width) if turned else (paper.width, paper.height)
    return abs(width - PAGE[0]) <= _CLOSE and abs(height - PAGE[1]) <= _CLOSE


def _has_table(setting: Setting, section: int) -> bool:
    cells = [one for one in setting.paragraphs if one.section == section and one.in_table]
    return sum(one.component in _CELLS for one in cells) >= _FEWEST_CELLS


def margins(setting: Setting) -> Iterator[Fault]:
    """Each margin of an upright sheet within its bounds; each fault is told once."""
    told: set[str] = set()
    for paper in setting.papers:
        for side, name in _SIDES.items():
            least, most, _ = getattr(MARGINS, side)
            width = getattr(paper, side)
            if least - _CLOSE <= width <= most + _CLOSE or paper.width > paper.height:
                continue
            message = f"Lề {name} {f'{width:.1f}'.rstrip('0').rstrip('.').replace('.', ',')} mm; "
            message += f"phải từ {least} đến {most} mm."
            if message not in told:
                told.add(message)
                yield Fault(message)


def page_number(setting: Setting) -> Iterator[Fault]:
    """At the top, in the middle, upright, 13 or 14 points, not on the first page; a document of one page
    needs none."""
    told: set[str] = set()
    for number, paper in enumerate(setting.papers):
        for message in _on_number(setting, number, paper):
            if message not in told:
                told.add(message)
                yield Fault(message)


def _on_number(setting: Setting, section: int, paper: Paper) -> Iterator[str]:
    number = paper.page_number
    if number is None:
        if sum(len(one.text) for one in _of_section(setting, section)) > _ONE_PAGE:
            yield "Không có số trang ở lề trên; hãy chèn số trang canh giữa ở phần đầu trang (Header)."
        return
    if number.alignment is not Alignment.CENTRE or not number.upright:
        yield "Số trang phải đặt canh giữa ở lề trên, chữ đứng."
    if number.size is not None and not _NUMBER_SIZES[0] <= number.size <= _NUMBER_SIZES[1]:
        yield f"Số trang cỡ chữ {number.size:g}; phải từ 13 đến 14."
    if paper.first_is_numbered and section == 0:
        yield "Trang thứ nhất không hiển thị số trang."


def _of_section(setting: Setting, section: int) -> Iterator[SetParagraph]:
    return (one for one in setting.paragraphs if one.section == section and not one.in_margin)


def numbers_by_section(setting: Setting) -> Iterator[Fault]:
    """The pages of each appendix are numbered on their own."""
    last = 0
    for caption in setting.of(Component.APPENDIX):
        section = caption.section
        starts = setting.papers[section].starts_at if section < len(setting.papers) else None
        if section == last or starts not in {0, 1}:
            yield Fault("Số trang của phụ lục phải đánh riêng, bắt đầu từ 1.", caption.span)
        last = section
