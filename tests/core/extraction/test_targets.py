"""Measurable targets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.extraction.targets import FoundTarget, find_targets


def targets(text: str, **given_from_outside: str) -> list[tuple[str, str, float]]:
    by = given_from_outside.get("by")
    return [(one.indicator, one.comparator, one.value) for one in find_targets(text, by=by)]


def test_a_target_with_all_its_parts() -> None:
    quote = "số cuộc họp trực tuyến phải từ 70% tổng số cuộc họp cả năm"
    text = f"Phân đấu trong năm 2031: {quote}."
    (found,) = find_targets(text, offset=10)
    start = text.index("số cuộc") + 10
    assert found == FoundTarget(
        "online_meetings_share", ">=", 70, "%", "total_meetings", "2031", quote, start, start + len(quote)
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Cắt giảm tối thiểu 20% số lượng văn bản hành chính so với năm trước.",
         [("admin_documents_reduction", ">=", 20)]),
        ("Phần đầu giảm 12% số lượng hội nghị được tổ chức hằng năm", [("meetings_reduction", "=", 12)]),
        ("giảm 12% số cuộc họp và tỷ lệ phiên họp trực tuyến đạt ít nhất 70%",
         [("meetings_reduction", "=", 12), ("online_meetings_share", ">=", 70)]),
        ("Cắt giảm 20% số lượng văn bản hành chính và 12% số lượng hội nghị",
         [("admin_documents_reduction", "=", 20), ("meetings_reduction", "=", 12)]),
        ("giải quyết hồ sơ trên môi trường số và số hóa tài liệu đạt 90%",
         [("digital_procedures_share", "=", 90), ("digitised_documents_share", "=", 90)]),
        ("Hồ sơ TTHC người dân nộp trực tuyến chiếm từ 90% trở lên",
         [("digital_procedures_share", ">=", 90)]),
        ("trên 80% kết quả giải quyết được số hóa", [("digitised_documents_share", ">=", 80)]),
        ("100% văn bản gửi, nhận dưới dạng điện tử", [("electronic_exchange_share", "=", 100)]),
        ("100% CBCCVC được đào tạo kỹ năng số", [("digital_skills_share", "=", 100)]),
        ("Tỷ lệ họp trực tuyến tối thiểu 70%, họp trực tiếp không quá 30%",
         [("online_meetings_share", ">=", 70), ("in_person_meetings_share", "<=", 30)]),
        ("Tỷ lệ hội nghị trực tuyến/tổng số hội nghị: 70%", [("online_meetings_share", "=", 70)]),
        ("Tỷ lệ TTHC được số hóa đạt 80%, năm 2032 đạt 90%",
         [("digitised_documents_share", "=", 80), ("digitised_documents_share", "=", 90)]),
        ("Nâng tỷ lệ hộ dùng nước sạch từ 85% lên 95%", [("clean_water_share", "=", 95)]),
        ("tốc độ tăng bình quân 10 - 13%/năm", [("growth_rate", ">=", 10)]),
        ("Mỗi xã không quá 04 hội nghị toàn xã trong năm", [("commune_wide_meetings", "<=", 4)]),
        ("Phấn đấu có 07 sản phẩm OCOP", [("ocop_products", "=", 7)]),
        ("Hình thành ít nhất 20 mô hình canh tác tuần hoàn", [("so_mo_hinh_canh_tac_tuan_hoan", ">=", 20)]),
        ("100% bến xe có bảng giá", [("ty_le_ben_xe_co_bang_gia", "=", 100)]),
        ("Tỷ lệ giải ngân vốn đầu tư công đạt 95%", [("investment_disbursement_share", "=", 95)]),
    ],
)  # fmt: skip
def test_indicators(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert targets(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Sản lượng ước đạt 8% so với cùng kỳ",
        "Đến nay, tỷ lệ hộ có nước sạch đạt 85%",
        "Hỗ trợ 50% chi phí vận hành",
        "Chi từ ngân sách 21.000 tỷ đồng, đạt 98% dự toán",
        "Hơn 200 nhà bị ngập",
        "hồ nuôi có mặt nước từ 12 ha trở lên",
        "Quyết định số 66/QĐ-TTg phê duyệt Đề án “Xây dựng ít nhất 100 căn hộ, đạt 80%”",
        "Họp không quá 1,5 ngày, phát biểu không quá 50 phút",
        "Nếu có từ 02 đơn vị trở lên cùng điểm thì xét tiếp",
        "Đơn vị đạt 100% được cộng 05 điểm",
        "Kế hoạch gồm 3 phần, giai đoạn 2031 - 2035",
        "Dung dịch cồn 70%",
        "",
    ],
)
def test_facts_costs_and_conditions_are_no_targets(text: str) -> None:
    assert targets(text) == []


def test_what_an_earlier_year_reached_is_a_fact() -> None:
    text = "Năm 2030 đạt 85% hộ dùng nước sạch"
    assert find_targets(text, year=2031) == ()
    assert [one.by for one in find_targets(text, year=2030)] == ["2030"]


@pytest.mark.parametrize(
    ("text", "by", "expected"),
    [
        ("Giảm 12% số lượng hội nghị", None, [None]),
        ("Giảm 12% số lượng hội nghị", "2031", ["2031"]),
        ("Đến năm 2035, giảm 12% số lượng hội nghị", "2031", ["2035"]),
        ("Năm 2031: giảm 12% số lượng hội nghị; họp trực tuyến đạt 70%. Giảm 20% số lượng văn bản.", None,
         ["2031", "2031", None]),
        ("Giảm 20% số lượng văn bản so với năm 2030", None, [None]),
    ],
)  # fmt: skip
def test_until_when(text: str, by: str | None, expected: list[str | None]) -> None:
    assert [one.by for one in find_targets(text, by=by)] == expected


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("giảm 20% số lượng văn bản hành chính so với năm trước", "previous_year"),
        ("100% văn bản trao đổi dưới dạng điện tử (trừ văn bản mật)", "exchanged_documents_excluding_secret"),
        ("100% văn bản không mật gửi nhận điện tử", "exchanged_documents_excluding_secret"),
        ("90% hồ sơ TTHC xử lý trực tuyến", "procedure_dossiers"),
        ("100% cán bộ, công chức được bồi dưỡng kỹ năng số", "civil_servants"),
        ("giảm 12% số lượng hội nghị", None),
    ],
)
def test_what_a_share_is_taken_of(text: str, basis: str | None) -> None:
    assert [one.basis for one in find_targets(text)] == [basis]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Lập kế hoạch họp, đảm bảo chỉ tiêu giảm 12% số buổi họp và tỷ lệ họp trực tuyến đạt 70%.",
         ["đảm bảo chỉ tiêu giảm 12% số buổi họp", "tỷ lệ họp trực tuyến đạt 70%"]),
        ("- Đồng thời, giảm 12% số hội nghị của cả ngành mỗi năm; báo cáo kết quả.",
         ["giảm 12% số hội nghị của cả ngành mỗi năm"]),
        ("số hóa văn bản đạt 90% (trừ văn bản mật theo quy định riêng).", ["số hóa văn bản đạt 90%"]),
        ("họp\ntrực tuyến đạt  70%, gắn với cải cách", ["họp trực tuyến đạt 70%"]),
    ],
)  # fmt: skip
def test_the_clause_is_quoted(text: str, quotes: list[str]) -> None:
    found = find_targets(text)
    assert [one.quote for one in found] == quotes
    assert [" ".join(text[one.start : one.end].split()) for one in found] == quotes


@given(st.text(alphabet="giảmtăngđạt 0123456789%,;:()“”-số hội nghị.\n", max_size=120))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for found in find_targets(text):
        assert " ".join(text[found.start : found.end].split()) == found.quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ít nhất 2/3 số điều dưỡng được đào tạo", ("ty_le_dieu_duong_duoc_dao_tao", ">=", 66.67, "%")),
        ("Giảm tỷ lệ hộ nghèo từ 5% xuống còn dưới 4%", ("poverty_rate", "<=", 4, "%")),
        ("Giảm 2% hộ nghèo", ("poverty_rate_reduction", "=", 2, "%")),
        (
            "Công suất sử dụng giường bệnh đạt 80 - 90%",
            ("ty_le_cong_suat_su_dung_giuong_benh", ">=", 80, "%"),
        ),
        ("Mỗi thôn tổ chức ít nhất 03 buổi tuyên truyền/năm", ("so_buoi_tuyen_truyen", ">=", 3, "buổi")),
        ("Số doanh nghiệp tăng ít nhất 1,5 lần so với năm 2025", ("so_doanh_nghiep", ">=", 1.5, "lần")),
        ("Xây mới không dưới 12 căn nhà cho hộ nghèo", ("so_can_nha_cho_ho_ngheo", ">=", 12, "căn nhà")),
        (
            "tối thiểu 70% người cao tuổi có thẻ ưu tiên mức 2",
            ("ty_le_nguoi_cao_tuoi_co_the_uu_tien_muc_2", ">=", 70, "%"),
        ),
        ("không quá 20% hoàn thành xuất sắc nhiệm vụ", ("ty_le_hoan_thanh_xuat_sac_nhiem_vu", "<=", 20, "%")),
        ("Đào tạo ít nhất 04 công chức trong quý III", ("so_cong_chuc_dao_tao", ">=", 4, "công chức")),
    ],
)
def test_how_a_target_is_named(text: str, expected: tuple[str, str, float, str]) -> None:
    assert [(one.indicator, one.comparator, one.value, one.unit) for one in find_targets(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "Thời gian chờ khám dưới 60 phút.",
        "Tổ chức ít nhất 02 lần/năm.",
        "Hội nghị tổ chức không quá 01 buổi.",
        "Nghị quyết được thông qua khi có ít nhất 2/3 số thành viên biểu quyết tán thành.",
        "Kết nạp 15 đảng viên.",
    ],
)
def test_lengths_of_time_quorums_and_bare_counts_are_none(text: str) -> None:
    assert find_targets(text) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kết nạp từ 12 đến 18 đảng viên mới", [(">=", 12, "đảng viên")]),
        ("Giải quyết việc làm cho 250 lao động", [("=", 250, "lao động")]),
        ("Điểm trung bình đạt từ 3,8 trở lên", [(">=", 3.8, "")]),
        ("Hoàn thành 100% kế hoạch vốn đầu tư công", [("=", 100, "%")]),
        ("Thực hiện tại 05 xã vùng cao", []),
        ("Đạt 1.250 tỷ đồng", []),
        ("Thu ngân sách trên địa bàn đạt 12,5 tỷ đồng", [("=", 12.5, "tỷ đồng")]),
        ("Thu nhập bình quân đạt 61 triệu đồng/người/năm trở lên", [(">=", 61, "triệu đồng")]),
        ("Chi ngân sách đạt 12,5 tỷ đồng", []),
        ("Kinh phí tu bổ đình làng đạt 3 tỷ đồng", []),
        ("7/9 thôn đạt chuẩn thôn xanh", [("=", 77.78, "%")]),
        ("9/9 tổ dân phố có nhà sinh hoạt", [("=", 100, "%")]),
        ("Xây dựng được 14 vùng trồng rau sạch", [("=", 14, "vùng")]),
        ("Có 03 trường đạt chuẩn xanh", [("=", 3, "trường")]),
        ("Có 03 trường hợp được xét", []),
    ],
)
def test_counts_in_a_section_of_aims(text: str, expected: list[tuple[str, float, str]]) -> None:
    found = find_targets(text, aims=True)
    assert [(one.comparator, one.value, one.unit) for one in found] == expected


def test_so_many_of_all_is_a_fact_unless_it_is_striven_for() -> None:
    assert find_targets("Toàn xã có 7/9 thôn đạt chuẩn thôn xanh, bằng 78% số thôn của cả vùng") == ()
    (found,) = find_targets("Phấn đấu 7/9 thôn đạt chuẩn thôn xanh")
    assert (found.indicator, found.value, found.unit) == ("ty_le_thon_dat_chuan_thon_xanh", 77.78, "%")


def test_cases_that_must_not_be_more() -> None:
    (found,) = find_targets("Không để xảy ra quá 03 ca đuối nước ở trẻ em.")
    assert (found.indicator, found.comparator, found.value) == ("so_duoi_nuoc_o_tre_em", "<=", 3)


def test_the_month_before_which_something_is_done_is_no_part_of_it() -> None:
    (found,) = find_targets("Tập huấn cho 100% tổ trưởng tổ xe ôm trước tháng 9/2031")
    assert (found.indicator, found.by) == ("ty_le_to_truong_to_xe_om", "2031-08-31")


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("Doanh số thương mại điện tử tăng bình quân 15 - 18%/năm", "e_commerce_growth"),
        ("Tỷ trọng thương mại điện tử trong bán lẻ tăng lên 10%", "e_commerce_share"),
        ("55% hộ kinh doanh bán hàng trên sàn thương mại điện tử", "enterprises_in_e_commerce_share"),
        (
            "100% văn bản (trừ văn bản mật) được gửi, nhận trên hệ thống điều hành tác nghiệp",
            "electronic_exchange_share",
        ),
    ],
)
def test_indicators_that_share_their_words(text: str, indicator: str) -> None:
    assert [one.indicator for one in find_targets(text)] == [indicator]


def test_a_time_at_the_end_holds_for_both_where_the_verb_does() -> None:
    found = find_targets("Cắt giảm ít nhất 30% thời gian giải quyết, ít nhất 20% chi phí trong năm 2031.")
    assert [(one.value, one.by) for one in found] == [(30, "2031"), (20, "2031")]


def test_a_rate_a_quarter_has_no_end() -> None:
    assert [one.by for one in find_targets("Đạt tối thiểu 50 mét giá/quý", by="2031")] == [None]


def test_a_level_before_that_of_its_indicator() -> None:
    found = find_targets("Giảm tối thiểu 10%, phấn đấu giảm 15% số cuộc họp so với năm 2025")
    assert [one.indicator for one in found] == ["meetings_reduction"] * 2


def test_a_figure_in_brackets_measures_what_stands_before_them() -> None:
    (found,) = find_targets("Toàn bộ sổ hộ tịch được số hóa (100%).")
    assert (found.indicator, found.value) == ("digitised_documents_share", 100)
