"""The provinces and communes of the country, from the data file: codes, kinds and names."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

__all__ = ["Area", "areas", "communes_of"]

_FILE = Path(__file__).resolve().parents[1] / "data" / "areas.csv"


@dataclass(frozen=True, slots=True)
class Area:
    """A province or commune: `kind` is "tỉnh", "thành phố", "xã", "phường" or "đặc khu"; `former` are names
    of provinces that were merged into it."""

    code: str
    kind: str
    name: str
    parent: str
    former: tuple[str, ...]

    @property
    def full_name(self) -> str:
        """Kind and name: "xã Mai Lĩnh"."""
        return f"{self.kind} {self.name}"


@cache
def areas() -> dict[str, Area]:
    """All areas by code."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            Area(
                row["code"],
                row["kind"],
                row["name"],
                row["parent"],
                tuple(filter(None, row["former"].split(";"))),
            )
            for row in csv.DictReader(file)
        ]
    return {area.code: area for area in rows}


def communes_of(province: str) -> list[Area]:
    """The communes of a province, by its code, in the order of the file."""
    return [area for area in areas().values() if area.parent == province]
