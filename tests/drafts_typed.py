"""Word files of drafts for tests: of a made-up commune, with or without faults."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from docx import Document
from docx.shared import Mm

from sauro.writing import Frame, clause, lay_out, section, text, write_docx

__all__ = ["letter_file", "narrow_plan", "picture_file", "plan_file", "wrong_plan"]

_BODY = (
    section("I. MỤC ĐÍCH, YÊU CẦU"),
    clause("1. Rà soát đúng đối tượng, công khai kết quả tại thôn."),
    section("II. NHIỆM VỤ"),
    clause(
        "1. Phòng Văn hóa - Xã hội chủ trì rà soát, hoàn thành trước ngày 30 tháng 9 năm 2026; "
        "sản phẩm là danh sách hộ nghèo."
    ),
)


def plan_file(
    *further: str,
    subject: str = "Rà soát hộ nghèo năm 2026",
    symbol: str = "KH-UBND",
    urgency: str = "",
    issuer: str = "Ủy ban nhân dân xã Mai Lĩnh",
    number: str = "",
    year: int = 2026,
) -> bytes:
    """A plan in the form of the decree, its day left open, and its number unless one is given; `further` are
    paragraphs more."""
    frame = Frame(
        issuer=issuer, symbol=symbol, place="Mai Lĩnh", subject=subject, number=number,
        authority=("TM. Ủy ban nhân dân", "Chủ tịch"), kind="Kế hoạch", year=year, signer="Lò Văn A",
        recipients=("UBND tỉnh", "Các thôn"), filing="VT, VHXH", urgency=urgency,
    )  # fmt: skip
    return write_docx(lay_out(frame, [*_BODY, *(text(one) for one in further)]))


def letter_file(symbol: str, *, subject: str = "Bố trí kinh phí rà soát") -> bytes:
    """A công văn under this symbol, its number and day left open."""
    frame = Frame(
        issuer="Ủy ban nhân dân xã Mai Lĩnh", symbol=symbol, place="Mai Lĩnh", subject=subject, year=2026,
        authority=("TM. Ủy ban nhân dân", "Chủ tịch"), addressees=("Phòng Kinh tế",), signer="Lò Văn A",
        recipients=("Như trên",), filing="VT, VHXH",
    )  # fmt: skip
    return write_docx(lay_out(frame, [text("Đề nghị Phòng Kinh tế bố trí kinh phí trước ngày 30/9/2026.")]))


def wrong_plan(*further: str) -> bytes:
    """The same under the symbol of a report: an error of form that no program mends."""
    return plan_file(*further, symbol="BC-UBND")


def narrow_plan(*further: str, year: int = 2026) -> bytes:
    """The same with a left margin that the decree does not know: an error that a program mends."""
    document = Document(BytesIO(plan_file(*further, year=year)))
    for one in document.sections:
        one.left_margin = Mm(12)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def picture_file() -> bytes:
    """A Word file that is nothing but a picture."""
    document = Document()
    document.add_picture(BytesIO(_white()))
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _white() -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        held = name + data
        return struct.pack(">I", len(data)) + held + struct.pack(">I", zlib.crc32(held))

    head = struct.pack(">IIBBBBB", 8, 8, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\xff" * 8) * 8)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
