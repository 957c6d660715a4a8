"""Faults of addressees, signature, recipients, and the end of the text (F08, F09, F20)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sauro.doctypes.components import Component
from tools.planted_faults.papers import Document, Line, Place, Planted
from tools.planted_faults.planters.choose import rewritten, swapped

__all__ = ["addressees", "authority", "closing", "filing", "issuing", "names", "on_behalf", "recipients"]

_NOT_ADDRESSED = frozenset(("Kế hoạch", "Quyết định", "Thông báo", "Hướng dẫn"))
_ADDRESSED = frozenset(("Công văn", "Tờ trình"))
_HONOURS = ("ThS. ", "TS. ", "Ông ", "Bà ", "Đồng chí ", "BS. ", "Kỹ sư ", "PGS.TS. ")


def addressees(document: Document) -> Iterator[Planted]:
    """One where none is due, none where one is, several without dashes or semicolons."""
    if document.kind.name in _NOT_ADDRESSED:
        subject = next(index for index, _ in document.lines(Component.SUBJECT))
        for name in ("Trưởng các thôn", "Các phòng chuyên môn", "Ủy ban nhân dân tỉnh Bình Lâm"):
            text = f"Kính gửi: {name}"
            line = Line(Component.ADDRESSEES, text)
            made = document.with_block(subject, document.blocks[subject], line)
            yield Planted(made, Place(subject + 1, 0, len(text)))
    lines = [index for index, _ in document.lines(Component.ADDRESSEES, Component.ADDRESSEE)]
    if lines and document.kind.name in _ADDRESSED:
        blocks = tuple(block for index, block in enumerate(document.blocks) if index not in lines)
        yield Planted(replace(document, blocks=blocks), typed_only=True)
    if lines:
        yield from swapped(document, [(r"^Kính gửi:", "Kính gửi")], Component.ADDRESSEES)
    yield from swapped(document, [(r"^- ", ""), (r";$", ""), (r";$", ",")], Component.ADDRESSEE)


def recipients(document: Document) -> Iterator[Planted]:
    """The head or the entries otherwise."""
    heads = ("Nơi nhận", "NƠI NHẬN:", "Nơi nhận.", "Nơi nhận :")
    yield from rewritten(document, Component.RECIPIENTS, heads)
    swaps = ((r"^- (?!Lưu)", ""), (r"^- (?!Lưu)", "+ "), (r";$", "."), (r";$", ""), (r";$", ","))
    yield from swapped(document, swaps, Component.RECIPIENT)


def filing(document: Document) -> Iterator[Planted]:
    """The last line otherwise, or none."""
    index, line = list(document.lines(Component.RECIPIENT))[-1]
    unit = line.text.rpartition(" ")[2].rstrip(".")
    for text in (
        f"- Lưu VT, {unit}.",
        f"- Lưu: {unit}, VT.",
        f"- Lưu: VT, {unit};",
        f"- Lưu: {unit}.",
        f"Lưu: VT, {unit}.",
        f"- Lưu: VT, {unit}",
        "- Lưu hồ sơ.",
    ):
        yield Planted(document.with_text(index, text), Place(index, 0, len(text)))
    above = index - 1
    yield Planted(document.with_block(index), Place(above, 0, len(document.line(above).text)))


def authority(document: Document) -> Iterator[Planted]:
    """The short words without their full stop, with a stroke."""
    swaps = ((r"^(TM|KT|TL)\. ", r"\1 "), (r"^(T|K)(M|T|L)\. ", r"\1/\2 "), (r"^(TM|KT|TL)\. ", r"\1: "))
    yield from swapped(document, swaps, Component.AUTHORITY)


def on_behalf(document: Document) -> Iterator[Planted]:
    """A deputy without KT., KT. before the chief himself, on behalf of an office under one chief."""
    lines = list(document.lines(Component.AUTHORITY))
    for index, line in lines:
        if line.text.startswith("KT. "):
            below = index + 1
            chief = line.text.removeprefix("KT. ")
            made = document.with_text(below, chief)
            yield Planted(made, Place(index, 0, len(line.text)))
            made = document.with_block(index)
            yield Planted(made, Place(index, 0, len(document.line(below).text)))
            made = document.with_text(index, chief)
            yield Planted(made, Place(index + 1, 0, len(document.line(below).text)))
        if line.text in ("CHỦ TỊCH", "GIÁM ĐỐC"):
            text = f"PHÓ {line.text}"
            yield Planted(document.with_text(index, text), Place(index, 0, len(text)))
            text = f"KT. {line.text}"
            made = document.with_text(index, text).with_block(
                index, replace(line, text=text), replace(line, text=line.text)
            )
            yield Planted(made, Place(index, 0, len(text)))
    first, line = lines[0]
    if line.text.endswith("GIÁM ĐỐC") and document.issuer.name.startswith("Sở"):
        for text in ("TM. SỞ NỘI VỤ", "TM. BAN GIÁM ĐỐC", "TM. LÃNH ĐẠO SỞ"):
            made = document.with_block(first, replace(line, text=text), line)
            yield Planted(made, Place(first, 0, len(text)))


def issuing(document: Document) -> Iterator[Planted]:
    """The People's Committee decides and nobody signs on its behalf; its chairman decides and somebody
    does."""
    titles = [(index, line) for index, line in document.lines() if "ỦY BAN NHÂN DÂN" in line.text]
    title = next(((index, line) for index, line in titles if line.component is None), None)
    if title is None:
        return
    place = document.issuer.name.removeprefix("Ủy ban nhân dân ").upper()
    committee = ("ỦY BAN NHÂN DÂN", f"ỦY BAN NHÂN DÂN {place}")
    chairman = tuple(f"CHỦ TỊCH {one}" for one in committee)
    alone = (("CHỦ TỊCH",), ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), ("Q. CHỦ TỊCH",))
    behalf = tuple(("TM. ỦY BAN NHÂN DÂN", *lines) for lines in alone)
    for heads, signed in ((committee, alone), (chairman, behalf)):
        for head in heads:
            for lines in signed:
                made = _signed(document.with_text(title[0], head), lines)
                index, line = next(iter(made.lines(Component.AUTHORITY)))
                yield Planted(made, Place(index, 0, len(line.text)))


def _signed(document: Document, lines: Sequence[str]) -> Document:
    old = [index for index, _ in document.lines(Component.AUTHORITY)]
    model = document.line(old[0])
    new = tuple(replace(model, text=text) for text in lines)
    return replace(document, blocks=(*document.blocks[: old[0]], *new, *document.blocks[old[-1] + 1 :]))


def names(document: Document) -> Iterator[Planted]:
    """A title or degree before the name."""
    for index, line in document.lines(Component.SIGNER):
        for title in _HONOURS:
            text = title + line.text
            yield Planted(document.with_text(index, text), Place(index, 0, len(text)))


def closing(document: Document) -> Iterator[Planted]:
    """Another sign at the end of the text, or none."""
    for index, line in document.lines():
        if line.text.endswith("./."):
            bare = re.sub(r"\./\.$", "", line.text)
            for end in (".", "", ";", "/.", "…", ". /"):
                text = bare + end
                yield Planted(document.with_text(index, text), Place(index, len(bare) - 3, len(text)))
