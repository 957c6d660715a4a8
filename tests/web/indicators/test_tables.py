"""What the pictures of indicators show is exported as tables."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.web.indicators.test_indicators import DOCUMENTS, Office, office
from tests.web.indicators.test_own import MAY, SHARE, Said, added, say, unit
from tests.web.indicators.test_totals import has_base, issue, ward_of
from tests.web.organisation import signed_in

from sauro_web.accounts.models import User

__all__ = ["office"]
pytestmark = pytest.mark.django_db
YEAR = {"nam": 2026}


def rows_of(person: User, path: str, **asked: object) -> list[tuple[Any, ...]]:
    """The rows of the sheet below its heading, without their running number."""
    answer = signed_in(person).get(path, {**YEAR, **asked, "dang": "xlsx"})
    assert answer.status_code == 200
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    rows = list(sheet.iter_rows(values_only=True))
    top = next(number for number, row in enumerate(rows) if row[0] == "TT")
    return [row[1:] for row in rows[top + 1 :] if isinstance(row[0], int)]


def test_months_and_days_are_tables_to_export(office: Office) -> None:
    has_base(office, office.commune, 10)
    for number, day in enumerate((date(2026, 3, 2), date(2026, 3, 2), date(2026, 5, 4)), start=1):
        office.document(day, number)
    path = f"/chi-tieu/{DOCUMENTS}/"
    page = signed_in(office.leader).get(path, YEAR).content.decode()
    assert "bang=thang" in page
    assert "bang=ngay" in page
    days = rows_of(office.leader, path, bang="ngay")
    assert [(day.date(), many) for day, many in days] == [(date(2026, 3, 2), 2), (date(2026, 5, 4), 1)]
    march = rows_of(office.leader, path, bang="thang")[2]
    assert march[:3] == ("3/2026", 2, 2)
    assert signed_in(office.leader).get(path, {**YEAR, "dang": "xlsx", "bang": "gi-do"}).status_code == 404
    assert signed_in(office.officer).get(path, {**YEAR, "dang": "xlsx", "bang": "ngay"}).status_code == 403


def test_units_by_rank_are_a_table_for_whoever_reads_their_figures(office: Office) -> None:
    row = added(office, SHARE)
    say(office, row, MAY, Said(unit(office), 3, 4))
    path = f"/chi-tieu/{row.code}/"
    first = rows_of(office.leader, path, bang="don-vi")[0]
    assert first == (1, unit(office).label, 3, 4, 75, 1)
    asked = {**YEAR, "co-quan": office.commune.pk, "dang": "xlsx", "bang": "don-vi"}
    assert signed_in(office.province).get(path, asked).status_code == 404


def test_what_a_tile_says_stands_in_the_list(office: Office) -> None:
    ward = ward_of(office)
    has_base(office, ward, 100)
    issue(office, ward, 30)
    found = {row[1]: row for row in rows_of(office.province, "/chi-tieu/cac-xa/")}
    assert "còn được 55 văn bản" in found[ward.label]
    assert "chưa có số gốc" in found[office.commune.label]
