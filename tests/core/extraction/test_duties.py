from sauro.extraction.plan import extract_plan
from sauro.folio.notation import notate


def reports(text: str) -> list[tuple[list[str], list[str], str | None, str | None]]:
    return [
        (list(duty.reporter), list(duty.receiver), duty.period.value if duty.period else None, duty.due_day)
        for duty in extract_plan(notate(text)).reporting
    ]


def test_one_entry_a_period_with_its_day() -> None:
    assert reports("""
        IV. TỔ CHỨC THỰC HIỆN
        1. Các phòng, ban
        Định kỳ 6 tháng (trước ngày 10 tháng 6), hằng năm (trước ngày 10 tháng 12) báo cáo Phòng Nội vụ.
    """) == [
        (["Các phòng, ban"], ["Phòng Nội vụ"], "half_year", "06-10"),
        (["Các phòng, ban"], ["Phòng Nội vụ"], "year", "12-10"),
    ]


def test_each_report_of_one_clause_that_is_called_so() -> None:
    assert reports("""
        IV. TỔ CHỨC THỰC HIỆN
        1. Phòng Cây xanh báo cáo trước ngày 25 hằng tháng, báo cáo quý trước ngày 25 tháng cuối quý.
    """) == [(["Phòng Cây xanh"], [], "month", None), (["Phòng Cây xanh"], [], "quarter", None)]


def test_he_whom_another_advises_is_the_reporter() -> None:
    assert reports("""
        IV. TỔ CHỨC THỰC HIỆN
        1. Phòng Kinh tế
        Định kỳ hằng quý tham mưu UBND xã báo cáo Sở Tài chính.
    """) == [(["UBND xã"], ["Sở Tài chính"], "quarter", None)]


def test_a_report_without_a_period_is_none() -> None:
    assert (
        reports("""
        IV. TỔ CHỨC THỰC HIỆN
        1. Phòng Kinh tế
        Tổng hợp, báo cáo Ủy ban nhân dân xã theo quy định.
    """)
        == []
    )


def test_the_rhythm_of_the_row_is_that_of_the_report_in_its_product() -> None:
    assert reports("""
        PHỤ LỤC
        | TT | Nội dung | Chủ trì | Sản phẩm | Thời hạn |
        | 1 | Cắt giảm văn bản | Các phòng | Số văn bản giảm; báo cáo kết quả về Sở Nội vụ | Hằng năm |
    """) == [(["Các phòng"], ["Sở Nội vụ"], "year", None)]


def test_closing_paragraphs_may_ask_for_reports() -> None:
    assert [
        row[2:]
        for row in reports("""
        IV. TỔ CHỨC THỰC HIỆN
        1. Sở Y tế: Theo dõi dịch bệnh.
        Yêu cầu các đơn vị định kỳ hằng tháng báo cáo kết quả về Sở Y tế./.
    """)
    ] == [("month", None)]


def test_the_verb_of_reporting_is_no_part_of_a_name() -> None:
    assert reports("""
        III. TỔ CHỨC THỰC HIỆN
        1. Các cơ quan, đơn vị báo cáo kết quả về Phòng Nội vụ trước ngày 20 tháng 12 hằng năm.
    """) == [(["Các cơ quan, đơn vị"], ["Phòng Nội vụ"], "year", "12-20")]


def test_a_bare_dinh_ky_is_a_report_without_a_period() -> None:
    assert reports("""
        IV. TỔ CHỨC THỰC HIỆN
        1. Văn phòng: Theo dõi chung; Công an xã định kỳ báo cáo UBND xã kết quả.
    """) == [(["Công an xã"], ["UBND xã"], None, None)]


def test_a_rhythm_in_another_clause_than_the_report_is_none_of_it() -> None:
    assert (
        reports("""
        IV. TỔ CHỨC THỰC HIỆN
        1. Văn phòng: Báo cáo UBND xã khi xong việc; hằng tháng họp một lần.
        2. Công an xã: Báo cáo UBND xã khi xong việc; định kỳ họp một lần.
    """)
        == []
    )


def test_periods_in_two_clauses_and_the_receiver_named_in_another() -> None:
    assert reports("""
        IV. TỔ CHỨC THỰC HIỆN
        1. Văn phòng: Hằng tháng họp một lần; hằng quý báo cáo kết quả. Báo cáo gửi về Sở Nội vụ (qua mạng).
    """) == [(["Văn phòng"], ["Sở Nội vụ"], "quarter", None)]


def test_a_row_asks_for_a_report_only_in_the_clause_that_sends_it() -> None:
    assert reports("""
        PHỤ LỤC
        | TT | Nội dung | Chủ trì | Sản phẩm | Thời hạn |
        | 1 | Giảm họp | Công an xã | Danh mục; báo cáo kết quả | Hằng quý |
        | 2 | Giảm họp | Công an xã | Báo cáo kết quả | Hằng quý |
    """) == [(["Công an xã"], [], "quarter", None)]


