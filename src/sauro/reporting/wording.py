"""The wording of a report between its title and its signature: sentences that people may change before it is
issued, around figures that they may not.

A figure stands in a sentence as its key in brackets ("⟦sl.3⟧") where it is kept, and as its words ("⟦12⟧")
where somebody edits it. What is typed is taken only with every figure of the sentence, unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sauro.doctypes.components import Component
from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Block, Folio, Paragraph, Run, Table
from sauro.writing.body import Item
from sauro.writing.runs import FigureRun

__all__ = [
    "Edited", "Passage", "body_of", "carried_over", "edited", "figure_text", "passages_of", "reworded",
    "shown",
]  # fmt: skip

_WORDED = frozenset(
    one.value for one in (Component.SECTION, Component.HEADING, Component.CLAUSE, Component.BODY)
)
_TABLE = "table"
_MARK = re.compile(r"⟦([^⟦⟧]*)⟧")
_BRACKETS = str.maketrans("⟦⟧", "[]")
_END = "./."


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of the body, figures as keys in brackets. `style` is that of its component; "table" stands
    for the next table of the body. `origin` is the text that the report itself had there: by it a change is
    found again when the report is frozen anew."""

    style: str
    text: str
    origin: str

    @property
    def is_table(self) -> bool:
        """Whether a table stands here, which is not worded."""
        return self.style == _TABLE

    @property
    def figures(self) -> tuple[str, ...]:
        """The keys of its figures, in their order."""
        return tuple(_MARK.findall(self.text))


@dataclass(frozen=True, slots=True)
class Edited:
    """What became of words that somebody typed: the passages, or why they are not taken."""

    passages: tuple[Passage, ...]
    faults: tuple[str, ...] = ()


def body_of(folio: Folio) -> range:
    """Which blocks lie between title and signature."""
    sides = [number for number, block in enumerate(folio.blocks) if _is_side(block)]
    if len(sides) < 2:
        return range(0)
    head, foot = sides[0], sides[-1]
    first = next(
        (number for number in range(head + 1, foot) if _is_worded(folio.blocks[number])), foot
    )  # title and addressees stand before it
    return range(first, foot)


def passages_of(folio: Folio) -> tuple[Passage, ...]:
    """The body as the report itself says it."""
    found = []
    for number in body_of(folio):
        block = folio.blocks[number]
        if isinstance(block, Paragraph):
            text = "".join(_marked(run) for run in block.runs).strip()
            found.append(Passage(block.style or Component.BODY.value, text, text))
        else:
            found.append(Passage(_TABLE, "", ""))
    return tuple(found)


def figure_text(folio: Folio) -> Mapping[str, str]:
    """By key the words of each figure of the report."""
    return {key: run.text for key, run in _figures(folio).items()}


def shown(passage: Passage, figures: Mapping[str, str]) -> str:
    """The passage as it is edited: figures with their words in brackets."""
    return _MARK.sub(lambda mark: f"⟦{figures.get(mark[1], '')}⟧", passage.text)


def edited(passage: Passage, typed: str, figures: Mapping[str, str], names: Mapping[str, str]) -> Edited:
    """The passage with the words that were typed; one a line. Without a word it is taken away.

    A figure that was changed, left out or added is a fault, told with its name.
    """
    if _same(typed) == _same(shown(passage, figures)):
        return Edited((passage,))
    left = list(passage.figures)
    faults: list[str] = []
    unknown: list[str] = []

    def key_of(mark: re.Match[str]) -> str:
        said = _same(mark[1])
        for key in left:
            if _same(figures.get(key, "")) == said:
                left.remove(key)
                return f"⟦{key}⟧"
        unknown.append(mark[1].strip())
        return ""

    lines = [_MARK.sub(key_of, " ".join(line.split())) for line in typed.splitlines()]
    for key in left:
        name, figure = names.get(key, "Số liệu"), figures.get(key, "")
        if unknown:
            faults.append(f"{name}: số liệu là {figure}, đoạn sửa ghi {unknown.pop(0) or 'trống'}.")
        else:
            faults.append(f"{name}: đoạn sửa thiếu số liệu này; hãy để lại ⟦{figure}⟧.")
    faults += [f"Đoạn sửa có thêm ⟦{one}⟧, không phải số liệu của đoạn này." for one in unknown]
    if faults:
        return Edited((passage,), tuple(faults))
    words = [_without_loose(line) for line in lines]
    return Edited(tuple(Passage(passage.style, one, passage.origin) for one in words if one))


