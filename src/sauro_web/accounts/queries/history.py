"""What was done with a unit, a group or a person, in the words of the office."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from sauro_web.accounts.signing_in.words import ACTIONS, FIELDS, METHODS
from sauro_web.audit.models import Entry
from sauro_web.audit.queries import entries_of

__all__ = ["Step", "actor_of", "history_of", "steps_in"]

_WORDS = ACTIONS | {
    "unit.found": "Lập đơn vị",
    "unit.found_province": "Lập theo danh mục đơn vị hành chính",
    "unit.found_commune": "Lập theo danh mục đơn vị hành chính",
    "unit.rename": "Đổi tên",
    "unit.change": "Sửa thông tin",
    "unit.move": "Chuyển đơn vị cấp trên",
    "unit.end": "Kết thúc hoạt động",
    "unit.merge": "Nhận sáp nhập",
    "unit.split": "Chia, tách",
    "unit.add_name": "Thêm cách viết tên",
    "unit.remove_name": "Bỏ cách viết tên",
    "unit.learn_name": "Ghi nhớ cách viết từ kế hoạch",
    "unit.forget_name": "Thôi ghi nhớ cách viết từ kế hoạch",
    "unit.appoint_head": "Giao người đứng đầu",
    "unit.import": "Nhập danh sách từ tệp",
    "group.make": "Lập nhóm",
    "group.change": "Sửa nhóm",
    "group.learn_name": "Ghi nhớ cách gọi từ kế hoạch",
    "group.forget_name": "Bỏ cách gọi đã ghi nhớ",
    "group.remove": "Bỏ nhóm",
    "people.export": "Xuất danh sách người dùng",
    "person.add": "Thêm người dùng",
    "person.change": "Sửa thông tin",
    "person.give_position": "Giao vị trí",
    "person.end_position": "Kết thúc vị trí",
    "person.close_account": "Khóa tài khoản",
    "person.open_account": "Mở tài khoản",
    "position.delegate": "Ủy quyền",
    "position.withdraw": "Thu hồi ủy quyền",
}
_FIELDS = FIELDS | {
    "symbol": "ký hiệu",
    "identifier": "mã định danh",
    "area_code": "mã đơn vị hành chính",
    "position": "thứ tự",
    "full_name": "họ và tên",
    "email": "thư điện tử",
    "phone": "điện thoại",
    "methods": "bằng",
    "address": "địa chỉ mạng",
    "device": "thiết bị",
    "new_browser": "trình duyệt mới",
}
_SHOWN = 30
_MOST = 50
_OTHER = "Thay đổi khác"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of the trail as people read it."""

    at: datetime
    who: str
    what: str
    changes: tuple[str, ...]
    reason: str


def history_of(subject: models.Model) -> list[Step]:
    """The latest entries about a record, newest first. One query."""
    return [
        Step(
            entry.at,
            actor_of(entry),
            _WORDS.get(entry.action, _OTHER),
            tuple(
                f"{_FIELDS.get(name, name)}: {said}"
                for name, pair in entry.changes.items()
                if (said := _change(pair))
            ),
            entry.reason,
        )
        for entry in entries_of(subject)[:_SHOWN]
    ]


def steps_in(subject: models.Model, words: Mapping[str, str]) -> list[Step]:
    """The latest entries about a record in words of its own, newest first, without what was changed. One
    query."""
    return [
        Step(entry.at, actor_of(entry), words.get(entry.action, _OTHER), (), entry.reason)
        for entry in entries_of(subject)[:_MOST]
    ]


def actor_of(entry: Entry) -> str:
    """Who did it, and in whose place."""
    name = str(entry.actor) if entry.actor is not None else "Phần mềm"
    return f"{name} thay {entry.on_behalf_of}" if entry.on_behalf_of else name


def _change(pair: list[object]) -> str:
    """Blank where nothing may be told: that a password changed is all that is kept of it."""
    before, after = (_value(value) for value in pair)
    if before == NOTHING:
        return "" if after == NOTHING else after
    return f"{before} → {after}"


def _value(value: object) -> str:
    if isinstance(value, list):
        return "; ".join(METHODS.get(str(item), str(item)) for item in value) or NOTHING
    if isinstance(value, bool):
        return "có" if value else "không"
    text = str(value) if value not in (None, "") else NOTHING
    return f"{text[8:]}/{text[5:7]}/{text[:4]}" if _DAY.fullmatch(text) else text
