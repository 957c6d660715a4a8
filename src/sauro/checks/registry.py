"""What a check is, and how checks are run: one that breaks becomes a finding, and the others still run."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sauro.findings import Finding, Severity
from sauro.folio.setting import Setting
from sauro.folio.span import Span

__all__ = ["Check", "Fault", "run_checks"]

_log = logging.getLogger(__name__)
_BROKEN = "Phép kiểm tra {code} gặp lỗi nên chưa kết luận được; các phép kiểm tra khác vẫn có kết quả."


@dataclass(frozen=True, slots=True)
class Fault:
    """What a check found: one Vietnamese sentence and the place, None for the whole document."""

    message: str
    span: Span | None = None
    suggestion: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """One check: its stable number ("F02"), the clause it rests on, and the function that looks."""

    code: str
    basis: str
    look: Callable[[Setting], Iterable[Fault]]
    severity: Severity = Severity.WARN


def run_checks(checks: Iterable[Check], setting: Setting) -> tuple[Finding, ...]:
    """The findings of all checks, in their order."""
    found: list[Finding] = []
    for check in checks:
        try:
            found += [_finding(check, fault) for fault in check.look(setting)]
        except Exception:
            _log.exception("the check %s broke", check.code)
            message = _BROKEN.format(code=check.code)
            found.append(Finding(f"internal.{check.code}", Severity.NOTE, message, basis=check.basis))
    return tuple(found)


def _finding(check: Check, fault: Fault) -> Finding:
    spans = () if fault.span is None else (fault.span,)
    return Finding(check.code, check.severity, fault.message, spans, check.basis, fault.suggestion)
