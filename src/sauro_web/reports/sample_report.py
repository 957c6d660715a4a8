"""A made-up report with something of every kind in it: what a form of an office is tried with."""

from __future__ import annotations

from datetime import date

from sauro.reporting.figure_words import Figure, Share
from sauro.reporting.periodic_facts import (
    Compared,
    DutyResult,
    Narrative,
    PeriodicReport,
    Source,
    UnitTable,
)
from sauro.reporting.reminders import Letterhead

__all__ = ["sample_report"]

_SOURCE = "so"


def sample_report() -> PeriodicReport:
    """Of a commune that is not."""
    papers = Figure("vb", 1_234, source=_SOURCE)
    cells = (Figure("dv", 12),), (Figure("dv2", 8),)
    return PeriodicReport(
        head=Letterhead(
            issuer="Ủy ban nhân dân xã Mẫu",
            symbol="BC-UBND",
            place="Mẫu",
            authority=("TM. Ủy ban nhân dân", "Chủ tịch"),
            signer="Nguyễn Văn A",
            parent_issuer="Ủy ban nhân dân tỉnh Mẫu",
        ),
        superior="Ủy ban nhân dân tỉnh Mẫu",
        subject="Kết quả thực hiện kế hoạch 6 tháng đầu năm 2026",
        period="6 tháng đầu năm 2026",
        plan="Kế hoạch số 12/KH-UBND ngày 15 tháng 01 năm 2026 của Ủy ban nhân dân xã Mẫu",
        plan_short="Kế hoạch số 12/KH-UBND",
        first=date(2025, 12, 15),
        last=date(2026, 6, 14),
        number="9",
        on=date(2026, 6, 16),
        duties=(DutyResult("Số liệu", (("Văn bản đã ban hành: ", papers), ("Tỷ lệ: ", Share("tl", 7, 10)))),),
        documents=(Compared("Quyết định", Figure("qd", 40), Figure("qd.truoc", 50)),),
        obstacles=(Narrative("Thiếu máy quét", ("Phòng Mẫu",)),),
        proposals=(Narrative("Bổ sung thiết bị"),),
        unit_tables=(
            UnitTable(
                "Số liệu của từng đơn vị",
                ("Văn bản",),
                (("Phòng Mẫu", cells[0]), ("Trung tâm Mẫu", cells[1])),
                (Figure("tong", 20),),
            ),
        ),
        sources=(Source(_SOURCE, "Sổ văn bản đi", "từ 15/12/2025 đến 14/06/2026", 1_234),),
        recipients=("Như trên", "Đảng ủy xã"),
    )
