#!/usr/bin/env python3
"""Makes the pictures of docs/hinh: those of the command from the made-up plan of tests/samples, those of the
site from what the journeys (`test_first_hour.py`, `test_five_ends.py`, `test_ways_of_looking.py`) saw last.

    make_pictures.py [NAME…]       some of them (trang-may-tinh, so-tinh …), or all

Needs Chromium, LibreOffice and Tesseract (Debian: chromium libreoffice-writer-nogui tesseract-ocr-vie). Every
picture is what the program writes, drawn without retouching, kept small by few colours; the sheet is drawn
cell by cell from the workbook.
"""

from __future__ import annotations

import argparse
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from PIL import Image, ImageChops
from python_calamine import CalamineWorkbook
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sauro.cli.workbook_rows import SHEETS
from tools.make_samples import make_samples
from tools.sample_docx import write_docx

__all__ = ["LARGEST", "PICTURES", "make"]

ROOT = Path(__file__).resolve().parents[1]
PLAN = ROOT / "tests" / "samples" / "plans" / "ubnd_xa.txt"
FOLDER = ROOT / "docs" / "hinh"
SEEN = ROOT / "build" / "pictures"
LARGEST = 200_000
"""Bytes that a picture may have."""

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_SECONDS = 60
_COLOURS = (256, 128, 64, 32, 16)
_DESKTOP = (1280, 800)
_PHONE = (390, 800)
_TERMINAL_COLUMNS = 112
_TERMINAL_LINES = 34
_INK = TerminalTheme(
    (255, 255, 255), (29, 33, 38),
    [(29, 33, 38), (179, 38, 30), (47, 133, 90), (138, 90, 0),
     (23, 63, 95), (122, 100, 180), (15, 124, 134), (92, 98, 105)],
)  # fmt: skip
_FRAME = """<!doctype html><meta charset="utf-8"><style>
html,body{{margin:0;background:#d9dde2;height:100%;overflow:hidden}}
iframe{{border:0;display:block;width:{width}px;height:{height}px;background:#fff}}
</style><iframe src="{address}"></iframe>"""
_CHARACTER = 7.2  # pixels of a column's width in characters
_SHEET_ROWS = 13
_SPREADSHEET = """<!doctype html><meta charset="utf-8"><style>
body{{margin:0;background:#fff;color:#1d2126;font:13px/1.35 "Liberation Sans",sans-serif;width:{width}px}}
table{{border-collapse:collapse;table-layout:fixed;width:{width}px}}
th{{background:#f1f1f1;color:#5c6269;font-weight:400;border:1px solid #d0d0d0;padding:2px}}
td{{border:1px solid #d9d5cb;padding:2px 4px;vertical-align:top;overflow-wrap:break-word}}
tbody tr:first-child td{{background:#e6eef4;color:#173f5f;font-weight:700}}
p{{margin:0;padding:4px 30px;background:#f1f1f1;border:1px solid #d0d0d0;border-top:0}}
p span{{padding:3px 16px;margin-right:2px;border:1px solid #d0d0d0}}
p span:first-child{{background:#fff;font-weight:700;color:#173f5f}}
</style><table><colgroup><col style="width:34px">{columns}</colgroup>
<thead><tr><th></th>{letters}</tr></thead><tbody>{body}</tbody></table><p>{tabs}</p>"""
_TERMINAL = """<!doctype html><meta charset="utf-8"><style>
body{{margin:0;padding:14px 18px;background:#fff;color:#1d2126}}
pre{{margin:0;font:14px/1.35 "Liberation Mono",monospace;white-space:pre}}
</style><pre>{body}</pre>"""


class CannotDrawError(Exception):
    """A program that the pictures need is missing, or did not do its work."""


def make(name: str, folder: Path = FOLDER) -> Path:
    """Makes one picture of `PICTURES`; raises CannotDrawError."""
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"{name}.png"
    with tempfile.TemporaryDirectory(prefix="sauro-pictures-") as place:
        work = Path(place)
        _save(PICTURES[name](work), target)
    return target


def _desktop(work: Path) -> Image.Image:
    page = _page(work, _word_file(work))
    return _shot(work, page, _DESKTOP, anchor=_value_anchor(page, "due", "30/06/2026"))


