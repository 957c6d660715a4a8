"""Dates are read and written day first, numbers with a decimal comma."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms, template
from django.utils import formats


@pytest.mark.parametrize("typed", ["05/11/2026", "5/11/2026", "05-11-2026", "5.11.2026", "2026-11-05"])
def test_a_typed_date_has_its_day_first(typed: str) -> None:
    assert forms.DateField().clean(typed) == date(2026, 11, 5)


def test_dates_and_numbers_are_written_as_in_offices() -> None:
    assert formats.date_format(date(2026, 11, 5), "SHORT_DATE_FORMAT") == "05/11/2026"
    assert formats.number_format(1234.5, force_grouping=True) == "1.234,5"
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def test_the_number_of_a_record_is_never_grouped() -> None:
    page = template.Template('<input value="{{ pk }}"> {{ pk|figure }}')
    assert page.render(template.Context({"pk": 1074})) == '<input value="1074"> 1.074'
