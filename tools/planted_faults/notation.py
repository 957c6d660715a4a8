"""Reads our own clean documents from a notation that is quick to write.

The head of a text gives facts, one a line ("number: 12"); below a line of dashes stands the body: "~" begins
a căn cứ, "=" a section, "#" a heading, "^" a centred line, "|" a row of a table, "@" an appendix (number |
title); what begins with "1." or "a)" is a clause, "Điều 1." is bold as far as its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from sauro.doctypes.components import Component
from sauro.doctypes.kinds import ADMINISTRATIVE_KINDS, DocumentKind
from tools.planted_faults.facts import facts_of
from tools.planted_faults.neighbours import with_neighbours
from tools.planted_faults.offices import OFFICES, Office
from tools.planted_faults.papers import Block, Document, Grid, Line, Look

__all__ = ["clean_documents"]

_FOLDER = Path(__file__).parent / "clean"
_MARKS = {"~": Component.BASIS, "=": Component.SECTION, "#": Component.HEADING, "^": None}
_CLAUSE = re.compile(r"\d+\. |[a-zđ]\) ")
_ARTICLE = re.compile(r"Điều \d+\.")
_END = "./."


def clean_documents() -> tuple[Document, ...]:
    """All clean documents, in the order of their names, with what the register holds around them."""
    return with_neighbours([_read(path) for path in sorted(_FOLDER.glob("*.txt"))])


def _read(path: Path) -> Document:
    facts, body = facts_of(path)
    office = OFFICES[facts["office"][0]]
    kind = next(one for one in ADMINISTRATIVE_KINDS if one.name == facts["kind"][0])
    body, *appendices = body.split("\n@")
    blocks: list[Block] = [*_head(facts, office, kind), *_blocks(body.splitlines())]
    blocks += _foot(facts)
    for appendix in appendices:
        blocks += _appendix(appendix.splitlines(), facts, office, kind)
    return Document(path.stem, kind, office.issuer, tuple(blocks))


def _head(facts: dict[str, list[str]], office: Office, kind: DocumentKind) -> Iterator[Line]:
    for line in office.parent_lines:
        yield Line(Component.PARENT_ISSUER, line, "left")
    for line in office.lines:
        yield Line(Component.ISSUER, line, "left", look=Look(rule=line == office.lines[-1]))
    yield Line(Component.NATION, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "right")
    yield Line(Component.MOTTO, "Độc lập - Tự do - Hạnh phúc", "right")
    yield Line(Component.NUMBER, f"Số: {facts['number'][0]}", "left", 1)
    if kind.abbreviation is None:
        yield Line(Component.LETTER_SUBJECT, f"V/v {facts['subject'][0]}", "left", 1)
    yield Line(Component.PLACE_DATE, f"{office.issuer.seat}, {facts['date'][0]}", "right", 1)
    if kind.abbreviation is not None:
        yield Line(Component.KIND, kind.name.upper())
        yield Line(Component.SUBJECT, facts["subject"][0])
    yield from _addressees(facts.get("to", ()))


def _addressees(names: Sequence[str]) -> Iterator[Line]:
    if len(names) == 1:
        yield Line(Component.ADDRESSEES, f"Kính gửi: {names[0]}")
    elif names:
        yield Line(Component.ADDRESSEES, "Kính gửi:")
        for name in names:
            yield Line(Component.ADDRESSEE, f"- {name}{'.' if name == names[-1] else ';'}")


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    rows: list[tuple[str, ...]] = []
    for line in [*lines, ""]:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            yield Grid(tuple(rows))
            rows = []
        if not line.strip():
            continue
        if line[0] in _MARKS:
            yield Line(_MARKS[line[0]], line[1:].strip())
            continue
        article = _ARTICLE.match(line)
        component = Component.CLAUSE if article or _CLAUSE.match(line) else Component.BODY
        yield Line(component, line.strip(), lead=article.end() if article else 0)


def _foot(facts: dict[str, list[str]]) -> Iterator[Line]:
    yield Line(Component.RECIPIENTS, "Nơi nhận:", "left", 9)
    for name in facts["copy"]:
        yield Line(Component.RECIPIENT, f"- {name};", "left", 9)
    yield Line(Component.RECIPIENT, f"- Lưu: {facts['filing'][0]}.", "left", 9)
    for line in facts["authority"]:
        yield Line(Component.AUTHORITY, line, "right", 9)
    yield Line(Component.SIGNER, facts["signer"][0], "right", 9)


def _appendix(
    lines: Sequence[str], facts: dict[str, list[str]], office: Office, kind: DocumentKind
) -> Iterator[Block]:
    number, _, title = lines[0].partition("|")
    yield Line(Component.APPENDIX, f"Phụ lục {number}".strip())
    yield Line(Component.APPENDIX_TITLE, title.strip())
    name = kind.name if kind.abbreviation else "Công văn"
    text = f"(Kèm theo {name} số {facts['number'][0]} {facts['date'][0]} của {office.issuer.name})"
    yield Line(Component.APPENDIX_BASIS, text)
    yield from _blocks(lines[1:])
