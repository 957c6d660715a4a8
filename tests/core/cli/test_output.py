"""Files are written whole or not at all."""

import os
import sys

import pytest

from sauro.cli.output import OutputError, check_target, make_folder, write_file

on_linux = pytest.mark.skipif(sys.platform == "win32", reason="needs a file system of Unix")


def test_an_old_file_is_replaced_and_nothing_left_beside(tmp_path):
    target = tmp_path / "a.html"
    target.write_bytes(b"old")
    write_file(target, b"new")
    assert target.read_bytes() == b"new"
    assert [one.name for one in tmp_path.iterdir()] == ["a.html"]


@on_linux
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "that").write_bytes(b"old")
    (tmp_path / "lien-ket").symlink_to("that")
    write_file(tmp_path / "lien-ket", b"new")
    assert (tmp_path / "that").read_bytes() == b"new"
    assert (tmp_path / "lien-ket").is_symlink()


@on_linux
def test_rights_are_those_of_any_new_file(tmp_path):
    old = os.umask(0o027)
    try:
        write_file(tmp_path / "a", b"")
    finally:
        os.umask(old)
    assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640


def test_what_cannot_be_written_is_one_sentence(tmp_path):
    (tmp_path / "tep").write_bytes(b"")
    for target in (tmp_path, tmp_path / "khong-co" / "a", tmp_path / "tep" / "a"):
        with pytest.raises(OutputError, match="Không ghi được"):
            write_file(target, b"x")
        with pytest.raises(OutputError, match="Không ghi được"):
            check_target(target)
    for name in ("a" * 300, "a" * 300 + "/a"):
        with pytest.raises(OutputError, match="tên tệp quá dài"):
            check_target(tmp_path / name)
        with pytest.raises(OutputError, match="tên tệp quá dài"):
            make_folder(tmp_path / name)
    with pytest.raises(OutputError, match="đã có tệp cùng tên"):
        make_folder(tmp_path / "tep")