def _phone(work: Path) -> Image.Image:
    page = _page(work, _word_file(work))
    top = _shot(work, page, _PHONE, scale=1.5)
    tasks = _shot(work, page, _PHONE, scale=1.5, anchor="tasks")
    source = _shot(work, page, _PHONE, scale=1.5, anchor=_mark_anchor(page, "due", "30/06/2026"))
    return _beside((top, tasks, source))


def _terminal(work: Path) -> Image.Image:
    words = _sauro(work, "read", _word_file(work).name, colour=True)
    lines = [f"$ sauro read {_word_file(work).name}", *words.splitlines()[:_TERMINAL_LINES]]
    console = Console(record=True, width=_TERMINAL_COLUMNS + 8, file=io.StringIO())
    console.print(Text.from_ansi("\n".join(lines)), soft_wrap=True)
    body = console.export_html(theme=_INK, inline_styles=True, code_format="{code}")
    page = work / "terminal.html"
    page.write_text(_TERMINAL.format(body=body), encoding="utf-8")
    return _trimmed(_shot(work, page, (1010, 760)))


def _workbook(work: Path) -> Image.Image:
    _sauro(work, "read", _word_file(work).name, "--xlsx", "ke-hoach.xlsx")
    page = work / "sheet.html"
    page.write_text(_sheet_html(work / "ke-hoach.xlsx"), encoding="utf-8")
    return _trimmed(_shot(work, page, (1600, 900)), margin=0)


def _scan(work: Path) -> Image.Image:
    made = make_samples([PLAN], work, ("scan",))["scan"][0]
    page = _page(work, made.rename(work / "ban-quet.pdf"))
    return _shot(work, page, _DESKTOP, anchor="findings")


def _seen(*names: str) -> Callable[[Path], Image.Image]:
    """What the journey saw under these names, side by side."""

    def put(_: Path) -> Image.Image:
        places = [SEEN / f"screen-{name}.png" for name in names]
        missing = [place.name for place in places if not place.exists()]
        if missing:
            raise CannotDrawError(f"{', '.join(missing)} missing: run make pictures")
        shots = tuple(Image.open(place).convert("RGB") for place in places)
        return _beside(shots) if len(shots) > 1 else shots[0]

    return put


PICTURES: dict[str, Callable[[Path], Image.Image]] = {
    "trang-may-tinh": _desktop,
    "trang-dien-thoai": _phone,
    "bang-man-hinh": _terminal,
    "so-tinh": _workbook,
    "trang-ban-quet": _scan,
    "viec-cua-toi": _seen("first-page-desktop"),
    "soat": _seen("review-desktop"),
    "giao-viec": _seen("issue-desktop"),
    "mot-viec": _seen("task-desktop"),
    "danh-sach": _seen("list-desktop"),
    "bang": _seen("board-desktop"),
    "lich": _seen("calendar-desktop"),
    "tong-quan": _seen("dashboard-desktop"),
    "don-doc": _seen("nudging-desktop"),
    "nhap-tep": _seen("import-dry-desktop"),
    "tren-dien-thoai": _seen("first-page-phone", "review-phone", "task-phone"),
}
"""The pictures by name, each with what draws it in a folder of its own."""


def _word_file(work: Path) -> Path:
    path = work / "ke-hoach.docx"
    if not path.is_file():
        write_docx(PLAN.read_text(encoding="utf-8"), path)
    return path


def _page(work: Path, source: Path) -> Path:
    page = source.with_suffix(".html")
    _sauro(work, "read", source.name, "--html", page.name)
    return page


