"""A small year of a made-up province: every figure of its reports equals the recount from the raw rows."""

from __future__ import annotations

import pytest
from tools.province_year.playing import play

pytestmark = pytest.mark.django_db


def test_every_figure_of_a_year_is_that_of_the_rows() -> None:
    played = play(communes=7, pace=2, seed=226)
    assert played.differing == []
    assert played.figures > 300
    assert played.digest
