"""Which figures the system counts by itself, so that nobody need be asked for them. What the registers count
stands here; apps above documents say theirs in `ready()` of their configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from sauro.checks.known import HeldFigure
from sauro_web.accounts.models import Unit

__all__ = ["figures_held", "register"]

_REGISTERS = "Sổ văn bản"
_OF_REGISTERS = (
    HeldFigure("Số lượng văn bản đi đã ban hành", _REGISTERS),
    HeldFigure("Số lượng văn bản đến đã tiếp nhận", _REGISTERS),
    HeldFigure("Tỷ lệ văn bản đi được ký số", _REGISTERS),
    HeldFigure("Số văn bản đến quá hạn giải quyết", _REGISTERS),
)
_known: dict[str, Callable[[Unit], Iterable[HeldFigure]]] = {}


def register(name: str, held: Callable[[Unit], Iterable[HeldFigure]]) -> None:
    """From now on `held` says which figures an app counts for an office."""
    _known[name] = held


def figures_held(office: Unit) -> tuple[HeldFigure, ...]:
    """All that is counted for an office; a query or two for each app that says some."""
    return (*_OF_REGISTERS, *(figure for held in _known.values() for figure in held(office)))
