"""The command as a user meets it: what it prints, where, and its exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from sauro.cli import read as read_command
from sauro.cli.main import main

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "plans" / "ubnd_xa.txt"
COMMAND = [sys.executable, "-m", "sauro.cli.main"]

PLAN = """\
ỦY BAN NHÂN DÂN
XÃ ĐỒI CHÈ
Số: 7/KH-UBND
Đồi Chè, ngày 03 tháng 02 năm 2026
KẾ HOẠCH
Sửa đường liên thôn
I. NHIỆM VỤ
1. Phòng Kinh tế: Khảo sát các tuyến đường trước ngày 30/4/2026.
2. Văn phòng: =1+1 ghi vào sổ <script>alert(1)</script> hằng quý.
"""
SECRET = "MẬT\n" + PLAN


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "ke-hoach.txt"
    path.write_text(PLAN, encoding="utf-8")
    return path


def run(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **environment},
        check=False,
    )


def is_one_line(text: str) -> bool:
    return text.endswith("\n") and text.count("\n") == 1


def test_json_of_one_file_is_an_object(plan, capsys):
    assert main(["read", str(plan), "--json"]) == 0
    out, err = capsys.readouterr()
    data = json.loads(out)
    assert data["document"]["number"] == "7/KH-UBND"
    assert [task["path"] for task in data["tasks"]] == ["I.1", "I.2"]
    assert err == ""


def test_json_of_several_files_is_an_array_in_the_order_given(plan, capsys):
    assert main(["read", str(SAMPLE), str(plan), "--json"]) == 0
    out, err = capsys.readouterr()
    assert [one["file"] for one in json.loads(out)] == [SAMPLE.name, plan.name]
    assert err == "Đã đọc 2/2 tệp.\n"


def test_json_of_a_folder_is_an_array_even_of_one(plan, capsys):
    assert main(["read", str(plan.parent), "--json"]) == 0
    assert [one["file"] for one in json.loads(capsys.readouterr().out)] == [plan.name]


def test_json_of_a_folder_tells_files_of_one_name_apart(plan, capsys):
    inner = plan.parent / "phong"
    inner.mkdir()
    (inner / plan.name).write_bytes(plan.read_bytes())
    assert main(["read", str(plan.parent), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    paths = [one["source"]["path"] for one in found]
    assert sorted(paths) == sorted([str(plan), str(inner / plan.name)])
    assert [one["file"] for one in found] == paths


def test_table_is_the_default_and_plain_where_nobody_looks(plan, capsys, monkeypatch):
    monkeypatch.delenv("COLUMNS", raising=False)
    assert main(["read", str(plan)]) == 0
    out = capsys.readouterr().out
    assert "Kế hoạch số 7/KH-UBND ngày 03/02/2026" in out
    assert "30/04/2026" in out
    assert "\x1b" not in out
    assert max(map(len, out.splitlines())) <= 120


def test_bad_file_is_one_line_and_code_2(tmp_path, capsys):
    path = tmp_path / "rỗng.txt"
    path.write_bytes(b"")
    assert main(["read", str(path)]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sauro: rỗng.txt: ")
    assert is_one_line(err)


def bad_files(folder: Path) -> dict[str, Path]:
    contents = {
        "rong.txt": b"",
        "chuong-trinh.docx": b"MZ\x90\x00" + bytes(200),
        "cut.docx": b"PK\x03\x04" + bytes(60),
        "cut.pdf": b"%PDF-1.7\n1 0 obj\n",
        "anh.png": b"\x89PNG\r\n\x1a\n" + bytes(40),
        "la.txt": bytes(range(128, 256)) * 3,
    }
    for name, data in contents.items():
        (folder / name).write_bytes(data)
    return {name: folder / name for name in contents}


def test_every_bad_file_is_one_vietnamese_line(tmp_path, capsys):
    (tmp_path / "thu-muc").mkdir()
    places = [*bad_files(tmp_path).values(), tmp_path / "khong-co.txt", tmp_path / "thu-muc"]
    for place in places:
        assert main(["read", str(place), "--json"]) == 2, place
        err = capsys.readouterr().err
        assert err.startswith("sauro: "), place
        assert is_one_line(err), (place, err)
        assert "Traceback" not in err


def test_in_a_folder_the_others_go_on(plan, tmp_path, capsys):
    names = bad_files(tmp_path)
    assert main(["read", str(tmp_path), "--json"]) == 2
    out, err = capsys.readouterr()
    assert [one["file"] for one in json.loads(out)] == [plan.name]
    lines = err.splitlines()
    assert lines[-1] == f"Đã đọc 1/{len(names) + 1} tệp; {len(names)} tệp không đọc được, lý do nêu ở trên."
    assert len(lines) == len(names) + 1
    assert {Path(line.split(": ")[1]).name for line in lines[:-1]} == set(names)


@pytest.mark.parametrize("option", ["--json", "--table", "--xlsx", "--html"])
def test_an_empty_folder_is_one_line_and_nothing_else(option, tmp_path, capsys):
    folder = tmp_path / "trong"
    folder.mkdir()
    value = [str(tmp_path / "ra")] if option in ("--xlsx", "--html") else []
    assert main(["read", str(folder), option, *value]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert is_one_line(err)
    assert "Thư mục không có tệp văn bản nào đọc được" in err
    assert not (tmp_path / "ra").exists()


@pytest.mark.parametrize("option", ["--json", "--table", "--xlsx", "--html"])
def test_of_a_classified_document_nothing_is_written(option, tmp_path, capsys):
    path = tmp_path / "a.txt"
    path.write_text(SECRET, encoding="utf-8")
    target = tmp_path / "ra"
    arguments = [option, str(target)] if option in ("--xlsx", "--html") else [option]
    assert main(["read", str(path), *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert is_one_line(err)
    assert "Đồi Chè" not in err
    assert [one.name for one in tmp_path.iterdir()] == ["a.txt"]


def test_a_classified_document_is_not_even_named_in_an_index(plan, tmp_path, capsys):
    (tmp_path / "kin.txt").write_text(SECRET, encoding="utf-8")
    (tmp_path / "rong.txt").write_bytes(b"")
    assert main(["read", str(tmp_path), "--html", str(tmp_path / "ra")]) == 2
    index = (tmp_path / "ra" / "index.html").read_text(encoding="utf-8")
    assert "rong.txt" in index
    assert "kin.txt" not in index
    assert sorted(one.name for one in (tmp_path / "ra").iterdir()) == ["index.html", "ke-hoach.html"]


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["read"], "Chưa nêu tệp"),
        (["read", "--khong-co"], "--khong-co"),
        (["read", "a", "--xlsx"], "--xlsx"),
        (["read", "a", "--json=1"], "--json"),
        (["read", "a", "--json", "--table"], "--json và --table"),
        (["read", "a", "-j", "nhiều"], "-j"),
        (["read", "a", "-j", "0"], "-j"),
        (["doc", "a"], "doc"),
        (["--khong-co"], "--khong-co"),
    ],
)
def test_faults_of_the_command_line(arguments, word, capsys):
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("sauro: ")
    assert is_one_line(err)
    assert word in err


@pytest.mark.parametrize("arguments", [[], ["--help"], ["read", "--help"]])
def test_help_is_vietnamese(arguments, capsys):
    assert main(arguments) == 0
    out = capsys.readouterr().out
    assert out.startswith("Cách dùng: sauro")
    for english in ("usage", "options", "positional", "show this", "exit"):
        assert english not in out


@pytest.mark.parametrize("arguments", [["--version"], ["read", "--version"]])
def test_version(arguments, capsys):
    assert main(arguments) == 0
    assert capsys.readouterr().out.startswith("sauro ")


def _break(arguments: object) -> int:
    raise KeyError("nội dung văn bản")


def _interrupt(arguments: object) -> int:
    raise KeyboardInterrupt


def test_a_fault_of_the_program_is_one_line_without_content(monkeypatch, capsys):
    monkeypatch.delenv("SAURO_DEBUG", raising=False)
    monkeypatch.setattr(read_command, "run", _break)
    assert main(["read", "a"]) == 70
    err = capsys.readouterr().err
    assert err.startswith("sauro: lỗi nội bộ")
    assert "(mã KeyError-" in err
    assert "nội dung văn bản" not in err
    assert is_one_line(err)
    monkeypatch.setenv("SAURO_DEBUG", "1")
    assert main(["read", "a"]) == 70
    assert "Traceback" in capsys.readouterr().err


def test_interruption_is_quiet(monkeypatch, capsys):
    monkeypatch.setattr(read_command, "run", _interrupt)
    assert main(["read", "a"]) == 130
    assert capsys.readouterr().err == ""


def test_output_is_utf8_whatever_the_locale(plan):
    for environment in (
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "cp1258"},
    ):
        done = run("read", plan, "--json", **environment)
        assert json.loads(done.stdout)["document"]["place"] == "Đồi Chè"
        assert done.returncode == 0


def test_a_name_in_bytes_that_are_no_utf8_or_with_a_line_feed_is_shown_on_one_line(tmp_path):
    place = os.fsencode(tmp_path) + b"/k\xe9\nx.txt"
    done = subprocess.run([*COMMAND, "read", place], capture_output=True, check=False)
    assert done.returncode == 2
    assert is_one_line(done.stderr.decode("utf-8"))


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
def test_a_closed_pipe_is_quiet(plan):
    script = f'{" ".join(COMMAND)} read "$0" "$0" --json -j 1 | head -c 10; echo "${{PIPESTATUS[0]}}"'
    big = plan.parent / "to.txt"
    big.write_text(PLAN + "Một đoạn dài.\n" * 8_000, encoding="utf-8")
    done = subprocess.run(
        ["bash", "-c", script, str(big)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == ""
    assert done.stdout.endswith("141\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_behind_standard_output_is_said(plan):
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [*COMMAND, "read", str(plan), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
    assert done.returncode == 2
    assert is_one_line(done.stderr)
    assert "đầu ra chuẩn" in done.stderr


def test_an_output_that_is_an_input_is_refused(plan, capsys):
    assert main(["read", str(plan), "--xlsx", str(plan)]) == 2
    assert plan.read_text(encoding="utf-8") == PLAN
    assert is_one_line(capsys.readouterr().err)


@pytest.mark.parametrize("option", ["--xlsx", "--html"])
def test_an_output_without_a_folder_is_refused_before_reading(option, plan, tmp_path, capsys):
    assert main(["read", str(plan), option, str(tmp_path / "khong-co" / "ra")]) == 2
    err = capsys.readouterr().err
    assert is_one_line(err)
    assert "thư mục" in err


def test_nothing_heavy_is_loaded_for_json(plan):
    code = (
        "import sys; from sauro.cli.main import main; main(['read', sys.argv[1], '--json']);"
        "print([m for m in ('rich', 'xlsxwriter', 'cv2', 'numpy', 'multiprocessing') if m in sys.modules],"
        "file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(plan)], capture_output=True, encoding="utf-8", check=False
    )
    assert done.stderr == "[]\n"


@pytest.mark.parametrize("option", ["--xlsx", "--html"])
def test_a_plan_is_never_taken_for_the_place_of_the_result(option, plan, tmp_path, capsys):
    other = tmp_path / "ke-hoach-khac.docx"
    other.write_bytes(b"nguyen ven")
    assert main(["read", option, str(other), str(plan)]) == 2
    assert is_one_line(capsys.readouterr().err)
    assert other.read_bytes() == b"nguyen ven"


def test_an_empty_name_is_not_the_current_folder(plan, capsys):
    assert main(["read", ""]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert is_one_line(err)
    assert "để trống" in err


def test_names_too_long_are_one_line(plan, capsys):
    for arguments in (["a" * 300], [str(plan), "--html", "a" * 300], [str(plan), "--xlsx", "a" * 300]):
        assert main(["read", *arguments]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert is_one_line(err)
        assert "lỗi nội bộ" not in err


def test_what_is_left_out_of_a_folder_is_told_in_one_line(plan, capsys):
    for name in ("a.zip", "b.zip", "c.docm", "d", "e.zip"):
        (plan.parent / name).write_bytes(b"x")
    assert main(["read", str(plan.parent), "--json"]) == 0
    assert capsys.readouterr().err == (
        "Bỏ qua 5 mục trong thư mục: a.zip (đuôi .zip), b.zip (đuôi .zip), c.docm (có thể chứa macro), "
        "d (không có đuôi) và 1 mục khác.\nĐã đọc 1/1 tệp.\n"
    )


@pytest.mark.skipif(sys.platform != "linux", reason="names are bytes on Linux only")
def test_a_name_that_is_not_utf8_costs_nothing(plan, capsys):
    bad = Path(os.fsdecode(os.fsencode(plan.parent) + b"/bad\xff.txt"))
    bad.write_text(PLAN, encoding="utf-8")
    target = plan.parent / "tong-hop.xlsx"
    assert main(["read", str(bad), str(plan), "--xlsx", str(target)]) == 0
    assert target.is_file()
    capsys.readouterr()
    assert main(["read", str(bad), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["source"]["name"] == "bad\ufffd.txt"
