"""`sauro review` from the command line."""

import json
from pathlib import Path

import pytest

from sauro.cli.main import main

HEAD = "Số: {number}\n{place}, ngày 05 tháng 5 năm 2026\nKẾ HOẠCH\nChỉnh trang bến bãi\n"
ABOVE = HEAD.format(number="12/KH-UBND", place="Hòa Lạc") + (
    "Ủy ban nhân dân tỉnh Hòa Lạc ban hành Kế hoạch như sau:\nII. NHIỆM VỤ\n1. UBND các xã, phường\n"
    "a) Kiểm kê hiện vật trưng bày, lập danh mục cổ vật;\nb) Rà soát bến khách ngang sông, công bố luồng.\n"
)
BELOW = HEAD.format(number="07/KH-UBND", place="Mai Lâm") + (
    "Ủy ban nhân dân xã Mai Lâm ban hành Kế hoạch như sau:\nII. NHIỆM VỤ\n1. Phòng Kinh tế\n"
    "a) Kiểm kê hiện vật trưng bày, lập danh mục cổ vật.\n"
)


@pytest.fixture
def plans(tmp_path: Path) -> list[str]:
    names = []
    for name, text in (("xa.txt", BELOW), ("tinh.txt", ABOVE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
        names.append(str(tmp_path / name))
    return names


def review(*arguments: str) -> int:
    return main(["review", *arguments, "--no-progress"])


def test_the_table_shows_what_is_missing(plans: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    own, parent = plans
    assert review(own, "--against", parent) == 0
    out = capsys.readouterr().out
    assert "Còn thiếu 1 · Đã đáp ứng 1" in out
    assert "II.1.b: Rà soát bến khách" in out


def test_without_a_plan_above_only_findings_are_shown(
    plans: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(plans[0]) == 0
    out = capsys.readouterr().out
    assert "PHÁT HIỆN" in out
    assert "ĐỐI CHIẾU" not in out


def test_json_tells_rows_with_places_of_both_sides(
    plans: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    own, parent = plans
    review(own, "--against", parent, "--json")
    data = json.loads(capsys.readouterr().out)
    first, second = data["coverage"]["rows"]
    assert (first["verdict"], second["verdict"]) == ("covered", "missing")
    span = second["parents"][0]["span"]
    assert "Rà soát bến khách" in ABOVE[span["start"] : span["end"]]
    assert "coverage.missing" in {finding["code"] for finding in data["findings"]}


def test_the_page_lays_both_side_by_side(plans: list[str], tmp_path: Path) -> None:
    own, parent = plans
    review(own, "--against", parent, "--html", str(tmp_path / "ra.html"))
    page = (tmp_path / "ra.html").read_text(encoding="utf-8")
    assert page.index('id="coverage"') < page.index("Còn thiếu")
    assert "Rà soát bến khách ngang sông" in page


def test_the_letter_is_a_word_file(plans: list[str], tmp_path: Path) -> None:
    own, parent = plans
    assert review(own, "--against", parent, "--docx", str(tmp_path / "ra.docx")) == 0
    assert (tmp_path / "ra.docx").read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "Chưa nêu kế hoạch cần soát"),
        (("a.txt", "b.txt"), "chỉ soát một kế hoạch"),
        (("",), "để trống"),
        (("a.txt", "--json", "--html", "b"), "Chỉ chọn một"),
        (("khong-co.txt",), "khong-co.txt"),
    ],
)
def test_a_faulty_command_line_is_told_in_one_sentence(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(*arguments) == 2
    assert said in capsys.readouterr().err


def test_a_plan_is_not_written_over(plans: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    own, parent = plans
    assert review(own, "--against", parent, "--docx", parent) == 2
    assert "chính là tệp cần đọc" in capsys.readouterr().err


@pytest.mark.parametrize(("option", "name"), [("--docx", "ra.html"), ("--html", "ra.docx")])
def test_an_output_has_the_ending_of_its_kind(
    option: str, name: str, plans: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert review(plans[0], option, str(tmp_path / name)) == 2
    assert "có đuôi của loại tệp khác" in capsys.readouterr().err
    assert not (tmp_path / name).exists()


def test_a_plan_is_not_laid_beside_itself(plans: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert review(plans[0], "--against", plans[0]) == 2
    assert "cùng một tệp" in capsys.readouterr().err


def test_two_plans_in_the_wrong_order_are_told(plans: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    own, parent = plans
    assert review(parent, "--against", own) == 0
    assert "không phải cấp trên của Ủy ban nhân dân tỉnh Hòa Lạc" in capsys.readouterr().err
    assert review(own, "--against", parent) == 0
    assert capsys.readouterr().err == ""