def carried_over(
    now: Sequence[Passage], before: Sequence[Passage], first: Sequence[Passage]
) -> list[Passage]:
    """The passages `now` of a report that was frozen anew, with what people had changed in it `before`:
    `first` is what it itself had said then."""
    known = {one.origin for one in first if not one.is_table}
    kept: dict[str, list[Passage]] = {}
    for one in before:
        if not one.is_table:
            kept.setdefault(one.origin, []).append(one)
    found: list[Passage] = []
    for one in now:
        if one.is_table or one.origin not in known:
            found.append(one)
        else:
            found += kept.pop(one.origin, [] if one.figures == () else [one])
    return found


def reworded(folio: Folio, passages: Sequence[Passage]) -> Folio:
    """The report with these words in the place of its own, tables and figures as they are.

    Raises ValueError for a passage with a figure that the report has not.
    """
    body = body_of(folio)
    items = [_draft(block) for block in folio.blocks]
    own = {passage.text: items[number] for number, passage in zip(body, passages_of(folio), strict=True)}
    tables = iter([one for one in items[body.start : body.stop] if isinstance(one, TableDraft)])
    figures, made = _figures(folio), list[Item]()
    for passage in passages:
        if passage.is_table:
            made += [one for one in (next(tables, None),) if one is not None]
            continue
        same = own.get(passage.text)
        runs = same.runs if isinstance(same, ParagraphDraft) else list(_runs(passage.text, figures))
        made.append(ParagraphDraft(runs, style=passage.style))
    made += list(tables)
    _close(made)
    return compose([*items[: body.start], *made, *items[body.stop :]], source=folio.source)


def _close(items: list[Item]) -> None:
    """The text ends with "./.", whoever wrote its last sentence."""
    if items and isinstance(items[-1], ParagraphDraft) and not items[-1].text.rstrip().endswith(_END):
        runs = list(items[-1].runs)
        last = runs[-1]
        if isinstance(last, FigureRun):
            runs.append(Run(_END))
        else:
            runs[-1] = Run(last.text.rstrip().rstrip(".") + _END, bold=last.bold, italic=last.italic)
        items[-1] = ParagraphDraft(runs, style=items[-1].style)


def _is_side(block: Block) -> bool:
    """Head or signature."""
    return isinstance(block, Table) and not block.ruled


def _is_worded(block: Block) -> bool:
    return isinstance(block, Table) or block.style in _WORDED


def _marked(run: Run) -> str:
    return f"⟦{run.figure}⟧" if isinstance(run, FigureRun) else run.text.translate(_BRACKETS)


def _figures(folio: Folio) -> Mapping[str, FigureRun]:
    return {
        run.figure: run
        for paragraph in folio.paragraphs
        for run in paragraph.runs
        if isinstance(run, FigureRun)
    }


def _runs(text: str, figures: Mapping[str, FigureRun]) -> Iterator[Run]:
    for number, piece in enumerate(_MARK.split(text)):
        if number % 2 == 0:
            if piece:
                yield Run(piece)
        elif piece in figures:
            yield figures[piece]
        else:
            raise ValueError(f"no such figure: {piece!r}")


def _draft(block: Block) -> Item:
    if isinstance(block, Table):
        cells = [
            CellDraft(
                one.row, one.column, [_paragraph(line) for line in one.paragraphs], one.row_span,
                one.column_span,
            )
            for one in block.cells
        ]  # fmt: skip
        return TableDraft(cells, len(block.rows), block.column_count, ruled=block.ruled)
    return _paragraph(block)


def _paragraph(one: Paragraph) -> ParagraphDraft:
    return ParagraphDraft(list(one.runs), style=one.style, alignment=one.alignment)


def _same(words: str) -> str:
    return " ".join(words.split())


def _without_loose(line: str) -> str:
    """Without brackets that hold no figure."""
    pieces = re.split(r"(⟦[^⟦⟧]*⟧)", line)
    return "".join(
        one if number % 2 else one.translate(_BRACKETS) for number, one in enumerate(pieces)
    ).strip()
