"""`sauro check --fix`: a corrected copy beside the draft, which stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.core.reading.docx_builder import docx, paragraph

import sauro
from sauro.cli.main import main


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    lines = (
        "ỦY BAN NHÂN DÂN",
        "XÃ ĐỒI CHÈ",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 7/KH-UBND",
        "Đồi Chè, ngày 03 tháng 02 năm 2026",
        "KẾ HOẠCH",
        "Sửa đường liên thôn",
        "1. Phòng Kinh tế khảo sát các tuyến đường trước ngày 30 tháng 4 năm 2026./.",
        "Nơi nhận:",
        "- Lưu: VT, KT.",
        "CHỦ TỊCH",
        "Lò Văn Bình",
    )
    path = tmp_path / "du-thao.docx"
    path.write_bytes(docx(*map(paragraph, lines)))
    return path


def test_the_copy_is_written_and_the_draft_stays(draft, tmp_path, capsys):
    before = draft.read_bytes()
    target = tmp_path / "sua.docx"
    assert main(["check", str(draft), "--fix", str(target)]) == 1
    assert draft.read_bytes() == before
    assert "Số: 07/KH-UBND" in sauro.read(target).text
    assert "Đã ghi" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "sua.pdf", "sua"])
def test_the_copy_is_a_word_file(draft, tmp_path, name, capsys):
    assert main(["check", str(draft), "--fix", name and str(tmp_path / name)]) == 2
    assert ".docx" in capsys.readouterr().err


def test_the_copy_is_not_the_draft_itself(draft, capsys):
    assert main(["check", str(draft), "--fix", str(draft)]) == 2
    assert "chọn tên khác" in capsys.readouterr().err


def test_a_text_is_not_corrected(tmp_path, capsys):
    path = tmp_path / "du-thao.txt"
    path.write_text("KẾ HOẠCH\n\nSửa đường liên thôn\n", encoding="utf-8")
    assert main(["check", str(path), "--fix", str(tmp_path / "sua.docx")]) == 2
    assert "Chỉ sửa được tệp .docx" in capsys.readouterr().err
    assert not (tmp_path / "sua.docx").exists()
