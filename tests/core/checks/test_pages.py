"""Each check has its page of documentation."""

from pathlib import Path

import pytest

from sauro.checks.model import Check
from sauro.checks.registry import CHECKS

PAGES = Path(__file__).resolve().parents[3] / "docs" / "kiem-tra"


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_each_check_has_a_page(check: Check) -> None:
    page = (PAGES / f"{check.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {check.name} (`{check.code}`)\n")
    for title in ("Đúng", "Sai", "Cần làm gì"):
        assert f"\n## {title}\n" in page


def test_codes_differ() -> None:
    codes = [check.code for check in CHECKS]
    assert len(codes) == len(set(codes))
