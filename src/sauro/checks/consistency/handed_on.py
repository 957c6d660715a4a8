"""What the reading of a plan has found already, said as a check."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sauro.checks.model import Examined, Fault
from sauro.findings import Edit, Finding

__all__ = ["handing_on"]


def handing_on(code: str, *, mends: bool = False) -> Callable[[Examined], Iterator[Fault]]:
    """A look that says what `Plan.findings` hold under this code: the rule stands in `sauro.extraction`.
    `mends`: its suggestion is what is to stand at each of its places."""

    def found(examined: Examined) -> Iterator[Fault]:
        return (_fault(finding, mends) for finding in examined.plan.findings if finding.code == code)

    return found


def _fault(finding: Finding, mends: bool) -> Fault:
    edits = finding.edits
    if mends and finding.suggestion:
        edits = tuple(Edit(span, finding.suggestion) for span in finding.spans)
    first, *others = finding.spans or (None,)
    places = tuple(span for span in others if span is not None)
    return Fault(finding.message, first, finding.suggestion, edits, places)
