#!/usr/bin/env python3
"""Keeps hand-made annotations of real plans without the plans' words.

    annotations.py pack FULL_DIR   full annotations → tests/annotations: passages become places in the source
    annotations.py unpack          tests/annotations → build/annotations: places become passages again

An annotation holds facts (names, numbers, dates, paths) and passages of the plan. Facts may be committed,
passages may not: each one longer than 60 characters is kept as {"start", "end"}, a half-open range of
characters of the source file decoded as UTF-8 and normalised to NFC. The file's path under ../shared and
its SHA-256 stand beside it; unpacking refuses another file. A passage is what the range holds once Markdown
and HTML marks are dropped and blanks are folded.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = ["FoldedText", "MismatchError", "pack", "unpack", "unpack_all"]

ROOT = Path(__file__).resolve().parents[1]
PACKED = ROOT / "tests" / "annotations"
UNPACKED = ROOT / "build" / "annotations"
SHARED = ROOT.parent / "shared"
SOURCE_FOLDERS = ("plan-reading/texts", "corpus/plans")
PASSAGES = frozenset({"text", "heading", "subject", "quote", "product", "raw"})
LONGEST_FACT = 60
_MARKS = re.compile(r"<br\s*/?>|</?[a-zA-Z][^<>]*>|\*+|^[ \t]*#+(?=\s)", re.IGNORECASE | re.MULTILINE)


class MismatchError(Exception):
    """A passage does not stand in its source, or the source is not the file that was annotated."""


@dataclass(frozen=True, slots=True)
class FoldedText:
    """A source without its marks and with single blanks; character i stands at `places[i]` of the source."""

    text: str
    places: tuple[int, ...]

    @classmethod
    def of(cls, source: str) -> FoldedText:
        """Folds `source`, which must be NFC."""
        kept: list[str] = []
        places: list[int] = []
        start = 0
        for mark in [*_MARKS.finditer(source), None]:
            end = mark.start() if mark else len(source)
            for at in range(start, end):
                blank = source[at].isspace()
                if blank and (not kept or kept[-1] == " "):
                    continue
                kept.append(" " if blank else source[at])
                places.append(at)
            if mark is not None:
                start = mark.end()
                if mark.group().lower().startswith("<br") and kept and kept[-1] != " ":
                    kept.append(" ")
                    places.append(mark.start())
        return cls("".join(kept), tuple(places))

    def range_of(self, passage: str) -> tuple[int, int]:
        """The first range of the source that holds `passage`."""
        at = self.text.find(passage)
        if at < 0 or not passage:
            raise MismatchError(f"not in the source: {passage[:40]!r}…")
        return self.places[at], self.places[at + len(passage) - 1] + 1


def decoded(data: bytes) -> str:
    """The source as offsets count it."""
    return unicodedata.normalize("NFC", data.decode("utf-8-sig"))


def _replaced(value: Any, change: Callable[[str, Any], Any], key: str = "") -> Any:
    """`value` with every field's value put through `change(key, value)`, depth first, in order."""
    if isinstance(value, dict):
        changed = change(key, value)
        if changed is not value:
            return changed
        return {name: _replaced(inner, change, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [_replaced(inner, change, key) for inner in value]
    return change(key, value)


def pack(full: dict[str, Any], data: bytes, path: str) -> dict[str, Any]:
    """The committed form of annotation `full` of the file with bytes `data`, which lies at `path` under
    ../shared.

    Raises MismatchError where a long passage is not in the file.
    """
    source = decoded(data)
    folded = FoldedText.of(source)

    def shorten(key: str, value: Any) -> Any:
        if key not in PASSAGES or not isinstance(value, str) or len(value) <= LONGEST_FACT:
            return value
        start, end = folded.range_of(unicodedata.normalize("NFC", value))
        return {"start": start, "end": end}

    packed: dict[str, Any] = _replaced(full, shorten)
    packed = {"file": full["file"], "source": {"path": path, "sha256": _digest(data)}, **packed}
    if unpack(packed, data) != full:
        raise MismatchError(f"{full['file']}: a passage differs by more than blanks and marks")
    return packed


def unpack(packed: dict[str, Any], data: bytes) -> dict[str, Any]:
    """The full annotation again. Raises MismatchError where `data` is not the file that was annotated."""
    if packed["source"]["sha256"] != _digest(data):
        raise MismatchError(f"{packed['source']['path']}: another version than the annotated one")
    source = decoded(data)

    def lengthen(key: str, value: Any) -> Any:
        if key in PASSAGES and isinstance(value, dict) and value.keys() == {"start", "end"}:
            return FoldedText.of(source[value["start"] : value["end"]]).text.strip()
        return value

    rest = {name: value for name, value in packed.items() if name != "source"}
    full: dict[str, Any] = _replaced(rest, lengthen)
    return full


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _source_of(file: str, shared: Path) -> tuple[str, bytes]:
    for folder in SOURCE_FOLDERS:
        path = shared / folder / file
        if path.is_file():
            return f"{folder}/{file}", path.read_bytes()
    raise MismatchError(f"{file}: in none of {', '.join(SOURCE_FOLDERS)} under {shared}")


def pack_all(full_folder: Path, into: Path, shared: Path) -> int:
    """Packs every annotation of `full_folder`; says on standard error which could not be packed; the exit
    code."""
    into.mkdir(parents=True, exist_ok=True)
    failed = 0
    for path in sorted(full_folder.glob("*.json")):
        full = json.loads(path.read_text(encoding="utf-8"))
        try:
            place, data = _source_of(full["file"], shared)
            packed = pack(full, data, place)
        except MismatchError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            failed += 1
            continue
        text = json.dumps(packed, ensure_ascii=False, indent=1)
        (into / path.name).write_text(text + "\n", encoding="utf-8")
        print(f"{path.name}: {len(full['tasks'])} tasks")
    return int(failed > 0)


def unpack_all(packed_folder: Path, shared: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Every packed annotation with the path of its source; MismatchError where a source is missing or
    another."""
    for path in sorted(packed_folder.glob("*.json")):
        packed = json.loads(path.read_text(encoding="utf-8"))
        source = shared / packed["source"]["path"]
        if not source.is_file():
            raise MismatchError(f"{packed['source']['path']}: not under {shared}")
        yield source, unpack(packed, source.read_bytes())


def _write_unpacked(packed_folder: Path, into: Path, shared: Path) -> int:
    into.mkdir(parents=True, exist_ok=True)
    for source, full in unpack_all(packed_folder, shared):
        path = into / f"{source.stem}.json"
        path.write_text(json.dumps(full, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        print(path)
    return 0


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of the real plans")
    commands = parser.add_subparsers(dest="command", required=True)
    packing = commands.add_parser("pack")
    packing.add_argument("full", type=Path)
    packing.add_argument("--into", type=Path, default=PACKED)
    unpacking = commands.add_parser("unpack")
    unpacking.add_argument("--packed", type=Path, default=PACKED)
    unpacking.add_argument("--into", type=Path, default=UNPACKED)
    arguments = parser.parse_args()
    if arguments.command == "pack":
        return pack_all(arguments.full, arguments.into, arguments.shared)
    try:
        return _write_unpacked(arguments.packed, arguments.into, arguments.shared)
    except MismatchError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
