"""The yearly report of a made-up province: 166 communes, documents by kind and meetings of each, a source for
every commune, forty late tasks."""

from __future__ import annotations

import random
from datetime import date

from sauro.reporting.figure_words import Figure, Share
from sauro.reporting.periodic_facts import Compared, LateItem, PeriodicReport, Source, UnitTable
from sauro.reporting.reminders import Letterhead

__all__ = ["COMMUNES", "made_report"]

COMMUNES = 166
_KINDS = ("Nghị quyết", "Quyết định", "Kế hoạch", "Báo cáo", "Công văn")
_MEETINGS = ("Trực tiếp", "Trực tuyến", "Kết hợp")


def made_report(communes: int = COMMUNES) -> PeriodicReport:
    """The same one each time."""
    dice = random.Random(166)  # noqa: S311
    names = [f"Ủy ban nhân dân xã Đo Lường {number}" for number in range(1, communes + 1)]
    return PeriodicReport(
        head=Letterhead(
            issuer="Ủy ban nhân dân tỉnh Đo Lường",
            symbol="BC-UBND",
            place="Đo Lường",
            authority=("TM. Ủy ban nhân dân", "Chủ tịch"),
        ),
        superior="Chính phủ",
        subject="Kết quả thực hiện cắt giảm giấy tờ, hội họp năm 2026",
        period="năm 2026",
        plan="Kế hoạch số 1/KH-UBND ngày 15 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Đo Lường",
        plan_short="Kế hoạch số 1/KH-UBND",
        first=date(2025, 12, 15),
        last=date(2026, 12, 14),
        documents=tuple(
            Compared(kind, Figure(f"vb-{place}", dice.randrange(90_000)), Figure(f"vb-{place}-truoc", 50_000))
            for place, kind in enumerate(_KINDS)
        ),
        late=tuple(
            LateItem(f"Nhiệm vụ thứ {number} của kế hoạch", names[number], date(2026, 2, 3), number)
            for number in range(min(40, communes))
        ),
        unit_tables=(
            UnitTable(
                "Văn bản của từng xã",
                _KINDS,
                tuple((name, _counted(dice, "vb", number, len(_KINDS))) for number, name in enumerate(names)),
            ),
            UnitTable(
                "Hội nghị, cuộc họp của từng xã",
                (*_MEETINGS, "Tỷ lệ trực tuyến"),
                tuple((name, _met(dice, number)) for number, name in enumerate(names)),
            ),
        ),
        sources=tuple(
            Source(f"xa-{number}", "Sổ đăng ký văn bản đi", f"Đơn vị: {name}", 1, f"/van-ban/?dv={number}")
            for number, name in enumerate(names)
        ),
    )


def _counted(dice: random.Random, kind: str, number: int, count: int) -> tuple[Figure, ...]:
    return tuple(
        Figure(f"{kind}-{number}-{place}", dice.randrange(3_000), source=f"xa-{number}")
        for place in range(count)
    )


def _met(dice: random.Random, number: int) -> tuple[Figure | Share, ...]:
    counts = _counted(dice, "hop", number, len(_MEETINGS))
    online, whole = counts[1].value or 0, sum(one.value or 0 for one in counts)
    return (*counts, Share(f"hop-{number}-tl", online, whole, source=f"xa-{number}"))
