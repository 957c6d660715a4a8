"""Labels of list items that a tab sets apart from their text."""

from __future__ import annotations

import numpy as np
import pytest
from tests.core.reading.scan_drawer import DPI, Sheet, saved

from sauro.reading.scan import read_image
from sauro.reading.scan_labels import Label, carried_back, closed_up, labels_of
from sauro.reading.tesseract import Gray, Word

ITEMS = (
    ("I.", "MỤC TIÊU", True),
    ("1.", "Mục tiêu chung", False),
    ("a)", "Trồng mới 300 cây bóng mát dọc các trục đường thôn.", False),
    ("b)", "Thay 40 cây đã chết trong các vườn hoa của xã.", False),
    ("c)", "Tưới đủ nước cho cây trong các tháng khô hạn.", False),
    ("d)", "Quét vôi gốc cây hai lần mỗi năm tại chợ và trường học.", False),
    ("2.", "Mục tiêu cụ thể", False),
    ("-", "Các thôn giao cho từng hộ chăm sóc hàng cây trước nhà.", False),
    ("-", "Hội Nông dân cấp giống cho 12 thôn trong tháng 3.", False),
    ("II.", "NHIỆM VỤ", True),
    ("1.", "Phòng Kinh tế lập danh sách cây cần thay.", False),
)


def listed(gap: int = 46) -> Sheet:
    """A page of list items whose labels end so many pixels before their text."""
    sheet = Sheet()
    sheet.y = 300
    for label, text, bold in ITEMS:
        sheet.text(400 - gap, sheet.y, label, bold=bold, anchor="rs")
        sheet.text(400, sheet.y, text, bold=bold)
        sheet.y += 62
    return sheet


def grey(sheet: Sheet) -> Gray:
    return np.asarray(sheet.image.convert("L"), np.uint8)


def test_every_label_is_found_and_none_of_the_text() -> None:
    labels = sorted(labels_of(grey(listed()), DPI), key=lambda label: label.top)
    assert len(labels) == len(ITEMS)
    assert all(label.right < 400 <= label.right + label.move + 30 for label in labels)


def test_labels_close_to_their_text_stay_where_they_are() -> None:
    assert labels_of(grey(listed(gap=12)), DPI) == []


def test_columns_and_lone_words_are_no_labels() -> None:
    sheet = Sheet()
    for row in range(6):
        sheet.text(236, 300 + 62 * row, "Số cây", points=12)
        sheet.text(700, 300 + 62 * row, "đã trồng trong năm tại các thôn")
    sheet.text(236, 900, "xã.")
    assert labels_of(grey(sheet), DPI) == []


def test_moved_labels_leave_nothing_behind_and_touch_no_text() -> None:
    picture = grey(listed())
    moved = closed_up(picture, labels_of(picture, DPI))
    assert (moved[:, :330] == 255).all()
    assert (moved[:, 400:] == picture[:, 400:]).all()
    assert int((moved < 128).sum()) == int((picture < 128).sum())


def test_words_are_carried_back() -> None:
    label = Label(300, 100, 330, 130, 40)
    words = [Word("c)", 90.0, 343, 104, 366, 128), Word("Tưới", 95.0, 400, 104, 460, 128)]
    assert carried_back(words, [label]) == [
        Word("c)", 90.0, 303, 104, 326, 128, is_label=True),
        words[1],
    ]


@pytest.mark.ocr
def test_a_list_with_labels_set_apart_is_read_as_it_is_printed() -> None:
    folio = read_image(saved(listed().image), name="danh_sach.png")
    assert [paragraph.text.split()[0] for paragraph in folio.paragraphs] == [label for label, _, _ in ITEMS]
    first = list(folio.paragraphs)[2].runs[0]
    assert first.text.strip() == "a)"
    assert first.box is not None
    assert first.box.right * DPI / 72 < 362
