"""The communes of a province side by side, as a list."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse

from sauro.indicators.model import Shape, Tally
from sauro_web.accounts.models import Unit
from sauro_web.common.lists import Column, Kind, Listing
from sauro_web.indicators.queries.totals import Standing

__all__ = ["communes_list"]


def communes_list(title: str, standings: Mapping[int, Standing], year: int) -> Listing:
    """A line for each commune: its rank by the cut, documents and base, cut, share digitised, share that left
    electronically; in percent with one decimal, for reading. `standings` in the order of the list."""

    def of(row: Unit) -> Standing:
        return standings[row.pk]

    def own(row: Unit) -> str:
        return f"{reverse('indicators:overview')}?co-quan={row.pk}&nam={year}"

    figure: dict[str, Any] = {"kind": Kind.FIGURE, "width": 14}
    return Listing(
        "chi-tieu-cac-xa",
        title,
        (
            Column("hang", "Hạng", lambda row: of(row).place, by=("ranked", "id"), kind=Kind.SHORT, width=8),
            Column(
                "xa", "Xã, phường", lambda row: row.label, by=("name", "id"), kind=Kind.MAIN, link=own,
                width=36,
            ),
            Column("van-ban", f"Văn bản năm {year}", lambda row: of(row).documents.counted, **figure),
            Column("goc", f"Số gốc năm {year - 1}", lambda row: of(row).documents.against, **figure),
            Column("giam", "Giảm (%)", lambda row: _percent(of(row).cut), **figure, chip=_without_base(of)),
            Column("so-hoa", "Số hóa (%)", lambda row: _share(of(row).digitised), **figure),
            Column("gui-nhan", "Gửi điện tử (%)", lambda row: _share(of(row).exchanged), **figure),
            Column("nguon", "Nguồn số gốc", lambda row: of(row).base_source, width=40, shown=False),
        ),
        order=("ranked", "id"),
        size=200,
        computed={"ranked": _order(standings)},
    )  # fmt: skip


def _without_base(of: Any) -> Any:
    def chip(row: Unit) -> tuple[str, str] | None:
        return ("doubt", "chưa có số gốc") if of(row).documents.against is None else None

    return chip


def _order(standings: Mapping[int, Standing]) -> Case:
    """Where each stands in the list; names of communes repeat, numbers do not."""
    places = (When(pk=pk, then=Value(number)) for number, pk in enumerate(standings))
    return Case(*places, default=Value(len(standings)), output_field=IntegerField())


def _share(tally: Tally) -> Decimal | None:
    return _percent(tally.value(Shape.SHARE))


def _percent(value: Fraction | None) -> Decimal | None:
    """With one decimal; None of nothing, never nought."""
    if value is None:
        return None
    return round(Decimal(value.numerator * 100) / Decimal(value.denominator), 1)
