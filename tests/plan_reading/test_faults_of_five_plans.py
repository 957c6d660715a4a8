"""The faults that stand in the five real plans beside the repository are found without a person looking: each
by its code, at its place."""

from __future__ import annotations

from functools import cache

import pytest
from tests.shared import TEXTS, needs_shared

import sauro
from sauro.checks.model import Family
from sauro.findings import Severity

pytestmark = needs_shared

FAMILIES = (Family.CONSISTENCY, Family.CLASSIFIED)
WARD, CITY, COMMUNE, COMMUNE_A, OFFICE = "000", "001", "002", "003", "004"


@cache
def found(plan: str) -> frozenset[tuple[str, str]]:
    """Code and words of each place of each finding; of the plan itself what its head leaves open."""
    (path,) = TEXTS.glob(f"{plan}_*.txt")
    folio = sauro.read(path)
    own = [one for one in sauro.extract_plan(folio).findings if one.code.startswith("document.")]
    findings = (*own, *sauro.check(folio, families=FAMILIES))
    return frozenset(
        (finding.code, " ".join(span.of(folio.text).split()))
        for finding in findings
        for span in finding.spans
    )


@pytest.mark.parametrize(
    ("plan", "code", "words"),
    [
        (WARD, "document.no_number", "KH-UBND"),
        (COMMUNE, "document.no_number", "KH-UBND"),
        (OFFICE, "document.no_number", "KH-VPUBND"),
        (WARD, "document.date_incomplete", "ngày tháng 5 năm 2026"),
        (OFFICE, "document.date_incomplete", "ngày tháng 4 năm 2026"),
        (COMMUNE_A, "document.lettered_number", "153a/KH-UBND"),
        (COMMUNE_A, "level.caption", "Chủ tịch UBND tỉnh"),
        (COMMUNE_A, "level.cited_issuer", "UBND xã Cẩm Giàng"),
        (COMMUNE_A, "level.cited_issuer", "tỉnh Thái Nguyên"),
        (COMMUNE_A, "report.body_against_appendix", "định kỳ 06 tháng, hằng năm"),
        (COMMUNE_A, "report.body_against_appendix", "định kỳ hằng quý, 6 tháng, hằng năm"),
        (CITY, "report.body_against_appendix", "định kỳ quý, 6 tháng và cả năm"),
        (COMMUNE_A, "pair.due_differs", "Đến cuối 2026"),
        (COMMUNE_A, "target.bound_differs", "tinh giản 10% số lượng hội nghị hằng năm"),
        (CITY, "level.area_kind", "toàn tỉnh"),
        (CITY, "target.bound_differs", "tinh giản 10% số lượng hội nghị hằng năm"),
        (COMMUNE, "target.missing", "534/QĐ-TTg"),
        (OFFICE, "target.missing", "534/QĐ-TTg"),
        (WARD, "text.suspect_phrase", "chông chéo"),
        (CITY, "text.suspect_phrase", "chông chéo"),
        (OFFICE, "text.suspect_phrase", "chùng chéo"),
        (WARD, "text.suspect_phrase", "Phần đầu"),
        (OFFICE, "text.suspect_phrase", "Phân đầu"),
        (COMMUNE, "text.suspect_phrase", "những nhiễu"),
        (CITY, "text.suspect_phrase", "những nhiều"),
        (WARD, "text.suspect_phrase", "họp nhất"),
        (WARD, "text.suspect_phrase", "hợp trực"),
        (COMMUNE, "text.suspect_phrase", "trực liên"),
        (WARD, "citation.symbol_misspelt", "09/2019/NĐCP"),
        (WARD, "task.group_lead", "Các cơ quan, đơn vị"),
        (CITY, "task.group_lead", "Các sở, ban, ngành"),
        (COMMUNE_A, "task.group_lead", "Các cơ quan, tổ chức, đơn vị"),
        (COMMUNE_A, "text.quotes", "”"),
        (OFFICE, "appendix.missing", "Phụ lục"),
    ],
)
def test_a_fault_is_found(plan: str, code: str, words: str) -> None:
    assert (code, words) in found(plan)


@pytest.mark.parametrize(
    ("plan", "least"), [(WARD, 20), (CITY, 20), (COMMUNE, 20), (COMMUNE_A, 1), (OFFICE, 15)]
)
def test_duties_without_time(plan: str, least: int) -> None:
    assert len([code for code, _ in found(plan) if code == "task.no_due"]) >= least


def test_a_plan_that_sets_what_is_ordered_lacks_nothing() -> None:
    for plan in (WARD, CITY, COMMUNE_A):
        assert "target.missing" not in {code for code, _ in found(plan)}


def test_nothing_of_them_is_secret() -> None:
    for path in TEXTS.glob("*.txt"):
        findings = sauro.check(sauro.read(path), families=(Family.CLASSIFIED,))
        assert [one for one in findings if one.severity is Severity.STOP] == []
