"""Paragraphs that are in no duty although duties stand around them: between an item and its sub-items, or in
a text box. The contract makes no task of them; whoever hands out the work should look at them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from sauro.anatomy.lines import Line
from sauro.anatomy.parts import Anatomy, Item
from sauro.extraction.attributes import read_attributes
from sauro.extraction.members import Sentence
from sauro.extraction.sections import SectionKind, section_kind
from sauro.extraction.units import head_units
from sauro.findings import Finding, Severity, short_quote
from sauro.folio.model import Folio, Part
from sauro.folio.passage import Passage
from sauro.folio.span import Span
from sauro.plan.model import Task
from sauro.text.marks import MarkKind

__all__ = ["review_paragraphs"]

_ORDERS = re.compile(
    r"\b(?:phải|có trách nhiệm|chịu trách nhiệm|[Gg]iao|[Yy]êu cầu|[Đđ]ề nghị|[Pp]hân công|hoàn thành"
    r"|[Tt]rước ngày|[Cc]hậm nhất|[Cc]hủ trì)\b"
)
"""Words by which a sentence orders something, whoever it names."""
_FEWEST_WORDS = 8
"""Words of the shortest text in a box that may be a duty."""


def review_paragraphs(folio: Folio, anatomy: Anatomy, tasks: Sequence[Task]) -> Iterator[Finding]:
    """A finding for each paragraph that orders something and is no task, and one for all the others."""
    others: list[Span] = []
    for item, line in _outside(anatomy, tasks):
        if not _is_order(line.passage):
            others.append(line.passage.span())
            continue
        label = item.mark.label if item.mark is not None else ""
        name = f"của mục {label} " if label else ""
        yield Finding(
            "item.duty_in_paragraph",
            Severity.ASK,
            f"Đoạn “{short_quote(line.text)}” {name}nằm ngoài các ý bên dưới nên không thành nhiệm vụ;"
            " xem có phải là một việc cần giao không.",
            (line.passage.span(),),
        )
    if others:
        yield Finding(
            "item.paragraph_outside",
            Severity.NOTE,
            f"Có {len(others)} đoạn dẫn nằm ngoài các ý bên dưới, không thuộc nhiệm vụ nào.",
            tuple(others),
        )
    yield from _on_boxes(folio)


def _outside(anatomy: Anatomy, tasks: Sequence[Task]) -> Iterator[tuple[Item, Line]]:
    """Plain paragraphs directly under an item that opens duties, which are none themselves, say none of their
    attributes and do not only lead in ("… như sau:")."""
    starts = sorted(task.text.span.start for task in tasks)
    for item in anatomy.body.walk():
        if not item.children or len(item.members) == len(item.children) or not _may_hold_duties(item):
            continue
        lines = [line for line in item.plain if not _has_start(starts, line.passage)]
        if lines and any(_holds_task(starts, child) for child in item.children):
            for line in lines:
                if Sentence(line, ()).is_duty and not read_attributes(line.content):
                    yield item, line


def _may_hold_duties(item: Item) -> bool:
    """Whether it is an item of a section, or the heading of one that holds duties: other headings without a
    number stand in the head ("NGHỊ QUYẾT"), with the grounds of the document under them."""
    if item.mark is None:
        return False
    if item.mark.kind not in (MarkKind.TITLE, MarkKind.BOLD):
        return True
    return section_kind(item.content.text) is SectionKind.DUTIES


def _holds_task(starts: Sequence[int], item: Item) -> bool:
    """Whether a task begins in an item, its paragraphs or those below."""
    return any(
        _has_start(starts, each.content) or any(_has_start(starts, line.passage) for line in each.plain)
        for each in item.walk()
    )


def _has_start(starts: Sequence[int], passage: Passage) -> bool:
    if not passage.text:
        return False
    at = bisect_left(starts, passage.start)
    return at < len(starts) and starts[at] < passage.span().end


def _is_order(passage: Passage) -> bool:
    return _ORDERS.search(passage.text) is not None or bool(head_units(passage)[0])


def _on_boxes(folio: Folio) -> Iterator[Finding]:
    """Whole sentences in text boxes: number, date, marks and captions stand there too."""
    for paragraph in folio.paragraphs:
        if paragraph.part is not Part.TEXT_BOX or len(paragraph.text.split()) < _FEWEST_WORDS:
            continue
        passage = Passage.of(paragraph.text, paragraph.span.start)
        if _is_order(passage):
            yield Finding(
                "item.duty_in_text_box",
                Severity.ASK,
                f"Khung chữ “{short_quote(passage.text)}” không thuộc nhiệm vụ nào;"
                " xem có phải là một việc cần giao không.",
                (passage.span(),),
            )
