"""What was done with a document, in the words of the office."""

from __future__ import annotations

from sauro_web.accounts.queries.history import Step, steps_in
from sauro_web.documents.models import Document

__all__ = ["happened_to"]

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


def happened_to(document: Document) -> list[Step]:
    """The newest first. One query."""
    return steps_in(document, _WORDS)
