"""Checks of a file as it is handed in as a draft: two documents in one, another language, the form of another
office, changes and comments that are left in it. They see the file and the office beside the text.

Pure: works on records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from sauro.checks.levels import area_of
from sauro.checks.model import Fault
from sauro.checks.whole_file import further_heads, is_foreign
from sauro.findings import Finding, Severity
from sauro.folio.model import Folio
from sauro.plan.model import Value
from sauro.reading.docx_unfinished import Unfinished
from sauro.text.compare import unit_key

__all__ = ["FILE_CHECKS", "FileCheck", "HandedFile", "only_pictures", "remarks_of"]

_FEWEST_LETTERS = 60
"""Of a document: with fewer and a picture, the picture is the document."""
_PICTURE = "docx.picture"
_DECREE = "Nghị định số 30/2020/NĐ-CP"


@dataclass(frozen=True, slots=True)
class HandedFile:
    """What a check of files looks at: what was read, what the file carries besides its text, the office that
    it names as its issuer (`told`), and the office whose draft it is."""

    folio: Folio
    unfinished: Unfinished
    told: Value[str] | None
    office: str


@dataclass(frozen=True, slots=True)
class FileCheck:
    """One check, as `sauro.checks.model.Check` is one of a text. Its page of documentation is
    `docs/kiem-tra/<code>.md`."""

    code: str
    name: str
    severity: Severity
    basis: str
    look: Callable[[HandedFile], Iterable[Fault]]


def remarks_of(folio: Folio) -> Iterator[Finding]:
    """What the reader could not read of a file."""
    for one in folio.remarks:
        spans = (one.span,) if one.span is not None else ()
        yield Finding(f"reading.{one.code}", Severity.NOTE, one.message, spans, suggestion=one.suggestion)


def only_pictures(folio: Folio) -> bool:
    """Whether what can be read of the file is next to nothing, and it holds pictures."""
    letters = sum(letter.isalpha() for letter in folio.text)
    return letters < _FEWEST_LETTERS and any(one.code == _PICTURE for one in folio.remarks)


def _two_documents(file: HandedFile) -> Iterator[Fault]:
    heads = further_heads(file.folio)
    if heads:
        first, *others = (one.span for one in heads[:3])
        yield Fault(
            "Tệp dường như chứa hai văn bản: có thêm Quốc hiệu ở phần không phải phụ lục, biểu mẫu. Mỗi văn "
            "bản được cấp một số nên cần một dự thảo riêng; nếu là biểu mẫu kèm theo thì ghi rõ “Phụ lục”, "
            "“Mẫu số”.",
            first,
            others=tuple(others),
        )


def _language(file: HandedFile) -> Iterator[Fault]:
    if is_foreign(file.folio):
        yield Fault(
            "Phần lớn dự thảo không phải tiếng Việt; phép kiểm tra chỉ đọc được tiếng Việt nên không kết "
            "luận được cho phần này."
        )


def _unfinished(file: HandedFile) -> Iterator[Fault]:
    """It carries what is not meant for its readers: that would go into the register with it."""
    carried = []
    if file.unfinished.changed:
        carried.append(f"sửa đổi theo dõi (Track Changes) ở {file.unfinished.changed} đoạn")
    if file.unfinished.comments:
        carried.append(f"{file.unfinished.comments} ghi chú (Comments)")
    if carried:
        yield Fault(
            f"Tệp còn {' và '.join(carried)}; phép kiểm tra đọc theo chữ sau khi sửa, còn bản lưu cùng văn "
            "bản thì mang theo cả chữ cũ và lời ghi chú.",
            suggestion="Trong Word, thẻ Review: chấp nhận hoặc bỏ từng chỗ sửa, xóa ghi chú, rồi đưa lên lần "
            "mới trước khi trình duyệt.",
        )


def _other_office(file: HandedFile) -> Iterator[Fault]:
    """The letterhead names the committee of another area than the office that issues: a form of somebody
    else's that was filled in."""
    theirs, ours = area_of(file.told.value if file.told else ""), area_of(file.office)
    if file.told is None or theirs is None or ours is None:
        return
    if tuple(map(unit_key, theirs)) != tuple(map(unit_key, ours)):
        yield Fault(
            f"Tệp ghi cơ quan ban hành là “{file.told.value}”, còn dự thảo này của “{file.office}”.",
            file.told.span,
            "Sửa tên cơ quan ban hành, rồi xem lại địa danh, nơi nhận và tên đơn vị trong nội dung.",
        )


FILE_CHECKS: tuple[FileCheck, ...] = (
    FileCheck(
        "draft.other_office", "Tệp mang tên cơ quan khác", Severity.WARN,
        f"{_DECREE}, Phụ lục I, Mục II, khoản 2", _other_office,
    ),
    FileCheck(
        "draft.unfinished", "Sửa đổi theo dõi và ghi chú còn trong tệp", Severity.WARN, f"{_DECREE}, Điều 12",
        _unfinished,
    ),
    FileCheck(
        "draft.two_documents", "Hai văn bản trong một tệp", Severity.ASK, f"{_DECREE}, Điều 8 và Điều 15",
        _two_documents,
    ),
    FileCheck(
        "draft.language", "Ngôn ngữ của dự thảo", Severity.ASK,
        f"{_DECREE}, Phụ lục I, Mục I, khoản 4", _language,
    ),
)  # fmt: skip
"""In the order in which they are shown."""