def _sauro(work: Path, *arguments: str, colour: bool = False) -> str:
    """What `sauro` prints, on a terminal of a fixed width."""
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "FORCE_COLOR")}
    environment = {**kept, "COLUMNS": str(_TERMINAL_COLUMNS), "TERM": "xterm-256color"}
    environment["FORCE_COLOR" if colour else "NO_COLOR"] = "1"
    command = [str(Path(sys.executable).with_name("sauro")), *arguments]
    done = subprocess.run(command, cwd=work, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotDrawError(done.stderr.strip())
    return done.stdout


def _value_anchor(page: Path, kind: str, words: str) -> str:
    """The anchor of the first value of this kind that shows these words."""
    link = rf'class="v k-{kind}" id="([^"]+)"[^>]*>{re.escape(html.escape(words))}<'
    found = re.search(link, page.read_text(encoding="utf-8"))
    if found is None:
        raise CannotDrawError(f"{page.name} has no {kind} {words}")
    return found[1]


def _mark_anchor(page: Path, kind: str, words: str) -> str:
    """The anchor of the marked words of the source that belong to that value."""
    return "s" + _value_anchor(page, kind, words).removeprefix("v")


def _shot(
    work: Path, page: Path, size: tuple[int, int], *, scale: float = 1.0, anchor: str = ""
) -> Image.Image:
    """The page in a window of this size, in CSS pixels; in a frame, since Chromium has a least width of
    windows."""
    program = next((path for name in _CHROMIUM if (path := shutil.which(name))), None)
    if program is None:
        raise CannotDrawError("Chromium is not installed: apt-get install chromium")
    frame, target = work / "frame.html", work / "shot.png"
    address = page.name + (f"#{anchor}" if anchor else "")
    frame.write_text(_FRAME.format(width=size[0], height=size[1], address=address), encoding="utf-8")
    command = [
        program, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
        "--allow-file-access-from-files", "--force-prefers-reduced-motion",
        f"--force-device-scale-factor={scale}", "--virtual-time-budget=3000",
        f"--user-data-dir={work / 'profile'}", f"--window-size={max(size[0], 600)},{size[1] + 200}",
        f"--screenshot={target}", frame.as_uri(),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)
    if not target.is_file():
        raise CannotDrawError(f"Chromium drew nothing: {json.dumps(done.stderr[-300:])}")
    with Image.open(target) as picture:
        wanted = (round(size[0] * scale), round(size[1] * scale))
        return picture.convert("RGB").crop((0, 0, *wanted))


def _sheet_html(workbook: Path) -> str:
    """The first sheet of a workbook as a spreadsheet program shows it: heights of rows fitted to the text."""
    sheet = SHEETS[0]
    rows = CalamineWorkbook.from_path(workbook).get_sheet_by_name(sheet.name).to_python()
    widths = [round(column.width * _CHARACTER) for column in sheet.columns[: sheet.printed]]
    columns = "".join(f'<col style="width:{width}px">' for width in widths)
    letters = "".join(f"<th>{chr(ord('A') + number)}</th>" for number in range(len(widths)))
    body = "".join(
        f"<tr><th>{number}</th>{''.join(f'<td>{_cell_html(cell)}</td>' for cell in row[: len(widths)])}</tr>"
        for number, row in enumerate(rows[:_SHEET_ROWS], start=1)
    )
    tabs = "".join(f"<span>{html.escape(one.name)}</span>" for one in SHEETS)
    width = sum(widths) + 34
    return _SPREADSHEET.format(width=width, columns=columns, letters=letters, body=body, tabs=tabs)


def _cell_html(value: object) -> str:
    text = value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)
    return html.escape(text).replace("\n", "<br>")


def _beside(pictures: tuple[Image.Image, ...], gap: int = 24) -> Image.Image:
    """Pictures of one height in a row."""
    width = sum(picture.width for picture in pictures) + gap * (len(pictures) - 1)
    whole = Image.new("RGB", (width, pictures[0].height), "#d9dde2")
    left = 0
    for picture in pictures:
        whole.paste(picture, (left, 0))
        left += picture.width + gap
    return whole


def _trimmed(picture: Image.Image, margin: int = 14) -> Image.Image:
    """The picture without the empty ground around it."""
    ground = Image.new("RGB", picture.size, picture.getpixel((picture.width - 1, picture.height - 1)))
    box = ImageChops.difference(picture, ground).getbbox() or (0, 0, *picture.size)
    left, top = max(box[0] - margin, 0), max(box[1] - margin, 0)
    return picture.crop(
        (left, top, min(box[2] + margin, picture.width), min(box[3] + margin, picture.height))
    )


def _save(picture: Image.Image, target: Path) -> None:
    """As many colours as the size allows."""
    for colours in _COLOURS:
        few = picture.quantize(colours, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
        few.save(target, optimize=True)
        if target.stat().st_size <= LARGEST:
            return
    raise CannotDrawError(f"{target.name} stays over {LARGEST} bytes")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"some of {', '.join(PICTURES)}")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - set(PICTURES):
        parser.error(f"no picture is called {', '.join(sorted(unknown))}")
    for name in arguments.names or PICTURES:
        try:
            target = make(name)
        except CannotDrawError as error:
            print(f"{name}: {error}", file=sys.stderr)
            return 2
        print(f"{target.relative_to(ROOT)} {target.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
