"""Plan text in, tasks out: the rules of the contract, one a test. Offices and duties are made up."""

from sauro.extraction.plan import extract_plan
from sauro.folio.notation import notate
from sauro.plan.model import Task


def tasks(text: str) -> tuple[Task, ...]:
    return extract_plan(notate(text)).tasks


def rows(text: str) -> list[tuple[str, str, list[str], list[str]]]:
    return [
        (
            task.path,
            task.text.value,
            [unit.value for unit in task.lead],
            [unit.value for unit in task.cooperating],
        )
        for task in tasks(text)
    ]


def dues(text: str) -> list[tuple[str, str | None, str | None]]:
    out = []
    for task in tasks(text):
        due = task.due.value if task.due else None
        out.append(
            (task.path, due.kind.value if due else None, due.date.isoformat() if due and due.date else None)
        )
    return out


def test_only_sections_of_duties_hold_tasks() -> None:
    assert rows("""
        KẾ HOẠCH
        Trồng cây xanh năm 2026
        I. MỤC ĐÍCH, YÊU CẦU
        1. Mục đích
        a) Làm cho xã xanh hơn.
        II. NHIỆM VỤ
        1. Phòng Kinh tế: Lập danh sách đường cần trồng cây.
        III. KINH PHÍ THỰC HIỆN
        Từ ngân sách xã.
        IV. TỔ CHỨC THỰC HIỆN
        1. Trạm Y tế xã
        Hướng dẫn chăm sóc cây.
        Trên đây là Kế hoạch trồng cây, yêu cầu các đơn vị thực hiện./.
    """) == [
        ("II.1", "Phòng Kinh tế: Lập danh sách đường cần trồng cây.", ["Phòng Kinh tế"], []),
        ("IV.1", "Hướng dẫn chăm sóc cây.", ["Trạm Y tế xã"], []),
    ]


def test_the_deepest_mark_is_the_leaf_and_takes_the_unit_of_its_heading() -> None:
    assert rows("""
        II. NHIỆM VỤ, GIẢI PHÁP
        1. Đổi mới chế độ họp
        a) Văn phòng HĐND và UBND xã:
        - Lập lịch họp hằng tuần.
        - Chủ trì, phối hợp với Công an xã kiểm tra phòng họp.
        b) Sở Tư pháp, Sở Y tế
        Rà soát quy chế.
    """) == [
        ("II.1.a.1", "Lập lịch họp hằng tuần.", ["Văn phòng HĐND và UBND xã"], []),
        (
            "II.1.a.2",
            "Chủ trì, phối hợp với Công an xã kiểm tra phòng họp.",
            ["Văn phòng HĐND và UBND xã"],
            ["Công an xã"],
        ),
        ("II.1.b", "Rà soát quy chế.", ["Sở Tư pháp", "Sở Y tế"], []),
    ]


def test_several_plain_paragraphs_are_a_leaf_each() -> None:
    assert [
        row[0]
        for row in rows("""
        II. NHIỆM VỤ
        1. Tuyên truyền
        Phát thanh mỗi sáng trên loa.
        Treo băng rôn ở nhà văn hóa.
        2. Tập huấn
        Mở lớp cho cán bộ thôn.
    """)
    ] == ["II.1.1", "II.1.2", "II.2"]


def test_attribute_lines_belong_to_the_item_above() -> None:
    assert rows("""
        II. NHIỆM VỤ
        1. Tuyên truyền
        a) Phát thanh mỗi sáng.
        - Cơ quan chủ trì: Trung tâm Văn hóa và Thể thao.
        - Cơ quan phối hợp: Phòng Văn hóa - Xã hội, các thôn.
        - Thời gian thực hiện: Trong tháng 6/2026.
    """) == [
        (
            "II.1.a",
            "Phát thanh mỗi sáng.",
            ["Trung tâm Văn hóa và Thể thao"],
            ["Phòng Văn hóa - Xã hội", "các thôn"],
        )
    ]


def test_one_time_after_several_dashes_holds_for_them_all() -> None:
    assert dues("""
        II. NHIỆM VỤ
        1. Họp
        a) Đổi mới cách họp.
        - Gửi tài liệu trước.
        - Không đọc lại báo cáo.
        - Thời gian thực hiện: Quý III/2026.
    """) == [("II.1.a.1", "by", "2026-09-30"), ("II.1.a.2", "by", "2026-09-30")]


