"""How checks are run: one that breaks becomes a finding, and the others still run."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable

from sauro.checks.classified import CLASSIFIED_CHECKS
from sauro.checks.consistency import CONSISTENCY_CHECKS
from sauro.checks.form import FORM_CHECKS
from sauro.checks.model import Check, Examined, Fault
from sauro.checks.necessity import NECESSITY_CHECKS
from sauro.findings import Finding, Severity

__all__ = ["CHECKS", "run_checks"]

CHECKS: tuple[Check, ...] = (*CLASSIFIED_CHECKS, *FORM_CHECKS, *CONSISTENCY_CHECKS, *NECESSITY_CHECKS)
"""All checks, in the order in which they are shown."""

_log = logging.getLogger(__name__)
_BROKEN = "Phép kiểm tra {code} gặp lỗi nên chưa kết luận được; các phép kiểm tra khác vẫn có kết quả."


def run_checks(
    checks: Iterable[Check], examined: Examined, *, off: Collection[str] = ()
) -> tuple[Finding, ...]:
    """The findings of all checks but those whose codes are `off`, in their order."""
    found: list[Finding] = []
    for check in checks:
        if check.code in off:
            continue
        try:
            found += [_finding(check, fault) for fault in check.look(examined)]
        except Exception:
            _log.exception("the check %s broke", check.code)
            message = _BROKEN.format(code=check.code)
            found.append(Finding(f"internal.{check.code}", Severity.NOTE, message, basis=check.basis))
    return tuple(found)


def _finding(check: Check, fault: Fault) -> Finding:
    spans = () if fault.span is None else (fault.span, *fault.others)
    return Finding(
        check.code, check.severity, fault.message, spans, check.basis, fault.suggestion, fault.edits
    )
