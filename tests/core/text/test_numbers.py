"""Figures with their measure and comparison."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.text.numbers import Comparator, Quantity, figure_value, find_quantities, worded_value


@pytest.mark.parametrize(
    ("text", "covered", "value", "unit", "comparator"),
    [
        ("đạt 95%", "95%", 95, "%", "="),
        ("đạt từ 95% trở lên", "từ 95% trở lên", 95, "%", ">="),
        ("không ít hơn 60% tổng số", "không ít hơn 60%", 60, "%", ">="),
        ("không dưới 90 %", "không dưới 90 %", 90, "%", ">="),
        ("đạt tối thiểu là 80%", "tối thiểu là 80%", 80, "%", ">="),
        ("ít nhất vào năm 2031 đạt 40%", "ít nhất vào năm 2031 đạt 40%", 40, "%", ">="),
        ("trên 3% mỗi năm", "trên 3%", 3, "%", ">="),
        ("≥ 30% hộ", "≥ 30%", 30, "%", ">="),
        ("không quá 1,5 ngày", "không quá 1,5 ngày", 1.5, "ngày", "<="),
        ("không quá 1/2 ngày", "không quá 1/2 ngày", 0.5, "ngày", "<="),
        ("tối đa 02 ngày", "tối đa 02 ngày", 2, "ngày", "<="),
        ("dưới 5%", "dưới 5%", 5, "%", "<="),
        ("từ 10% trở xuống", "từ 10% trở xuống", 10, "%", "<="),
        ("trong nửa ngày", "nửa ngày", 0.5, "ngày", "="),
        ("02 cuộc", "02 cuộc", 2, "cuộc", "="),
        ("1.234 hộ", "1.234 hộ", 1234, "hộ", "="),
        ("giảm mười lăm phần trăm", "mười lăm phần trăm", 15, "%", "="),
        ("có ít nhất một cơ sở", "ít nhất một cơ sở", 1, "cơ sở", ">="),
        ("đạt 400 triệu USD", "400 triệu USD", 400, "triệu USD", "="),
    ],
)
def test_one_quantity(text: str, covered: str, value: float, unit: str, comparator: str) -> None:
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == covered
    assert (found.value, found.unit, found.comparator) == (value, unit, Comparator(comparator))


def test_a_range_has_a_lower_and_an_upper_end() -> None:
    (found,) = find_quantities("tăng 10 - 13%/năm")
    assert found == Quantity(5, 13, 10.0, "%", Comparator.EQUAL, 13.0, 5)


def test_a_point_of_departure_is_no_floor() -> None:
    departure, aim = find_quantities("từ 50% lên 70%")
    assert [departure.comparator, aim.comparator] == [Comparator.EQUAL, Comparator.EQUAL]


@pytest.mark.parametrize(
    "text",
    [
        "năm 2031",
        "ngày 05/5/2031",
        "05/05",
        "24/7",
        "Điều 5 khoản 2",
        "giai đoạn 2031 - 2035",
        "số 66/QĐ-TTg",
        "quý 3",
        "một việc một đầu mối",
        "năm ngoái",
    ],
)
def test_figures_that_name_something_are_no_quantities(text: str) -> None:
    assert find_quantities(text) == ()


@pytest.mark.parametrize(
    ("figure", "value"),
    [("1.234", 1234), ("1.234,5", 1234.5), ("1,5", 1.5), ("1/2", 0.5), ("10.5", 10.5), ("07", 7)],
)
def test_values_of_figures(figure: str, value: float) -> None:
    assert figure_value(figure) == value


def test_division_by_nought_is_refused() -> None:
    with pytest.raises(ValueError, match="nought"):
        figure_value("1/0")


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("mười lăm", 15),
        ("hai mươi", 20),
        ("hai mươi lăm", 25),
        ("một trăm", 100),
        ("chín", 9),
        ("một trăm linh năm", 105),
    ],
)
def test_values_of_words(words: str, value: float) -> None:
    assert worded_value(words) == value


@pytest.mark.parametrize("words", ["", "linh", "một hai", "đầu mối"])
def test_words_that_are_no_numeral(words: str) -> None:
    assert worded_value(words) is None


@given(st.integers(0, 999_999), st.sampled_from(["%", " hộ", " cuộc"]))
def test_whole_figures_are_read_back(value: int, unit: str) -> None:
    written = f"{value:,}".replace(",", ".")
    (found,) = find_quantities(f"đạt {written}{unit}")
    assert (found.value, found.unit) == (value, unit.strip())


@given(st.text(alphabet="0123456789,./%- –đạtừlênmộhaingày\n", max_size=60))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for found in find_quantities(text):
        assert 0 <= found.start <= found.figure < found.end <= len(text)


@pytest.mark.parametrize(
    ("text", "comparator", "value", "unit"),
    [
        ("đạt lớn hơn hoặc bằng 92%", ">=", 92, "%"),
        ("bằng hoặc cao hơn 92%", ">=", 92, "%"),
        ("nhỏ hơn hoặc bằng 3%", "<=", 3, "%"),
        ("ít nhất 2/3 số xã đạt chuẩn", ">=", 66.67, "%"),
        ("không quá 1/3 số cuộc họp", "<=", 33.33, "%"),
        ("tối thiểu một nửa số hộ", ">=", 50, "%"),
        ("tối thiểu 01 đề án", ">=", 1, "đề án"),
        ("tối thiểu 50 mét giá/quý", ">=", 50, "mét giá"),
    ],
)
def test_bounds_and_fractions(text: str, comparator: str, value: float, unit: str) -> None:
    assert [(one.comparator.value, one.value, one.unit) for one in find_quantities(text)] == [
        (comparator, value, unit)
    ]


@pytest.mark.parametrize("text", ["2/3 số xã", "ngày 2/3 số xã", "ít nhất 3/2 số xã", "nửa số hộ"])
def test_a_bare_fraction_is_no_quantity(text: str) -> None:
    assert [one for one in find_quantities(text) if one.unit == "%"] == []


@pytest.mark.parametrize(
    "text", ["trước 7/9 xã phải xong", "ngày 7/9 xã họp", "12/9 thôn", "7/9/2031 xã họp"]
)
def test_a_day_before_a_unit_is_not_so_many_of_all(text: str) -> None:
    assert [one for one in find_quantities(text) if one.unit == "%"] == []


def test_what_must_not_happen_more_often_has_a_ceiling() -> None:
    (found,) = find_quantities("không để xảy ra trên 02 ca")
    assert (found.comparator, found.value, found.unit) == (Comparator.AT_MOST, 2, "ca")