def test_a_time_after_each_dash_holds_for_that_one() -> None:
    assert dues("""
        II. NHIỆM VỤ
        1. Sở Tài chính
        - Tập huấn kiểm kê.
        Thời gian hoàn thành: Tháng 3/2026.
        - Tổng hợp kết quả.
        Thời gian hoàn thành: Trước ngày 15/5/2026.
    """) == [("II.1.1", "by", "2026-03-31"), ("II.1.2", "by", "2026-05-15")]


def test_a_labelled_content_line_is_the_text_of_the_item() -> None:
    assert rows("""
        III. NỘI DUNG
        1. Truyền thông
        a) Nhiệm vụ: Viết tin bài về chuyển đổi số.
        b) Đơn vị thực hiện: Sở Ngoại vụ chủ trì, phối hợp với các hội, đoàn thể.
        c) Thời gian: Năm 2026.
    """) == [("III.1", "Viết tin bài về chuyển đổi số.", ["Sở Ngoại vụ"], ["các hội, đoàn thể"])]


def test_a_heading_that_names_a_time_gives_it_to_what_hangs_under_it() -> None:
    assert dues("""
        III. LỘ TRÌNH THỰC HIỆN
        1. Giai đoạn 2026 - 2027
        - Lắp camera.
        2. Quý IV/2028: Hoàn thiện
        - Nghiệm thu.
    """) == [("III.1.1", "by", "2027-12-31"), ("III.2.1", "by", "2028-12-31")]


def test_a_line_that_points_at_the_appendix_is_no_task() -> None:
    assert rows("""
        II. NHIỆM VỤ
        1. Phòng Kinh tế: Trồng cây.
        2. Nhiệm vụ cụ thể (có Phụ lục chi tiết kèm theo).
        (Có phụ lục phân công gửi kèm)
    """) == [("II.1", "Phòng Kinh tế: Trồng cây.", ["Phòng Kinh tế"], [])]


def test_two_sections_of_one_number_are_told_apart() -> None:
    assert [
        row[0]
        for row in rows("""
        IV. PHÂN CÔNG NHIỆM VỤ
        1. Sở Y tế: Khám bệnh.
        IV. TỔ CHỨC THỰC HIỆN
        1. Sở Nội vụ: Theo dõi.
    """)
    ] == ["IV.1", "IV.1~2"]


def test_every_value_quotes_the_words_at_its_span() -> None:
    folio = notate("""
        II. NHIỆM VỤ
        1. Phòng Kinh tế  chủ trì, phối hợp với  Công an xã kiểm tra chợ; hoàn thành trong tháng 5 năm 2026.
    """)
    (task,) = extract_plan(folio).tasks
    assert task.due is not None
    for value in (task.text, *task.lead, *task.cooperating):
        assert " ".join(value.span.of(folio.text).split()) == value.quote
    assert task.due.span.of(folio.text) == "trong tháng 5 năm 2026"


def test_a_time_limit_is_quoted_without_what_closes_the_line() -> None:
    found = tasks("""
        II. NHIỆM VỤ
        1. Phòng Kinh tế: Lập danh mục.
        - Thời hạn hoàn thành: Năm 2026.
        2. Phòng Kinh tế: Kẻ vạch đường; xong trong quý III/2026;
        - Phối hợp: Công an xã
    """)
    dues = [task.due for task in found if task.due]
    assert [(due.quote, due.value.raw) for due in dues] == [
        ("Năm 2026", "Năm 2026"),
        ("trong quý III/2026", "trong quý III/2026"),
    ]


def test_a_sentence_instead_of_a_list_of_units() -> None:
    sentence = (
        "Sở Xây dựng đăng tải thông điệp trên bảng điện tử ở các nút giao, hướng dẫn đơn vị quản lý"
        " đường treo băng rôn tuyên truyền ở nơi đông người qua lại trong dịp lễ"
    )
    assert rows(f"""
        II. NHIỆM VỤ
        1. Tuyên truyền
        - Phát thanh mỗi sáng.
        - Đơn vị thực hiện: {sentence}.
    """) == [("II.1.1", "Phát thanh mỗi sáng.", ["Sở Xây dựng"], [])]


def test_units_in_a_closing_bracket() -> None:
    assert rows("""
        II. NHIỆM VỤ
        - Lập lịch họp hằng tuần (Sở Nội vụ, Sở Y tế).
    """) == [("II.1", "Lập lịch họp hằng tuần (Sở Nội vụ, Sở Y tế).", ["Sở Nội vụ", "Sở Y tế"], [])]


