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

_WITH_MACROS = frozenset((".docm", ".dotm"))
_EMPTY_FOLDER = "Thư mục không có tệp văn bản nào đọc được; hãy kiểm tra lại đường dẫn."
_CLOSED_FOLDER = "Không mở được thư mục; hãy xin quyền đọc thư mục hoặc chép tệp sang chỗ khác."


@dataclass(frozen=True, slots=True)
class NamedFiles:
    """The files to read, each once, in order; folders that gave nothing, with a Vietnamese sentence that says
    why. `is_single` where one file was named and nothing else. `left_out`: what lies in the folders and is
    not read, with why in a few words."""

    files: tuple[Path, ...]
    faults: tuple[tuple[Path, str], ...]
    is_single: bool
    left_out: tuple[tuple[Path, str], ...] = ()


def files_of(names: Iterable[str]) -> NamedFiles:
    """The files meant by these names; what lies in a folder comes sorted by name."""
    files: dict[Path, None] = {}
    faults: list[tuple[Path, str]] = []
    left_out: dict[Path, str] = {}
    is_folder = False
    for name in names:
        place = Path(name)
        if not os.path.isdir(place):  # asks nothing of a folder that one may not enter
            files[place] = None
            continue
        is_folder = True
        closed: list[OSError] = []
        found = sorted(_documents(place, closed, left_out), key=lambda path: path.parts)
        files.update(dict.fromkeys(found))
        faults += [(Path(os.fspath(error.filename or place)), _CLOSED_FOLDER) for error in closed]
        if not found and not closed:
            faults.append((place, _EMPTY_FOLDER))
    rest = sorted((pair for pair in left_out.items() if pair[0] not in files), key=lambda pair: pair[0].parts)
    return NamedFiles(tuple(files), tuple(faults), len(files) == 1 and not is_folder, tuple(rest))


def _documents(folder: Path, closed: list[OSError], left_out: dict[Path, str]) -> Iterator[Path]:
    """The documents below `folder`. Hidden files and the lock files of word processors are not spoken of;
    what else is none gets into `left_out`."""
    for parent, below, names in os.walk(folder, onerror=closed.append):
        below[:] = [name for name in below if not name.startswith(".")]
        for name in below:
            place = Path(parent, name)
            if place.is_symlink():  # is not followed: it may lead in a circle
                left_out[place] = "thư mục liên kết"
        for name in names:
            if name.startswith((".", "~$")):
                continue
            place = Path(parent, name)
            if reason := _why_left_out(place):
                left_out[place] = reason
            else:
                yield place


def _why_left_out(place: Path) -> str:
    """Why a file of a folder is not read; empty where it is."""
    ending = place.suffix.lower()
    if place.name.lower().startswith("readme."):
        return "tệp README"
    if ending in _WITH_MACROS:
        return "có thể chứa macro"
    if ending not in ENDINGS:
        return f"đuôi {ending}" if ending else "không có đuôi"
    if os.path.isfile(place):
        return ""
    return "không phải tệp thường" if os.path.exists(place) else "liên kết hỏng"
