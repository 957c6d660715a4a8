"""Figures as offices write them."""

from __future__ import annotations

import pytest
from django import forms

from sauro_web.common.fields import FigureField


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("60", 60),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1.200", 1_200),
        ("1.200,5", 1_200.5),
        ("2.345.678", 2_345_678),
        ("0.125", 0.125),
        (" 1200 ", 1_200),
        ("-1.500", -1_500),
    ],
)
def test_points_part_thousands_and_a_comma_the_decimals(written: str, meant: float) -> None:
    assert FigureField().clean(written) == meant


@pytest.mark.parametrize("written", ["1,200.5", "1.200.5", "sáu mươi", "1e400", "nan"])
def test_what_is_no_figure_is_told(written: str) -> None:
    with pytest.raises(forms.ValidationError, match="Hãy ghi một số"):
        FigureField().clean(written)


def test_what_is_too_small_is_told_in_words() -> None:
    with pytest.raises(forms.ValidationError, match="Hãy ghi số không nhỏ hơn 0"):
        FigureField(min_value=0).clean("-1")


@pytest.mark.parametrize(("kept", "shown"), [(1_200.0, "1200"), (0.5, "0,5"), (60, "60"), (None, "")])
def test_a_figure_is_shown_so_that_it_comes_back_the_same(kept: float | None, shown: str) -> None:
    class OneFigure(forms.Form):
        figure = FigureField(required=False)

    widget = OneFigure(initial={"figure": kept})["figure"].as_widget()
    assert (f'value="{shown}"' in widget) is (kept is not None)
    assert FigureField(required=False).clean(shown) == kept
