"""The periodic report says what the decree and the plans ask for, in their form."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.core.reporting.made_reports import province, small

from sauro.folio.model import Paragraph, Table
from sauro.reporting.figure_words import Figure
from sauro.reporting.periodic import periodic_report
from sauro.reporting.periodic_facts import Compared, LateItem, Source, UnitTable
from sauro.writing.runs import figures_of


def said(report) -> str:
    return periodic_report(report).text.replace("\N{NO-BREAK SPACE}", " ")


@pytest.fixture(scope="module")
def words() -> str:
    return said(small())


@pytest.mark.parametrize(
    "expected",
    [
        "Số: 07/BC-UBND",
        "Mai Lĩnh, ngày 05 tháng 6 năm 2026",
        "Kính gửi: Ủy ban nhân dân tỉnh Đông Giang",
        "(số liệu từ 15/12/2025 đến 14/6/2026; đến hết ngày 31/5/2026 là số thực, sau ngày này là ước thực ",
        "I. Điểm mới so với báo cáo trước\n- Tốt lên: văn bản giấy giảm còn 12 văn bản.\n- Mới quá hạn: ",
        "- Chưa báo cáo, chưa có trong số liệu (2 đơn vị): Trạm Y tế; Thôn Đồng Chiêm.",
        "a) Giảm văn bản giấy\n- Văn bản điện tử ký số: 7/10 (70,0 %).\nb) Họp trực tuyến",
        "- Phòng họp không giấy: —.",
        "1\tCông văn\t1.234\t1.410\t-176 (-12,5 %)\n2\tKế hoạch\tước 0\t0\tước 0",
        "1\tHội nghị\t5\t12\tkhông phát sinh\tchưa báo cáo",
        "1\tHồ sơ trực tuyến toàn trình\t995/1.000 (99,5 %)\tkhông có số liệu\ttừ 90 %",
        "1\tSố hóa hồ sơ đất đai\tPhòng Kinh tế\t04/5/2026\t20\tThiếu máy quét",
        "- Đường truyền yếu (Phòng Kinh tế; Thôn Đông).",
        "xem xét, chỉ đạo./.\nNơi nhận:\n- Như trên;\n- Các phòng, đơn vị thuộc xã;\n- Lưu: VT, VHXH.",
        "Kết quả từng đơn vị (Phụ lục I); Nguồn của số liệu (Phụ lục II)",
        "Phụ lục II\nNguồn của số liệu\n(Kèm theo Báo cáo số 07/BC-UBND ngày 05 tháng 6 năm 2026 của ",
        "TT\tĐếm từ\tBộ lọc\tSố dòng\tDanh sách\n1\tSổ đăng ký văn bản đi\t",
        "1\tSổ đăng ký văn bản đi\tLoại: tất cả; ngày 15/12/2025 - 14/6/2026\t1.234\tXem",
    ],
)
def test_what_it_says(words, expected):
    assert expected in words


def test_the_plan_is_cited_in_full_once_and_then_by_number(words):
    assert words.count("ngày 15 tháng 01 năm 2026") == 1
    assert words.count("Kế hoạch số 57/KH-UBND") == 2


def test_every_figure_of_the_facts_stands_in_the_report_under_its_key():
    report = small()
    shown = dict(figures_of(periodic_report(report)))
    given = {piece.key: piece.words for piece in report.pieces()}
    assert given.items() <= shown.items()
    assert set(shown) - set(given) == {"vb-cv.diff", "vb-kh.diff", "viec-xong.diff"}


def test_number_and_day_are_left_open_until_they_are_drawn():
    words = said(replace(small(), number="", on=None))
    assert "Số:        /BC-UBND" in words
    assert "Mai Lĩnh, ngày      tháng      năm 2026" in words
    assert "(Kèm theo Báo cáo số       /BC-UBND ngày      tháng      năm 2026 của" in words


def test_the_first_report_has_nothing_to_compare_with():
    assert "Không có báo cáo kỳ trước để so sánh." in said(replace(small(), turns=None, silent=()))
    assert "Không có thay đổi so với báo cáo trước." in said(replace(small(), turns=()))


def test_parts_without_anything_are_left_out_and_the_rest_is_numbered_on():
    words = said(replace(small(), obstacles=(), documents=(), unit_tables=()))
    assert "II. Kết quả thực hiện" in words
    assert "III. Kiến nghị, đề xuất" in words
    assert "2. Hội nghị, cuộc họp" in words
    assert "Khó khăn" not in words
    assert "\nPhụ lục\nNguồn của số liệu\n" in words


def test_figures_that_are_real_to_the_end_are_not_called_estimates():
    assert "số thực" not in said(replace(small(), real_until=date(2026, 6, 14)))
    early = said(replace(small(), documents=small().documents[:1]))
    assert "đến hết ngày 31/5/2026 là số thực, những ngày sau chưa có số liệu" in early


def test_many_late_tasks_go_to_an_appendix():
    report = province()
    folio = periodic_report(report)
    assert "6. " not in folio.text.split("Phụ lục")[0]
    assert "Danh sách 40 nhiệm vụ quá hạn có ở phụ lục kèm theo." in folio.text
    labels = [one.text for one in folio.blocks if isinstance(one, Paragraph) and one.style == "appendix"]
    assert labels == ["Phụ lục I", "Phụ lục II", "Phụ lục III", "Phụ lục IV"]
    assert [len(one.rows) for one in folio.blocks if isinstance(one, Table) and one.ruled] == [
        167,
        167,
        41,
        167,
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"first": date(2026, 7, 1)},
        {"sources": ()},
        {"sources": (Source("a", "Sổ", "", 1), Source("a", "Sổ", "", 2))},
        {"documents": (Compared("Công văn", Figure("vb", 1, source="khong-co")),)},
        {"unit_tables": (UnitTable("", ("a",), (("b", (Figure("x", 1, source="la"),)),)),)},
    ],
)
def test_facts_that_do_not_fit_are_refused(change):
    with pytest.raises(ValueError, match=r"source|window"):
        replace(small(), **change)


def test_late_by_less_than_a_day_is_said_so():
    report = replace(small(), late=(LateItem("Việc", "Thôn Đông", None, 0),))
    assert "1\tViệc\tThôn Đông\t—\tdưới 1\t—" in said(report)
