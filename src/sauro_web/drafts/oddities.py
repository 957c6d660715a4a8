"""What is odd about a file that is handed in as a draft: it is a picture, in another language, or two
documents, names another office, or carries changes and comments.

Pure: works on a Folio.
"""

from __future__ import annotations

from collections.abc import Iterator

from sauro.checks.levels import area_of
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio, Paragraph
from sauro.plan.model import Value
from sauro.reading.docx_unfinished import Unfinished
from sauro.text.compare import unit_key
from sauro.text.legacy import syllable_share

__all__ = ["odd_things", "only_pictures", "other_office", "unfinished_things"]

_NATION = unit_key("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_APPENDIX = unit_key("Phụ lục")
_FORM = (unit_key("Mẫu số"), unit_key("Biểu mẫu"), unit_key("Mẫu "))
_FEWEST_LETTERS = 60
"""Of a document: with fewer and a picture, the picture is the document."""
_LEAST_SYLLABLES = 0.55
"""Share of words that are Vietnamese syllables; names and symbols are none."""
_PICTURE = "docx.picture"
_BASIS = "Nghị định số 30/2020/NĐ-CP"


def only_pictures(folio: Folio) -> bool:
    """Whether what can be read of the file is next to nothing, and it holds pictures."""
    letters = sum(letter.isalpha() for letter in folio.text)
    return letters < _FEWEST_LETTERS and any(one.code == _PICTURE for one in folio.remarks)


def odd_things(folio: Folio) -> Iterator[Finding]:
    """What a person should know of the file as a whole, and what the reader could not read of it."""
    heads = _further_heads(folio)
    if heads:
        yield Finding(
            "draft.two_documents",
            Severity.ASK,
            "Tệp dường như chứa hai văn bản: có thêm Quốc hiệu ở phần không phải phụ lục, biểu mẫu. Mỗi văn "
            "bản được cấp một số nên cần một dự thảo riêng; nếu là biểu mẫu kèm theo thì ghi rõ “Phụ lục”, "
            "“Mẫu số”.",
            tuple(one.span for one in heads[:3]),
            f"{_BASIS}, Điều 8 và Điều 15",
        )
    if folio.text.strip() and syllable_share(folio.text) < _LEAST_SYLLABLES:
        yield Finding(
            "draft.language",
            Severity.ASK,
            "Phần lớn dự thảo không phải tiếng Việt; phép kiểm tra chỉ đọc được tiếng Việt nên không kết "
            "luận được cho phần này.",
            basis=f"{_BASIS}, Điều 8",
        )
    for one in folio.remarks:
        spans = (one.span,) if one.span is not None else ()
        yield Finding(f"reading.{one.code}", Severity.NOTE, one.message, spans, suggestion=one.suggestion)


def unfinished_things(unfinished: Unfinished) -> Iterator[Finding]:
    """That the file carries what is not meant for its readers: it would go into the register with it."""
    carried = []
    if unfinished.changed:
        carried.append(f"sửa đổi theo dõi (Track Changes) ở {unfinished.changed} đoạn")
    if unfinished.comments:
        carried.append(f"{unfinished.comments} ghi chú (Comments)")
    if carried:
        yield Finding(
            "draft.unfinished",
            Severity.WARN,
            f"Tệp còn {' và '.join(carried)}; phép kiểm tra đọc theo chữ sau khi sửa, còn bản lưu cùng văn "
            "bản thì mang theo cả chữ cũ và lời ghi chú.",
            basis=f"{_BASIS}, Điều 12",
            suggestion="Trong Word, thẻ Review: chấp nhận hoặc bỏ từng chỗ sửa, xóa ghi chú, rồi đưa lên lần "
            "mới trước khi trình duyệt.",
        )


def other_office(told: Value[str] | None, office: str) -> Iterator[Finding]:
    """That the letterhead names the committee of another area than the office that issues: a form of somebody
    else's that was filled in."""
    theirs, ours = area_of(told.value if told else ""), area_of(office)
    if told is None or theirs is None or ours is None:
        return
    if tuple(map(unit_key, theirs)) != tuple(map(unit_key, ours)):
        yield Finding(
            "draft.other_office",
            Severity.WARN,
            f"Tệp ghi cơ quan ban hành là “{told.value}”, còn dự thảo này của “{office}”.",
            (told.span,),
            f"{_BASIS}, Phụ lục I, Mục II, khoản 2",
            "Sửa tên cơ quan ban hành, rồi xem lại địa danh, nơi nhận và tên đơn vị trong nội dung.",
        )


def _further_heads(folio: Folio) -> list[Paragraph]:
    """Where the name of the State stands a second time with no appendix or form announced before it."""
    first, announced = True, False
    found: list[Paragraph] = []
    for one in folio.paragraphs:
        key = unit_key(one.text)
        if key.startswith((_APPENDIX, *_FORM)):
            announced = True
        elif _NATION in key:
            if not first and not announced:
                found.append(one)
            first = False
    return found
