"""Which unit of the office a cell means, by the one rule that the site has for names. Nothing is guessed:
what is not certain is a fault that proposes the nearest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sauro_web.accounts.importing.reading import Line
from sauro_web.accounts.matches import Match, MatchState
from sauro_web.accounts.models import Unit
from sauro_web.accounts.naming import accented

__all__ = ["COOPERATING", "LEAD", "Meant", "names_in", "names_of_cell", "units_meant"]

LEAD = "Đơn vị chủ trì"
COOPERATING = "Đơn vị phối hợp"
_LONGEST = 200
_NONE = "Không có đơn vị này trong cơ quan."
_SEVERAL = "Có nhiều đơn vị mang tên này; hãy ghi thêm tên nơi đơn vị trực thuộc."
_GROUP = "Đây là cách gọi nhiều đơn vị; hãy ghi tên từng đơn vị, mỗi đơn vị là một phần việc."
_COMMAS = "Không có đơn vị này trong cơ quan; nếu là nhiều đơn vị, hãy cách nhau bằng dấu chấm phẩy (;)."


@dataclass(frozen=True, slots=True)
class Meant:
    """The unit, or a sentence why it is not known."""

    unit: Unit | None
    sentence: str = ""

    def is_called(self, text: str) -> bool:
        """Whether the text is a name that the office gave it, accents and all."""
        unit = self.unit
        return unit is not None and accented(text) in (accented(unit.name), accented(unit.short_name))


def names_of_cell(text: str) -> list[str]:
    """The names in a cell of cooperating units."""
    return [name for one in text.split(";") if (name := one.strip())]


def names_in(lines: Iterable[Line]) -> list[str]:
    """Every name of the file, once."""
    found = (name for line in lines for name in (line[LEAD], *names_of_cell(line[COOPERATING])))
    return list(dict.fromkeys(name for name in found if name and len(name) <= _LONGEST))


def units_meant(
    matches: Sequence[Match], named: Mapping[str, Sequence[Unit]], may: Callable[[Unit], bool]
) -> dict[str, Meant]:
    """By the text of each match; `named` are the units whose own name one not settled is, accents and all,
    `may` says whether the office may give work to a unit."""
    return {match.text: _meant(match, named.get(accented(match.text), ()), may) for match in matches}


def _meant(match: Match, named: Sequence[Unit], may: Callable[[Unit], bool]) -> Meant:
    unit = match.unit
    if unit is not None and match.state is MatchState.CERTAIN:
        if not may(unit):
            return Meant(None, "Không có đơn vị này trong cơ quan; chỉ giao việc cho đơn vị của cơ quan.")
        return Meant(None, _perhaps([unit])) if match.person else Meant(unit)
    if len(named) == 1:
        return Meant(named[0])
    if named:
        return Meant(None, _SEVERAL)
    if match.groups or match.state is MatchState.GROUP:
        return Meant(None, _GROUP)
    proposed = [candidate.unit for candidate in match.candidates if may(candidate.unit)]
    if len({accented(one.name) for one in proposed}) < len(proposed):
        return Meant(None, _SEVERAL)
    if proposed:
        several = " Nhiều đơn vị thì cách nhau bằng dấu chấm phẩy (;)." if "," in match.text else ""
        return Meant(None, _perhaps(proposed) + several)
    return Meant(None, _COMMAS if "," in match.text else _NONE)


def _perhaps(units: Sequence[Unit]) -> str:
    names = " hay ".join(f"“{unit.name}”" for unit in units)
    return f"Không có đơn vị mang đúng tên này; có phải là {names}? Hãy ghi đúng tên."
