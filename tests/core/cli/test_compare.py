"""`sauro compare` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sauro.checks.signed_copy.model import Comparison, Difference, DifferenceKind
from sauro.cli.comparison_wording import by_gravity, summary
from sauro.cli.main import main
from sauro.cli.page_compare import page
from sauro.folio.notation import notate

DRAFT = """\
ỦY BAN NHÂN DÂN
XÃ ĐỒI CHÈ

Số:    /KH-UBND

Đồi Chè, ngày    tháng 02 năm 2026

KẾ HOẠCH

Sửa đường liên thôn

I. NHIỆM VỤ

1. Phòng Kinh tế khảo sát 12 tuyến đường trước ngày 30 tháng 4 năm 2026.

2. Văn phòng ghi vào sổ <script>alert(1)</script> hằng quý.
"""
SIGNED = DRAFT.replace("Số:    /", "Số: 07/").replace("ngày    tháng 02", "ngày 03 tháng 02")


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    names = {"du-thao.txt": DRAFT, "ban-ky.txt": SIGNED, "sua.txt": SIGNED.replace("12 tuyến", "15 tuyến")}
    for name, text in names.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return [str(tmp_path / name) for name in names]


def test_what_signing_fills_in_is_no_difference(files, capsys):
    assert main(["compare", *files[:2]]) == 0
    out = capsys.readouterr().out
    assert "Nội dung hai bản như nhau; 2 chỗ điền khi ký." in out
    assert "Điền khi ký" in out


def test_a_change_is_told_by_the_exit_code_and_as_json(files, capsys):
    assert main(["compare", files[0], files[2], "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    kinds = [one["kind"] for one in data["differences"]]
    assert kinds == ["filled", "filled", "changed"]
    change = data["differences"][2]
    assert (change["draft"]["text"], change["signed"]["text"]) == ("12", "15")
    start, end = change["draft"]["span"]
    assert DRAFT[start:end] == "12" or end - start == 2


def test_the_page_shows_both_and_runs_nothing_of_theirs(files, tmp_path, capsys):
    target = tmp_path / "so-sanh.html"
    assert main(["compare", files[0], files[2], "--html", str(target)]) == 1
    text = target.read_text(encoding="utf-8")
    assert 'class="k-changed"' in text
    assert "<script>alert" not in text
    for anchor in ("sa0", "va0", "sb0", "vb0"):
        assert text.count(f'id="{anchor}"') <= 1
    assert text.count('href="#sb') == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "hai tệp"),
        (["a.txt"], "hai tệp"),
        (["a.txt", "b.txt", "c.txt"], "hai tệp"),
        (["a.txt", "b.txt", "--json", "--table"], "Chỉ chọn một"),
        (["a.txt", "b.txt", "--what"], "--what"),
        (["khong-co-1.txt", "khong-co-2.txt"], "khong-co-1.txt"),
    ],
)
def test_a_faulty_line_is_told_in_one_sentence(arguments, words, capsys):
    assert main(["compare", *arguments]) == 2
    err = capsys.readouterr().err
    assert words in err
    assert "Traceback" not in err


def test_the_page_may_not_take_the_place_of_a_file_to_read(files, capsys):
    assert main(["compare", files[0], files[1], "--html", files[1]]) == 2
    assert "chọn tên khác" in capsys.readouterr().err


def test_what_a_scan_leaves_in_doubt_stands_apart_from_what_was_changed():
    kinds = (DifferenceKind.DOUBTFUL, DifferenceKind.FILLED, DifferenceKind.CHANGED)
    found = Comparison(tuple(Difference(one, None, None, str(one), str(one)) for one in kinds), 0.9)
    told, doubtful = by_gravity(found)
    assert [one.kind for one in told] == [DifferenceKind.CHANGED, DifferenceKind.FILLED]
    assert [one.kind for one in doubtful] == [DifferenceKind.DOUBTFUL]
    text = page(notate("a"), notate("a"), found)
    assert text.index("<table>") < text.index("<details>") < text.index("Bản quét đọc không chắc</td>")


def test_a_scan_without_changes_is_not_said_to_be_the_same():
    doubt = Difference(DifferenceKind.DOUBTFUL, None, None, "a", "á")
    told = "Ngoài các chỗ chưa đọc chắc, chưa thấy chỗ nào khác; 1 chỗ"
    assert summary(Comparison((doubt,), 0.9)).startswith(told)


def test_a_page_is_not_written_under_the_name_of_a_word_file(files, tmp_path, capsys):
    assert main(["compare", files[0], files[1], "--html", str(tmp_path / "ra.docx")]) == 2
    assert ".html" in capsys.readouterr().err


def test_passages_are_cut_on_the_screen(tmp_path, capsys):
    names = [str(tmp_path / name) for name in ("a.txt", "b.txt")]
    for name, word in zip(names, ("cây ", "lúa "), strict=True):
        Path(name).write_text(f"Đồi Chè\n\n{word * 900}", encoding="utf-8")
    assert main(["compare", *names]) == 1
    assert len(capsys.readouterr().out) < 6000