def test_a_product_line_and_one_without_value() -> None:
    found = tasks("""
        II. NHIỆM VỤ
        1. Họp
        a) Lập lịch họp hằng tuần.
        - Sản phẩm: Lịch họp.
        b) Gửi tài liệu họp.
        - Sản phẩm:
    """)
    assert [task.product.value if task.product else None for task in found] == ["Lịch họp.", None]


def test_the_time_that_opens_a_duty_and_who_follows_it() -> None:
    text = """
        II. NHIỆM VỤ
        - Tháng 6/2026: Văn phòng lập lịch họp.
    """
    assert rows(text)[0][2] == ["Văn phòng"]
    assert dues(text) == [("II.1", "by", "2026-06-30")]


def test_of_attributes_that_stand_apart_the_nearest_counts() -> None:
    assert rows("""
        II. NHIỆM VỤ
        1. Họp
        - Lập lịch họp hằng tuần.
        - Đơn vị chủ trì: Sở Y tế; sản phẩm: Lịch họp hằng tuần; đơn vị thực hiện: Sở Nội vụ.
    """)[0][2] == ["Sở Y tế"]


def test_the_lead_of_a_leaf_takes_the_place_of_its_items() -> None:
    assert [
        (path, lead)
        for path, _, lead, _ in rows("""
        KẾ HOẠCH
        II. NHIỆM VỤ
        1. Sắp xếp kho lưu trữ
        Đơn vị chủ trì: Phòng Kinh tế.
        a) Lập mục lục hồ sơ.
        - Đơn vị chủ trì: Phòng Nội vụ.
        b) Mua giá kê.
    """)
    ] == [("II.1.a", ["Phòng Nội vụ"]), ("II.1.b", ["Phòng Kinh tế"])]


def test_lead_and_helpers_on_one_attribute_line_and_in_a_bracket() -> None:
    assert rows("""
        KẾ HOẠCH
        II. NHIỆM VỤ
        1. Dọn vệ sinh chợ
        a) Nội dung: Thu gom rác ở chợ xã.
        b) Cơ quan thực hiện: Phòng Kinh tế chủ trì; các thôn phối hợp.
        2. Kẻ vạch chỗ bán hàng (Phòng Kinh tế chủ trì, Công an xã phối hợp).
    """) == [
        ("II.1", "Thu gom rác ở chợ xã.", ["Phòng Kinh tế"], ["các thôn"]),
        (
            "II.2",
            "Kẻ vạch chỗ bán hàng (Phòng Kinh tế chủ trì, Công an xã phối hợp).",
            ["Phòng Kinh tế"],
            ["Công an xã"],
        ),
    ]


def test_the_time_that_closes_a_group_is_nearer_than_that_of_its_heading() -> None:
    assert dues("""
        KẾ HOẠCH
        II. NHIỆM VỤ
        1. Dọn chợ
        Thời gian thực hiện: Năm 2026.
        a) Việc làm trước:
        - Gom rác quanh chợ.
        - Khơi cống thoát nước, xong trước ngày 10/5/2026.
        - Thời gian thực hiện: Tháng 6/2026.
        b) Việc làm sau:
        - Kẻ vạch chỗ bán hàng.
    """) == [
        ("II.1.a.1", "by", "2026-06-30"),
        ("II.1.a.2", "by", "2026-06-30"),
        ("II.1.b.1", "by", "2026-12-31"),
    ]


def test_the_time_of_an_item_is_nearer_than_that_which_closes_its_group() -> None:
    assert dues("""
        KẾ HOẠCH
        II. NHIỆM VỤ
        1. Dọn chợ
        a) Gom rác
        - Thời gian thực hiện: Tháng 4/2026.
        - Gom rác quanh chợ.
        b) Kẻ vạch chỗ bán hàng.
        - Thời gian thực hiện: Tháng 6/2026.
    """)[0] == ("II.1.a.1", "by", "2026-04-30")


def test_how_often_counts_where_no_line_says_when() -> None:
    assert dues("""
        KẾ HOẠCH
        Trồng cây xanh năm 2026
        I. NHIỆM VỤ
        1. Tưới cây
        - Đơn vị thực hiện: Phòng Cây xanh
        - Tần suất: 01 lần/quý
        2. Cắt cỏ
        - Tần suất: 01 lần/quý
        - Thời hạn: 30/6/2026
    """) == [("I.1", "periodic", None), ("I.2", "by", "2026-06-30")]


