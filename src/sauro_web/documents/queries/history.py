"""What was done with a document, in the words of the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sauro_web.audit.models import Entry
from sauro_web.audit.queries import entries_of
from sauro_web.documents.models import Document

__all__ = ["Step", "happened_to"]

_WORDS = {
    "document.draw": "Cấp số",
    "document.reserve": "Giữ số",
    "document.issue_reserved": "Cấp số đã giữ",
    "document.insert": "Chèn số",
    "document.cancel": "Hủy số",
    "document.recall": "Thu hồi",
    "document.relate": "Ghi quan hệ với văn bản khác",
    "document.send": "Chuyển văn bản",
    "document.arrive": "Vào sổ văn bản đến",
    "document.confirm": "Nơi nhận xác nhận",
    "document.add_file": "Thêm tệp",
    "document.withdraw_file": "Rút tệp",
    "document.refuse_classified": "Từ chối tệp mang dấu chỉ độ mật",
    "document.assign": "Phân công giải quyết",
    "document.answer": "Ghi kết quả giải quyết",
    "document.file": "Lưu, để biết",
    "document.return": "Trả lại nơi gửi",
    "document.complete": "Bổ sung thông tin, hồ sơ",
    "document.answer_recall": "Nơi nhận trả lời việc thu hồi",
}
_MOST = 50


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: what, by whom, when, and why."""

    what: str
    who: str
    at: datetime
    reason: str


def happened_to(document: Document) -> list[Step]:
    """The newest first. One query."""
    return [
        Step(_WORDS.get(one.action, one.action), _actor(one), one.at, one.reason)
        for one in entries_of(document)[:_MOST]
    ]


def _actor(entry: Entry) -> str:
    name = str(entry.actor) if entry.actor is not None else "phần mềm"
    return f"{name} (thay {entry.on_behalf_of})" if entry.on_behalf_of else name
