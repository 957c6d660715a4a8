"""Paper, margins and page numbers (NĐ 30/2020, Phụ lục I, Mục I)."""

from __future__ import annotations

from collections.abc import Iterator

from sauro.checks.model import Fault
from sauro.doctypes.components import MARGINS, PAGE
from sauro.folio.model import Alignment
from sauro.folio.setting import Setting

__all__ = ["margins", "numbers_by_section", "page_number", "paper_size"]

_CLOSE = 0.6
"""Millimetres by which lengths may differ: programs round to inches and points."""
_NUMBER_SIZES = (13, 14)
_SIDES = {"top": "trên", "bottom": "dưới", "left": "trái", "right": "phải"}


def paper_size(setting: Setting) -> Iterator[Fault]:
    """A4, upright."""
    for paper in setting.papers:
        if abs(paper.width - PAGE[0]) > _CLOSE or abs(paper.height - PAGE[1]) > _CLOSE:
            size = f"{paper.width:.0f} x {paper.height:.0f} mm"
            yield Fault(f"Khổ giấy {size}; văn bản trình bày trên khổ A4 (210 x 297 mm), hướng dọc.")


def margins(setting: Setting) -> Iterator[Fault]:
    """Each margin within its bounds."""
    for paper in setting.papers:
        for side, name in _SIDES.items():
            least, most, _ = getattr(MARGINS, side)
            width = getattr(paper, side)
            if not least - _CLOSE <= width <= most + _CLOSE:
                yield Fault(f"Lề {name} {width:.0f} mm; phải từ {least} đến {most} mm.")


def page_number(setting: Setting) -> Iterator[Fault]:
    """At the top, in the middle, upright, 13 or 14 points, not on the first page."""
    for paper in setting.papers:
        number = paper.page_number
        if number is None:
            yield Fault("Không có số trang ở lề trên.")
            continue
        if number.alignment is not Alignment.CENTRE or not number.upright:
            yield Fault("Số trang phải đặt canh giữa ở lề trên, chữ đứng.")
        if number.size is not None and not _NUMBER_SIZES[0] <= number.size <= _NUMBER_SIZES[1]:
            yield Fault(f"Số trang cỡ chữ {number.size:g}; phải từ 13 đến 14.")
        if paper.first_is_numbered:
            yield Fault("Trang thứ nhất không hiển thị số trang.")


def numbers_by_section(setting: Setting) -> Iterator[Fault]:
    """The pages of each appendix are numbered on their own."""
    for paper in setting.papers[1:]:
        if paper.starts_at != 1:
            yield Fault("Số trang của phụ lục phải đánh riêng, bắt đầu từ 1.")
