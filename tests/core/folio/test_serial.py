"""A Folio goes to JSON and comes back the same."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared import PLANS, needs_shared

import sauro
from sauro.folio.model import Alignment, Box, Folio, Label, Paragraph, Part, Place, Remark, Run, SourceKind
from sauro.folio.model import Source as File
from sauro.folio.notation import notate
from sauro.folio.serial import from_json, to_json
from sauro.folio.span import Span

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "samples" / "plans").glob("*.txt"))
FILE = File("mau.pdf", SourceKind.SCAN, "ab" * 32, 1_024, 2)


def again(folio: Folio) -> Folio:
    return from_json(json.loads(json.dumps(to_json(folio))))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_sample_comes_back_the_same(path: Path) -> None:
    folio = sauro.read(path)
    assert again(folio) == folio


def test_tables_with_merged_cells_come_back_the_same() -> None:
    folio = notate("Danh mục\n| TT | Nội dung |\n| 1  | Rà soát hồ sơ |\n")
    table = next(folio.tables)
    cell = replace(table.rows[0].cells[0], row_span=2, column_span=3)
    row = replace(table.rows[0], cells=(cell, *table.rows[0].cells[1:]))
    table = replace(table, rows=(row, *table.rows[1:]), ruled=False)
    folio = replace(folio, blocks=(folio.blocks[0], table))
    assert again(folio) == folio


RUNS = st.lists(
    st.builds(
        Run,
        st.text("aăâđ ế\n", min_size=1, max_size=5),
        st.booleans(),
        st.booleans(),
        st.none() | st.integers(0, 99),
        st.none() | st.integers(1, 9),
        st.none() | st.sampled_from([0.0, 12.5, 100.0]),
        st.none() | st.just(Box(0.0, 1.5, 2.25, 3.0)),
    ),
    max_size=4,
)


@given(
    RUNS,
    st.sampled_from(Part),
    st.none() | st.just(Label("đ)", 5, 1)),
    st.none() | st.sampled_from(Alignment),
    st.none() | st.integers(0, 3),
)
def test_all_facts_of_a_paragraph_come_back(
    runs: list[Run], part: Part, label: Label | None, alignment: Alignment | None, level: int | None
) -> None:
    text = "".join(run.text for run in runs)
    span = Span(0, len(text))
    paragraph = Paragraph(text, span, tuple(runs), Place(1, 0), part, label, "Heading 1", alignment, level)
    remarks = (
        Remark("ocr.suspect_word", "Nghi sai chữ.", span, "Phấn đấu"),
        Remark("pdf.picture", "Có ảnh."),
    )
    folio = Folio(FILE, text, (paragraph,), remarks)
    assert again(folio) == folio


def _without(data: dict[str, Any], key: str) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != key}


@pytest.mark.parametrize("key", ["format", "source", "text", "blocks", "remarks"])
def test_what_is_no_folio_is_a_value_error(key: str) -> None:
    data = to_json(notate("Một đoạn."))
    with pytest.raises(ValueError, match="not a folio"):
        from_json(_without(data, key))
    with pytest.raises(ValueError, match="not"):
        from_json(data | {key: 7})


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="not format 1"):
        from_json(to_json(notate("Một đoạn.")) | {"format": 2})


@pytest.mark.shared
@needs_shared
def test_real_plans_come_back_the_same() -> None:
    for path in sorted(PLANS.glob("*.txt")):
        folio = sauro.read(path)
        assert again(folio) == folio, path.name
