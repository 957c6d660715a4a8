"""Writes what was asked for as files: whole or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from sauro.cli.streams import OutputError, display_name

__all__ = ["check_target", "make_folder", "write_file"]


_REASONS = {
    errno.ENOSPC: "đĩa đã đầy; hãy giải phóng dung lượng rồi chạy lại",
    errno.EDQUOT: "đã hết hạn mức dung lượng; hãy giải phóng dung lượng rồi chạy lại",
    errno.EACCES: "không có quyền ghi; hãy chọn thư mục khác",
    errno.EPERM: "không có quyền ghi; hãy chọn thư mục khác",
    errno.EROFS: "ổ đĩa chỉ cho đọc; hãy chọn thư mục khác",
    errno.ENAMETOOLONG: "tên tệp quá dài; hãy chọn tên ngắn hơn",
    errno.ENOENT: "thư mục chứa nó không tồn tại; hãy tạo thư mục trước hoặc chọn chỗ khác",
    errno.ENOTDIR: "thư mục chứa nó không tồn tại; hãy tạo thư mục trước hoặc chọn chỗ khác",
    errno.EISDIR: "đó là thư mục; hãy ghi rõ tên tệp cần tạo",
}
_UNKNOWN = "hãy kiểm tra lại đường dẫn và thiết bị lưu trữ"


def check_target(target: Path) -> None:
    """Raises OutputError where `target` surely cannot be written: asked before hours are spent on reading."""
    try:
        if target.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if not target.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, "")
        if not os.access(target.parent, os.W_OK) or (target.is_file() and not os.access(target, os.W_OK)):
            raise PermissionError(errno.EACCES, "")
    except OSError as error:  # also of a folder that one may not enter, and of a name too long
        raise _failure(target, error) from error


def make_folder(target: Path) -> None:
    """The folder `target`, made where it is not there. Raises OutputError where it cannot be."""
    if os.path.exists(target) and not os.path.isdir(target):
        raise OutputError(
            f"Không tạo được thư mục “{display_name(target)}”: đã có tệp cùng tên; hãy chọn tên khác."
        )
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _failure(target, error) from error


def write_file(target: Path, data: bytes) -> None:
    """Writes `data` beside `target` and renames it into place: whoever looks sees the old file or the whole
    new one.

    Raises OutputError.
    """
    place = Path(os.path.realpath(target))
    try:
        if place.exists() and not place.is_file():
            with open(target, "wb") as device:  # a pipe or a device: there is nothing to rename
                device.write(data)
            return
        _write_beside(place, data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _failure(target, error) from error


def _write_beside(place: Path, data: bytes) -> None:
    draft = place.parent / f".sauro-{os.urandom(8).hex()}.tmp"
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(handle, "wb") as file:
            file.write(data)
        os.replace(draft, place)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def _failure(target: Path, error: OSError) -> OutputError:
    reason = _REASONS.get(error.errno or 0, _UNKNOWN)
    return OutputError(f"Không ghi được “{display_name(target)}”: {reason}.")
