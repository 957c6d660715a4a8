"""The checks of classified wording."""

from __future__ import annotations

from sauro.checks.classified import wording
from sauro.checks.model import Check, Family
from sauro.findings import Severity

__all__ = ["CLASSIFIED_CHECKS"]

CLASSIFIED_CHECKS = (
    Check(
        "F18.wording",
        "Nội dung thuộc bí mật nhà nước",
        Family.CLASSIFIED,
        Severity.STOP,
        "Luật Bảo vệ bí mật nhà nước số 117/2025/QH15, Điều 5",
        wording.told,
    ),
)
"""The checks of wording that belongs to classified matter."""
