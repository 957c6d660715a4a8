"""Faults of how a file is set: paper, letters, room, lines (F01, F03, F04)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sauro.doctypes.components import FORMS, Component
from tools.planted_faults.papers import Document, Place, Planted
from tools.planted_faults.planters.choose import LONG, looks, sheets

__all__ = [
    "alignment",
    "appendix_pages",
    "case",
    "colour",
    "font",
    "indent",
    "line_spacing",
    "margins",
    "page_number",
    "paper_size",
    "rules",
    "size",
    "spacing",
    "style",
]

_RUNNING = (Component.BODY, Component.CLAUSE, Component.HEADING, Component.SECTION)
_HEAD = (Component.NATION, Component.MOTTO, Component.NUMBER, Component.PLACE_DATE, Component.KIND)
_FOOT = (Component.AUTHORITY, Component.SIGNER, Component.RECIPIENTS, Component.RECIPIENT)
_MIDDLE = (Component.SUBJECT, Component.ADDRESSEES, Component.BASIS, *_RUNNING)
_APPENDED = (Component.APPENDIX, Component.APPENDIX_TITLE, Component.APPENDIX_BASIS)
_ALL = (*_HEAD, *_MIDDLE, *_FOOT, *_APPENDED)
_FONTS = ("Arial", "Calibri", "Tahoma", "Cambria", "Verdana", "Garamond")
_CENTRED = (Component.KIND, Component.SUBJECT, *_APPENDED)
_BOXES = (
    (Component.LETTER_SUBJECT, Component.URGENCY, "HỎA TỐC"),
    (Component.LETTER_SUBJECT, Component.URGENCY, "KHẨN"),
    (Component.LETTER_SUBJECT, Component.CIRCULATION, "XEM XONG TRẢ LẠI"),
    (Component.NUMBER, Component.CIRCULATION, "LƯU HÀNH NỘI BỘ"),
    (Component.NUMBER, Component.URGENCY, "THƯỢNG KHẨN"),
    (Component.RECIPIENT, Component.DRAFTER, "TTH.(30)"),
)
"""What may stand in the lesser boxes of the form, each below the last line of a component."""
_LENGTH = 2200
"""Characters of a document that surely has a second page."""


def paper_size(document: Document) -> Iterator[Planted]:
    """Letter, A5, B5, legal, on its side."""
    sizes = [(215.9, 279.4), (148, 210), (176, 250), (215.9, 355.6), (210, 330)]
    if not any(True for _ in document.grids()):  # a table may lie on its side
        sizes.append((297, 210))
    yield from sheets(document, [{"width": width, "height": height} for width, height in sizes])


def margins(document: Document) -> Iterator[Planted]:
    """One margin too narrow or too wide."""
    widths = {
        "top": (15, 30, 12.7),
        "bottom": (10, 28, 17),
        "left": (25, 40, 25.4),
        "right": (10, 25, 25.4),
    }
    yield from sheets(document, [{side: width} for side, some in widths.items() for width in some])


def page_number(document: Document) -> Iterator[Planted]:
    """None, at the side, slanted, too small, also on the first page."""
    variants: list[dict[str, object]] = [
        {"number_align": "right"},
        {"number_align": "left"},
        {"number_italic": True},
        {"number_size": 11},
        {"number_size": 16},
        {"first_is_numbered": True},
    ]
    if sum(len(line.text) for _, line in document.lines()) > _LENGTH:
        variants.append({"number": False})
    yield from sheets(document, variants)


def appendix_pages(document: Document) -> Iterator[Planted]:
    """The pages of the appendix go on counting, or begin with another number."""
    if any(True for _ in document.lines(Component.APPENDIX)):
        yield from sheets(document, [{"appendix_starts": start} for start in (None, 2, 3, 5, 10)])


def font(document: Document) -> Iterator[Planted]:
    """Another typeface."""
    yield from looks(document, [{"font": name} for name in _FONTS], *_ALL)


def colour(document: Document) -> Iterator[Planted]:
    """Not black."""
    colours = ("FF0000", "0000FF", "C00000", "1F4E79", "00B050", "7F7F7F")
    yield from looks(document, [{"colour": one} for one in colours], *_ALL)


def size(document: Document) -> Iterator[Planted]:
    """Smaller or larger than the component may be."""
    for component in _ALL:
        least, most = FORMS[component].sizes
        sizes = (least - 1, least - 2, most + 1, most + 2)
        yield from looks(document, [{"size": one} for one in sizes], component)
    for component, made in _boxed(document):
        least, most = FORMS[component].sizes
        yield from looks(made, [{"size": least - 2}, {"size": most + 2}], component)


def style(document: Document) -> Iterator[Planted]:
    """Bold or italic where upright is due, and the other way round."""
    for component in (*_HEAD, Component.SUBJECT, Component.BASIS, Component.SECTION, *_FOOT, *_APPENDED):
        form = FORMS[component]
        yield from looks(document, [{"bold": not form.bold}, {"italic": not form.italic}], component)
    for component, made in _boxed(document):
        yield from looks(made, [{"bold": not FORMS[component].bold}, {"italic": True}], component)


def case(document: Document) -> Iterator[Planted]:
    """Small letters where capitals are due."""
    upper = [one for one, form in FORMS.items() if form.upper and one in (*_ALL, Component.ISSUER)]
    for index, line in document.lines(*upper):
        head, _, rest = line.text.partition(". ") if line.component is Component.SECTION else ("", "", "")
        words = rest or line.text
        for small in (words.capitalize(), words.title()):
            text = f"{head}. {small}" if rest else small
            yield Planted(document.with_text(index, text), Place(index, 0, len(text)), typed_only=True)
    for component, made in _boxed(document):
        for index, line in made.lines(component):
            text = line.text.capitalize()
            yield Planted(made.with_text(index, text), Place(index, 0, len(text)), typed_only=True)


def _boxed(document: Document) -> Iterator[tuple[Component, Document]]:
    """The document with one of the lesser boxes filled."""
    for above, component, text in _BOXES:
        places = list(document.lines(above))
        if places:
            index, line = places[-1]
            yield component, document.with_block(index, line, replace(line, component=component, text=text))


def alignment(document: Document) -> Iterator[Planted]:
    """At the side where the middle is due; ragged where both margins are."""
    yield from looks(document, [{"align": "left"}, {"align": "right"}], *_CENTRED)
    ragged: list[dict[str, object]] = [{"align": "left"}, {"align": "right"}, {"align": "centre"}]
    yield from looks(document, ragged, Component.BODY, Component.CLAUSE, Component.BASIS, longest=LONG)


def indent(document: Document) -> Iterator[Planted]:
    """None, half, twice."""
    yield from looks(document, [{"indent": one} for one in (0, 5, 7.5, 20, 25.4)], *_RUNNING)


def spacing(document: Document) -> Iterator[Planted]:
    """Less than 6 points."""
    pairs = ((0, 0), (0, 3), (3, 0), (2, 2), (0, 5))
    yield from looks(document, [{"before": before, "after": after} for before, after in pairs], *_RUNNING)


def line_spacing(document: Document) -> Iterator[Planted]:
    """Closer than single, wider than one and a half."""
    yield from looks(document, [{"line": one} for one in (0.7, 0.8, 1.75, 2.0, 2.5, 3.0)], *_RUNNING)


def rules(document: Document) -> Iterator[Planted]:
    """No line below motto, office or subject."""
    for component in (Component.MOTTO, Component.ISSUER, Component.SUBJECT):
        lines = list(document.lines(component))[-1:]
        for index, line in lines:
            made = document.with_look(index, rule=False)
            yield Planted(made, Place(index, 0, len(line.text)), typed_only=True)
