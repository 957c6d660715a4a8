"""Headers and footers: which ones a document prints, and which of them say something new."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sauro.folio.layout import ParagraphDraft, TableDraft
from sauro.reading.docx_package import R_ID, Element, Package, W
from sauro.reading.docx_styles import is_on, value
from sauro.reading.split_tables import is_page_number

__all__ = ["Margins"]

_KINDS = ("first", "default", "even")
_BLANKS = re.compile(r"\s+")


class Margins:
    """The headers and footers of all sections (ECMA-376 Part 1, 17.10); `sections` are the w:sectPr in
    their order."""

    def __init__(self, package: Package, sections: Sequence[Element]) -> None:
        self._package = package
        self._sections = sections
        self._even: bool | None = None
        self._printed: set[str] = set()

    def section_type(self, section: int) -> str:
        """How the section with this number, from 0, begins ("nextPage", "continuous")."""
        if section >= len(self._sections):
            return "nextPage"
        return value(self._sections[section], W + "type") or "nextPage"

    def headers(self, section: int) -> Iterator[Element]:
        """The roots of the headers that a section brings, in the order of its pages."""
        if section < len(self._sections):
            yield from self._parts(self._sections[section], W + "headerReference")

    def footers(self) -> Iterator[Element]:
        """The roots of the footers of all sections."""
        for section in self._sections:
            yield from self._parts(section, W + "footerReference")

    def is_new(self, drafts: Sequence[ParagraphDraft | TableDraft]) -> bool:
        """Whether these drafts print words that no header or footer printed before; page numbers are no
        words."""
        lines: list[str] = []
        for draft in drafts:
            if isinstance(draft, ParagraphDraft):
                lines.append(draft.text)
            else:
                lines += (paragraph.text for cell in draft.cells for paragraph in cell.paragraphs)
        key = _BLANKS.sub(" ", " ".join(lines)).strip()
        if not key or is_page_number(key) or key in self._printed:
            return False
        self._printed.add(key)
        return True

    def _parts(self, section: Element, name: str) -> Iterator[Element]:
        references = {
            entry.get(W + "type", "default"): entry.get(R_ID) for entry in section if entry.tag == name
        }
        if not references:
            return
        for kind in _KINDS:
            if kind not in references or (kind == "first" and not is_on(section, W + "titlePg")):
                continue
            if kind == "even" and not self._has_even_pages():
                continue
            root = self._package.target(self._package.main, references[kind])
            if root is not None:
                yield root

    def _has_even_pages(self) -> bool:
        if self._even is None:
            settings = self._package.related(self._package.main, "settings")
            self._even = is_on(settings, W + "evenAndOddHeaders")
        return self._even
