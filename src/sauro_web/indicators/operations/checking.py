"""Comparing the totals with the registers every night. Nothing is mended here: who counts them anew does so
on purpose (`manage.py recount_totals`)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.timezone import localdate

from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.accounts.rules import in_force
from sauro_web.common.guards import Differing, audited
from sauro_web.documents.totals import REGISTER_TOTALS
from sauro_web.indicators.checking import WHOLE_COUNTRY, about_of, is_of_country, is_of_office, period_of
from sauro_web.indicators.models import TotalsCheck, TotalsDifference
from sauro_web.notices.operations import tell_units

__all__ = ["check_totals"]

_MOST_KEPT = 1_000
"""Differences that are kept of one night; how many there are in all is kept in any case."""


def check_totals(*, now: datetime) -> TotalsCheck:
    """Compares every total with the rows and keeps what differs, with both figures; where anything does, the
    provinces that it concerns are told, once a night."""
    # One statement, which sees one moment: on SQLite a transaction would keep writers waiting through it.
    found = audited(REGISTER_TOTALS, most=_MOST_KEPT)
    with transaction.atomic():
        # What is compared after midnight is of the day before.
        night = localdate(now - timedelta(hours=12))
        row = TotalsCheck.objects.create(
            on=night, checked_at=now, compared=found.compared, differing=found.differing
        )
        if found.differing:
            _keep(row, found.first)
            _tell(row, found.first, now)
    return row


def _keep(row: TotalsCheck, differing: Sequence[Differing]) -> None:
    places = Unit.objects.in_bulk({one.place for one in differing if not is_of_country(one)})
    TotalsDifference.objects.bulk_create(
        TotalsDifference(
            night=row,
            unit=None if is_of_country(one) else places.get(one.place),
            place=WHOLE_COUNTRY
            if is_of_country(one)
            else str(places.get(one.place, f"Đơn vị số {one.place}")),
            period=period_of(one),
            about=about_of(one),
            stored=one.stored,
            counted=one.counted,
        )
        for one in differing
    )


def _tell(row: TotalsCheck, differing: Sequence[Differing], now: datetime) -> None:
    """The provinces whose totals or offices they are; all of them where the country's alone differ."""
    offices = [one.place for one in differing if is_of_office(one)]
    concerned = set(Unit.objects.filter(pk__in=offices).values_list("province", flat=True))
    concerned |= {one.place for one in differing if not is_of_office(one) and not is_of_country(one)}
    provinces = Unit.objects.filter(in_force(row.on), kind=UnitKind.PROVINCE)
    told = list(provinces.filter(pk__in=concerned - {None}) or provinces)
    text = (
        f"Đối soát đêm {row.on:%d/%m}: {row.differing} trong {row.compared} số tổng của sổ văn bản khác số "
        "đếm lại từ sổ. Hãy báo quản trị kỹ thuật kiểm tra; từng số chênh lệch ở trang Chỉ tiêu."
    )
    key = f"indicators.check.{row.on:%Y-%m-%d}"
    tell_units([(one, text) for one in told], link=reverse("indicators:overview"), key=key, now=now)
