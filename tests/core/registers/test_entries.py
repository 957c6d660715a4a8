from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.registers.made_registers import (
    INCOMING,
    OUTGOING,
    TODAY,
    codes,
    incoming,
    laid_out,
    lines_of,
    numbered,
    outgoing,
)  # fmt: skip

from sauro.registers.entries import entries, secrets
from sauro.registers.model import (
    Channel,
    Direction,
    Entry,
    Field,
    LeftOut,
    Reason,
    Secret,
    Urgency,
    column_letters,
)
from sauro.registers.repeated import identity
from sauro.registers.tally import Tally

OUT = [
    "12/KH-UBND",
    "15/06/2026",
    "Kế hoạch họp dân",
    "Trần Văn Mẫu",
    "- HĐND xã;\n- Các thôn;",
    "VP",
    5,
    "16/06/2026",
    "",
    "x",
]
IN = ["15/06/2026", 101, "Sở Mẫu", "12/SNV-TC", "10/06/2026", "V/v họp", "VP", "", "", ""]


def changed(row, **cells):
    """The row with cells changed by the letters of their columns."""
    copy = list(row)
    for letter, value in cells.items():
        copy[ord(letter) - 65] = value
    return copy


def test_a_document_that_left():
    assert outgoing(OUT) == [
        Entry(
            2, number=12, symbol="KH-UBND", reference="12/KH-UBND", dated=date(2026, 6, 15), kind="Kế hoạch",
            subject="họp dân", signer="Trần Văn Mẫu", recipients="HĐND xã; Các thôn;", kept_by="VP", copies=5,
            forwarded=date(2026, 6, 16), note="x",
        )
    ]  # fmt: skip


def test_a_document_that_arrived():
    assert incoming(IN) == [
        Entry(
            2, number=12, symbol="SNV-TC", reference="12/SNV-TC", dated=date(2026, 6, 10), arrival_number=101,
            arrived=date(2026, 6, 15), issuer="Sở Mẫu", kind="Công văn", subject="họp", handler="VP",
        )
    ]  # fmt: skip


def test_urgency_channel_due_and_state():
    heading = [
        "Số đến", "Ngày đến", "Số ký hiệu", "Ngày VB", "Nơi gửi", "Trích yếu", "Loại VB", "Độ khẩn",
        "Hình thức nhận", "Hạn xử lý", "Trạng thái", "Số trang",
    ]  # fmt: skip
    row = [
        1,
        "15/6/2026",
        "12/SNV-TC",
        "10/6/2026",
        "Sở Mẫu",
        "họp",
        "CV",
        "Khẩn",
        "Trục liên thông",
        "30/6/2026",
        "Đang xử lý",
        "03 trang",
    ]
    (entry,) = lines_of([heading, row])
    assert (entry.urgency, entry.channel, entry.due) == (
        Urgency.URGENT,
        Channel.ELECTRONIC,
        date(2026, 6, 30),
    )
    assert (entry.state, entry.kind, entry.pages, entry.faults) == ("Đang xử lý", "Công văn", 3, ())


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"A": ""}, ["number.missing"]),
        ({"A": "12-15/KH-UBND"}, ["number.several"]),
        ({"A": date(2026, 5, 1)}, ["number.is_day"]),
        ({"A": "/KH-UBND"}, ["number.blank"]),
        ({"A": "#REF!"}, ["cell.without_value"]),
        ({"B": ""}, ["dated.missing"]),
        ({"B": "15/06/2026; 16/06/2026"}, ["day.several"]),
        ({"B": "31/06/2026"}, ["day.impossible"]),
        ({"B": "02/07/2026"}, ["dated.future"]),
        ({"C": ""}, ["subject.missing"]),
        ({"C": "#N/A"}, ["cell.without_value"]),
    ],
)
def test_faults_that_stop_a_row(cells, found):
    entry = outgoing(OUT, changed(OUT, **cells))[1]
    assert codes(entry) == found
    assert not entry.is_fit


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"A": "153a/KH-UBND"}, ["number.suffix"]),
        ({"A": "12/abc"}, ["number.unusual"]),
        ({"B": "15/6"}, ["day.completed"]),
        ({"B": "31/12/2025"}, ["day.other_year"]),
        ({"G": "nhiều"}, ["count.unread"]),
        ({"H": "hôm qua"}, ["day.unread"]),
    ],
)
def test_faults_that_do_not_hinder(cells, found):
    entry = outgoing(OUT, OUT, OUT, OUT, OUT, changed(OUT, **cells))[-1]
    assert codes(entry) == found
    assert entry.is_fit


