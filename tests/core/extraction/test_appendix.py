from sauro.extraction.plan import extract_plan
from sauro.folio.notation import notate
from sauro.plan.model import Plan


def plan(text: str) -> Plan:
    return extract_plan(notate(text))


def rows(text: str) -> list[tuple[str, str, list[str], list[str], str | None, str | None]]:
    return [
        (
            task.path, task.text.value,
            [unit.value for unit in task.lead], [unit.value for unit in task.cooperating],
            task.product.value if task.product else None, task.due.value.raw if task.due else None,
        )
        for task in plan(text).tasks
    ]  # fmt: skip


def test_columns_are_known_by_their_names_in_any_order() -> None:
    assert rows("""
        Nơi nhận:
        - Lưu: VT.
        CHỦ TỊCH
        Trần Văn Mẫu
        PHỤ LỤC
        PHÂN CÔNG NHIỆM VỤ
        | STT | Thời gian hoàn thành | Nhiệm vụ | Phối hợp | Kết quả | Cơ quan chủ trì tham mưu | Ghi chú |
        | 1 | Quý II/2026 | Lập danh mục | Các thôn | Danh mục | Phòng Kinh tế | |
        | 2 | Thường xuyên | Kiểm tra | | Biên bản | Công an xã; Trạm Y tế xã | x |
    """) == [
        ("PL.1", "Lập danh mục", ["Phòng Kinh tế"], ["Các thôn"], "Danh mục", "Quý II/2026"),
        ("PL.2", "Kiểm tra", ["Công an xã", "Trạm Y tế xã"], [], "Biên bản", "Thường xuyên"),
    ]


def test_group_rows_head_what_follows_and_are_no_tasks() -> None:
    assert [
        row[0]
        for row in rows("""
        PHỤ LỤC
        | TT | Nội dung công việc | Chủ trì | Thời hạn |
        | I. VỀ VĂN BẢN | < | < | < |
        | 1 | Rà soát văn bản | Sở Tư pháp | Năm 2026 |
        | II | VỀ HỘI HỌP | | |
        | 1 | Lập lịch họp | Văn phòng | Năm 2026 |
    """)
    ] == ["PL.I.1", "PL.II.1"]


def test_paths_name_the_groups_that_the_numbers_leave_open() -> None:
    assert [
        row[0]
        for row in rows("""
        PHỤ LỤC
        | TT | Nội dung công việc | Chủ trì | Thời hạn |
        | I | CHỢ VÀ CỬA HÀNG | | |
        | 1 | Kiểm tra chợ | Phòng Kinh tế | Năm 2026 |
        | 2 | Sửa mái chợ | Phòng Kinh tế | Năm 2026 |
        | II | KHO BÃI | | |
        | 1 | Kho lạnh | | |
        | 1.1 | Lập danh sách kho | Phòng Kinh tế | Quý I/2026 |
        | 1.2 | Đo nhiệt độ kho | Phòng Kinh tế | Quý II/2026 |
        | 2 | Dọn bãi chứa | Tổ Vệ sinh | Năm 2026 |
    """)
    ] == ["PL.I.1", "PL.I.2", "PL.II.1.1", "PL.II.1.2", "PL.II.2"]


def test_paths_name_all_groups_where_the_nearest_come_twice() -> None:
    assert [
        row[0]
        for row in rows("""
        PHỤ LỤC
        | TT | Nội dung công việc | Chủ trì | Thời hạn |
        | A | PHẦN VIỆC CỦA XÃ | | |
        | I | Đường | | |
        | 1 | Vá đường | Phòng Kinh tế | Năm 2026 |
        | B | PHẦN VIỆC CỦA THÔN | | |
        | I | Ngõ | | |
        | 1 | Quét ngõ | Tổ Vệ sinh | Năm 2026 |
    """)
    ] == ["PL.A.I.1", "PL.B.I.1"]


def test_a_header_of_two_rows() -> None:
    assert rows("""
        PHỤ LỤC
        | TT | Nhiệm vụ | Phân công thực hiện | < | Thời gian |
        | ^ | ^ | Chủ trì | Phối hợp | ^ |
        | (1) | (2) | (3) | (4) | (5) |
        | 1 | Lập hồ sơ | Sở Nội vụ | Sở Y tế | Năm 2026 |
    """) == [("PL.1", "Lập hồ sơ", ["Sở Nội vụ"], ["Sở Y tế"], None, "Năm 2026")]


def test_one_column_for_lead_and_cooperating() -> None:
    assert rows("""
        PHỤ LỤC
        | TT | Nội dung | Cơ quan thực hiện, phối hợp | Thời hạn |
        | 1 | Tập huấn | Sở Y tế chủ trì, phối hợp với các xã, phường | Năm 2026 |
    """) == [("PL.1", "Tập huấn", ["Sở Y tế"], ["các xã, phường"], None, "Năm 2026")]


def test_a_cell_merged_over_rows_counts_for_each() -> None:
    assert [
        (row[0], row[2])
        for row in rows("""
        PHỤ LỤC
        | TT | Nội dung | Chủ trì | Thời hạn |
        | 1 | Khảo sát | Sở Xây dựng | Năm 2026 |
        | 2 | Thiết kế | ^ | Năm 2027 |
    """)
    ] == [("PL.1", ["Sở Xây dựng"]), ("PL.2", ["Sở Xây dựng"])]


