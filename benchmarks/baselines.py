"""What the readers are measured against: the libraries alone, walking over the same file."""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import docx
import pypdfium2 as pdfium
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

__all__ = ["rendered_pages", "tesseract_pages", "walk_docx", "walk_pdf"]

SCAN_DPI = 300
WORKERS = 2


def walk_docx(path: Path) -> int:
    """Opens a Word file with python-docx and takes the text of every paragraph and every cell; characters
    seen."""
    document = docx.Document(str(path))
    seen = sum(len(paragraph.text) for paragraph in document.paragraphs)
    for table in document.tables:
        for row in table.rows:
            seen += sum(len(cell.text) for cell in row.cells)
    return seen


def walk_pdf(path: Path) -> int:
    """Takes the text of every page with pypdfium2 and the bounds of every line drawn on it; characters and
    lines."""
    seen = 0
    with pdfium.PdfDocument(path) as document:
        for page in document:
            seen += len(page.get_textpage().get_text_range())
            for drawn in page.get_objects(filter=[FPDF_PAGEOBJ_PATH]):
                drawn.get_bounds()
                seen += 1
    return seen


def rendered_pages(path: Path, folder: Path) -> list[Path]:
    """The pages of a scan as grey pictures of 300 dpi."""
    pictures = []
    with pdfium.PdfDocument(path) as document:
        for number, page in enumerate(document):
            picture = folder / f"{number:03}.png"
            page.render(scale=SCAN_DPI / 72, grayscale=True).to_pil().save(
                picture, dpi=(SCAN_DPI, SCAN_DPI), compress_level=1
            )
            pictures.append(picture)
    return pictures


def tesseract_pages(pictures: Sequence[Path]) -> None:
    """Tesseract over every picture, words with their boxes, two processes at a time of one thread each."""
    environment = os.environ | {"OMP_THREAD_LIMIT": "1"}

    def recognise(picture: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            command = ["tesseract", str(picture), f"{folder}/out", "-l", "vie", "--psm", "3", "tsv"]
            subprocess.run(command, check=True, env=environment, capture_output=True)

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(recognise, pictures))
