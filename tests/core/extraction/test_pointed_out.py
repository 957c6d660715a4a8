"""A duty that a person points out: the rules did not take it for one, and yet read what stands about it."""

from __future__ import annotations

from pathlib import Path

import pytest

import sauro
from sauro.plan.model import Source, Task
from sauro.plan.serial import task_to_json, to_json
from sauro.reading.open import read_bytes

SAMPLES = Path(__file__).parents[2] / "samples" / "plans"
PLAN = """\
ỦY BAN NHÂN DÂN
XÃ SUỐI NGẦN
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND
Suối Ngần, ngày 02 tháng 6 năm 2026
KẾ HOẠCH
Rút gọn giấy tờ và hội họp của xã
Giao Phòng Kinh tế chuẩn bị máy móc cho họp trực tuyến.
I. MỤC ĐÍCH, YÊU CẦU
1. Phòng Kinh tế mua sắm máy quét cho các thôn
- Thời gian hoàn thành: Tháng 9/2026
- Sản phẩm: Máy quét
2. Bảo đảm tiết kiệm.
II. NHIỆM VỤ
1. Niêm yết quy trình tiếp công dân tại trụ sở
- Đơn vị chủ trì: Phòng Kinh tế
"""


def pointed_out(words: str, text: str = PLAN) -> Task:
    folio = read_bytes(text.encode(), name="ke-hoach.txt")
    task = sauro.extract_task(folio, folio.text.index(words))
    assert task is not None
    return task


def test_an_item_of_another_section_brings_what_stands_under_it() -> None:
    task = pointed_out("mua sắm")
    assert (task.path, task.source) == ("I.1", Source.BODY)
    assert task.text.value == "Phòng Kinh tế mua sắm máy quét cho các thôn"
    assert [unit.value for unit in task.lead] == ["Phòng Kinh tế"]
    assert task.product is not None
    assert task.product.value == "Máy quét"
    assert task.due is not None
    assert str(task.due.value.date) == "2026-09-30"
    assert [one.path for one in sauro.extract_plan(read_bytes(PLAN.encode(), name="a.txt")).tasks] == ["II.1"]


def test_a_sentence_before_the_first_item_has_no_path() -> None:
    task = pointed_out("chuẩn bị máy móc")
    assert (task.path, task.heading) == ("", None)
    assert task.text.value == "Giao Phòng Kinh tế chuẩn bị máy móc cho họp trực tuyến."


def test_where_no_words_stand_there_is_no_duty() -> None:
    folio = read_bytes(PLAN.encode(), name="ke-hoach.txt")
    assert sauro.extract_task(folio, len(folio.text) + 5) is None


@pytest.mark.parametrize("name", ["ubnd_xa.txt", "ubnd_tinh.txt", "van_xuoi.txt"])
def test_a_duty_that_the_rules_find_says_the_same_when_it_is_pointed_out(name: str) -> None:
    folio = sauro.read(SAMPLES / name)
    found = [task for task in sauro.extract_plan(folio).tasks if task.source is Source.BODY]
    again = [sauro.extract_task(folio, task.text.span.start) for task in found]
    assert [task.text for task in found] == [task.text for task in again if task is not None]
    alike = [
        (one.lead, one.product) == (other.lead, other.product)
        for one, other in zip(found, again, strict=True)
        if other is not None
    ]
    assert all(alike)


def test_it_is_written_like_those_of_the_plan() -> None:
    folio = sauro.read(SAMPLES / "ubnd_xa.txt")
    plan = sauro.extract_plan(folio)
    assert task_to_json(plan.tasks[0], folio) == to_json(plan, folio)["tasks"][0]  # type: ignore[index]
