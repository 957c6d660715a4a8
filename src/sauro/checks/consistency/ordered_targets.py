"""Targets that a plan has to set because the document that it carries out orders them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sauro.checks.consistency.clarity import gives_duties
from sauro.checks.model import Examined, Fault
from sauro.doctypes.reference import find_references
from sauro.folio.span import Span
from sauro.plan.model import Target

__all__ = ["missing", "weaker"]


@dataclass(frozen=True, slots=True)
class _Ordered:
    """A floor that a document sets: the indicator, its Vietnamese name, and per cent at least."""

    indicator: str
    name: str
    least: float


_CONCLUSION_226 = (
    _Ordered("admin_documents_reduction", "giảm văn bản hành chính", 15),
    _Ordered("meetings_reduction", "giảm hội nghị", 10),
    _Ordered("online_meetings_share", "tỷ lệ hội nghị trực tuyến", 60),
)
_ORDERED = {"226-KL/TW": _CONCLUSION_226, "534/QĐ-TTg": _CONCLUSION_226}
"""What is ordered of every agency and every year, by the number of the document that orders it."""


def missing(examined: Examined) -> Iterator[Fault]:
    """The targets that are ordered and that the plan does not set anywhere."""
    basis = _basis(examined)
    if basis is None:
        return
    number, place = basis
    told = {target.indicator for target in examined.plan.targets}
    for ordered in _ORDERED[number]:
        if ordered.indicator not in told:
            yield Fault(
                f"Kế hoạch thực hiện văn bản số {number} nhưng không nêu chỉ tiêu {ordered.name} tối thiểu"
                f" {ordered.least:g}%.",
                place,
            )


def weaker(examined: Examined) -> Iterator[Fault]:
    """The targets that the plan sets lower than they are ordered."""
    basis = _basis(examined)
    if basis is None:
        return
    number, _ = basis
    least = {ordered.indicator: ordered for ordered in _ORDERED[number]}
    for target in examined.plan.targets:
        ordered = least.get(target.indicator)
        if ordered is not None and _is_weaker(target, ordered):
            yield Fault(
                f"Chỉ tiêu {ordered.name} ghi {_figure(target.value)}%, thấp hơn mức"
                f" {_figure(ordered.least)}% mà văn bản số {number} giao.",
                target.span,
            )


def _is_weaker(target: Target, ordered: _Ordered) -> bool:
    return target.unit == "%" and target.value < ordered.least


def _figure(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _basis(examined: Examined) -> tuple[str, Span] | None:
    """The number of the document with known orders that the title of a plan names, and where."""
    if not gives_duties(examined):
        return None
    for passage in examined.anatomy.heading.subject:
        for found in find_references(passage.text):
            number = str(found.reference)
            if number in _ORDERED:
                return number, passage.span(found.start, found.end)
    return None
