"""Text, signature, recipients and appendices (NĐ 30/2020, Phụ lục I, Mục II, 6 to 9; Mục III)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sauro.checks.model import Fault
from sauro.doctypes.components import Component
from sauro.findings import short_quote
from sauro.folio.setting import SetParagraph, Setting
from sauro.text.marks import MarkKind, read_mark, roman_number

__all__ = ["appendix_numbers", "authority", "belongs_to", "closing", "numbering", "pointers", "recipients"]

_TEXT = (Component.BASIS, Component.SECTION, Component.HEADING, Component.CLAUSE, Component.BODY)
_NUMBERED = (MarkKind.ROMAN, MarkKind.ARABIC, MarkKind.LETTER)
_SHORT_LINES = ("TM.", "Q.", "KT.", "TL.", "TUQ.")
_SHORTENED = re.compile(r"^(TM|Q|KT|TL|TUQ)\b")
_APPENDIX = re.compile(r"Phụ lục(?: (?P<number>[IVXL]+))?", re.IGNORECASE)
_BELONGS = re.compile(r"\(Kèm theo .+\)", re.DOTALL)


def closing(setting: Setting) -> Iterator[Fault]:
    """The text ends with "./."."""
    text = setting.of(*_TEXT)
    if text and not text[-1].text.rstrip().endswith("./."):
        yield Fault("Cuối nội dung văn bản phải có dấu “./.”.", text[-1].span)


def numbering(setting: Setting) -> Iterator[Fault]:
    """I, 1, a follow one another without a gap, each anew under the one above."""
    counts: dict[MarkKind, int] = {}
    for paragraph in setting.of(Component.SECTION, Component.HEADING, Component.CLAUSE):
        mark = read_mark(paragraph.text)
        if mark is None or mark.kind not in _NUMBERED:
            continue
        level = _NUMBERED.index(mark.kind)
        for deeper in _NUMBERED[level + 1 :]:
            counts.pop(deeper, None)
        wanted = counts.get(mark.kind, 0) + 1
        if mark.ordinal != wanted:
            yield Fault(f"“{short_quote(paragraph.text)}” không đúng thứ tự đánh số.", paragraph.span)
        counts[mark.kind] = mark.ordinal


def authority(setting: Setting) -> Iterator[Fault]:
    """A signature has its authority, the short words have their full stop."""
    lines = setting.of(Component.AUTHORITY)
    if not lines:
        yield Fault("Thiếu quyền hạn, chức vụ của người ký.")
    for line in lines:
        if _SHORTENED.match(line.text) and not line.text.startswith(_SHORT_LINES):
            yield Fault(f"“{short_quote(line.text)}” thiếu dấu chấm sau chữ viết tắt.", line.span)


def recipients(setting: Setting) -> Iterator[Fault]:
    """ "Nơi nhận:", entries with a dash that end in ";", the last one "- Lưu: VT, …."."""
    heads, entries = setting.of(Component.RECIPIENTS), setting.of(Component.RECIPIENT)
    if not heads or heads[0].text.strip() != "Nơi nhận:":
        yield Fault("Thiếu “Nơi nhận:”.", heads[0].span if heads else None)
    for entry in entries[:-1]:
        if not (entry.text.startswith("- ") and entry.text.endswith(";")):
            yield _entry(entry, "phải bắt đầu bằng gạch đầu dòng và kết thúc bằng dấu chấm phẩy")
    if not entries or not re.fullmatch(r"- Lưu: VT\b.*\.", entries[-1].text):
        last = entries[-1].span if entries else None
        yield Fault("Dòng cuối của nơi nhận phải là “- Lưu: VT, (đơn vị soạn thảo).”.", last)


def _entry(paragraph: SetParagraph, what: str) -> Fault:
    return Fault(f"“{short_quote(paragraph.text)}” {what}.", paragraph.span)


def appendix_numbers(setting: Setting) -> Iterator[Fault]:
    """Two or more appendices have roman numbers, one after the other; each has a title."""
    labels = setting.of(Component.APPENDIX)
    for place, label in enumerate(labels, 1):
        match = _APPENDIX.fullmatch(label.text.strip())
        stated = match and match["number"]
        if match is None or ((stated or len(labels) > 1) and roman_number(stated or "") != place):
            yield Fault("Phụ lục phải đánh số La Mã liên tục: “Phụ lục I”, “Phụ lục II”.", label.span)
    if len(setting.of(Component.APPENDIX_TITLE)) < len(labels):
        yield Fault("Có phụ lục thiếu tiêu đề.")


def belongs_to(setting: Setting) -> Iterator[Fault]:
    """Each appendix says which document it belongs to."""
    lines = setting.of(Component.APPENDIX_BASIS)
    if len(lines) < len(setting.of(Component.APPENDIX)):
        yield Fault("Có phụ lục thiếu dòng “(Kèm theo … số … ngày … của …)”.")
    for line in lines:
        if not _BELONGS.fullmatch(line.text.strip()):
            yield Fault("Dòng chỉ dẫn của phụ lục phải đặt trong ngoặc đơn, bắt đầu “Kèm theo”.", line.span)


def pointers(setting: Setting) -> Iterator[Fault]:
    """The text points at its appendices."""
    text = " ".join(paragraph.text for paragraph in setting.of(*_TEXT))
    for label in setting.of(Component.APPENDIX):
        if not re.search(rf"\b{re.escape(label.text.strip())}\b", text, re.IGNORECASE):
            yield Fault(f"Nội dung văn bản chưa dẫn đến {label.text.strip()}.", label.span)
