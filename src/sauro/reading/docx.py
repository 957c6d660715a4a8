""".docx → Folio: paragraphs, tables, text boxes, notes, headers and footers in reading order.

Header, body, footer; a text box stands behind the paragraph that it is anchored to, a note behind the
paragraph or table that refers to it. Pages are known only where Word left its rendered page breaks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sauro.errors import Unreadable
from sauro.folio.layout import DraftRemark, ParagraphDraft, TableDraft, compose, in_order
from sauro.folio.model import Folio, Label, Paragraph, Part, Run, Source, SourceKind
from sauro.reading.docx_margins import Margins
from sauro.reading.docx_notes import Notes
from sauro.reading.docx_numbering import Numbering
from sauro.reading.docx_package import Element, Package, W
from sauro.reading.docx_runs import Gathered, runs_of
from sauro.reading.docx_styles import (
    ALIGNMENTS,
    VAL,
    ParagraphStyle,
    StyleSheet,
    child,
    switch,
    whole,
)
from sauro.reading.docx_table_styles import TableStyles
from sauro.reading.docx_tables import THROUGH, entries, read_table
from sauro.reading.docx_text import ALTERNATE, TextReader
from sauro.reading.split_tables import join_split_tables

__all__ = ["Traced", "read_docx", "read_traced"]

Draft = ParagraphDraft | TableDraft

_P = W + "p"
_PPR = W + "pPr"
_TBL = W + "tbl"
_BREAK_BEFORE = W + "pageBreakBefore"
_STYLE = W + "pStyle"
_NUMBERING = W + "numPr"
_JUSTIFICATION = W + "jc"
_OUTLINE = W + "outlineLvl"
_FRAME = W + "framePr"
_DROP_CAP = W + "dropCap"
_RPR = W + "rPr"
_SECTION = W + "sectPr"
_TR = W + "tr"
_TC = W + "tc"
_PAGE_BREAK = W + "lastRenderedPageBreak"
_REMOVED_MARKS = frozenset((W + "del", W + "moveFrom"))
_HIDDEN_MARKS = frozenset((W + "vanish", W + "specVanish"))
_SAME_PAGE = frozenset(("continuous", "nextColumn"))

_NO_TEXT = "Tệp không phải văn bản Word; hãy lưu lại thành .docx rồi thử lại."
_TOO_DEEP = "Văn bản Word lồng quá nhiều lớp nên không đọc được; hãy bỏ bớt bảng lồng nhau rồi thử lại."
_PICTURE = "Hình trong văn bản không đọc được chữ; hãy xem hình ở bản gốc và nhập tay phần chữ nếu cần."
_FOREIGN = (
    "Phần nội dung nhúng từ tệp khác không đọc được; hãy mở bằng Word, lưu lại thành .docx rồi thử lại."
)


def read_docx(data: bytes, *, name: str, unpacked: Mapping[str, bytes] | None = None) -> Folio:
    """The Folio of a .docx file with these bytes, of which some parts may be at hand `unpacked`. Raises
    Unreadable where the file is damaged or not safe to read."""
    return read_traced(data, name=name, unpacked=unpacked).folio


@dataclass(frozen=True, slots=True)
class Traced:
    """A file as read: its package and body, and for each w:p that prints something its paragraph."""

    folio: Folio
    package: Package
    body: Element
    paragraphs: Mapping[Element, Paragraph]


def read_traced(data: bytes, *, name: str, unpacked: Mapping[str, bytes] | None = None) -> Traced:
    """As `read_docx`, with the way back from each paragraph to where it stands in the file."""
    package = Package(data, unpacked or {})
    root = package.root(package.main)
    body = child(root, W + "body")
    if root is None or body is None:
        raise Unreadable(_NO_TEXT)
    has_pages = next(root.iter(_PAGE_BREAK), None) is not None
    reader = _Reader(package, body, 1 if has_pages else None)
    try:
        drafts = reader.read()
    except RecursionError as error:
        raise Unreadable(_TOO_DEEP) from error
    drafts = join_split_tables(drafts, reader.remarks)
    source = Source(name, SourceKind.DOCX, hashlib.sha256(data).hexdigest(), len(data), reader.page)
    folio = compose(drafts, source=source, remarks=reader.remarks)
    settled = {id(draft): one for draft, one in zip(in_order(drafts), folio.paragraphs, strict=True)}
    places = {element: settled[id(draft)] for element, draft in reader.traces if id(draft) in settled}
    return Traced(folio, package, body, places)


class _Reader:
    """Reads one document from top to bottom."""

    def __init__(self, package: Package, body: Element, page: int | None) -> None:
        self.remarks: list[DraftRemark] = []
        self.traces: list[tuple[Element, ParagraphDraft]] = []
        """Each w:p with what was made of it."""
        self._body = body
        self._styles = _style_sheet(package)
        self._numbering = Numbering(package.related(package.main, "numbering"), self._styles)
        self._text = TextReader(self._styles, page)
        sections = [entry for entry in body.iter(_SECTION) if _is_in_force(entry)]
        self._has_sections = len(sections) > 1  # the last one's stand behind all paragraphs
        self._margins = Margins(package, sections)
        self._notes = Notes(package, sections)

    @property
    def page(self) -> int | None:
        """The page reached; at the end, the number of pages."""
        return self._text.page

    def read(self) -> list[Draft]:
        """All drafts of the document."""
        drafts = self._margin(self._margins.headers(0), Part.HEADER)
        section = 0
        for element, block in self._blocks(self._body, Part.BODY):
            drafts += block
            drafts += self._pending_notes()
            if self._has_sections and element.tag == _P and child(child(element, _PPR), _SECTION) is not None:
                section += 1
                self._begin_section(section)
                drafts += self._margin(self._margins.headers(section), Part.HEADER)
        return drafts + self._margin(self._margins.footers(), Part.FOOTER)

    def _begin_section(self, section: int) -> None:
        if self._margins.section_type(section) not in _SAME_PAGE:
            self._text.break_page()

    def _margin(self, roots: Iterable[Element], part: Part) -> list[Draft]:
        """The headers or footers that print something new; they belong to no page."""
        page, self._text.page = self._text.page, None
        drafts: list[Draft] = []
        for root in roots:
            block = self._flow(root, part)
            if self._margins.is_new(block):
                drafts += block
        self._text.page = page
        return drafts

    def _pending_notes(self) -> list[Draft]:
        drafts: list[Draft] = []
        for mark, root in self._notes.take():
            block = self._paragraphs(root, Part.FOOTNOTE)
            if mark is not None and block:
                first = block[0]
                head = first.runs[0] if first.runs else Run("")
                first.runs[:1] = [
                    Run(f"{mark.text} {head.text}".strip(), head.bold, head.italic, page=head.page)
                ]
                first.label = mark
            drafts += block
        return drafts

    def _flow(self, container: Element, part: Part) -> list[Draft]:
        return [draft for _, block in self._blocks(container, part) for draft in block]

    def _paragraphs(self, container: Element, part: Part) -> list[ParagraphDraft]:
        """The paragraphs that print something, those of tables among them, in reading order."""
        paragraphs: list[ParagraphDraft] = []
        for draft in self._flow(container, part):
            if isinstance(draft, ParagraphDraft):
                paragraphs.append(draft)
            else:
                paragraphs += (inner for cell in draft.cells for inner in cell.paragraphs)
        return [paragraph for paragraph in paragraphs if paragraph.runs]

    def _blocks(self, container: Element, part: Part) -> Iterator[tuple[Element, list[Draft]]]:
        """Each w:p and w:tbl in `container` with its drafts. Where the mark between two paragraphs is
        deleted, the first one waits for the second, which gives the format (ECMA-376 Part 1,
        17.13.5.15)."""
        held: tuple[Element, Gathered] | None = None
        for element in self._elements(container):
            if element.tag == _TBL:
                if held is not None:
                    yield held[0], self._finish_held(held, part)
                    held = None
                yield element, self._table(element, part)
                continue
            facts = _facts(element)
            style = self._style(facts)
            before = facts.get(_BREAK_BEFORE)
            if before is not None and switch(before):
                self._text.break_page()
            gathered = self._text.gather(element, style.letters)
            if held is not None:
                held[1].extend(gathered)
                gathered = held[1]
            held = None
            if _mark_is_gone(facts):
                held = (element, gathered)
            else:
                yield element, self._finish(element, facts, style, gathered, part)
        if held is not None:
            yield held[0], self._finish_held(held, part)

    def _elements(self, container: Iterable[Element]) -> Iterator[Element]:
        for entry in container:
            if entry.tag in (_P, _TBL):
                yield entry
            elif entry.tag in THROUGH:
                yield from self._elements(entry)
            elif entry.tag == ALTERNATE and len(entry):
                yield from self._elements(entry[0])
            elif entry.tag == W + "altChunk":
                self.remarks.append(DraftRemark("docx.embedded", _FOREIGN))

    def _style(self, facts: dict[str, Element]) -> ParagraphStyle:
        stated = facts.get(_STYLE)
        return self._styles.paragraph(None if stated is None else stated.get(VAL))

    def _finish_held(self, held: tuple[Element, Gathered], part: Part) -> list[Draft]:
        """A paragraph that has nothing behind it to go on in."""
        facts = _facts(held[0])
        return self._finish(held[0], facts, self._style(facts), held[1], part)

    def _finish(
        self,
        element: Element,
        facts: dict[str, Element],
        style: ParagraphStyle,
        gathered: Gathered,
        part: Part,
    ) -> list[Draft]:
        """The draft of a paragraph with its number, then those of its text boxes. `facts` are the children
        of its w:pPr by name."""
        draft = ParagraphDraft(runs_of(gathered), gathered.page, part, style=style.name)
        self.traces.append((element, draft))
        numbered = self._numbering.label(facts.get(_NUMBERING), style)
        if numbered is not None:
            _put_label(draft, *numbered)
        elif draft.runs:
            self._numbering.note_typed(draft.runs[0].text)
        alignment = facts.get(_JUSTIFICATION)
        draft.alignment = style.alignment if alignment is None else ALIGNMENTS.get(alignment.get(VAL, ""))
        outline = facts.get(_OUTLINE)
        level = style.outline_level if outline is None else whole(outline.get(VAL), 0, 9)
        draft.outline_level = None if level == 9 else level
        if gathered.notes:
            self._notes.add(gathered.notes)
        for _ in range(gathered.pictures):
            self.remarks.append(DraftRemark("docx.picture", _PICTURE, draft, 0, len(draft.text)))
        return [draft, *self._boxes(gathered.boxes, part)] if gathered.boxes else [draft]

    def _boxes(self, boxes: list[Element | str], part: Part) -> Iterator[Draft]:
        own = Part.TEXT_BOX if part is Part.BODY else part
        for box in boxes:
            if isinstance(box, str):
                if box.strip():
                    yield ParagraphDraft([Run(box.strip())], self.page, own)
            else:
                yield from self._flow(box, own)

    def _table(self, table: Element, part: Part) -> list[Draft]:
        rows = list(entries(table, _TR))
        cells = list(entries(rows[0], _TC)) if len(rows) == 1 else []
        if len(cells) == 1 and child(cells[0], _TBL) is not None:
            return self._flow(cells[0], part)  # a frame around other tables, as exports of web pages have it
        first = self.page
        draft = read_table(table, self._styles, lambda cell: self._paragraphs(cell, part), first)
        return [] if draft is None else [draft]


def _style_sheet(package: Package) -> StyleSheet:
    tables = TableStyles()
    return StyleSheet(package.related(package.main, "styles", trim=tables.take_out), tables)


def _is_in_force(section: Element) -> bool:
    """Whether these section properties are not the former ones of a tracked change."""
    parent = section.getparent()
    return parent is None or parent.tag != W + "sectPrChange"


def _facts(paragraph: Element) -> dict[str, Element]:
    """The children of a paragraph's w:pPr by name."""
    for entry in paragraph:
        if entry.tag == _PPR:
            return {fact.tag: fact for fact in entry}
    return {}


def _mark_is_gone(facts: dict[str, Element]) -> bool:
    """Whether the next paragraph goes on in the same line: mark deleted or hidden, or a drop cap."""
    frame = facts.get(_FRAME)
    if frame is not None and frame.get(_DROP_CAP, "none") != "none":
        return True
    mark = facts.get(_RPR)
    return mark is not None and any(
        entry.tag in _REMOVED_MARKS or (entry.tag in _HIDDEN_MARKS and switch(entry)) for entry in mark
    )


def _put_label(draft: ParagraphDraft, label: Label, is_glued: bool) -> None:
    """Writes the number at the head of the first run, whose make it takes. A sign without words is
    nothing; a number without words is kept, as the first column of a table often holds no more."""
    if not draft.runs:
        if any(letter.isalnum() for letter in label.text):
            draft.runs.append(Run(label.text))
            draft.label = label
        return
    first = draft.runs[0]
    gap = "" if is_glued and not first.text[0].isalnum() else " "
    draft.runs[0] = Run(label.text + gap + first.text, first.bold, first.italic, page=first.page)
    draft.label = label
