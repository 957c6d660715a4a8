"""The công văn to offices that have not issued the plan that a plan above asks of them.

Form: Nghị định 30/2020/NĐ-CP, Phụ lục I and III (công văn). Number and date are left open: they come with the
signature.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sauro.folio.model import Folio
from sauro.reporting.reminders import Letterhead, in_two_lines, written_day
from sauro.writing import Frame, Item, lay_out, table, text
from sauro.writing.body import appendix

__all__ = ["AwaitedPlans", "letter_to_those_without_plan"]

_NAMED = 8
"""Offices that are named in the head of the letter; more stand in an appendix."""
_LISTED = "Các cơ quan có tên tại Phụ lục kèm theo"


@dataclass(frozen=True, slots=True)
class AwaitedPlans:
    """What is awaited: `plan` as cited in full ("Kế hoạch số 12/KH-UBND ngày … của … về …"), the offices
    without one of theirs, the day by which they had to issue it where the plan says so, how many have issued
    theirs of how many, and up to which day that is known. `is_ordered` tells whether the plan above asks a
    plan of them; where it asks one of nobody, they are requested to issue theirs. `short` names the plan in
    the subject of the letter ("Kế hoạch số 12/KH-UBND")."""

    plan: str
    offices: Sequence[str]
    due: date | None
    issued: int
    asked: int
    on: date
    is_ordered: bool = True
    short: str = ""


def letter_to_those_without_plan(head: Letterhead, awaited: AwaitedPlans) -> Folio:
    """The letter, addressed to all of them.

    Raises ValueError where there is nobody to write to.
    """
    if not awaited.offices:
        raise ValueError("nobody to write to")
    named = len(awaited.offices) <= _NAMED
    frame = Frame(
        issuer=in_two_lines(head.issuer),
        parent_issuer=head.parent_issuer,
        symbol=head.symbol,
        place=head.place,
        year=awaited.on.year,
        subject=f"đôn đốc ban hành kế hoạch thực hiện {awaited.short}".strip(),
        authority=head.authority,
        signer=head.signer,
        addressees=awaited.offices if named else (_LISTED,),
        recipients=("Như trên",),
        filing=head.filing,
    )
    where = "tại mục Kính gửi" if named else "tại Phụ lục kèm theo"
    body = [text(sentence) for sentence in _sentences(head.issuer, awaited, where)]
    return lay_out(frame, body, appendices=() if named else _list(head, awaited))


def _list(head: Letterhead, awaited: AwaitedPlans) -> list[Item]:
    """The offices, where they are too many for the head of the letter."""
    about = f"(Kèm theo Công văn số        /{head.symbol} ngày      tháng      năm {awaited.on.year}"
    rows = [(str(number), name) for number, name in enumerate(awaited.offices, start=1)]
    return [
        *appendix("Phụ lục", "Danh sách cơ quan chưa ban hành kế hoạch", f"{about} của {head.issuer})"),
        table(("TT", "Cơ quan"), rows, figures=(0,)),
    ]


def _sentences(issuer: str, awaited: AwaitedPlans, where: str) -> list[str]:
    late = awaited.due is not None and awaited.on > awaited.due
    term = f", chậm nhất ngày {written_day(awaited.due)}" if awaited.due else ""
    known = f"đến ngày {written_day(awaited.on)}, {awaited.issued}/{awaited.asked} cơ quan đã ban hành"
    lagging = "đã quá thời hạn nêu trên mà " if late else ""
    asks = "yêu cầu" if awaited.is_ordered else "đề nghị"
    why = (
        f"Thực hiện {awaited.plan}, các cơ quan được giao phải ban hành kế hoạch của mình{term}."
        if awaited.is_ordered
        else f"Để triển khai {awaited.plan}, từng cơ quan cần có kế hoạch thực hiện của mình."
    )
    return [
        why,
        f"Theo kết quả theo dõi, {known}; {lagging}các cơ quan có tên {where} chưa ban hành.",
        f"{issuer} {asks} các cơ quan nêu trên khẩn trương ban hành kế hoạch, bảo đảm đủ nhiệm vụ, chỉ tiêu "
        "được giao và gửi về để theo dõi; nếu có khó khăn, vướng mắc, báo cáo rõ lý do.",
    ]
