"""The commands and programs that stand in the documents, and what they print.

    python -m tests.docs.examples      writes anew, into the documents, what their commands print today
                                       (needs LibreOffice and Tesseract)

A block marked `console` holds commands behind "$ " and below each what it prints; a block marked `python` is
run, and a block marked `text` right after it holds what it prints. A line "…" stands for lines left out.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.docs.workshop import furnish, put_scan

__all__ = [
    "DOCUMENTS",
    "ROOT",
    "Block",
    "Command",
    "blocks_of",
    "commands_of",
    "differs",
    "renewed",
    "run",
    "run_program",
]

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (
    ROOT / "README.md",
    ROOT / "README.vi.md",
    ROOT / "docs" / "huong-dan" / "doc-ke-hoach.md",
)
COLUMNS = 96
"""Width of the terminal in the documents."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LEFT_OUT = "…"
_SECONDS = 300


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, its text, and where its text begins in the document."""

    language: str
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Command:
    """A command line and the lines shown below it; None where the document shows none."""

    line: str
    output: tuple[str, ...] | None


def blocks_of(document: Path) -> list[Block]:
    """All fenced blocks of a document."""
    text = document.read_text(encoding="utf-8")
    return [Block(match[1], match[2], match.start(2)) for match in _FENCE.finditer(text)]


def commands_of(block: Block) -> list[Command]:
    """The commands of a block of a shell; none for other blocks."""
    lines = block.text.splitlines()
    if block.language in ("sh", "bash"):
        return [Command(line, None) for line in lines if line.strip() and not line.startswith("#")]
    if block.language != "console":
        return []
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    ends = [*starts[1:], len(lines)]
    return [
        Command(lines[start][2:], tuple(lines[start + 1 : end]) or None)
        for start, end in zip(starts, ends, strict=True)
    ]


def run(line: str, folder: Path) -> list[str]:
    """The lines that a command prints in `folder`, those on standard error too."""
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "COLUMNS": str(COLUMNS),
        "NO_COLOR": "1",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        ["bash", "-c", line],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=_SECONDS,
        check=False,
    )
    return done.stdout.decode().rstrip("\n").split("\n")


def run_program(text: str, folder: Path) -> list[str]:
    """The lines that a Python program of a document prints in `folder`."""
    out = io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(out):
        exec(compile(text, "<example>", "exec"), {"__name__": "__main__"})  # noqa: S102 - our own documents
    return out.getvalue().rstrip("\n").split("\n")


def differs(shown: tuple[str, ...], printed: list[str]) -> str:
    """What of `shown` is not as printed; empty where all is. A line "…" stands for any number of lines."""
    pieces = _pieces(shown)
    at = 0
    for number, piece in enumerate(pieces):
        if not piece:
            continue
        places = range(at, len(printed) - len(piece) + 1)
        if number == 0:
            places = places[:1]
        elif number == len(pieces) - 1:
            places = places[-1:]
        found = next((place for place in places if printed[place : place + len(piece)] == piece), None)
        if found is None:
            return f"not printed any more: {'; '.join(piece[:3])} …"
        at = found + len(piece)
    if len(pieces) == 1 and len(printed) > at:
        return f"printed besides: {printed[at]}"
    return ""


def _pieces(shown: tuple[str, ...]) -> list[list[str]]:
    """The runs of lines between those that are left out."""
    pieces: list[list[str]] = [[]]
    for line in shown:
        if line.strip() == _LEFT_OUT:
            pieces.append([])
        else:
            pieces[-1].append(line)
    return pieces


def renewed(shown: tuple[str, ...], printed: list[str]) -> list[str]:
    """`shown` with the words of `printed`. The place of each piece is told by its first line, whatever its
    figures; the last piece goes on to the end, the others keep their number of lines. Raises ValueError where
    that line is not printed any more."""
    pieces = _pieces(shown)
    if len(pieces) == 1:
        return printed
    result: list[str] = []
    at = 0
    for number, piece in enumerate(pieces):
        if number:
            result.append(_LEFT_OUT)
        if not piece:
            continue
        if number:
            at = [_opening(line) for line in printed].index(_opening(piece[0]), at)
        end = len(printed) if number == len(pieces) - 1 else at + len(piece)
        result += printed[at:end]
        at = end
    return result


def _opening(line: str) -> str:
    """What stays of a line when the figures in it change."""
    return re.sub(r"\d+", "0", line)


def write_anew(document: Path, folder: Path) -> None:
    """Puts what the commands and programs print today into the document."""
    text = document.read_text(encoding="utf-8")
    blocks = blocks_of(document)
    for number in reversed(range(len(blocks))):
        block = blocks[number]
        new = _block_anew(block, blocks[number - 1] if number else None, folder)
        if new is not None:
            text = text[: block.start] + new + text[block.start + len(block.text) :]
    document.write_text(text, encoding="utf-8")


def _block_anew(block: Block, before: Block | None, folder: Path) -> str | None:
    """The block's text with today's output; None where it holds none."""
    if block.language == "text" and before is not None and before.language == "python":
        printed = run_program(before.text, folder)
        return "\n".join(renewed(tuple(block.text.splitlines()), printed)) + "\n"
    if block.language != "console":
        return None
    lines: list[str] = []
    for command in commands_of(block):
        lines.append(f"$ {command.line}")
        printed = run(command.line, folder)
        if command.output is not None:
            try:
                lines += renewed(command.output, printed)
            except ValueError as error:
                print(f"by hand: {command.line}: {error}", file=sys.stderr)
                lines += command.output
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    for path in DOCUMENTS:
        with tempfile.TemporaryDirectory() as place:
            furnish(Path(place))
            put_scan(Path(place))
            write_anew(path, Path(place))
