"""What has to agree between figures before they are sent: a total with its parts, a part with its whole, a
period with the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from sauro.indicators.model import Tally

__all__ = ["Disagreement", "TotalRule", "disagreements", "jumps"]

_FROM = 10
"""Below it a count may double without meaning anything."""
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class TotalRule:
    """The figure `total` is the sum of the figures `parts`, by their codes; `name` says it in words."""

    name: str
    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A sentence about the figures `about` (codes). `must` be mended before sending, else it asks."""

    code: str
    message: str
    about: tuple[str, ...]
    must: bool


def disagreements(
    figures: Mapping[str, Tally | None], rules: Sequence[TotalRule], names: Mapping[str, str]
) -> Iterator[Disagreement]:
    """Totals that are not the sum of their parts, and parts that are more than their whole. A rule of which
    one figure is not said is not asked."""
    for rule in rules:
        asked = [figures.get(code) for code in (rule.total, *rule.parts)]
        known = [one.counted for one in asked if one is not None]
        if len(known) < len(asked):
            continue
        total, summed = known[0], sum(known[1:])
        if total != summed:
            message = f"{rule.name}: tổng ghi {total}, cộng các phần được {summed}."
            yield Disagreement("figures.total", message, (rule.total, *rule.parts), must=True)
    for code, tally in figures.items():
        if tally is not None and tally.against is not None and tally.counted > tally.against:
            message = f"{names.get(code, code)}: {tally.counted} lớn hơn tổng số {tally.against}."
            yield Disagreement("figures.part_above_whole", message, (code,), must=True)


def jumps(
    now: Mapping[str, Tally | None],
    before: Mapping[str, Tally | None],
    names: Mapping[str, str],
    *,
    from_share: Fraction = _HALF,
) -> Iterator[Disagreement]:
    """Counts that grew or shrank by `from_share` or more against the last period, where one of both is ten at
    least: a finger may have slipped, and a person says why not."""
    for code, tally in now.items():
        last = before.get(code)
        if tally is None or last is None or max(tally.counted, last.counted) < _FROM:
            continue
        if abs(tally.counted - last.counted) >= from_share * max(last.counted, 1):
            moved = "tăng {} lên {}" if tally.counted > last.counted else "giảm {} xuống {}"
            said = moved.format(f"từ {last.counted} kỳ trước", tally.counted)
            message = f"{names.get(code, code)}: {said}; hãy kiểm tra hoặc ghi lý do."
            yield Disagreement("figures.jump", message, (code,), must=False)
