"""The communes of a province and several provinces side by side, the figures of an indicator: as lists."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from django.db.models import Case, IntegerField, Value, When
from django.urls import reverse

from sauro.indicators.model import Shape, Tally
from sauro_web.accounts.models import Unit
from sauro_web.common.lists import Column, Kind, Listing
from sauro_web.indicators.models import OwnFigure, OwnIndicator, Shaped
from sauro_web.indicators.queries.of_country import ProvinceLine
from sauro_web.indicators.queries.totals import Standing
from sauro_web.indicators.shown import percent
from sauro_web.indicators.tiles import Tile
from sauro_web.procedures.months import slug_of

__all__ = ["communes_list", "figures_list", "provinces_list"]


def communes_list(title: str, standings: Mapping[int, Standing], year: int, tiles: Iterable[Tile]) -> Listing:
    """A line for each commune: its rank by the cut, documents and base, cut, what its tile says, share
    digitised, share that left electronically; in percent with one decimal, for reading. `standings` in the
    order of the list."""

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
            Column("van-ban", f"Văn bản năm {year}", lambda row: of(row).shown, **figure),
            Column("goc", f"Số gốc năm {year - 1}", lambda row: of(row).documents.against, **figure),
            Column(
                "giam", "Giảm (%)", lambda row: percent(of(row).cut), by=("ranked", "id"), **figure,
                chip=_why_none(of),
            ),
            _tiled(tiles),
            Column(
                "so-hoa", "Số hóa (%)", lambda row: _share(of(row).digitised), by=("by_digitised", "id"),
                **figure,
            ),
            Column(
                "gui-nhan", "Gửi điện tử (%)", lambda row: _share(of(row).exchanged),
                by=("by_exchanged", "id"), **figure,
            ),
            Column("nguon", "Nguồn số gốc", lambda row: of(row).base_source, width=40, shown=False),
        ),
        order=("ranked", "id"),
        size=200,
        computed=_orders(standings),
    )  # fmt: skip


def provinces_list(
    title: str, lines: Mapping[int, ProvinceLine], year: int, tiles: Iterable[Tile]
) -> Listing:
    """A line for each province, as `communes_list`. `lines` in the order of the list."""

    def of(row: Unit) -> ProvinceLine:
        return lines[row.pk]

    def own(row: Unit) -> str:
        return f"{reverse('indicators:communes')}?co-quan={row.pk}&nam={year}"

    def documents(row: Unit) -> Tally:
        return of(row).documents.tally or Tally(0)

    figure: dict[str, Any] = {"kind": Kind.FIGURE, "width": 14}
    return Listing(
        "chi-tieu-cac-tinh",
        title,
        (
            Column("hang", "Hạng", lambda row: of(row).place, by=("ranked", "id"), kind=Kind.SHORT, width=8),
            Column("tinh", "Tỉnh, thành phố", lambda row: row.label, kind=Kind.MAIN, link=own, width=36),
            Column("van-ban", f"Văn bản năm {year}", lambda row: documents(row).counted, **figure),
            Column("goc", f"Số gốc năm {year - 1}", lambda row: documents(row).against, **figure),
            Column("giam", "Giảm (%)", lambda row: percent(of(row).cut), by=("ranked", "id"), **figure),
            _tiled(tiles),
            Column(
                "co-goc", "Đơn vị có số gốc",
                lambda row: f"{len(of(row).documents.counted)}/{of(row).documents.units}", kind=Kind.SHORT,
                width=16,
            ),
            Column("so-hoa", "Số hóa (%)", lambda row: _share(of(row).digitised),
                   by=("by_digitised", "id"), **figure),
            Column("gui-nhan", "Gửi điện tử (%)", lambda row: _share(of(row).exchanged),
                   by=("by_exchanged", "id"), **figure),
        ),
        order=("ranked", "id"),
        size=50,
        computed=_orders(lines),
    )  # fmt: skip


def _tiled(tiles: Iterable[Tile]) -> Column:
    """What the tile of the row says, with its colour as the kind of a chip."""
    found = {one.unit: one for one in tiles}
    return Column(
        "con-duoc", "Còn được ban hành", lambda row: found[row.pk].words, width=24,
        chip=lambda row: (found[row.pk].kind, found[row.pk].words),
    )  # fmt: skip


Ranked = TypeVar("Ranked", Standing, ProvinceLine)


def _orders(ranked: Mapping[int, Ranked]) -> dict[str, Any]:
    """What such a list is sorted by: the rank as given, and each share."""
    return {
        "ranked": _order(ranked),
        "by_digitised": _order_by_share(ranked, lambda one: one.digitised),
        "by_exchanged": _order_by_share(ranked, lambda one: one.exchanged),
    }


def _order_by_share(ranked: Mapping[int, Ranked], share: Callable[[Ranked], Tally]) -> Case:
    """By the exact share, the largest first, those without one at the end."""

    def order(pk: int) -> tuple[bool, Fraction, int]:
        value = share(ranked[pk]).value(Shape.SHARE)
        return value is None, -(value or Fraction(0)), pk

    return _order({pk: ranked[pk] for pk in sorted(ranked, key=order)})


def _why_none(of: Any) -> Any:
    def chip(row: Unit) -> tuple[str, str] | None:
        if of(row).documents.against is None:
            return "doubt", "chưa có số gốc"
        return ("doubt", of(row).silent) if of(row).silent else None

    return chip


def _order(standings: Mapping[int, object]) -> Case:
    """Where each stands in the list; names of communes repeat, numbers do not."""
    places = (When(pk=pk, then=Value(number)) for number, pk in enumerate(standings))
    return Case(*places, default=Value(len(standings)), output_field=IntegerField())


def _share(tally: Tally) -> Decimal | None:
    return percent(tally.value(Shape.SHARE))


def figures_list(title: str, own: OwnIndicator) -> Listing:
    """A line for each unit and month: what was counted, who said it and who confirmed it."""

    def month(row: OwnFigure) -> str:
        address = reverse("indicators:month", args=[own.code, slug_of(row.month)])
        return f"{address}?co-quan={own.office_id}"

    whole = Column(
        "tong", "Trên tổng số", lambda row: row.against, by=("against",), kind=Kind.FIGURE, width=14
    )
    return Listing(
        "so-lieu-chi-tieu",
        title,
        (
            Column(
                "don-vi", "Đơn vị", lambda row: row.unit.label, by=("unit__name", "id"), kind=Kind.MAIN,
                link=month, width=36,
            ),
            Column("thang", "Tháng", lambda row: f"{row.month:%m/%Y}", by=("month", "id"), kind=Kind.SHORT,
                   width=10),
            Column("so", f"Số {own.unit_word}", lambda row: row.counted, by=("counted",), kind=Kind.FIGURE,
                   width=14, chip=_nothing),
            *([whole] if own.shape == Shaped.SHARE else []),
            Column("lan", "Lần", lambda row: row.number, kind=Kind.SHORT, width=6, chip=_corrected),
            Column("nguoi", "Người nhập", lambda row: str(row.by), width=24),
            Column("luc", "Nhập lúc", lambda row: row.at, by=("at",), kind=Kind.DATE, width=17),
            Column("xac-nhan", "Người xác nhận", lambda row: str(row.confirmation.by), width=24),
            Column("ly-do", "Lý do sửa", lambda row: row.reason, width=40, shown=False),
        ),
        order=("-month", "unit__name", "id"),
    )  # fmt: skip


def _nothing(row: OwnFigure) -> tuple[str, str] | None:
    return ("plain", "không phát sinh") if row.nothing else None


def _corrected(row: OwnFigure) -> tuple[str, str] | None:
    return ("near", "sửa sau khi chốt") if row.after_close else None
