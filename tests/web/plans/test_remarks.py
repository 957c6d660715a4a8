"""What the reader noticed about a plan, as the page says it."""

from __future__ import annotations

import pytest

from sauro.findings import Severity
from sauro_web.plans.queries.remarks import remarks_of


@pytest.mark.parametrize("severity", Severity)
def test_every_severity_has_a_chip_and_a_word(severity: Severity) -> None:
    found = {"code": "own.it", "severity": severity.value, "message": "Câu", "suggestion": None, "spans": ()}
    (remark,) = remarks_of([found])
    assert remark.chip
    assert remark.word
