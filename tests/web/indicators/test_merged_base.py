"""What an office that others were merged into is measured by, on its own page."""

from __future__ import annotations

from datetime import date

import pytest
from tests.web.indicators.test_indicators import DOCUMENTS, NOW, Office, office
from tests.web.indicators.test_totals import has_base
from tests.web.organisation import signed_in

from sauro_web.accounts.models import Succession, SuccessionKind, Unit
from sauro_web.accounts.operations.founding import FIRST_DAY
from sauro_web.accounts.operations.planting import plant
from sauro_web.accounts.organisation import Body
from sauro_web.documents.queries.bases import without_base
from sauro_web.documents.queries.counting import allowance_of

__all__ = ["office"]
pytestmark = pytest.mark.django_db


def merged_of(office: Office, *names: str) -> list[Unit]:
    """Communes of before that became the office on a day of this year."""
    bodies = [Body(office.commune.kind, f"Ủy ban nhân dân {name}") for name in names]
    old = plant(office.commune.province, bodies, valid_from=FIRST_DAY)
    for one in old:
        Unit.objects.filter(pk=one.pk).update(valid_to=date(2026, 2, 28))
        Succession.objects.create(
            predecessor=one, successor=office.commune, kind=SuccessionKind.MERGED, on=date(2026, 3, 1)
        )
    return old


def test_bases_of_merged_units_are_summed_by_name(office: Office) -> None:
    first, second = merged_of(office, "xã Khe Trúc", "xã Bản Lim")
    has_base(office, first, 30)
    has_base(office, second, 12)
    office.document(date(2026, 3, 2), 1)
    found = office.figure(DOCUMENTS)
    assert (found.tally.counted, found.tally.against, found.note) == (1, 42, "")
    assert first.label in found.base_source
    assert second.label in found.base_source
    assert allowance_of(office.commune, 2026, NOW.date()).base.count == 42


def test_documents_of_the_year_before_a_merger_are_named(office: Office) -> None:
    first, second = merged_of(office, "xã Khe Trúc", "xã Bản Lim")
    has_base(office, first, 30)
    has_base(office, second, 12)
    office.document(date(2026, 3, 2), 1)
    office.document(date(2026, 2, 2), 2, office=first, commune=first)
    office.document(date(2025, 2, 2), 3, office=second, commune=second)
    found = office.figure(DOCUMENTS)
    assert found.tally.counted == 1
    assert (
        found.note == f"Chưa cộng 1 văn bản trong năm của {first.label}, {second.label} trước khi sáp nhập."
    )


def test_a_merged_unit_without_a_base_is_left_out_by_name(office: Office) -> None:
    first, second = merged_of(office, "xã Khe Trúc", "xã Bản Lim")
    has_base(office, first, 30)
    found = office.figure(DOCUMENTS)
    assert found.tally.against is None
    assert second.label in found.note
    assert first.label not in found.note
    assert without_base(office.commune, 2025) == (second.label,)
    page = signed_in(office.leader).get("/chi-tieu/", {"nam": 2026}).content.decode()
    assert second.label in page


def test_its_own_base_goes_before_the_sum(office: Office) -> None:
    first, _ = merged_of(office, "xã Khe Trúc", "xã Bản Lim")
    has_base(office, first, 30)
    has_base(office, office.commune, 50)
    assert office.figure(DOCUMENTS).tally.against == 50
    assert without_base(office.commune, 2025) == ()
