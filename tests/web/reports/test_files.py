"""A report as a file: its figures, the words of all who speak in it, and whoever is not in it."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from django.urls import reverse
from openpyxl import load_workbook
from tests.web.organisation import signed_in
from tests.web.reports.conftest import NOW, Reporting

from sauro.reporting.figure_words import Said
from sauro.reporting.periodic_facts import PeriodicReport
from sauro.reporting.read_back import read_back
from sauro_web.reports.models import Narrative, NarrativePart, Report
from sauro_web.reports.operations import Entry
from sauro_web.reports.written import facts_of

pytestmark = pytest.mark.django_db


def say(report: Report, part: NarrativePart, text: str) -> None:
    Narrative.objects.create(report=report, part=part, text=text, at=NOW)


def facts(report: Report) -> PeriodicReport:
    return facts_of(report, on=NOW.date(), address=lambda row: f"https://x/{row.pk}")


def words_of(report: PeriodicReport) -> list[str]:
    lines = (line for duty in report.duties for line in duty.lines)
    return ["".join(one if isinstance(one, str) else one.words for one in line) for line in lines]


def test_the_figures_are_those_of_the_report(reporting: Reporting) -> None:
    report = reporting.fill(reporting.economy, by=reporting.economist, others=Entry(nothing=True))
    found = facts(report)
    assert words_of(found)[:4] == [
        "Văn bản đã ban hành: 10 văn bản",
        "Trong đó: công văn: 6 văn bản",
        "Trong đó: loại khác: không phát sinh",
        "Cuộc họp trực tuyến: 3/5 (60,0\N{NO-BREAK SPACE}%)",
    ]
    assert {one.count for one in found.sources} == {10, 6, 0, 3}
    assert found.superior == reporting.culture.name
    assert found.head.parent_issuer == reporting.commune.name
    assert found.head.symbol.startswith("BC")


def test_silence_is_said_and_is_no_nought(reporting: Reporting) -> None:
    found = facts(reporting.report(reporting.economy))
    assert words_of(found)[0] == "Văn bản đã ban hành: chưa báo cáo"
    assert not [one for one in found.sources if one.key.startswith("sl.")], "of what the form asks"


def test_who_sums_up_has_each_unit_with_its_words_and_names_who_is_missing(reporting: Reporting) -> None:
    economy = reporting.fill(reporting.economy, by=reporting.economist)
    say(economy, NarrativePart.OBSTACLES, "Đường truyền yếu.\nThiếu máy quét.")
    reporting.send(reporting.economy, by=reporting.economist)
    reporting.accept(reporting.economy, by=reporting.officer)
    whole = reporting.report(reporting.culture)
    say(whole, NarrativePart.OBSTACLES, "Thiếu máy quét.\nBiên chế thiếu.")
    found = facts(whole)
    assert found.silent == (reporting.centre.name,)
    assert {one.words: one.authors for one in found.obstacles} == {
        "Thiếu máy quét.": (reporting.economy.name,),
        "Biên chế thiếu.": (),
        "Đường truyền yếu.": (reporting.economy.name,),
    }
    (table,) = found.unit_tables
    assert [(name, [one.words for one in cells]) for name, cells in table.rows] == [
        (reporting.economy.name, ["10", "6", "4", "3/5 (60,0\N{NO-BREAK SPACE}%)"])
    ]
    assert {one.said for one in table.total} == {Said.SILENT}


def test_the_word_file_holds_them_under_its_digest(reporting: Reporting) -> None:
    report = reporting.fill(reporting.economy, by=reporting.economist)
    answer = signed_in(reporting.economist).get(reverse("reports:word", args=[report.pk]))
    assert answer.status_code == 200
    assert 'filename="bao-cao-' in answer["Content-Disposition"]
    back = read_back(answer.content)
    assert back.is_true
    assert {"10", "6", "4"} <= {words for _, words in back.figures}
    text = "\n".join(line.text for line in docx.Document(BytesIO(answer.content)).paragraphs)
    assert "Kết quả thực hiện Kết luận 6 tháng đầu năm 2026" in text
    assert "số liệu từ" in text


def test_the_sheets_hold_the_same(reporting: Reporting) -> None:
    report = reporting.fill(reporting.economy, by=reporting.economist)
    answer = signed_in(reporting.economist).get(reverse("reports:sheets", args=[report.pk]))
    cells = [
        cell
        for sheet in load_workbook(BytesIO(answer.content)).worksheets
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    ]
    assert {10, 6, 4, 3, 5} <= set(cells)


def test_nobody_else_has_the_file(reporting: Reporting) -> None:
    report = reporting.report(reporting.economy)
    for name in ("word", "sheets"):
        address = reverse(f"reports:{name}", args=[report.pk])
        assert signed_in(reporting.outsider).get(address).status_code == 404
        assert signed_in(reporting.officer).get(address).status_code == 200
        assert signed_in(reporting.leader).get(address).status_code == 200
