"""Footnotes and endnotes: their marks, counted in the order of the references, and their texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sauro.folio.model import Label
from sauro.reading.docx_number_formats import formatted
from sauro.reading.docx_package import Element, Package, W
from sauro.reading.docx_runs import NoteReference
from sauro.reading.docx_styles import child, value, whole

__all__ = ["Notes"]

_FORMATS = {"footnote": "decimal", "endnote": "lowerRoman"}  # where nothing is said (17.11.17, 17.11.18)
_UNPRINTED = frozenset(("separator", "continuationSeparator", "continuationNotice"))


class Notes:
    """The notes that references have asked for and that are still to be printed."""

    def __init__(self, package: Package, sections: Sequence[Element]) -> None:
        self._package = package
        self._sections = sections
        self._texts: dict[str, dict[str, Element]] = {}
        self._formats: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self._waiting: list[NoteReference] = []

    def add(self, references: Iterable[NoteReference]) -> None:
        """Takes the references of a paragraph."""
        self._waiting += references

    def take(self) -> Iterator[tuple[Label | None, Element]]:
        """The mark and the text of each note that waits; no mark where the author typed one of his own."""
        waiting, self._waiting = self._waiting, []
        for reference in waiting:
            root = self._text(reference)
            if reference.has_own_mark:
                mark = None
            else:
                count = self._counts.get(reference.kind, self._start(reference.kind))
                self._counts[reference.kind] = count + 1
                mark = Label(formatted(count, self._formats[reference.kind]), count, 0)
            if root is not None:
                yield mark, root

    def _text(self, reference: NoteReference) -> Element | None:
        texts = self._texts.get(reference.kind)
        if texts is None:
            root = self._package.related(self._package.main, f"{reference.kind}s")
            texts = {
                entry.get(W + "id", ""): entry
                for entry in (() if root is None else root)
                if entry.get(W + "type") not in _UNPRINTED
            }
            self._texts[reference.kind] = texts
        return texts.get(reference.identifier)

    def _start(self, kind: str) -> int:
        """Reads how notes of this kind are counted, from the sections or the settings, and gives the first
        number."""
        settings = self._package.related(self._package.main, "settings")
        found = [child(holder, f"{W}{kind}Pr") for holder in (*self._sections, settings)]
        formats = (value(properties, W + "numFmt") for properties in found)
        starts = (whole(value(properties, W + "numStart"), 0, 9999) for properties in found)
        self._formats[kind] = next((entry for entry in formats if entry), _FORMATS[kind])
        return next((entry for entry in starts if entry is not None), 1)
