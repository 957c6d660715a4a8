#!/usr/bin/env python3
"""Makes Word files, text PDFs and scans of plans that exist as text.

    make_samples.py TEXTS_DIR OUT_DIR [--kinds docx,pdf,scan] [FILE…]

The Word file has real automatic numbers and real tables; the PDF is LibreOffice's of it; the scan is made
of the PDF with skew, noise and a test stamp. What is up to date (same text, same makers) is not made again.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tools.sample_docx import write_docx
from tools.sample_pdf import NoLibreOfficeError, write_pdfs
from tools.sample_scan import write_scan
from tools.sample_text import Ending, parse

__all__ = ["KINDS", "SUFFIXES", "make_samples"]

KINDS = ("docx", "pdf", "scan")
SUFFIXES = {"docx": ".docx", "pdf": ".pdf", "scan": "_scan.pdf"}
_MAKERS = {
    "docx": ("sample_text.py", "sample_numbering.py", "sample_docx.py"),
    "pdf": ("sample_pdf.py",),
    "scan": ("sample_scan.py",),
}


def make_samples(texts: Sequence[Path], folder: Path, kinds: Iterable[str] = KINDS) -> dict[str, list[Path]]:
    """The samples of each kind, in the order of `texts`. A PDF needs the Word file, a scan the PDF: those
    are made too. Raises NoLibreOfficeError where a PDF is asked for and cannot be made."""
    wanted = set(kinds)
    folder.mkdir(parents=True, exist_ok=True)
    stamps = folder / "made.json"
    made: dict[str, str] = json.loads(stamps.read_text(encoding="utf-8")) if stamps.is_file() else {}
    result = {kind: [folder / f"{text.stem}{SUFFIXES[kind]}" for text in texts] for kind in KINDS}
    needed = KINDS[: max(KINDS.index(kind) for kind in wanted) + 1]
    for kind in needed:
        stale = [
            (text, path)
            for text, path in zip(texts, result[kind], strict=True)
            if not path.is_file() or made.get(path.name) != _digest(text, kind)
        ]
        _make(kind, stale, folder)
        made |= {path.name: _digest(text, kind) for text, path in stale}
        stamps.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return {kind: result[kind] for kind in KINDS if kind in wanted}


def _make(kind: str, stale: Sequence[tuple[Path, Path]], folder: Path) -> None:
    if not stale:
        return
    if kind == "pdf":
        write_pdfs([folder / f"{text.stem}.docx" for text, _ in stale], folder)
        return
    for text, path in stale:
        words = text.read_text(encoding="utf-8-sig")
        if kind == "docx":
            write_docx(words, path)
        else:
            seed = int.from_bytes(hashlib.sha256(words.encode()).digest()[:4], "big")
            write_scan(folder / f"{text.stem}.pdf", path, _signature(words), seed)
        print(f"made {path.name}", file=sys.stderr)


def _signature(words: str) -> list[str]:
    """The printed lines of the first signature block."""
    endings = (element for element in parse(words) if isinstance(element, Ending))
    first = next(endings, None)
    return [line.text.strip() for line in first.signature] if first else []


def _digest(text: Path, kind: str) -> str:
    """What a sample depends on: the text and the makers of its kind and of the kinds before it."""
    digest = hashlib.sha256(text.read_bytes())
    for earlier in KINDS[: KINDS.index(kind) + 1]:
        for maker in _MAKERS[earlier]:
            digest.update((Path(__file__).parent / maker).read_bytes())
    return digest.hexdigest()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("texts", type=Path, metavar="TEXTS_DIR")
    parser.add_argument("out", type=Path, metavar="OUT_DIR")
    parser.add_argument(
        "files", nargs="*", metavar="FILE", help="names in TEXTS_DIR; all *.txt where none is named"
    )
    parser.add_argument("--kinds", default=",".join(KINDS), help="some of docx,pdf,scan")
    arguments = parser.parse_args()
    kinds = [kind for kind in arguments.kinds.split(",") if kind]
    if not kinds or not set(kinds) <= set(KINDS):
        parser.error(f"--kinds: some of {','.join(KINDS)}")
    texts = [arguments.texts / name for name in arguments.files] or sorted(arguments.texts.glob("*.txt"))
    try:
        samples = make_samples(texts, arguments.out, kinds)
    except NoLibreOfficeError as error:
        print(f"PDF and scan left out: {error}", file=sys.stderr)
        return 2
    for paths in samples.values():
        print(*paths, sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
