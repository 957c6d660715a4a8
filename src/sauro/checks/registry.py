"""How checks are run: one that breaks becomes a finding, and the others still run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from typing import Protocol, TypeVar

from sauro.checks.classified import CLASSIFIED_CHECKS
from sauro.checks.consistency import CONSISTENCY_CHECKS
from sauro.checks.form import FORM_CHECKS
from sauro.checks.model import Check, Fault
from sauro.checks.necessity import NECESSITY_CHECKS
from sauro.findings import Finding, Severity

__all__ = ["CHECKS", "Looking", "run_checks"]

CHECKS: tuple[Check, ...] = (*CLASSIFIED_CHECKS, *FORM_CHECKS, *CONSISTENCY_CHECKS, *NECESSITY_CHECKS)
"""All checks, in the order in which they are shown."""

_log = logging.getLogger(__name__)
_BROKEN = "Phép kiểm tra {code} gặp lỗi nên chưa kết luận được; các phép kiểm tra khác vẫn có kết quả."


Subject = TypeVar("Subject", contravariant=True)


class Looking(Protocol[Subject]):
    """A check of anything: of a document that was read (`Check`), or of what somebody else has at hand."""

    @property
    def code(self) -> str:
        """By which it is turned off."""

    @property
    def severity(self) -> Severity:
        """Of what it finds."""

    @property
    def basis(self) -> str:
        """The clause that it rests on."""

    @property
    def look(self) -> Callable[[Subject], Iterable[Fault]]:
        """What tells the faults."""


def run_checks(
    checks: Iterable[Looking[Subject]], subject: Subject, *, off: Collection[str] = ()
) -> tuple[Finding, ...]:
    """The findings of all checks but those whose codes are `off`, in their order."""
    found: list[Finding] = []
    for check in checks:
        if check.code in off:
            continue
        try:
            found += [_finding(check, fault) for fault in check.look(subject)]
        except Exception:
            _log.exception("the check %s broke", check.code)
            message = _BROKEN.format(code=check.code)
            found.append(Finding(f"internal.{check.code}", Severity.NOTE, message, basis=check.basis))
    return tuple(found)


def _finding(check: Looking[Subject], fault: Fault) -> Finding:
    spans = () if fault.span is None else (fault.span, *fault.others)
    return Finding(
        check.code, check.severity, fault.message, spans, check.basis, fault.suggestion, fault.edits
    )
