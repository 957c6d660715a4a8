"""A folder with the files that the documents name: plans of our own, and files that cannot be read."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
from tools.make_samples import make_samples
from tools.sample_docx import write_docx

__all__ = ["BROKEN", "SAMPLES", "furnish", "put_scan"]

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "plans"
_PLAN = SAMPLES / "ubnd_xa.txt"
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")


def furnish(folder: Path) -> None:
    """Puts all files into `folder` but the scan, which takes long to make (`put_scan`)."""
    shutil.copytree(SAMPLES, folder / "tests" / "samples" / "plans")
    write_docx(_PLAN.read_text(encoding="utf-8"), folder / "ke-hoach.docx")
    plans = folder / "thu-muc-ke-hoach"
    plans.mkdir()
    for name in ("ubnd_xa", "ubnd_tinh"):
        write_docx((SAMPLES / f"{name}.txt").read_text(encoding="utf-8"), plans / f"{name}.docx")
    shutil.copy(SAMPLES / "van_xuoi.txt", plans)
    damaged = folder / "tep-hong"
    damaged.mkdir()
    shutil.copy(_PLAN, damaged / "ke-hoach.txt")
    for name, make in BROKEN.items():
        (damaged / name).write_bytes(make())


def put_scan(folder: Path) -> None:
    """Puts the plan as a scan into `folder`; raises NoLibreOfficeError where LibreOffice is missing."""
    made = make_samples([_PLAN], folder / "scan", ("scan",))["scan"][0]
    made.rename(folder / "ban-quet.pdf")


def _marked() -> bytes:
    return "MẬT\n\n".encode() + _PLAN.read_bytes()


def _program() -> bytes:
    return b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0" + bytes(200)


def _word_file() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types>wordprocessingml.document.main+xml</Types>")
        archive.writestr("word/document.xml", _PLAN.read_text(encoding="utf-8"))
    return out.getvalue()


def _cut_off() -> bytes:
    data = _word_file()
    return data[: len(data) // 2]


def _with_macros() -> bytes:
    out = io.BytesIO(_word_file())
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"macro")
    return out.getvalue()


def _locked_word_file() -> bytes:
    return _OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(64)


def _locked_pdf() -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(out, encryption=pikepdf.Encryption(owner="made up", user="made up"))
    return out.getvalue()


BROKEN: dict[str, Callable[[], bytes]] = {
    "ban-mat.txt": _marked,
    "co-macro.docx": _with_macros,
    "dat-mat-khau.docx": _locked_word_file,
    "dat-mat-khau.pdf": _locked_pdf,
    "ma-doc.docx": _program,
    "tai-do-dang.docx": _cut_off,
    "tep-rong.txt": bytes,
}
"""The files that cannot be read, each with what makes it."""
