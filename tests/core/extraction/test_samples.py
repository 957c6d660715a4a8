"""The made-up plans of tests/samples/plans, as text and as Word file, against what was set down by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
from tools.sample_docx import write_docx

import sauro
from sauro.plan.serial import to_json

FOLDER = Path(__file__).resolve().parents[2] / "samples" / "plans"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def read(path: Path) -> dict[str, Any]:
    """What the command prints, as JSON gives it back."""
    folio = sauro.read(path)
    return json.loads(json.dumps(to_json(sauro.extract_plan(folio), folio)))


QUOTED = frozenset({"raw", "quote"})


def like(expected: Any, actual: Any, key: str = "") -> Any:
    """`actual` cut down to the keys that `expected` has: extra keys are free. How far a quotation reaches
    is free too, as long as one holds the other."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return {name: like(value, actual.get(name), name) for name, value in expected.items()}
    if isinstance(expected, list) and isinstance(actual, list):
        rest = [like(one, other, key) for one, other in zip(expected, actual, strict=False)]
        return rest + actual[len(expected) :]
    if key in QUOTED and isinstance(actual, str) and (expected in actual or actual in expected):
        return expected
    return actual


def expected_of(name: str) -> dict[str, Any]:
    expected: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return expected


def test_there_are_plans_of_every_shape():
    assert NAMES == ["quyet_dinh_kem_ke_hoach", "ubnd_tinh", "ubnd_xa", "van_xuoi"]


@pytest.mark.parametrize("name", NAMES)
def test_text(name):
    expected = expected_of(name)
    assert like(expected, read(FOLDER / f"{name}.txt")) == expected


@pytest.mark.parametrize("name", NAMES)
def test_word_file_with_automatic_numbers_and_real_tables(name, tmp_path):
    path = tmp_path / f"{name}.docx"
    write_docx((FOLDER / f"{name}.txt").read_text(encoding="utf-8"), path)
    expected = expected_of(name) | {"file": path.name}
    assert like(expected, read(path)) == expected
