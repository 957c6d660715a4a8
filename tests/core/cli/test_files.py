"""Which files are meant."""

import sys
from pathlib import Path

import pytest

from sauro.cli.files import files_of


def make(folder: Path, *names: str) -> None:
    for name in names:
        place = folder / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(b"x")


def test_folders_are_searched_for_known_endings(tmp_path):
    make(
        tmp_path, "b.DOCX", "a.txt", "con/c.pdf", "d.zip", ".an.txt", "~$b.docx", ".git/e.txt", "con/.f/g.md"
    )
    (tmp_path / "thu-muc.pdf").mkdir()
    named = files_of([str(tmp_path)])
    assert [place.relative_to(tmp_path).as_posix() for place in named.files] == [
        "a.txt",
        "b.DOCX",
        "con/c.pdf",
    ]
    assert not named.is_single
    assert named.faults == ()


def test_what_is_left_out_of_a_folder_is_told_with_why(tmp_path):
    make(tmp_path, "a.txt", "README.md", "b.docm", "khong-duoi", "con/c.zip", ".an.txt", "~$b.docx")
    named = files_of([str(tmp_path), str(tmp_path / "con" / "c.zip")])
    assert [place.name for place in named.files] == ["a.txt", "c.zip"]
    assert [(place.name, why) for place, why in named.left_out] == [
        ("README.md", "tệp README"),
        ("b.docm", "có thể chứa macro"),
        ("khong-duoi", "không có đuôi"),
    ]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_links_that_lead_nowhere_or_to_a_folder_are_left_out(tmp_path):
    make(tmp_path, "con/a.txt")
    (tmp_path / "mat.txt").symlink_to("khong-co.txt")
    (tmp_path / "vong").symlink_to(tmp_path)
    named = files_of([str(tmp_path)])
    assert [place.name for place in named.files] == ["a.txt"]
    assert [(place.name, why) for place, why in named.left_out] == [
        ("mat.txt", "liên kết hỏng"),
        ("vong", "thư mục liên kết"),
    ]


def test_a_name_too_long_is_a_file_that_cannot_be_read(tmp_path):
    name = str(tmp_path / ("a" * 300))
    assert files_of([name]).files == (Path(name),)


def test_named_files_are_taken_whatever_their_ending_once_and_in_order(tmp_path):
    make(tmp_path, "b.xyz", "a.txt")
    names = [str(tmp_path / name) for name in ("b.xyz", "a.txt", "b.xyz", "khong-co")]
    assert [place.name for place in files_of(names).files] == ["b.xyz", "a.txt", "khong-co"]
    assert files_of(names[:1]).is_single
    assert not files_of(names).is_single


def test_a_folder_without_documents_is_a_fault(tmp_path):
    make(tmp_path, "a.zip")
    named = files_of([str(tmp_path)])
    assert named.files == ()
    assert [place for place, _ in named.faults] == [tmp_path]