@pytest.mark.parametrize(
    ("cells", "found", "fit"),
    [
        ({"A": ""}, ["arrived.missing"], False),
        ({"B": ""}, ["arrival.missing"], False),
        ({"B": "chưa"}, ["arrival.unread"], False),
        ({"D": ""}, ["number.missing"], True),
        ({"D": "không số"}, ["number.unread"], True),
        ({"E": ""}, [], True),
        ({"E": "20/06/2026"}, ["dated.after_arrival"], True),
        ({"A": "02/07/2026"}, ["arrived.future"], False),
    ],
)
def test_faults_of_what_arrives(cells, found, fit):
    entry = incoming(IN, IN, IN, IN, IN, changed(IN, **cells))[-1]
    assert (codes(entry), entry.is_fit) == (found, fit)


def test_a_fault_names_its_cell_and_never_what_stands_in_it():
    (_, entry) = outgoing(OUT, changed(OUT, B="mười lăm bí mật"))
    assert [(fault.place, "mười lăm" in fault.message) for fault in entry.faults] == [
        ("dòng 3, cột B", False)
    ]


def test_formulas_without_a_value():
    (entry,) = outgoing(changed(OUT, B=""), OUT, OUT, without_value=frozenset({(2, 1), (2, 9)}))[:1]
    assert codes(entry) == ["cell.without_value", "cell.without_value"]
    assert not entry.is_fit


def test_kind_against_symbol():
    heading = ["Số, ký hiệu", "Loại VB", "Ngày ký", "Trích yếu", "Nơi nhận"]
    row = ["12/KH-UBND", "Kế hoạch", "15/6/2026", "họp", "Các thôn"]
    right, wrong, unknown = lines_of([heading, row, changed(row, B="Báo cáo"), changed(row, B="Bưu phẩm")])
    assert (right.kind, codes(right)) == ("Kế hoạch", [])
    assert (wrong.kind, codes(wrong)) == ("Báo cáo", ["kind.differs"])
    assert (unknown.kind, codes(unknown)) == ("Kế hoạch", ["kind.unknown"])


def test_recipients_in_several_columns():
    heading = ["Số, ký hiệu", "Ngày ký", "Trích yếu", "Nơi nhận nội bộ", "Nơi nhận bên ngoài"]
    row = ["12/KH-UBND", "15/6/2026", "họp", "VP", "Các thôn"]
    both, one = lines_of([heading, row, changed(row, D="")])
    assert (both.recipients, one.recipients) == ("VP; Các thôn", "Các thôn")


def test_number_and_symbol_in_two_cells():
    heading = ["Số", "Ký hiệu", "Ngày ký", "Trích yếu", "Nơi nhận"]
    (entry,) = lines_of([heading, [5, "/KH-UBND", "15/6/2026", "họp", "Các thôn"]])
    assert (entry.reference, entry.kind) == ("05/KH-UBND", "Kế hoạch")


def test_two_dates_of_two_columns_in_one_cell_each():
    heading = ["Số và ngày đến", "Số, ký hiệu, ngày văn bản", "Nơi gửi", "Trích yếu"]
    (entry,) = lines_of([heading, ["101\n15/06/2026", "12/SNV-TC ngày 10/06/2026", "Sở Mẫu", "họp"]])
    assert (entry.arrival_number, entry.arrived) == (101, date(2026, 6, 15))
    assert (entry.reference, entry.dated, entry.faults) == ("12/SNV-TC", date(2026, 6, 10), ())


