"""The parts of a Word file that are changed; all others stay as they are, byte for byte."""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from sauro.errors import Unreadable

__all__ = ["R", "W", "Element", "WordParts", "child", "is_transitional"]

Element = etree._Element
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_HEADER_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"
_NO_WORD = "Tệp không phải văn bản Word; hãy lưu lại thành .docx rồi thử lại."


class WordParts:
    """A Word file taken apart. `root` gives the tree of a part; what is changed in it is written by
    `saved`."""

    def __init__(self, data: bytes) -> None:
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
            self._names = set(self._archive.namelist())
            self._roots: dict[str, Element] = {}
            self._changed: set[str] = set()
            self._new: list[str] = []
            self.main = self._main_part()
            self.root(self.main)
        except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError, StopIteration) as error:
            raise Unreadable(_NO_WORD) from error

    def root(self, name: str) -> Element:
        """The tree of a part. Raises KeyError where the file has none of this name."""
        if name not in self._roots:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            self._roots[name] = etree.fromstring(self._archive.read(name), parser)
        return self._roots[name]

    def changed(self, name: str) -> None:
        """Says that the tree of this part is to be written anew."""
        self._changed.add(name)

    def related(self, kind: str) -> Iterator[str]:
        """The names of the parts of one kind ("header", "footnotes") that the document refers to."""
        for entry in self._links():
            if entry.get("Type", "").rpartition("/")[2] == kind and entry.get("TargetMode") != "External":
                name = self._target(entry)
                if name in self._names:
                    yield name

    def part_of(self, identifier: str | None) -> str | None:
        """The name of the part that a reference of the document means."""
        for entry in self._links():
            if entry.get("Id") == identifier and (name := self._target(entry)) in self._names:
                return name
        return None

    def add_header(self, root: Element) -> str:
        """A new header with this tree; returns what a section refers to it by."""
        folder = posixpath.dirname(self.main)
        number = 1
        while (name := f"{folder}/header{number}.xml") in self._names:
            number += 1
        links = self.root(self._links_name())
        known = {entry.get("Id") for entry in links}
        identifier = next(f"rId{one}" for one in range(1, len(known) + 2) if f"rId{one}" not in known)
        link = etree.SubElement(links, f"{_RELATIONSHIPS}Relationship")
        link.set("Id", identifier)
        link.set("Type", f"{_OFFICE}header")
        link.set("Target", posixpath.basename(name))
        kind = etree.SubElement(self.root("[Content_Types].xml"), f"{_TYPES}Override")
        kind.set("PartName", f"/{name}")
        kind.set("ContentType", _HEADER_TYPE)
        self._names.add(name)
        self._roots[name] = root
        self._new.append(name)
        self._changed |= {self._links_name(), "[Content_Types].xml"}
        return identifier

    def saved(self) -> bytes:
        """The file with its changed parts."""
        made = BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for entry in self._archive.infolist():
                is_changed = entry.filename in self._changed
                new.writestr(
                    entry, self._written(entry.filename) if is_changed else self._archive.read(entry)
                )
            for name in self._new:
                new.writestr(zipfile.ZipInfo(name), self._written(name), zipfile.ZIP_DEFLATED)
        return made.getvalue()

    def _written(self, name: str) -> bytes:
        return etree.tostring(self._roots[name], xml_declaration=True, encoding="UTF-8", standalone=True)

    def _main_part(self) -> str:
        links = self.root("_rels/.rels")
        main = next(one for one in links if one.get("Type", "").endswith("/officeDocument"))
        return main.get("Target", "").lstrip("/")

    def _links_name(self) -> str:
        folder, name = posixpath.split(self.main)
        return f"{folder}/_rels/{name}.rels".lstrip("/")

    def _links(self) -> Iterator[Element]:
        if self._links_name() in self._names:
            yield from self.root(self._links_name())

    def _target(self, entry: Element) -> str:
        target = entry.get("Target", "")
        if target.startswith("/"):
            return target.lstrip("/")
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.main), target))


def child(element: Element | None, name: str) -> Element | None:
    """The first child of this name ("pPr")."""
    return None if element is None else element.find(f"{W}{name}")


def is_transitional(root: Element) -> bool:
    """Whether a part is written in the names that all programs use. The strict ones of ISO 29500 are
    rare."""
    return bool(root.tag.startswith(W))
