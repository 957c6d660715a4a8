"""The made-up plans of tests/samples/plans, read as text and as Word file, against what was set down by hand."""

import json
from pathlib import Path
from typing import Any

import pytest

import sauro
from sauro.plan.serial import to_json
from tools.sample_docx import write_docx

FOLDER = Path(__file__).resolve().parents[2] / "samples" / "plans"
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))


def read(path: Path) -> dict[str, Any]:
    """What the command prints, as JSON gives it back."""
    folio = sauro.read(path)
    return json.loads(json.dumps(to_json(sauro.extract_plan(folio), folio)))


def like(expected: Any, actual: Any) -> Any:
    """`actual` cut down to the keys that `expected` has: extra keys are free."""
    if isinstance(expected, dict) and isinstance(actual, dict):
        return {key: like(value, actual.get(key)) for key, value in expected.items()}
    if isinstance(expected, list) and isinstance(actual, list):
        rest = [like(one, other) for one, other in zip(expected, actual, strict=False)]
        return rest + actual[len(expected) :]
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