@pytest.mark.parametrize("mark", ['"', "nt", "-nt-", "Như trên", "”"])
def test_ditto_marks_say_what_stands_above(mark):
    first, second = outgoing(OUT, changed(OUT, A="13/KH-UBND", B=mark, D=mark))
    assert (second.dated, second.signer) == (first.dated, first.signer)


def test_a_day_merged_over_several_rows_holds_for_all_of_them():
    rows = [OUT, changed(OUT, A="13/KH-UBND", B=""), changed(OUT, A="14/KH-UBND", B="16/06/2026")]
    found = outgoing(*rows, merged=((2, 1, 3, 1),))
    assert [entry.dated for entry in found] == [date(2026, 6, 15), date(2026, 6, 15), date(2026, 6, 16)]


def test_a_document_over_several_rows_is_one():
    more = ["", "", "", "", "Ban Mẫu", "", "", "", "", ""]
    areas = tuple((2, column, 3, column) for column in (0, 1, 2, 3))
    found = outgoing(OUT, more, changed(OUT, A="13/KH-UBND"), merged=areas)
    assert [type(line) for line in found] == [LeftOut, Entry, Entry]
    assert found[0] == LeftOut(3, Reason.CONTINUED)
    assert found[1].recipients == "HĐND xã; Các thôn;; Ban Mẫu"


def test_a_subject_merged_over_documents_with_numbers_of_their_own():
    found = outgoing(OUT, changed(OUT, A="13/KH-UBND", C=""), merged=((2, 2, 3, 2),))
    assert [(entry.number, entry.subject) for entry in found] == [(12, "họp dân"), (13, "họp dân")]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (["Tháng 01/2026"], Reason.SECTION),
        (["I. VĂN BẢN QUY PHẠM PHÁP LUẬT"], Reason.SECTION),
        (["", "", "VĂN BẢN HÀNH CHÍNH"], Reason.SECTION),
        (["Tổng cộng: 125 văn bản"], Reason.TOTAL),
        (["Cộng", "", "", "", "", "", 125], Reason.TOTAL),
        (OUTGOING, Reason.HEADING),
        ([str(number) for number in range(1, 11)], Reason.HEADING),
        (["", "", "Mẫu, ngày 30 tháng 6 năm 2026"], Reason.SECTION),
        (["", "", "Người lập sổ", "", "Chánh Văn phòng"], Reason.SECTION),
    ],
)
def test_rows_that_are_no_document(row, reason):
    row = [*row, *[""] * (10 - len(row))]
    assert outgoing(OUT, row, OUT)[1] == LeftOut(3, reason)


def test_a_number_without_anything_else_is_a_document_with_faults():
    entry = outgoing(OUT, ["13", *[""] * 9])[1]
    assert (entry.number, codes(entry)) == (13, ["subject.missing", "dated.missing"])


SECRET_HEADING = ["Số, ký hiệu", "Ngày ký", "Trích yếu", "Nơi nhận", "Độ mật"]
SECRET_ROW = ["12/KH-UBND", "15/06/2026", "Nội dung kín", "Các thôn", "Mật"]


def test_of_a_classified_document_nothing_is_kept_but_its_month():
    (line,) = lines_of([SECRET_HEADING, SECRET_ROW])
    assert line == Secret(2, "2026-06")
    assert "kín" not in repr(line)


def test_an_unknown_word_in_the_column_of_secrecy_leaves_the_row_out():
    assert lines_of([SECRET_HEADING, changed(SECRET_ROW, E="?")]) == [Secret(2, "2026-06", doubtful=True)]


def test_the_column_of_secrecy_counts_whatever_a_person_takes_it_for():
    rows = [SECRET_HEADING, SECRET_ROW]
    layout = laid_out(rows).choosing({4: Field.OTHER})
    assert list(entries(numbered(rows), layout, on=TODAY)) == [Secret(2, "2026-06")]


def test_a_mark_in_any_column_is_enough():
    assert outgoing(changed(OUT, J="(MẬT)")) == [Secret(2, "2026-06")]


def test_in_a_register_of_classified_documents_every_row_is_one():
    found = lines_of([["SỔ VĂN BẢN MẬT ĐI"], OUTGOING, OUT, OUT])
    assert found == [Secret(3, "2026-06"), Secret(4, "2026-06")]


