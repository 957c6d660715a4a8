"""All that there is to say of a plan in one list: each thing once, the gravest first."""

from __future__ import annotations

from collections.abc import Iterable

from sauro.findings import Finding, Severity

__all__ = ["gathered"]

_ORDER = tuple(Severity)


def gathered(*lists: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of several lists by gravity, those of one gravity in their order; what two of them say of
    the same place in the same words stands once."""
    told = {(finding.message, finding.spans): finding for findings in lists for finding in findings}
    return tuple(sorted(told.values(), key=lambda finding: _ORDER.index(finding.severity)))
