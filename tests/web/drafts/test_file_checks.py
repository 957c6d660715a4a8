"""Checks of the file are checks as all others: each has its page, its switch, and breaks alone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.core.checks.test_pages import HEADINGS, PAGES
from tests.drafts_typed import plan_file
from tests.web.drafts.conftest import NOW, Gate, checked
from tests.web.organisation import signed_in

from sauro.checks.model import Fault
from sauro.checks.registry import CHECKS, run_checks
from sauro.findings import Severity
from sauro.reading.docx_unfinished import Unfinished
from sauro.reading.open import read_bytes
from sauro_web.drafts.file_checks import FILE_CHECKS, FileCheck, HandedFile
from sauro_web.drafts.gate_checks import FAMILIES, GATE_CHECKS, NAMES, running
from sauro_web.drafts.looking import rules_now
from sauro_web.drafts.operations.settling import settle_gate
from sauro_web.drafts.queries.findings import looked_at
from sauro_web.drafts.queries.gates import gate_of

OF_OTHERS = plan_file(issuer="Ủy ban nhân dân xã Suối Mơ")


@pytest.mark.parametrize("check", FILE_CHECKS, ids=lambda check: check.code)
def test_a_check_of_the_file_has_its_page(check: FileCheck) -> None:
    page = (PAGES / f"{check.code}.md").read_text(encoding="utf-8")
    assert page.startswith(f"# {check.name} (`{check.code}`)\n")
    assert check.basis in " ".join(page.split())
    assert all(f"\n{heading}\n" in page for heading in HEADINGS)


def test_every_page_is_that_of_a_check_that_runs() -> None:
    assert {page.stem for page in PAGES.glob("*.*.md")} == set(NAMES)
    assert len(NAMES) == len(GATE_CHECKS) == len(CHECKS) + len(FILE_CHECKS)
    assert sorted(one.code for _, checks in FAMILIES for one in checks) == running(())


def test_none_of_them_stops() -> None:
    assert all(one.severity in (Severity.WARN, Severity.ASK) for one in FILE_CHECKS)


@pytest.mark.parametrize("code", [one.code for one in FILE_CHECKS])
def test_what_was_found_by_other_checks_is_stale(code: str) -> None:
    assert rules_now((code,)) != rules_now(())


def test_one_that_breaks_becomes_a_finding() -> None:
    def break_off(file: HandedFile) -> list[Fault]:
        raise LookupError(file.office)

    broken = replace(FILE_CHECKS[0], look=break_off)
    file = HandedFile(read_bytes(plan_file(), name="a.docx"), Unfinished(2, 0), None, "")
    found = [(one.code, one.severity) for one in run_checks((broken, *FILE_CHECKS[1:]), file)]
    assert found == [(f"internal.{broken.code}", Severity.NOTE), ("draft.unfinished", Severity.WARN)]


@pytest.mark.django_db
def test_an_office_turns_it_off_on_the_page_of_its_rules(gate: Gate) -> None:
    draft = gate.begin(OF_OTHERS)
    (found,) = [one for one in looked_at(draft, None).findings if one.kept["code"] == "draft.other_office"]
    assert (found.name, found.has_page) == ("Tệp mang tên cơ quan khác", True)
    page = signed_in(gate.books.leader).get("/du-thao/quy-dinh/").content.decode()
    assert all(f'value="{one.code}" checked' in page for one in FILE_CHECKS)
    settle_gate(
        gate.books.office, off=("draft.other_office",), appraiser=None, form_checker=None, opinion_days=5,
        reason="Soạn hộ xã bạn", by=gate.books.leader, now=NOW,
    )  # fmt: skip
    checked(gate.further(draft, plan_file("2. Thêm.", issuer="Ủy ban nhân dân xã Suối Mơ")))
    looked = looked_at(draft, gate_of(draft.office))
    assert looked.is_fresh
    assert "draft.other_office" not in {one.kept["code"] for one in looked.findings}
