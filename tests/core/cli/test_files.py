"""Which files are meant."""

from pathlib import Path

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