def test_several_appendices_of_duties_are_numbered() -> None:
    assert [
        row[0]
        for row in rows("""
        PHỤ LỤC I
        NHIỆM VỤ CỦA SỞ
        | TT | Nội dung | Chủ trì | Thời hạn |
        | 1 | Khảo sát | Sở Xây dựng | Năm 2026 |
        PHỤ LỤC II
        NHIỆM VỤ CỦA XÃ
        | TT | Nội dung | Chủ trì | Thời hạn |
        | 1 | Thống kê | UBND các xã | Năm 2026 |
    """)
    ] == ["PL1.1", "PL2.1"]


def test_tables_of_figures_hold_no_tasks() -> None:
    assert (
        rows("""
        PHỤ LỤC
        | TT | Nội dung | Đơn vị tính | Số lượng | Kinh phí |
        | 1 | In tờ rơi | tờ | 5.000 | 10 |
    """)
        == []
    )


def test_a_missing_running_number_is_a_finding() -> None:
    found = plan("""
        PHỤ LỤC
        | TT | Nội dung | Chủ trì | Thời hạn |
        | 1 | Khảo sát | Sở Xây dựng | Năm 2026 |
        | 3 | Thiết kế | Sở Xây dựng | Năm 2027 |
    """).findings
    assert [finding.message for finding in found if finding.code == "table.rows_missing"] == [
        "Cột TT của phụ lục thiếu số 2; có thể đã mất dòng khi đọc."
    ]


BOTH = """
    KẾ HOẠCH
    II. NHIỆM VỤ
    1. Phòng Kinh tế: Rà soát, lập danh mục các thủ tục cần cắt giảm tại xã; xong trong tháng 6 năm 2026.
    PHỤ LỤC
    | TT | Nội dung | Chủ trì | Thời hạn |
    | 1 | Rà soát, lập danh mục các thủ tục cần cắt giảm tại xã | Văn phòng HĐND và UBND xã | Tháng 7/2026 |
    | 2 | Mua sắm máy tính cho bộ phận một cửa của xã | Phòng Kinh tế | Tháng 7/2026 |
"""


def test_the_same_duty_in_prose_and_appendix_is_linked() -> None:
    assert [(task.path, task.same_as) for task in plan(BOTH).tasks] == [
        ("II.1", ("PL.1",)),
        ("PL.1", ("II.1",)),
        ("PL.2", ()),
    ]


def test_where_prose_and_appendix_differ_is_a_finding() -> None:
    codes = [finding.code for finding in plan(BOTH).findings]
    assert "pair.lead_differs" in codes
    assert "pair.due_differs" in codes


def test_rows_of_one_number_are_told_apart() -> None:
    assert [
        row[0]
        for row in rows("""
        PHỤ LỤC
        | TT | Nội dung | Chủ trì |
        | 1 | Khảo sát | Sở Xây dựng |
        | 1 | Thiết kế | Sở Xây dựng |
    """)
    ] == ["PL.1", "PL.1.2"]


def test_names_that_run_over_lines_and_cells_that_name_nobody() -> None:
    assert [
        row[2:4]
        for row in rows("""
        PHỤ LỤC
        | TT | Nội dung | Chủ trì | Phối hợp |
        | 1 | Khảo sát | Ban Quản lý // dự án xã | Sở Y tế // các thôn // - |
        | 2 | 2. Thiết kế | Sở Xây dựng | - |
    """)
    ] == [(["Ban Quản lý dự án xã"], ["Sở Y tế", "các thôn"]), (["Sở Xây dựng"], [])]


def test_one_column_of_both_roles() -> None:
    assert [
        row[2:4]
        for row in rows("""
        PHỤ LỤC
        | TT | Nội dung | Cơ quan chủ trì, phối hợp |
        | 1 | Khảo sát | Chủ trì: Sở Xây dựng // Phối hợp: Sở Y tế |
        | 2 | Thiết kế | Sở Xây dựng chủ trì, phối hợp với các xã |
    """)
    ] == [(["Sở Xây dựng"], ["Sở Y tế"]), (["Sở Xây dựng"], ["các xã"])]


def test_a_cell_that_tells_roles_is_believed_whatever_its_column_is_called() -> None:
    assert [
        row[2:4]
        for row in rows("""
        PHỤ LỤC
        | TT | Nội dung | Cơ quan thực hiện | Cơ quan phối hợp |
        | 1 | Khảo sát | Sở Xây dựng chủ trì; các xã phối hợp | |
        | 2 | Thiết kế | Chủ trì: Sở Xây dựng // Phối hợp: // - Sở Y tế // - Các xã | |
        | 3 | Thi công | Sở Xây dựng (chủ trì) | Các xã phối hợp |
    """)
    ] == [
        (["Sở Xây dựng"], ["các xã"]),
        (["Sở Xây dựng"], ["Sở Y tế", "Các xã"]),
        (["Sở Xây dựng"], ["Các xã"]),
    ]


def test_a_row_keeps_its_group_beside_the_title_of_the_appendix() -> None:
    found = plan("""
        PHỤ LỤC
        DANH MỤC VIỆC
        | TT | Nội dung | Chủ trì |
        | A. Cấp tỉnh | < | < |
        | I | Họp | |
        | 1 | Lập lịch | Văn phòng |
    """)
    assert [(task.heading, task.group) for task in found.tasks] == [("DANH MỤC VIỆC", "A. Cấp tỉnh / I. Họp")]
