"""What a spreadsheet would take for a formula."""

from __future__ import annotations

import pytest

from sauro.text.formula_like import begins_like_formula


@pytest.mark.parametrize("text", ["=1+1", "+84 24", "-15 %", "@tong", "\t=1", "\r=1", "\n=1"])
def test_what_a_program_could_reckon_is_marked(text: str) -> None:
    assert begins_like_formula(text)


@pytest.mark.parametrize("text", ["", "41/KH-UBND", "Về việc = nhau", "≥ 60 %"])
def test_what_it_cannot_is_left(text: str) -> None:
    assert not begins_like_formula(text)
