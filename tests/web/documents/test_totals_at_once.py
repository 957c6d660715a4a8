"""Totals are exact while many write and one folds."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, transaction
from django.db.models import Q
from tests.web.documents.conftest import NOW
from tests.web.organisation import Organisation

from sauro_web.accounts.models import Unit, User
from sauro_web.common.guards import audited
from sauro_web.documents.models import Document, RegisterChange
from sauro_web.documents.operations.totalling import fold_totals
from sauro_web.documents.queries.summing import summed
from sauro_web.documents.totals import REGISTER_TOTALS

_WRITERS, _EACH = 4, 25
_YEAR = date(2026, 1, 1), date(2026, 12, 31)


def _write(office: Unit, by: User) -> None:
    """Puts in so many; of every five one is taken back, one is deleted again, and one changes its state."""
    try:
        for number in range(_EACH):
            with transaction.atomic():
                row = Document.objects.create(
                    office=office, province=office.province, commune=office.commune, direction="out",
                    document_class="administrative", kind="Công văn", year=2026, dated=date(2026, 3, 2),
                    issued_on=date(2026, 3, 2), reference="1/X", subject="x", state="issued",
                    registered_by=by, registered_at=NOW,
                )  # fmt: skip
                if number % 5 == 1:
                    transaction.set_rollback(True)
            if number % 5 == 2:
                row.delete()
            elif number % 5 == 3:
                Document.objects.filter(pk=row.pk).update(state="recalled")
    finally:
        connection.close()


def _fold_and_look() -> None:
    """Issued and recalled ones together are never less than the moment before, but for those deleted."""
    try:
        most = 0
        for _ in range(40):
            fold_totals()
            found = summed(None, *_YEAR, {"every": Q(state__in=("issued", "recalled"))})["every"]
            assert found >= most - _WRITERS
            most = max(most, found)
    finally:
        connection.close()


@pytest.mark.skipif(connection.vendor == "sqlite", reason="who writes there is alone")
@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_between_writers_and_folds(organised: Organisation) -> None:
    by = User.objects.create_user("vanthu", full_name="Văn thư")
    with ThreadPoolExecutor(_WRITERS + 2) as pool:
        work = [pool.submit(_write, organised.commune, by) for _ in range(_WRITERS)]
        work += [pool.submit(_fold_and_look) for _ in range(2)]
        for one in work:
            one.result()
    found = summed(None, *_YEAR, {"issued": Q(state="issued"), "recalled": Q(state="recalled")})
    assert found == {"issued": _WRITERS * _EACH * 2 // 5, "recalled": _WRITERS * _EACH // 5}
    fold_totals()
    assert not RegisterChange.objects.exists()
    assert audited(REGISTER_TOTALS, most=5).differing == 0
