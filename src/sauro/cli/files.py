"""Which files a command line means: files as they are named, folders with what they hold."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ENDINGS", "NamedFiles", "files_of"]

ENDINGS = frozenset(
    (".docx", ".doc", ".odt", ".rtf", ".pdf", ".txt", ".md", ".png", ".jpg", ".jpeg", ".tif", ".tiff")
)
"""Of the files that are read in a folder; a file that is named itself is read whatever its ending."""

_EMPTY_FOLDER = "Thư mục không có tệp văn bản nào đọc được; hãy kiểm tra lại đường dẫn."
_CLOSED_FOLDER = "Không mở được thư mục; hãy xin quyền đọc thư mục hoặc chép tệp sang chỗ khác."


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """The files to read, each once, in order; folders that gave nothing, with a Vietnamese sentence that says
    why. `is_single` where one file was named and nothing else."""

    files: tuple[Path, ...]
    faults: tuple[tuple[Path, str], ...]
    is_single: bool


def files_of(names: Iterable[str]) -> NamedFiles:
    """The files meant by these names; what lies in a folder comes sorted by name."""
    files: dict[Path, None] = {}
    faults: list[tuple[Path, str]] = []
    is_folder = False
    for name in names:
        place = Path(name)
        if not place.is_dir():
            files[place] = None
            continue
        is_folder = True
        closed: list[OSError] = []
        found = sorted(_documents(place, closed), key=lambda path: path.parts)
        files.update(dict.fromkeys(found))
        faults += [(Path(os.fspath(error.filename or place)), _CLOSED_FOLDER) for error in closed]
        if not found and not closed:
            faults.append((place, _EMPTY_FOLDER))
    return NamedFiles(tuple(files), tuple(faults), len(files) == 1 and not is_folder)


def _documents(folder: Path, closed: list[OSError]) -> Iterator[Path]:
    """The documents below `folder`. Hidden files, the lock files of word processors and a
    README are none."""
    for parent, below, names in os.walk(folder, onerror=closed.append):
        below[:] = [name for name in below if not name.startswith(".")]
        for name in names:
            if (
                name.startswith((".", "~$"))
                or name.lower().startswith("readme.")
                or os.path.splitext(name)[1].lower() not in ENDINGS
            ):
                continue
            place = Path(parent, name)
            if place.is_file():
                yield place
