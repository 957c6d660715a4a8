"""What was done with a plan, in the words of the office: who did what and when, and what it said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from sauro_web.accounts.queries.history import Step, actor_of
from sauro_web.audit.models import Entry
from sauro_web.plans.models import ImportedPlan, Origin, PlanState, Suggestion, SuggestionKind

__all__ = ["steps_of"]

_WORDS = {
    "plan.upload": "Tải tệp lên",
    "plan.read": "Đọc xong tệp",
    "plan.read_again": "Yêu cầu đọc lại tệp",
    "plan.say_origin": "Cho biết kế hoạch của cơ quan nào",
    "plan.choose_parent": "Chọn kế hoạch cấp trên",
    "plan.choose_amended": "Chọn kế hoạch được sửa đổi, thay thế",
    "plan.keep": "Lưu để thực hiện",
    "plan.review_again": "Mở lại để soát",
    "plan.issue": "Giao việc cho các đơn vị",
    "plan.replace": "Được kế hoạch mới thay thế",
    "plan.discard": "Bỏ kế hoạch",
    "suggestion.add": "Thêm nhiệm vụ bị sót",
    "suggestion.confirmed": "Xác nhận",
    "suggestion.rejected": "Loại",
    "suggestion.open": "Mở lại",
    "suggestion.correct": "Sửa",
    "suggestion.undo": "Hoàn tác",
    "mention.choose": "Chọn đơn vị",
    "mention.add": "Thêm đơn vị",
    "mention.role": "Đổi vai trò đơn vị",
    "mention.drop": "Bỏ đơn vị",
}
_FIELDS = {
    "state": "trạng thái",
    "digest": "mã SHA-256",
    "tasks": "số nhiệm vụ",
    "parts": "số phần việc",
    "number": "số",
    "carried_over": "phần việc chuyển tiếp",
    "ended": "phần việc kết thúc",
    "replaced_by": "thay bằng",
    "parent": "kế hoạch cấp trên",
    "amends": "sửa đổi, thay thế",
    "origin": "nguồn",
    "step": "bước",
    "text": "việc",
    "product": "sản phẩm",
    "due_text": "thời hạn",
    "authority": "thẩm quyền",
    "type": "loại văn bản",
    "symbol": "ký hiệu",
    "issuer": "cơ quan ban hành",
    "date": "ngày ban hành",
    "subject": "trích yếu",
    "indicator": "chỉ tiêu",
    "comparator": "so sánh",
    "value": "mức",
    "unit": "đơn vị tính",
    "basis": "so với",
    "by": "đến",
    "kind": "loại họp",
    "max_days": "số ngày nhiều nhất",
    "raw": "kỳ và hạn",
}
_LABELS = {code: label.lower() for code, label in (*PlanState.choices, *Origin.choices)}
_LONGEST = 300
_NAMED = 60
_NOTHING = "—"


def steps_of(plan: ImportedPlan, entries: Iterable[Entry]) -> list[Step]:
    """Entries of the trail of one plan as people read them. One query."""
    entries = list(entries)
    numbers = {int(name) for entry in entries for name in entry.changes if name.isdigit()}
    cards = Suggestion.objects.filter(plan=plan).in_bulk(numbers) if numbers else {}
    return [_step(entry, cards) for entry in entries]


def _step(entry: Entry, cards: Mapping[int, Suggestion]) -> Step:
    what = _WORDS.get(entry.action, "Thay đổi khác")
    about = [cards[int(name)] for name in entry.changes if name.isdigit() and int(name) in cards]
    if len(about) == 1:
        what = f"{what}: {_called(about[0])}"
    elif about:
        what = f"{what} ở {len(about)} mục"
    return Step(entry.at, actor_of(entry), what, tuple(_changes(entry, single=len(about) == 1)), entry.reason)


def _called(card: Suggestion) -> str:
    label = str(card.get_kind_display()).lower()
    if card.kind != SuggestionKind.TASK:
        return label
    text = str(card.value["text"])
    short = text if len(text) <= _NAMED else f"{text[:_NAMED].rsplit(' ', 1)[0]}…"
    return f"nhiệm vụ {card.read['path']} “{short}”"


def _changes(entry: Entry, *, single: bool) -> Iterator[str]:
    for name, (before, after) in entry.changes.items():
        if not name.isdigit():
            yield _change(name, before, after)
        elif isinstance(before, dict) and isinstance(after, dict) and single:
            yield from _card_changes(before, after)


def _card_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """Field by field what a card said before; its state is said by the step itself."""
    old, new = before.get("value", {}), after.get("value", {})
    for name, label in _FIELDS.items():
        if name in new and old.get(name) != new[name]:
            yield f"{label}: {_quoted(old.get(name))} → {_quoted(new[name])}"
    if before.get("units") != after.get("units"):
        yield from _unit_changes(before.get("units", []), after.get("units", []))


def _unit_changes(before: list[str], after: list[str]) -> Iterator[str]:
    gone = [name for name in before if name not in after]
    come = [name for name in after if name not in before]
    if gone and come:
        yield f"{'; '.join(gone)} → {'; '.join(come)}"
    elif gone:
        yield f"bỏ {'; '.join(gone)}"
    elif come:
        yield f"thêm {'; '.join(come)}"


def _change(name: str, before: object, after: object) -> str:
    label = _FIELDS.get(name, "nội dung khác")
    if before in (None, "", 0):
        return f"{label}: {_value(after)}"
    if after in (None, ""):
        return f"{label}: {_value(before)}"
    return f"{label}: {_value(before)} → {_value(after)}"


def _quoted(value: object) -> str:
    said = _value(value)
    return said if said == _NOTHING else f"“{said}”"


def _value(value: object) -> str:
    if value in (None, ""):
        return _NOTHING
    words = _LABELS.get(str(value)) or str(value)
    if len(words) == len("2026-06-15") and words[4] == words[7] == "-":
        return f"{date.fromisoformat(words):%d/%m/%Y}"
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
