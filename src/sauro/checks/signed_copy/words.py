"""A document as a row of words to compare: without line breaks, spaces, page numbers and the lines that a
signing program prints."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sauro.checks.signed_copy.sides import in_one_order, sides_of
from sauro.folio.model import Folio, Paragraph, Part, SourceKind
from sauro.folio.span import Span
from sauro.records import quick
from sauro.text.normalise import fold_tone_place, unify_dashes

__all__ = ["Word", "Words", "words_of"]

_WORD = re.compile(r"[^\W_]+|[^\w\s]|_+")
_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*|Trang \d+(?:\s*/\s*\d+)?", re.IGNORECASE)
_STAMPED = re.compile(
    r"(?:Ký bởi|Người ký|Ký số bởi|Digitally signed|Signed by|Cơ quan:|Thời gian ký|Ngày ký|Giờ ký|Email:"
    r"|\(?\s*Đã ký\s*\)?$)",
    re.IGNORECASE,
)
_LEADERS = re.compile(r"[.…_]{2,}|…|_+")
"""What is typed to leave room."""
_SURE = 75.0
"""Confidence from which a word of a scan is believed (0 to 100)."""
_QUOTES = str.maketrans("“”„«»‘’`´", '"""""\'\'\'\'')


@quick
@dataclass(frozen=True, slots=True)
class Word:
    """A word or a sign. `key` is what is compared; `is_sure` is False where a scan read it with doubt."""

    key: str
    span: Span
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a document and their keys, at the same places; `sides` are its head and foot, in which
    what stands side by side may come in any order."""

    folio: Folio
    words: tuple[Word, ...]
    keys: tuple[str, ...]
    sides: tuple[Span, ...] = ()

    def text(self, start: int, end: int) -> str:
        """The words `start` to `end` as written, with single spaces."""
        pieces: list[str] = []
        last = -1
        for word in self.words[start:end]:
            if pieces and word.span.start != last:
                pieces.append(" ")
            pieces.append(word.span.of(self.folio.text))
            last = word.span.end
        return "".join(pieces)

    def span(self, start: int, end: int) -> Span | None:
        """Their place; None where there are none."""
        spans = [word.span for word in self.words[start:end]]
        return Span(min(one.start for one in spans), max(one.end for one in spans)) if spans else None


def words_of(folio: Folio) -> Words:
    """The words of a document in reading order, head and foot in the order of the decree."""
    sides = sides_of(folio)
    found = tuple(_words(folio, in_one_order(folio, *sides)))
    return Words(folio, found, tuple(word.key for word in found), sides)


def _words(folio: Folio, paragraphs: Sequence[Paragraph]) -> Iterator[Word]:
    doubts = sorted(
        remark.span for remark in folio.remarks if remark.span is not None and remark.code.startswith("ocr.")
    )
    is_scan = folio.source.kind is SourceKind.SCAN
    for paragraph in paragraphs:
        if _is_left_out(paragraph):
            continue
        doubtful = _doubtful(paragraph, doubts) if is_scan else ()
        leaders = [match.span() for match in _LEADERS.finditer(paragraph.text)]
        for match in _WORD.finditer(paragraph.text):
            if any(start <= match.start() < end for start, end in leaders):
                continue
            span = Span(match.start(), match.end()).shifted(paragraph.span.start)
            is_sure = not any(one.start < span.end and span.start < one.end for one in doubtful)
            yield Word(_key(match.group()), span, is_sure)


def _is_left_out(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    if paragraph.place.row is None and _PAGE_NUMBER.fullmatch(text):
        return True
    return paragraph.part in (Part.HEADER, Part.FOOTER) or _STAMPED.match(text) is not None


def _doubtful(paragraph: Paragraph, doubts: list[Span]) -> tuple[Span, ...]:
    """The places of a scanned paragraph that were read with doubt."""
    here = [one for one in doubts if one.start < paragraph.span.end and paragraph.span.start < one.end]
    start = paragraph.span.start
    for run in paragraph.runs:
        if run.confidence is not None and run.confidence < _SURE:
            here.append(Span(start, start + len(run.text)))
        start += len(run.text)
    return tuple(here)


def _key(word: str) -> str:
    return unify_dashes(fold_tone_place(word)).translate(_QUOTES)
