import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.text.marks import MarkKind, read_mark, roman_number, roman_text


@pytest.mark.parametrize(
    ("line", "kind", "label", "rest"),
    [
        ("I. MỤC ĐÍCH", MarkKind.ROMAN, "I", "MỤC ĐÍCH"),
        ("IV- TỔ CHỨC", MarkKind.ROMAN, "IV", "TỔ CHỨC"),
        ("12. Sở Tư pháp", MarkKind.ARABIC, "12", "Sở Tư pháp"),
        ("2.10. Đề nghị", MarkKind.DECIMAL_2, "10", "Đề nghị"),
        ("1.2.3 Nội dung", MarkKind.DECIMAL_3, "3", "Nội dung"),
        ("đ) Tổ chức", MarkKind.LETTER, "đ", "Tổ chức"),
        ("a. Thời gian", MarkKind.LETTER, "a", "Thời gian"),
        ("aa) Sau z", MarkKind.LETTER_2, "aa", "Sau z"),
        ("b.12 ) Dài nhất", MarkKind.LETTER_2, "b.12", "Dài nhất"),
        ("(viii) Lập sổ", MarkKind.SMALL_ROMAN, "viii", "Lập sổ"),
        ("(1) Việc", MarkKind.PARENTHESES, "1", "Việc"),
        ("1) Việc", MarkKind.BRACKET, "1", "Việc"),
        ("1.1- Phòng", MarkKind.DECIMAL_2, "1", "Phòng"),
        ("– Gạch dài", MarkKind.DASH, "", "Gạch dài"),
        ("-Không cách", MarkKind.DASH, "", "Không cách"),
        ("+ Dấu cộng", MarkKind.CROSS, "", "Dấu cộng"),
        ("* Dấu sao", MarkKind.STAR, "", "Dấu sao"),
        ("Điều 3. Hiệu lực", MarkKind.ARTICLE, "3", "Hiệu lực"),
        ("PHẦN THỨ HAI", MarkKind.PART, "2", ""),
    ],
)
def test_marks(line: str, kind: MarkKind, label: str, rest: str) -> None:
    mark = read_mark(line)
    assert mark is not None
    assert (mark.kind, mark.label, line[mark.length :]) == (kind, label, rest)


@pytest.mark.parametrize(
    "line",
    [
        "100 doanh nghiệp",
        "1.500 lượt",
        "31/3/2026 là hạn",
        "Phần mềm kế toán",
        "---",
        "",
        "Điều 5 Nghị định",
        "A Lưới",
        "V/v giảm họp",
    ],
)
def test_what_only_looks_like_a_mark(line: str) -> None:
    assert read_mark(line) is None


def test_letters_count_in_the_order_of_the_vietnamese_alphabet() -> None:
    assert [read_mark(f"{letter}) x").ordinal for letter in "abcdđegh"] == [1, 2, 3, 4, 5, 6, 7, 8]  # type: ignore[union-attr]


@given(st.integers(1, 89))
def test_roman_numbers_go_both_ways(value: int) -> None:
    assert roman_number(roman_text(value)) == value


@given(st.text(max_size=30))
def test_any_line_is_read_without_error(line: str) -> None:
    mark = read_mark(line)
    assert mark is None or 0 < mark.length <= len(line)
