"""What was done with a report, in the words of the office."""

from __future__ import annotations

from sauro_web.accounts.queries.history import Step, steps_in
from sauro_web.reports.models import Report

__all__ = ["happened_to"]

_WORDS = {
    "reports.fill": "Lưu báo cáo",
    "reports.send": "Gửi báo cáo",
    "reports.accept": "Duyệt",
    "reports.return": "Trả lại cả báo cáo",
    "reports.return_figure": "Trả lại một số liệu",
    "reports.correct": "Đính chính sau khi khóa",
    "reports.go_without": "Tổng hợp khi còn thiếu đơn vị",
    "reports.freeze": "Lập bản phát hành",
    "reports.word": "Sửa lời văn bản phát hành",
    "reports.issue": "Cấp số, phát hành",
    "reports.take_over": "Đưa lời văn của đơn vị vào báo cáo",
}


def happened_to(report: Report) -> list[Step]:
    """The newest first. One query."""
    return steps_in(report, _WORDS)
