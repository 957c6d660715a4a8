"""All checks that a draft goes through: those of the core, and those of the file as it was handed in. An
office turns each of them on or off, but none about secrecy."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sauro.checks.model import Check, Family
from sauro.checks.registry import CHECKS
from sauro_web.drafts.file_checks import FILE_CHECKS, FileCheck

__all__ = ["FAMILIES", "GATE_CHECKS", "NAMES", "NEVER_OFF", "running"]

GATE_CHECKS: tuple[Check | FileCheck, ...] = (*CHECKS, *FILE_CHECKS)
NAMES: Mapping[str, str] = {one.code: one.name for one in GATE_CHECKS}
NEVER_OFF = frozenset(one.code for one in CHECKS if one.family is Family.CLASSIFIED)
FAMILIES: Sequence[tuple[str, Sequence[Check | FileCheck]]] = (
    *(
        (name, [one for one in CHECKS if one.family is family])
        for family, name in (
            (Family.FORM, "Thể thức và kỹ thuật trình bày"),
            (Family.CONSISTENCY, "Sự thống nhất trong văn bản"),
            (Family.NECESSITY, "Sự cần thiết ban hành"),
        )
    ),
    ("Tệp dự thảo", FILE_CHECKS),
    ("Bí mật nhà nước", [one for one in CHECKS if one.family is Family.CLASSIFIED]),
)
"""As pages list them."""


def running(off: Collection[str]) -> list[str]:
    """The codes of the checks that are run where these are `off`, sorted."""
    return sorted(code for code in NAMES if code not in off)
