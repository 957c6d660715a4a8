"""`sauro check` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.core.checks.made_drafts import DECISION, PLAN

from sauro.cli.main import main


def written(folder: Path, text: str = PLAN) -> str:
    path = folder / "du-thao.txt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_a_draft_in_form(tmp_path, capsys):
    assert main(["check", written(tmp_path)]) == 0
    assert "Không có phát hiện nào." in capsys.readouterr().out


def test_a_faulty_draft_is_told_and_so_is_the_exit_code(tmp_path, capsys):
    assert main(["check", written(tmp_path, PLAN.replace("Số: 08/", "Số: 8/"))]) == 1
    out = capsys.readouterr().out
    assert "F05.number" in out
    assert "1 phát hiện" in out


def test_what_is_no_error_leaves_the_exit_code(tmp_path, capsys):
    assert main(["check", written(tmp_path, PLAN.replace("định./.", "định."))]) == 0
    assert "F20.closing" in capsys.readouterr().out


def test_json_has_places_and_edits(tmp_path, capsys):
    assert main(["check", written(tmp_path, PLAN.replace("Số: 08/", "Số: 8/")), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    (finding,) = data["findings"]
    assert finding["code"] == "F05.number"
    assert finding["quote"] == "Số: 8/KH-UBND"
    (edit,) = finding["edits"]
    assert data["source"]["text"][edit["start"] : edit["end"]] == "8"
    assert edit["text"] == "08"


def test_page(tmp_path, capsys):
    target = tmp_path / "ket-qua.html"
    text = PLAN.replace("Số: 08/", "Số: 8/").replace("hai bên đường.", "hai bên < 3 m đường.")
    assert main(["check", written(tmp_path, text), "--html", str(target)]) == 1
    page = target.read_text(encoding="utf-8")
    assert "F05.number" in page
    assert 'id="s0"' in page
    assert "hai bên &lt; 3 m đường." in page


def test_kind_and_switched_off(tmp_path, capsys):
    assert main(["check", written(tmp_path), "--kind", "bc"]) == 1
    capsys.readouterr()
    off = "F02.components,F05.symbol,F13.belongs_to"
    assert main(["check", written(tmp_path), "--kind", "Báo cáo", "--off", off]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Chưa nêu tệp"),
        (["khong-co.docx"], "Không tìm thấy tệp"),
        (["x.docx", "--kind", "ABC"], "Không có loại văn bản “ABC”"),
        (["x.docx", "--off", "F99"], "mã “F99”"),
        (["x.docx", "--json", "--html", "a.html"], "Chỉ chọn một"),
        (["x.docx", "--html", "a.docx"], "có đuôi của tệp cần đọc"),
        (["x.docx", "--html", ""], "Chưa nêu tên tệp"),
        (["x.docx", "--nhanh"], "Không có tùy chọn"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(arguments, said, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["check", *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert said in err
    assert err.count("\n") == 1


def test_a_damaged_word_file_is_refused(tmp_path, capsys):
    path = tmp_path / "hong.docx"
    path.write_bytes(b"PK\x03\x04" + bytes(200))
    assert main(["check", str(path)]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_the_folder_one_stands_in_is_named(capsys):
    assert main(["check", "."]) == 2
    assert "sauro: .: Đây là thư mục" in capsys.readouterr().err


def test_what_could_not_be_looked_at_is_said(tmp_path, capsys):
    main(["check", written(tmp_path)])
    assert "Tệp không phải .docx" in capsys.readouterr().err


def test_two_documents_in_one_file_and_another_language_are_said(tmp_path, capsys):
    form = PLAN.replace("Số: 08/", "Số:    /")
    main(["check", written(tmp_path, PLAN + form)])
    assert "hai văn bản" not in capsys.readouterr().err  # behind an appendix it may be a form
    main(["check", written(tmp_path, PLAN + PLAN)])
    assert "hai văn bản" in capsys.readouterr().err
    main(["check", written(tmp_path, DECISION + PLAN)])
    assert "hai văn bản" in capsys.readouterr().err
    english = "The Committee shall report on every quarter before the fifteenth day of March. " * 9
    main(["review", written(tmp_path, english)])
    assert "không phải tiếng Việt" in capsys.readouterr().err
