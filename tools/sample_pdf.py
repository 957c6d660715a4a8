"""Word file → PDF through LibreOffice, with a profile of its own so that two conversions never meet."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

__all__ = ["NoLibreOfficeError", "write_pdfs"]

SECONDS_FOR_ONE_CALL = 300


class NoLibreOfficeError(Exception):
    """soffice is not installed, or it did not write what it was asked for."""


def write_pdfs(documents: Sequence[Path], folder: Path) -> list[Path]:
    """A PDF of each Word file in `folder`, all in one call of LibreOffice; NoLibreOfficeError where that
    fails."""
    program = shutil.which("soffice")
    if program is None:
        raise NoLibreOfficeError(
            "soffice is not installed: apt-get install libreoffice-writer-nogui fonts-liberation2"
        )
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sauro-lo-") as profile:
        command = [
            program,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
            *map(str, documents),
        ]
        subprocess.run(command, check=False, capture_output=True, timeout=SECONDS_FOR_ONE_CALL)
    written = [folder / f"{document.stem}.pdf" for document in documents]
    missing = [path.name for path in written if not path.is_file()]
    if missing:
        raise NoLibreOfficeError(f"LibreOffice did not write {', '.join(missing)}")
    return written
