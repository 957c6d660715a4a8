"""The sums of the communes as a list."""

from __future__ import annotations

from collections.abc import Mapping

from sauro_web.accounts.models import Unit
from sauro_web.common.lists import Column, Kind, Listing
from sauro_web.documents.queries.communes import CommuneMonth

__all__ = ["communes_list"]


def communes_list(title: str, figures: Mapping[int, CommuneMonth]) -> Listing:
    """A line for each commune, by name; what it issued, what of that counts, what is left of its year, what
    arrived and was registered in time."""

    def of(row: Unit) -> CommuneMonth:
        return figures[row.pk]

    def state(row: Unit) -> tuple[str, str] | None:
        allowance = of(row).allowance
        return (allowance.state, allowance.state_said) if allowance.state_said else None

    return Listing(
        "van-ban-cac-xa",
        title,
        (
            Column("xa", "Xã, phường", lambda row: row.label, by=("name", "id"), kind=Kind.MAIN, width=36),
            Column("ban-hanh", "Đã ban hành", lambda row: of(row).issued, kind=Kind.FIGURE, width=12),
            Column("tinh", "Được tính", lambda row: of(row).counted, kind=Kind.FIGURE, width=12),
            Column(
                "tu-dau-nam", "Tính từ đầu năm", lambda row: of(row).allowance.counted, kind=Kind.FIGURE,
                width=14,
            ),
            Column(
                "con", "Còn được ban hành", lambda row: of(row).allowance.left, kind=Kind.FIGURE, chip=state,
                width=16,
            ),
            Column("den", "Văn bản đến", lambda row: of(row).arrived, kind=Kind.FIGURE, width=12),
            Column("dung-han", "Vào sổ đúng hạn", lambda row: of(row).in_time, kind=Kind.FIGURE, width=14),
            Column(
                "xet-han", "Đã vào sổ tại đây", lambda row: of(row).judged, kind=Kind.FIGURE, width=14,
                shown=False,
            ),
        ),
        order=("name", "id"),
        size=150,
    )  # fmt: skip
