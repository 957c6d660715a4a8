from tools.sample_text import Appendix, Ending, Grid, Head, Item, Mark, Plain, Title, parse

PLAN = """ỦY BAN NHÂN DÂN
XÃ ĐỒI MÂY

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Số: 7/KH-UBND

Đồi Mây, ngày 02 tháng 3 năm 2026

## KẾ HOẠCH

**Sửa đường vào đồi chè**

### I. NHIỆM VỤ

1. Rải đá đoạn qua dốc

a) Chở đá từ bãi cát lên dốc, mỗi chuyến

không quá một tấn.

đ) Dựng biển báo.

- Tổ Đường làm trước mùa mưa.

Lời dặn cuối./.

Nơi nhận:
- Tổ Đường;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Vừ Thị Mây

**PHỤ LỤC**
**CHIA VIỆC**
*(Kèm theo Kế hoạch số 7/KH-UBND
của Ủy ban nhân dân xã Đồi Mây)*

TT\tViệc\tAi làm
1\tChở đá\tTổ Đường

TT\tViệc\tAi làm
2\tSan nền\tTổ Đất
"""


def elements(kind):
    return [element for element in parse(PLAN) if isinstance(element, kind)]


def texts(lines):
    return [line.text for line in lines]


def test_head_has_two_columns():
    (head,) = elements(Head)
    assert texts(head.left) == ["ỦY BAN NHÂN DÂN", "XÃ ĐỒI MÂY"]
    assert texts(head.right) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert head.number.text == "Số: 7/KH-UBND"
    assert head.place_date.text == "Đồi Mây, ngày 02 tháng 3 năm 2026"


def test_title_is_kind_and_subject():
    (title,) = elements(Title)
    assert texts(title.lines) == ["KẾ HOẠCH", "Sửa đường vào đồi chè"]


def test_items_keep_mark_and_label_and_a_cut_paragraph_is_whole_again():
    found = [(item.mark, item.label, "".join(piece.text for piece in item.pieces)) for item in elements(Item)]
    assert found == [
        (Mark.ROMAN, "I.", "NHIỆM VỤ"),
        (Mark.ARABIC, "1.", "Rải đá đoạn qua dốc"),
        (Mark.LETTER, "a)", "Chở đá từ bãi cát lên dốc, mỗi chuyến không quá một tấn."),
        (Mark.LETTER, "đ)", "Dựng biển báo."),
        (Mark.DASH, "-", "Tổ Đường làm trước mùa mưa."),
    ]
    assert ["".join(piece.text for piece in plain.pieces) for plain in elements(Plain)] == ["Lời dặn cuối./."]


def test_ending_is_recipients_and_signature():
    (ending,) = elements(Ending)
    assert texts(ending.recipients) == ["Nơi nhận:", "- Tổ Đường;", "- Lưu: VT."]
    assert texts(ending.signature) == ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Vừ Thị Mây"]


def test_appendix_and_its_table_without_the_repeated_head():
    (appendix,) = elements(Appendix)
    assert texts(appendix.lines) == [
        "PHỤ LỤC",
        "CHIA VIỆC",
        "(Kèm theo Kế hoạch số 7/KH-UBND của Ủy ban nhân dân xã Đồi Mây)",
    ]
    (grid,) = elements(Grid)
    assert [texts(row) for row in grid.rows] == [
        ["TT", "Việc", "Ai làm"],
        ["1", "Chở đá", "Tổ Đường"],
        ["2", "San nền", "Tổ Đất"],
    ]


def test_head_and_ending_folded_by_a_portal_are_lines_again():
    folded = (
        "ỦY BAN NHÂN DÂN XÃ ĐỒI MÂY -------\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc --------\n\n"
        "Số: 7/KH-UBND\n\nKẾ HOẠCH\n\nSửa đường\n\nNơi nhận: - Tổ Đường; - Lưu: VT.\n\n"
        "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Vừ Thị Mây\n"
    )
    head, _, ending = parse(folded)
    assert isinstance(head, Head)
    assert isinstance(ending, Ending)
    assert texts(head.right) == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert texts(ending.recipients) == ["Nơi nhận:", "- Tổ Đường;", "- Lưu: VT."]
    assert texts(ending.signature) == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Vừ Thị Mây"]
