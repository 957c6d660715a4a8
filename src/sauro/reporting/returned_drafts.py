"""The letter with which a draft goes back after its appraisal: what has to be mended, where, by which clause.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục I and III (công văn). Number and date are left open: they come with the
signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sauro.folio.model import Folio
from sauro.reporting.reminders import Letterhead
from sauro.writing import Frame, Item, lay_out, table, text

__all__ = ["ReturnedDraft", "ReturnedPoint", "letter_that_returns"]

_DECREE = "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ về công tác văn thư"
"""As it is cited first; the clauses in the table follow it."""
_LONGEST_WORDS = 160
"""Characters of the words of a draft that the table quotes."""


@dataclass(frozen=True, slots=True)
class ReturnedPoint:
    """One thing to be mended: what, the words of the draft, the clause, what is suggested; and whether
    nothing is issued before."""

    message: str
    words: str = ""
    basis: str = ""
    suggestion: str = ""
    must: bool = False


@dataclass(frozen=True, slots=True)
class ReturnedDraft:
    """Whose draft of what it is, which version was appraised, what the appraiser says himself, and the
    year."""

    unit: str
    kind: str
    subject: str
    number: int
    points: Sequence[ReturnedPoint]
    words: str = ""
    year: int | None = None


def letter_that_returns(head: Letterhead, draft: ReturnedDraft) -> Folio:
    """The letter.

    Raises ValueError where there is nothing to be mended.
    """
    if not draft.points and not draft.words:
        raise ValueError("nothing to be mended")
    frame = Frame(
        issuer=head.issuer,
        parent_issuer=head.parent_issuer,
        symbol=head.symbol,
        place=head.place,
        year=draft.year,
        subject=f"hoàn thiện dự thảo {_kind(draft)}",
        authority=head.authority,
        signer=head.signer,
        addressees=(draft.unit,),
        recipients=("Như trên",),
        filing=head.filing,
    )
    return lay_out(frame, _body(head, draft))


def _kind(draft: ReturnedDraft) -> str:
    """ "kế hoạch" of "Kế hoạch", as it stands inside a sentence."""
    return draft.kind[:1].lower() + draft.kind[1:]


def _body(head: Letterhead, draft: ReturnedDraft) -> list[Item]:
    named = f"dự thảo {_kind(draft)} “{draft.subject}” (lần {draft.number})"
    items: list[Item] = [
        text(f"{head.issuer} đã thẩm định {named} do {draft.unit} soạn thảo theo {_DECREE}.")
    ]
    items.append(text("Dự thảo chưa đạt yêu cầu."))
    items += [text(line) for line in draft.words.splitlines() if line.strip()]
    if draft.points:
        items += [
            text(f"Các nội dung cần xem lại gồm {_many(draft.points)}:"),
            table(
                ("TT", "Nội dung", "Đoạn của dự thảo", "Căn cứ", "Đề nghị"),
                [_row(number, one) for number, one in enumerate(draft.points, 1)],
                figures=(0,),
            ),
        ]
    items.append(text(f"Đề nghị {draft.unit} hoàn thiện dự thảo và trình lại."))
    return items


def _many(points: Sequence[ReturnedPoint]) -> str:
    must = sum(one.must for one in points)
    said = f"{len(points)} điểm"
    return f"{said}, trong đó {must} điểm phải sửa trước khi ban hành" if must else said


def _row(number: int, one: ReturnedPoint) -> tuple[str, ...]:
    words = one.words if len(one.words) <= _LONGEST_WORDS else one.words[:_LONGEST_WORDS].rstrip() + "…"
    message = f"{one.message}{' (phải sửa)' if one.must else ''}"
    return str(number), message, f"“{words}”" if words else "", one.basis, one.suggestion
