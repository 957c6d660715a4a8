"""All that there is to say of a plan in one list: each thing once, the gravest first."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from sauro.checks.registry import CHECKS
from sauro.findings import Finding, Severity

__all__ = ["gathered", "of_many_duties"]

_ORDER = tuple(Severity)
_OF_ONE_DUTY = re.compile(r"Nhiệm vụ (?P<path>\S+) (?P<rest>.+)", re.DOTALL)
_LOOKED_AT_AGAIN = {
    **{check.code: check.code for check in CHECKS},
    "numbering.gap": "F10.order",
    "unit.stale_name": "F14.stale_unit",
}
"""Matters that the reading of a plan tells and a check too, with the code of that check: it knows quotations,
runs that begin anew, citations and former times, which the reading passes over."""


def gathered(
    read: Iterable[Finding], checked: Sequence[Finding], further: Iterable[Finding] = ()
) -> tuple[Finding, ...]:
    """What the reading found, what all checks found and what else there is, by gravity, those of one gravity
    in their order. What a check looks at is told by it alone, unless it broke; what is said of the same place
    in the same words stands once."""
    broken = {one.code.removeprefix("internal.") for one in checked if one.code.startswith("internal.")}
    left = (one for one in read if _LOOKED_AT_AGAIN.get(one.code) in {None, *broken})
    told = {(one.message, one.spans): one for one in (*left, *checked, *further)}
    return tuple(sorted(told.values(), key=lambda finding: _ORDER.index(finding.severity)))


def of_many_duties(found: Iterable[Finding], *, named: int) -> Iterator[Finding]:
    """The same said of many duties as one finding, in the place of the first; `named` of them are named."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for number, one in enumerate(found):
        match = _OF_ONE_DUTY.fullmatch(one.message)
        groups.setdefault((one.code, match["rest"] if match else f"{number}"), []).append(one)
    for (_, rest), alike in groups.items():
        if len(alike) == 1:
            yield alike[0]
            continue
        paths = [match["path"] for one in alike if (match := _OF_ONE_DUTY.fullmatch(one.message))]
        first = ", ".join(paths[:named]) + (", …" if len(paths) > named else "")
        spans = tuple(span for one in alike for span in one.spans)
        yield replace(alike[0], message=f"{len(paths)} nhiệm vụ ({first}) {rest}", spans=spans)
