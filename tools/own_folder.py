"""The folder of a site that a trial has to itself."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

__all__ = ["own_folder"]

_MIGRATED = "MIGRATED_DATABASE"


def own_folder(prefix: str) -> str:
    """A new folder for the data of a site. Where the variable `MIGRATED_DATABASE` names a database of SQLite
    that was migrated before, a copy of it is there: migrating then finds it done."""
    folder = tempfile.mkdtemp(prefix=prefix)
    if os.environ.get(_MIGRATED):
        shutil.copy(os.environ[_MIGRATED], Path(folder) / "sauro.sqlite3")
    return folder