def sent(text: str) -> list[tuple[list[str], list[str], str | None, str | None]]:
    return reports(f"""
        IV. TỔ CHỨC THỰC HIỆN
        1. {text}
    """)


def test_each_clause_has_its_own_receiver_and_period() -> None:
    text = (
        "Phòng Đào tạo: Theo dõi chung; báo cáo Giám đốc trung tâm vào ngày 25 hằng tháng; "
        "báo cáo Sở Y tế 6 tháng đầu năm trước ngày 10/6 và cả năm trước ngày 10/12."
    )
    assert sent(text) == [
        (["Phòng Đào tạo"], ["Giám đốc trung tâm"], "month", None),
        (["Phòng Đào tạo"], ["Sở Y tế"], "half_year", "06-10"),
        (["Phòng Đào tạo"], ["Sở Y tế"], "year", "12-10"),
    ]


def test_a_receiver_ends_where_the_time_begins() -> None:
    for time in (
        "chậm nhất ngày 15 của tháng cuối mỗi quý",
        "mỗi quý một lần",
        "hằng quý trước ngày 15 tháng cuối quý",
    ):
        (duty,) = sent(f"Sở Nội vụ báo cáo kết quả về UBND tỉnh {time}.")
        assert duty == (["Sở Nội vụ"], ["UBND tỉnh"], "quarter", None)


def test_a_receiver_may_stand_behind_several_periods() -> None:
    assert sent(
        "Chi cục Thú y báo cáo tuần (trước 16 giờ thứ Năm), báo cáo tháng (trước ngày 20) về Sở Y tế."
    ) == [
        (["Chi cục Thú y"], ["Sở Y tế"], "week", None),
        (["Chi cục Thú y"], ["Sở Y tế"], "month", None),
    ]
    assert sent("Tham mưu UBND xã báo cáo kết quả với UBND tỉnh (qua Sở Y tế) hằng quý.") == [
        (["UBND xã"], ["UBND tỉnh"], "quarter", None)
    ]


def test_all_units_of_the_list_report() -> None:
    assert sent("Các sở, ban, ngành; UBND các xã, phường định kỳ hằng quý báo cáo kết quả gửi Sở Y tế.") == [
        (["Các sở, ban, ngành", "UBND các xã, phường"], ["Sở Y tế"], "quarter", None)
    ]


def test_the_reporter_may_stand_behind_the_period_or_a_label() -> None:
    assert sent("Hằng tháng, trước ngày 05 của tháng sau, Sở Y tế báo cáo UBND tỉnh.") == [
        (["Sở Y tế"], ["UBND tỉnh"], "month", None)
    ]
    assert sent("Chế độ báo cáo: Hằng quý (trước ngày 20), các đơn vị gửi báo cáo về Sở Y tế.") == [
        (["các đơn vị"], ["Sở Y tế"], "quarter", None)
    ]
    assert sent("Tham mưu Giám đốc Sở báo cáo UBND tỉnh hằng quý.") == [
        (["Giám đốc Sở"], ["UBND tỉnh"], "quarter", None)
    ]


def test_he_who_signs_it_is_not_he_who_gets_it() -> None:
    assert sent(
        "Văn phòng xây dựng báo cáo quý, 6 tháng trình Chánh Thanh tra ký gửi Thanh tra Chính phủ."
    ) == [
        (["Văn phòng"], ["Thanh tra Chính phủ"], "quarter", None),
        (["Văn phòng"], ["Thanh tra Chính phủ"], "half_year", None),
    ]


def test_a_duty_over_two_rows_owes_no_report_of_the_cells_between() -> None:
    assert reports("""
        PHỤ LỤC
        | TT | Nội dung | Sản phẩm | Chủ trì | Thời hạn |
        | 1 | Phòng Cây xanh báo cáo | Báo cáo hằng năm | Phòng Cây xanh | Tháng 6/2026 |
        | | việc tưới hằng quý | | | |
    """) == [(["Phòng Cây xanh"], [], "quarter", None), (["Phòng Cây xanh"], [], "year", None)]


def test_the_reporter_may_stand_right_behind_the_period() -> None:
    assert reports("""
        IV. TỔ CHỨC THỰC HIỆN
        Định kỳ 6 tháng (trước ngày 05/6), 01 năm (trước ngày 05/12) các đơn vị báo cáo về Phòng Thủy lợi.
    """) == [
        (["các đơn vị"], ["Phòng Thủy lợi"], "half_year", "06-05"),
        (["các đơn vị"], ["Phòng Thủy lợi"], "year", "12-05"),
    ]


def test_a_regular_report_has_the_periods_of_its_row() -> None:
    assert reports("""
        PHỤ LỤC
        | TT | Nội dung | Chủ trì | Thời hạn |
        | 1 | Báo cáo định kỳ | Phòng Cây xanh | Quý, 6 tháng, năm |
    """) == [(["Phòng Cây xanh"], [], period, None) for period in ("quarter", "half_year", "year")]
