"""The pages of a plan as pictures, with the words of its quotations marked on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.files.storage import default_storage
from django.http import Http404

from sauro.cli.page_marks import TASK
from sauro.folio.span import Span
from sauro.folio.word_places import PageArea, WordPlace, WordPlaces
from sauro_web.plans.doubts import is_sure
from sauro_web.plans.models import ImportedPlan, PagePicture

__all__ = ["PictureMark", "PictureMarks", "ShownPage", "picture_of"]

_NAMES = {
    "fact": "Thông tin văn bản",
    TASK: "Nhiệm vụ",
    "lead": "Đơn vị chủ trì",
    "coop": "Đơn vị phối hợp",
    "product": "Sản phẩm",
    "due": "Thời hạn",
    "target": "Chỉ tiêu",
    "report": "Báo cáo phải gửi",
}
_RIM = 2  # pixels of paper that a mark takes around its words


@dataclass(frozen=True, slots=True)
class Rectangle:
    """In pixels of the picture."""

    left: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Its lower edge."""
        return self.top + self.height


@dataclass(slots=True)
class PictureMark:
    """Words of a quotation on one page. `anchors`: it is the first of its number, and links lead to it;
    `card` is the suggestion that it leads to."""

    number: int
    kind: str
    label: str | None
    size: int
    anchors: bool
    rectangles: list[Rectangle] = field(default_factory=list)
    card: int | None = None

    @property
    def name(self) -> str:
        """What it is, for those who hear the page."""
        return f"{_NAMES[self.kind]} {self.label}" if self.label else _NAMES[self.kind]


@dataclass(frozen=True, slots=True)
class ShownPage:
    """A page with its marks, those that lie in others last, and the words that were read without
    certainty."""

    picture: PagePicture
    marks: Sequence[PictureMark]
    unsure: Sequence[Rectangle]


class PictureMarks:
    """The marks of a plan on its pages; stands in the place of `Marks`, which writes them into the text."""

    def __init__(self, pages: Iterable[PagePicture]) -> None:
        self._pages = list(pages)
        self._words = [word for page in self._pages for word in _words_of(page)]
        self._places = WordPlaces(self._words)
        self._numbers: dict[tuple[str, Span], int | None] = {}
        self._marks: dict[int, list[PictureMark]] = {}
        self._count = 0

    def add(self, kind: str, span: Span, label: str | None = None) -> int | None:
        """The number of the mark on these words; None where none of them is on a page."""
        if (kind, span) not in self._numbers:
            areas = self._places.areas(span)
            self._numbers[kind, span] = self._count if areas else None
            if areas:
                self._draw(kind, span, label, areas)
                self._count += 1
        return self._numbers[kind, span]

    def pages(self, numbers: Mapping[int, Sequence[int]]) -> Iterator[ShownPage]:
        """The pages; `numbers` are those of the marks of each suggestion, the first of which a mark leads
        to."""
        cards: dict[int, int] = {}
        for card, own in numbers.items():
            for number in own:
                cards.setdefault(number, card)
        unsure: dict[int, list[Rectangle]] = {}
        for word in self._words:
            if not is_sure(word.confidence):
                unsure.setdefault(word.page, []).append(_around(word))
        for page in self._pages:
            marks = self._marks.get(page.number, [])
            marks.sort(key=lambda mark: (mark.kind != TASK, -mark.size))
            for mark in marks:
                mark.card = cards.get(mark.number)
            yield ShownPage(page, marks, unsure.get(page.number, ()))

    def _draw(self, kind: str, span: Span, label: str | None, areas: Sequence[PageArea]) -> None:
        mark: PictureMark | None = None
        page = 0
        for area in areas:
            if mark is None or area.page != page:
                mark = PictureMark(self._count, kind, label, len(span), anchors=mark is None)
                page = area.page
                self._marks.setdefault(page, []).append(mark)
            mark.rectangles.append(_around(area))


def picture_of(plan: ImportedPlan, number: int) -> PagePicture:
    """The picture of a page; raises Http404 where there is none."""
    page = PagePicture.objects.filter(plan=plan, number=number).defer("words").first()
    if page is None or not default_storage.exists(str(page.file.name)):
        raise Http404
    return page


def _words_of(page: PagePicture) -> Iterator[WordPlace]:
    for start, end, left, top, right, bottom, *confidence in page.words:
        yield WordPlace(Span(start, end), page.number, left, top, right, bottom, *confidence)


def _around(area: PageArea | WordPlace) -> Rectangle:
    left, top, right, bottom = (int(edge) for edge in (area.left, area.top, area.right, area.bottom))
    return Rectangle(
        max(left - _RIM, 0), max(top - _RIM, 0), right - left + 2 * _RIM, bottom - top + 2 * _RIM
    )
