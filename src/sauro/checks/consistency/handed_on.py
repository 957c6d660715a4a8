"""What the reading of a plan has found already, said as a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sauro.checks.model import Examined, Fault
from sauro.findings import Finding

__all__ = ["handing_on"]


def handing_on(*codes: str) -> Callable[[Examined], Iterator[Fault]]:
    """A look that says what `Plan.findings` hold under these codes: the rule stands in `sauro.extraction`."""

    def found(examined: Examined) -> Iterator[Fault]:
        return (_fault(finding) for finding in examined.plan.findings if finding.code in codes)

    return found


def _fault(finding: Finding) -> Fault:
    first, *others = finding.spans or (None,)
    places = tuple(span for span in others if span is not None)
    return Fault(finding.message, first, finding.suggestion, finding.edits, places)
