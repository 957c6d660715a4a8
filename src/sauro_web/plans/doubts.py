"""Why a person should look twice at what was read: asked on the review page, cleared by the answer.

Pure: works on the records of `docs/dev/plan-json.md` and on the states of mentions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

__all__ = ["DOUBTS", "MUST_BE_CLEARED", "doubts_of_report", "doubts_of_task", "is_sure"]

DOUBTS = {
    "no_lead": "Chưa rõ đơn vị chủ trì: một việc phải có một đầu mối.",
    "several_leads": (
        "Có nhiều đơn vị cùng chủ trì: hãy chọn một đầu mối, "
        "hoặc ghi rõ mỗi đơn vị tự làm phần việc của mình."
    ),
    "unit_unknown": "Có tên đơn vị chưa rõ là đơn vị nào.",
    "no_due": "Chưa rõ thời hạn.",
    "unread_due": "Thời hạn viết khó hiểu, phần mềm không tự suy đoán.",
    "no_product": "Chưa rõ sản phẩm.",
    "twin_differs": "Phần lời và phụ lục ghi khác nhau.",
    "unsure_letters": "Chữ nhận dạng từ bản quét chưa chắc đúng.",
    "no_receiver": "Chưa rõ gửi báo cáo cho ai.",
}
"""Code → what the officer is told."""

MUST_BE_CLEARED = frozenset({"no_lead", "several_leads", "unit_unknown"})
"""While one of these stands, the plan gives no work: each task has one lead, and every unit is a unit."""

_SURE_LETTERS = 75.0
"""Tesseract's confidence, 0 to 100, below which a word is shown as doubtful."""


def is_sure(confidence: float | None) -> bool:
    """Whether a word may be taken as read; None is the confidence of letters that were not recognised but
    copied."""
    return confidence is None or confidence >= _SURE_LETTERS


def doubts_of_task(
    value: Mapping[str, Any],
    leads: Sequence[object],
    states: Iterable[str],
    *,
    differs: bool,
    confidence: float | None,
) -> list[str]:
    """Codes for one task. `leads` are those that lead it, a group being one, `states`
    the states of all mentions, `differs` whether prose and appendix say different things, `confidence` that
    of the worst word of its quotations."""
    found = []
    if not leads:
        found.append("no_lead")
    elif len(leads) > 1 and not value.get("each"):
        found.append("several_leads")
    if "ask" in states:
        found.append("unit_unknown")
    if not _is_understood(value.get("due")):
        found.append("unread_due" if value.get("due_text") else "no_due")
    if not value.get("product"):
        found.append("no_product")
    if differs:
        found.append("twin_differs")
    if not is_sure(confidence):
        found.append("unsure_letters")
    return found


def _is_understood(due: Mapping[str, Any] | None) -> bool:
    """Whether the words gave a time limit: a day that does not exist ("31/02/2026") gives one without a
    date."""
    return due is not None and (due["kind"] != "by" or bool(due["date"]))


def doubts_of_report(value: Mapping[str, Any], states: Iterable[str]) -> list[str]:
    """Codes for one report owed."""
    found = []
    if "ask" in states:
        found.append("unit_unknown")
    if not value.get("receiver"):
        found.append("no_receiver")
    if not any(value.get(name) for name in ("period", "due_day", "day_of_month")):
        found.append("no_due")
    return found