def test_the_unit_to_which_the_sentence_gives_the_duty() -> None:
    text = """
        KẾ HOẠCH
        Trồng cây xanh năm 2026
        I. NHIỆM VỤ
        1. Ươm cây; giao cho Phòng Vườn ươm thực hiện.
        2. Trồng cây. Phòng Cây xanh chủ trì, hoàn thành trước ngày 30/6/2026.
        3. Tưới cây (02 lần), do Phòng Cây xanh chủ trì, Phòng Vườn ươm phối hợp.
        4. Mua sắm thêm máy bơm: Phòng Tài vụ lập dự toán.
        5. Cắt cỏ. Trách nhiệm thực hiện: Phòng Cây xanh.
        6. Vận động mỗi nhà một cây - Phòng Cây xanh tham mưu thực hiện.
        7. Phát động tết trồng cây; các thôn xanh hơn.
    """
    assert [(path, lead, others) for path, _, lead, others in rows(text)] == [
        ("I.1", ["Phòng Vườn ươm"], []),
        ("I.2", ["Phòng Cây xanh"], []),
        ("I.3", ["Phòng Cây xanh"], ["Phòng Vườn ươm"]),
        ("I.4", ["Phòng Tài vụ"], []),
        ("I.5", ["Phòng Cây xanh"], []),
        ("I.6", ["Phòng Cây xanh"], []),
        ("I.7", [], []),
    ]


def test_a_bracket_that_names_several_reports_is_one_limit() -> None:
    text = """
        KẾ HOẠCH
        Trồng cây xanh năm 2026
        I. NHIỆM VỤ
        1. Phòng Cây xanh: Gửi báo cáo định kỳ đến Sở Y tế (6 tháng trước ngày 08/6; năm trước ngày 08/12).
    """
    (task,) = tasks(text)
    assert task.due is not None
    assert [rhythm.value for rhythm in task.due.value.every] == ["half_year", "year"]


def test_a_section_in_capitals_gives_its_unit_to_what_stands_under_it() -> None:
    assert [(path, lead) for path, _, lead, _ in rows("""
        II. TỔ CHỨC THỰC HIỆN
        A. TRÁCH NHIỆM CỦA CÁC THÔN
        1. Đếm cây trong vườn ươm chung.
        2. Công an xã: Canh giữ vườn ươm.
        """)] == [("A.1", ["CÁC THÔN"]), ("A.2", ["Công an xã"])]  # fmt: skip


def test_a_level_is_no_office_where_the_duty_names_one() -> None:
    assert [(path, lead) for path, _, lead, _ in rows("""
        I. NHIỆM VỤ
        1. Diễn tập trồng cây
        a) Cấp tỉnh: 01 cuộc, do Sở Cây xanh chủ trì, trong tháng 6/2026.
        b) Cấp xã: mỗi xã 01 cuộc.
        """)] == [("I.1.a", ["Sở Cây xanh"]), ("I.1.b", ["Cấp xã"])]  # fmt: skip


def test_where_the_money_comes_from_is_no_task() -> None:
    assert [(path, lead) for path, _, lead, _ in rows("""
        III. TỔ CHỨC THỰC HIỆN
        1. Phòng Cây xanh đếm cây.
        2. Kinh phí thực hiện do ngân sách xã bảo đảm.
        3. Kinh phí mua giống do ngân sách xã bảo đảm; Phòng Kho bãi thẩm định dự toán.
        """)] == [("III.1", ["Phòng Cây xanh"]), ("III.3", ["Phòng Kho bãi"])]  # fmt: skip


def test_the_other_dates_of_a_line_that_tells_the_time() -> None:
    text = """
        KẾ HOẠCH
        Trồng cây xanh năm 2026
        I. NHIỆM VỤ
        1. Phòng Cây xanh lập quy chế vườn.
        - Thời gian thực hiện: Hoàn thành trước ngày 30/9/2026, dự thảo trước ngày 15/8/2026.
    """
    (task,) = tasks(text)
    assert task.due is not None
    assert str(task.due.value.date) == "2026-09-30"
    assert [(str(other.value.date), other.quote) for other in task.milestones] == [
        ("2026-08-15", "ngày 15/8/2026")
    ]
