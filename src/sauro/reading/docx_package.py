"""The package of a .docx file: its parts, found by content type and relationship, parsed without trusting
them.

ECMA-376 Part 2 (Open Packaging Conventions): a ZIP archive, `[Content_Types].xml`, and for each part a list
of relationships in `_rels`. The main part may have any name. Documents in the strict namespaces (ISO/IEC
29500-1 strict) are turned into transitional ones while they are parsed, so that the rest knows one set of
names.
"""

from __future__ import annotations

import contextlib
import io
import posixpath
import re
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeAlias
from urllib.parse import unquote

from lxml import etree

from sauro.errors import Unreadable
from sauro.reading.file_kind import DAMAGED_WORD
from sauro.reading.limits import ZIP_ERRORS

__all__ = ["R_ID", "Element", "Package", "W", "parse"]

Element: TypeAlias = etree._Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

_LARGEST_PART = 64 * 2**20  # bytes; the longest plan seen has 0.1 MB of document.xml
_MAIN_TYPE = re.compile(
    r"wordprocessingml\.(?:document|template)\.main\+xml|ms-word\.\w+\.macroEnabledTemplate\.main"
)
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAMES = (
    (
        b'"http://purl.oclc.org/ooxml/wordprocessingml/main"',
        b'"http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
    ),
    (
        b'"http://purl.oclc.org/ooxml/officeDocument/relationships"',
        b'"http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
    ),
    (
        b'"http://purl.oclc.org/ooxml/officeDocument/math"',
        b'"http://schemas.openxmlformats.org/officeDocument/2006/math"',
    ),
    (
        b'"http://purl.oclc.org/ooxml/drawingml/main"',
        b'"http://schemas.openxmlformats.org/drawingml/2006/main"',
    ),
    (
        b'"http://purl.oclc.org/ooxml/drawingml/picture"',
        b'"http://schemas.openxmlformats.org/drawingml/2006/picture"',
    ),
)
_NO_MAIN = "Tệp không có phần văn bản Word bên trong; hãy lưu lại thành .docx rồi thử lại."
_ENTITIES = (
    "Tệp Word chứa khai báo DTD hoặc thực thể XML, không an toàn nên không đọc; hãy lưu lại bằng Word."
)
_TOO_LARGE = "Nội dung bên trong tệp Word lớn quá mức cho phép; hãy tách nhỏ văn bản rồi thử lại."


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )


@dataclass(frozen=True, slots=True)
class _Relationship:
    kind: str
    """The last word of its type ("styles"), the same in strict and transitional files."""
    target: str
    """Name of the part, or an address outside the file."""


class Package:
    """The parts of one file. Raises Unreadable where the archive or a part that is asked for is damaged."""

    def __init__(self, data: bytes, unpacked: Mapping[str, bytes] = MappingProxyType({})) -> None:
        self._unpacked = unpacked
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except ZIP_ERRORS as error:
            raise Unreadable(DAMAGED_WORD) from error
        self._names = {_plain(info.filename): info for info in self._archive.infolist()}
        self._relationships: dict[str, dict[str, _Relationship]] = {}
        self.main = self._main_part()

    def root(self, name: str, trim: Callable[[bytes], bytes] | None = None) -> Element | None:
        """The parsed part; None where there is none of this name. It is parsed as `trim` leaves it
        where that is still well-formed: parsing is most of the time that a file takes."""
        info = self._names.get(_plain(name))
        if info is None:
            return None
        data = self._bytes(info)
        if trim is not None:
            with contextlib.suppress(etree.LxmlError):
                return parse(trim(data))
        try:
            return parse(data)
        except etree.LxmlError as error:
            raise Unreadable(DAMAGED_WORD) from error

    def related(self, part: str, kind: str, trim: Callable[[bytes], bytes] | None = None) -> Element | None:
        """The root of the first part that `part` is related to in this way ("numbering"), if any."""
        for relationship in self._relationships_of(part).values():
            if relationship.kind == kind:
                root = self.root(relationship.target, trim)
                if root is not None:
                    return root
        return None

    def target(self, part: str, identifier: str | None) -> Element | None:
        """The root of the part behind a relationship's identifier; None where it leads nowhere."""
        relationship = self._relationships_of(part).get(identifier or "")
        return None if relationship is None else self.root(relationship.target)

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        if info.file_size > _LARGEST_PART:
            raise Unreadable(_TOO_LARGE)
        known = self._unpacked.get(info.filename)
        if known is not None:
            return known
        try:
            return self._archive.read(info)
        except ZIP_ERRORS as error:
            raise Unreadable(DAMAGED_WORD) from error

    def _relationships_of(self, part: str) -> dict[str, _Relationship]:
        known = self._relationships.get(part)
        if known is None:
            folder, name = posixpath.split(part)
            root = self.root(posixpath.join(folder, "_rels", name + ".rels"))
            known = {}
            for entry in () if root is None else root:
                if entry.get("TargetMode") == "External":
                    continue
                kind = entry.get("Type", "").rsplit("/", 1)[-1]
                target = posixpath.normpath(posixpath.join("/", folder, unquote(entry.get("Target", ""))))
                known[entry.get("Id", "")] = _Relationship(kind, target)
            self._relationships[part] = known
        return known

    def _main_part(self) -> str:
        for relationship in self._relationships_of("").values():
            if relationship.kind == "officeDocument" and _plain(relationship.target) in self._names:
                return relationship.target
        types = self.root("[Content_Types].xml")
        for entry in () if types is None else types:
            name = entry.get("PartName", "")
            if _MAIN_TYPE.search(entry.get("ContentType", "")) and _plain(name) in self._names:
                return name
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise Unreadable(_NO_MAIN)


def _plain(name: str) -> str:
    """Part names are compared without regard to case (OPC 6.2.2.3); some programs write backslashes."""
    return name.replace("\\", "/").lstrip("/").lower()


def parse(data: bytes) -> Element:
    """The root of a part, its names those of transitional files.

    Raises Unreadable where it declares a document type or entities, etree.LxmlError where it is not
    well-formed.
    """
    # libxml2 would still expand entities in attributes: a document type declaration is refused unseen.
    if b"!" in data and (b"<!DOCTYPE" in data or b"<!ENTITY" in data):  # the sign is rare and found at once
        raise Unreadable(_ENTITIES)
    root = etree.fromstring(data, _parser())
    if etree.ElementTree(root).docinfo.internalDTD is not None:  # a declaration in UTF-16 was not seen above
        raise Unreadable(_ENTITIES)
    if root.tag.startswith("{http://purl.oclc.org/ooxml/") or _STRICT in data:
        root = etree.fromstring(_transitional(etree.tostring(root, encoding="utf-8")), _parser())
    return root


def _transitional(data: bytes) -> bytes:
    for strict, transitional in _STRICT_NAMES:
        data = data.replace(strict, transitional)
    return data
