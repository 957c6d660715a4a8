"""What stands at the upper left of an office's documents."""

from __future__ import annotations

from sauro_web.accounts.models import Unit, UnitKind
from sauro_web.common.lists import Letterhead

__all__ = ["letterhead_of"]


def letterhead_of(unit: Unit) -> Letterhead:
    """As NĐ 30/2020 has it: a People's Committee stands alone in two lines, also for those who work in its
    divisions; a department of a province stands under its People's Committee. Capitals are the
    stylesheet's."""
    office = unit.commune or unit
    if office.kind in (UnitKind.PROVINCE, UnitKind.COMMUNE):
        area = _area(office)
        return Letterhead("Ủy ban nhân dân", area) if area != office.name else Letterhead("", area)
    return Letterhead(f"UBND {_area(office.province)}" if office.province else "", office.name)


def _area(office: Unit) -> str:
    """The place of a People's Committee: "xã Suối Ngần" of "Ủy ban nhân dân xã Suối Ngần"."""
    for beginning in ("Ủy ban nhân dân ", "UBND "):
        if office.name.startswith(beginning):
            return office.name.removeprefix(beginning)
    return office.name
