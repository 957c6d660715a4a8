"""Each check has its page: what it asks, its level and clause, a good and a faulty example, what to do."""

from pathlib import Path

import pytest

from sauro.checks.model import Check
from sauro.checks.registry import CHECKS

PAGES = Path(__file__).resolve().parents[3] / "docs" / "kiem-tra"
HEADINGS = ("## Đúng", "## Sai", "## Cần làm gì")


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.code)
def test_a_check_has_its_page(check: Check) -> None:
    page = (PAGES / f"{check.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {check.name} (`{check.code}`)\n")
    assert check.basis in " ".join(page.split())
    assert all(f"\n{heading}\n" in page for heading in HEADINGS)


def test_a_page_has_its_check() -> None:
    # Those of a file that is handed in are checks of the site.
    pages = {page.stem for page in PAGES.glob("*.*.md") if not page.stem.startswith("draft.")}
    assert pages <= {check.code for check in CHECKS}


def test_codes_are_told_once() -> None:
    codes = [check.code for check in CHECKS]
    assert len(codes) == len(set(codes))
