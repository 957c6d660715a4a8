"""Running numbers of tables, told by their order."""

from __future__ import annotations

import pytest

from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.folio.model import Box, Run
from sauro.reading.scan_numbers import Renumbered, settle_numbers

Read = str | tuple[str, float]


def table(*numbers: Read) -> TableDraft:
    """A table of two columns with these words in the first one, each with its confidence (95)."""
    cells: list[CellDraft] = []
    for row, one in enumerate(numbers):
        text, confidence = (one, 95.0) if isinstance(one, str) else one
        run = Run(text, confidence=confidence, box=Box(20, 20 * row, 30, 20 * row + 12))
        cells.append(CellDraft(row, 0, [ParagraphDraft([run], 1)] if text else []))
        cells.append(CellDraft(row, 1, [ParagraphDraft([Run("Trồng cây")], 1)]))
    return TableDraft(cells, len(numbers), 2, 1)


def column(draft: TableDraft) -> list[str]:
    return [
        "".join(paragraph.text for paragraph in cell.paragraphs) for cell in draft.cells if not cell.column
    ]


@pytest.mark.parametrize(
    ("read", "settled"),
    [
        (["TT", "1", "2", "K)", "4"], ["TT", "1", "2", "3", "4"]),
        (["STT", "l", "2", "3"], ["STT", "1", "2", "3"]),
        (["TT", "1", "z", "ð", "4"], ["TT", "1", "2", "3", "4"]),
        (["TT", "1", "2", "8", "4"], ["TT", "1", "2", "3", "4"]),
        (["TT", "1", "2", ("E", 40.0)], ["TT", "1", "2", "3"]),
        (["TT", "1", "2", ("E", 75.0)], ["TT", "1", "2", "3"]),
        (["TT", "I", "1", "K)", "II", "3"], ["TT", "I", "1", "2", "II", "3"]),
        (["TT", "1", "", "Z)", "3."], ["TT", "1", "", "2", "3."]),
        (["TT", "1", "2", "3", ("2", 40.0)], ["TT", "1", "2", "3", "4"]),
        (["7", "8", "o", "10"], ["7", "8", "9", "10"]),
        (["TT", "29", "30", "3", "32", "33"], ["TT", "29", "30", "31", "32", "33"]),
    ],
)
def test_a_number_that_breaks_the_order(read: list[Read], settled: list[str]) -> None:
    draft = table(*read)
    found = settle_numbers([draft])
    assert column(draft) == settled
    assert all(one.applied for one in found.values())
    words = [one if isinstance(one, str) else one[0] for one in read]
    assert [(one.read, one.number) for one in found.values()] == [
        (was, now) for was, now in zip(words, settled, strict=True) if was != now
    ]


@pytest.mark.parametrize(
    "read",
    [
        ["TT", "1", "2", "3"],
        ["TT", "I", "1", "2", "II", "1", "2"],
        ["TT", "1", "a", "b", "2", "A", "3"],
        ["TT", "1", "1.1", "1.2", "2"],
        ["TT", "1", "2", "5", "6"],
        ["Tên gọi", "Cây đa", "Cây đề", "Cây si"],
        ["Năm", "2026", "2027"],
    ],
)
def test_numbers_that_are_right(read: list[Read]) -> None:
    draft = table(*read)
    assert settle_numbers([draft]) == {}
    assert column(draft) == read


def test_the_last_number_is_only_suggested() -> None:
    draft = table("TT", "1", "2", "K)")
    assert list(settle_numbers([draft]).values()) == [Renumbered("K)", "3", False)]
    assert column(draft)[-1] == "K)"
