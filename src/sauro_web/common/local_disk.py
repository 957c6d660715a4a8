"""SQLite on a network share loses data when two machines write; the start refuses it (sqlite.org, "How To
Corrupt")."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

__all__ = ["database_is_on_local_disk", "filesystem_of"]

_MOUNTS = Path("/proc/self/mounts")
_SHARED = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "9p", "afs", "glusterfs", "ceph", "davfs"}


def filesystem_of(path: Path, mounts: str) -> str:
    """The kind of file system that `path` lies on, from the text of /proc/self/mounts; "" where none is
    named."""
    best, kind = "", ""
    for line in mounts.splitlines():
        _, mounted, found, *_ = line.split(" ")
        mounted = mounted.encode().decode("unicode_escape").rstrip("/")
        if path.is_relative_to(mounted or "/") and len(mounted) >= len(best):
            best, kind = mounted, found
    return kind


@register(Tags.database)
def database_is_on_local_disk(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """An error for each SQLite database on a network share; nothing where the system does not tell its
    mounts."""
    errors: list[CheckMessage] = []
    for alias in databases or ():
        settings = connections[alias].settings_dict
        if connections[alias].vendor != "sqlite" or "memory" in str(settings["NAME"]) or not _MOUNTS.exists():
            continue
        kind = filesystem_of(Path(settings["NAME"]).resolve(), _MOUNTS.read_text())
        if kind in _SHARED:
            errors.append(
                Error(
                    f"Cơ sở dữ liệu SQLite nằm trên ổ mạng ({kind}); hai máy cùng ghi sẽ làm hỏng dữ liệu.",
                    hint="Đặt SAURO_DATA vào một thư mục trên ổ đĩa của máy chủ, hoặc dùng PostgreSQL.",
                    id="sauro.E002",
                )
            )
    return errors