def test_classified_documents_alone():
    rows = [SECRET_HEADING, SECRET_ROW, changed(SECRET_ROW, E=""), changed(SECRET_ROW, E="?")]
    found = list(secrets(numbered(rows), laid_out(rows)))
    assert found == [line for line in lines_of(rows) if isinstance(line, Secret)]
    assert [line.row for line in found] == [2, 4]


def test_a_section_of_classified_documents():
    section = ["II. VĂN BẢN MẬT", *[""] * 9]
    found = outgoing(OUT, section, OUT, ["Tháng 6", *[""] * 9], OUT, ["III. VĂN BẢN THƯỜNG", *[""] * 9], OUT)
    assert [type(line) for line in found] == [Entry, LeftOut, Secret, LeftOut, Secret, LeftOut, Entry]


def test_the_rest_of_a_classified_document_is_not_added_to_the_one_before():
    rows = [
        SECRET_HEADING,
        changed(SECRET_ROW, A="11/KH-UBND", E=""),
        SECRET_ROW,
        ["", "", "", "Ban Mẫu", ""],
    ]
    found = lines_of(rows, merged=((3, 0, 4, 0),))
    assert [type(line) for line in found] == [Entry, Secret, LeftOut]
    assert found[0].recipients == "Các thôn"


def test_identity_of_a_document():
    (first,), (second,) = incoming(IN), incoming(changed(IN, C="SỞ MẪU ", D="12/SNV - TC"))
    assert identity(first, Direction.INCOMING) == identity(second, Direction.INCOMING)
    (other,) = incoming(changed(IN, C="Sở Khác"))
    assert identity(first, Direction.INCOMING) != identity(other, Direction.INCOMING)
    (without,) = incoming(changed(IN, D=""))
    assert identity(without, Direction.INCOMING) is None


def test_identity_of_a_bare_number_has_its_kind():
    one = Entry(3, number=12, reference="12", kind="Kế hoạch", dated=date(2026, 1, 5))
    assert identity(one, Direction.OUTGOING) != identity(replace(one, kind="Báo cáo"), Direction.OUTGOING)
    whole = replace(one, symbol="KH-UBND", reference="12/KH-UBND")
    assert identity(whole, Direction.OUTGOING) == identity(replace(whole, kind=""), Direction.OUTGOING)


def test_the_tally_of_a_register():
    rows = [
        OUT,
        OUT,
        changed(OUT, B="16/06/2026"),
        changed(OUT, A="13/KH-UBND", B=""),
        ["Tổng cộng: 4", *[""] * 9],
        changed(OUT, A="14/KH-UBND", J="MẬT"),
    ]
    tally = Tally(Direction.OUTGOING)
    taken = [tally.takes(line) for line in outgoing(*rows)]
    assert taken == [True, False, True, False, False, False]
    assert (tally.fit, tally.repeated, tally.unfit, tally.secret_rows) == (2, 1, 1, 1)
    assert tally.left_out == {Reason.TOTAL: 1}
    assert tally.secret == {"2026-06": 1}
    assert tally.codes == {"row.repeated": 1, "number.twice": 1, "dated.missing": 1}
    assert (tally.first, tally.last) == (date(2026, 6, 15), date(2026, 6, 16))


def test_letters_of_columns():
    assert [column_letters(index) for index in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


CELLS = st.one_of(
    st.text(max_size=20),
    st.integers(-10, 60_000),
    st.floats(allow_nan=False),
    st.dates(),
    st.booleans(),
    st.sampled_from(["", "12/KH-UBND", "15/06/2026", "MẬT", "nt", "Tổng cộng", *OUTGOING[:3]]),
)


@given(st.lists(st.lists(CELLS, max_size=12), max_size=8), st.sampled_from([OUTGOING, INCOMING]))
def test_any_rows_are_read_and_none_is_lost(rows, heading):
    good = OUT if heading is OUTGOING else IN
    found = lines_of([heading, good, *rows])
    filled = {number for number, _ in numbered([heading, good, *rows])} - {1}
    assert {line.row for line in found} == filled
