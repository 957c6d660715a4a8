"""Lines in brackets that say to which document a part belongs ("(Kèm theo Kế hoạch số … ngày …)"): where one
gives another number or day than the head, one of the two is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sauro.anatomy.lines import Line
from sauro.anatomy.parts import Anatomy
from sauro.dates.written import read_dates
from sauro.doctypes.reference import find_references, parse_reference
from sauro.findings import Finding, Severity
from sauro.folio.span import Span
from sauro.plan.model import DocumentFacts

__all__ = ["OtherCaption", "other_captions", "review_captions"]

_FULL_DATE = len("2026-05-13")


@dataclass(frozen=True, slots=True)
class OtherCaption:
    """A caption that differs from the head: the number in it and its place where it is another number under
    the plan's own symbol, the day and its place where it is another day."""

    number: str | None
    number_span: Span | None
    date: str | None
    date_span: Span | None


def other_captions(anatomy: Anatomy, document: DocumentFacts) -> tuple[OtherCaption, ...]:
    """The captions that name the plan by another number or day than its head. One with another symbol names
    another document (a form that a circular issued), one without a number is not compared."""
    if document.number is None:
        return ()
    own = parse_reference(document.number.value)
    lines = [appendix.attached_to for appendix in anatomy.appendices]
    found = (
        _other(line, document, own.symbol if own else "")
        for line in (anatomy.heading.carried_by, *lines)
        if line is not None
    )
    return tuple(caption for caption in found if caption is not None)


def _other(line: Line, document: DocumentFacts, symbol: str) -> OtherCaption | None:
    passage = line.passage
    found = next(iter(find_references(passage.text)), None)
    if found is None or document.number is None or found.reference.symbol.casefold() != symbol.casefold():
        return None
    number = str(found.reference)
    differs = number.casefold() != document.number.value.casefold()
    dated = next((one for one in read_dates(passage.text) if one.start >= found.end), None)
    day = document.date.value if document.date else ""
    late = dated is not None and len(day) == len(dated.value) == _FULL_DATE and dated.value != day
    if not differs and not late:
        return None
    return OtherCaption(
        number if differs else None,
        passage.span(found.start, found.end) if differs else None,
        dated.value if late and dated else None,
        passage.span(dated.start, dated.end) if late and dated else None,
    )


def review_captions(anatomy: Anatomy, document: DocumentFacts) -> Iterator[Finding]:
    """A finding for each such caption."""
    for caption in other_captions(anatomy, document):
        told = []
        if caption.number and document.number:
            told.append(f"số {caption.number}, văn bản là số {document.number.value}")
        if caption.date and document.date:
            told.append(f"ngày {_day(caption.date)}, văn bản là ngày {_day(document.date.value)}")
        places = (caption.number_span, caption.date_span)
        yield Finding(
            "document.caption_differs",
            Severity.WARN,
            f"Dòng “Kèm theo …” ghi {'; '.join(told)}; hãy xem bản đã ký và sửa cho khớp.",
            tuple(span for span in places if span is not None),
        )


def _day(iso: str) -> str:
    year, month, day = iso.split("-")
    return f"{day}/{month}/{year}"
