"""The seven agreed indicators in the wordings that plans use for them."""

import pytest

from sauro.extraction.targets import find_targets

WORDINGS = {
    "admin_documents_reduction": [
        ("Giảm ít nhất 17% văn bản hành chính so với năm 2030.", ">=", 17),
        ("Cắt giảm tối thiểu 17% số văn bản hành chính phát hành mỗi năm", ">=", 17),
        ("Giảm ít nhất 17% văn bản giấy, văn bản hành chính không cần thiết.", ">=", 17),
        ("Lượng văn bản hành chính gửi đi giảm 17% so với cùng kỳ năm trước", "=", 17),
        ("Tỷ lệ cắt giảm văn bản hành chính đạt tối thiểu 17%", ">=", 17),
        ("Phấn đấu mỗi năm giảm không dưới 17% văn bản, báo cáo hành chính.", ">=", 17),
        ("2. Số lượng văn bản: Giảm tối thiểu 17% so với năm 2030.", ">=", 17),
        ("Giảm từ 10% đến 17% số lượng văn bản chỉ đạo, điều hành", ">=", 10),
        ("Tiết giảm ít nhất 17 % văn bản hành chính ban hành trong năm", ">=", 17),
        ("hạn chế ban hành văn bản, phấn đấu giảm trên 17% so với năm 2030", ">=", 17),
        ("Bảo đảm số văn bản hành chính năm 2031 giảm tối thiểu 17% so với năm 2030", ">=", 17),
        ("Rút gọn 17% số lượng công văn, văn bản đôn đốc", "=", 17),
        ("Cắt giảm 17% lượng văn bản hành chính nội bộ, không ban hành văn bản sao gửi", "=", 17),
        ("Giảm tối thiểu mười bảy phần trăm văn bản hành chính", ">=", 17),
        ("- Mức giảm số lượng văn bản hành chính: ≥ 17%", ">=", 17),
    ],
    "meetings_reduction": [
        ("Giảm 10% số lượng hội nghị so với năm 2030", "=", 10),
        ("Cắt giảm từ 10% đến 17% số cuộc họp.", ">=", 10),
        ("bảo đảm giảm 20% số cuộc họp so với năm 2030;", "=", 20),
        ("Giảm tối thiểu 10% hội nghị, cuộc họp trùng nội dung", ">=", 10),
        ("Tinh giản ít nhất 10% các cuộc họp, hội nghị toàn ngành", ">=", 10),
        ("Số lượng cuộc họp giảm ít nhất 10% mỗi năm", ">=", 10),
        ("Số hội nghị, hội thảo được tổ chức trong năm giảm 10%", "=", 10),
        ("Tỷ lệ cắt giảm hội nghị, cuộc họp: 10%", "=", 10),
        ("phấn đấu giảm ≥ 10% hội nghị cấp xã", ">=", 10),
        ("Giảm không ít hơn 10% số lần họp, hội nghị", ">=", 10),
        ("Chế độ hội họp: giảm tối thiểu 10% so với năm trước", ">=", 10),
        ("Giảm trên 10% số buổi họp trực tiếp", ">=", 10),
        ("Cắt giảm 10% phiên họp, buổi làm việc không thật cần thiết", "=", 10),
        ("Giảm 10% họp, hội nghị toàn tỉnh mỗi năm", "=", 10),
    ],
    "online_meetings_share": [
        ("Tỷ lệ họp trực tuyến từ 65% tổng số cuộc họp.", ">=", 65),
        ("Đưa tỷ lệ hội nghị trực tuyến lên từ 65% trở lên của cả năm", ">=", 65),
        ("Ít nhất 65% hội nghị, cuộc họp được tổ chức bằng hình thức trực tuyến", ">=", 65),
        ("Hội nghị trực tuyến không ít hơn 65% các hội nghị của xã", ">=", 65),
        ("65% cuộc họp tổ chức trực tuyến", "=", 65),
        (
            "Trên 65% số cuộc họp của xã được thực hiện trực tuyến hoặc kết hợp trực tuyến",
            ">=",
            65,
        ),
        ("Số lượng cuộc họp trực tuyến: tối thiểu 65%", ">=", 65),
        ("Tỉ lệ họp, hội nghị trực tuyến ≥ 65%", ">=", 65),
        ("Tổ chức tối thiểu 65% hội nghị theo hình thức trực tuyến", ">=", 65),
        ("Họp trực tuyến đạt trên 65%", ">=", 65),
        ("Phấn đấu trên 65% các phiên họp, hội nghị được tổ chức trên môi trường mạng", ">=", 65),
        ("Tỷ lệ cuộc họp không tập trung, họp qua truyền hình trực tuyến đạt 65%", "=", 65),
        ("tăng số hội nghị trực tuyến lên 65%", "=", 65),
    ],
    "digital_procedures_share": [
        ("Trên 92% hồ sơ thủ tục hành chính được tiếp nhận, giải quyết trên môi trường điện tử.", ">=", 92),
        ("Tiếp nhận 100% hồ sơ TTHC trên Cổng Dịch vụ công quốc gia", "=", 100),
        ("Tiếp nhận 100% hồ sơ trên môi trường điện tử", "=", 100),
        ("Tỷ lệ hồ sơ nộp và xử lý trực tuyến đạt từ 92% trở lên", ">=", 92),
        ("Giải quyết thủ tục hành chính trên nền tảng số đạt từ 92% trở lên", ">=", 92),
        ("92% TTHC được giải quyết trực tuyến", "=", 92),
        ("Tỷ lệ TTHC thực hiện trên môi trường số ≥ 92%", ">=", 92),
        ("Phấn đấu tối thiểu 92 % thủ tục hành chính được xử lý trên môi trường số", ">=", 92),
        ("Tỷ lệ xử lý hồ sơ trực tuyến, trên môi trường số đạt trên 92%", ">=", 92),
        (
            "Bảo đảm 100% thủ tục hành chính được tiếp nhận, xử lý, trả kết quả trên môi trường điện tử",
            "=",
            100,
        ),
        ("Hồ sơ TTHC nộp trực tuyến đạt tối thiểu 92%", ">=", 92),
        ("Tỷ lệ hồ sơ nộp trực tuyến: 92%", "=", 92),
        (
            "Ít nhất 92% hồ sơ TTHC được giải quyết qua Hệ thống thông tin giải quyết TTHC",
            ">=",
            92,
        ),
    ],
    "digitised_documents_share": [
        ("100% hồ sơ TTHC được số hóa.", "=", 100),
        ("Số hóa 100% hồ sơ tiếp nhận mới.", "=", 100),
        ("Số hóa 100% hồ sơ lưu trữ", "=", 100),
        ("Tỷ lệ số hóa văn bản đạt từ 92% trở lên", ">=", 92),
        ("Tỷ lệ số hóa hồ sơ, kết quả giải quyết thủ tục hành chính đạt 100%", "=", 100),
        ("Trên 90% kết quả giải quyết TTHC còn hiệu lực được số hóa", ">=", 90),
        ("100% sổ điểm, học bạ được số hóa và ký số", "=", 100),
        ("Thực hiện số hoá tối thiểu 92% văn bản, tài liệu", ">=", 92),
        ("Hoàn thành số hóa 80% tài liệu lưu trữ", "=", 80),
        ("Số hóa TTHC đạt 100%", "=", 100),
        ("Tỷ lệ hồ sơ được số hoá: ≥ 92%", ">=", 92),
        ("Phấn đấu 92% văn bản đến được số hóa, lưu trữ điện tử", "=", 92),
        ("100% hồ sơ, giấy tờ được số hóa khi tiếp nhận", "=", 100),
        ("Số hóa thành phần hồ sơ, kết quả giải quyết đạt 100%", "=", 100),
    ],
    "electronic_exchange_share": [
        ("phấn đấu 97% văn bản gửi, nhận qua trục liên thông.", "=", 97),
        ("100% công văn không mật của xã được gửi, nhận điện tử", "=", 100),
        ("100% văn bản đi, đến được xử lý trên phần mềm QLVB", "=", 100),
        (
            "Bảo đảm 100% văn bản trao đổi giữa các phòng ở dạng điện tử (trừ văn bản mật)",
            "=",
            100,
        ),
        ("Tỷ lệ văn bản điện tử gửi, nhận giữa các cơ quan đạt 100%", "=", 100),
        ("100% văn bản (trừ văn bản mật) được ký số và gửi qua Trục liên thông văn bản quốc gia", "=", 100),
        ("Gửi, nhận 100% văn bản qua Hệ thống quản lý văn bản và điều hành", "=", 100),
        ("Trao đổi văn bản điện tử đạt 100%", "=", 100),
        ("Tối thiểu 92% văn bản được phát hành dưới dạng điện tử, có ký số", ">=", 92),
        ("100% văn bản đi được phát hành điện tử trên hệ thống iOffice", "=", 100),
        ("Tỷ lệ trao đổi văn bản trên môi trường mạng: 100%", "=", 100),
        ("100% công văn, giấy mời, tài liệu họp được gửi qua phần mềm quản lý văn bản", "=", 100),
        ("100% văn bản các trạm gửi lên xã đều ở dạng điện tử, trừ bản mật", "=", 100),
        ("Văn bản gửi, nhận trên môi trường điện tử đạt tỷ lệ ≥ 97%", ">=", 97),
    ],
    "digital_skills_share": [
        ("phấn đấu 100% CBCCVC được đào tạo kỹ năng số", "=", 100),
        ("100% cán bộ, công chức được bồi dưỡng, tập huấn kỹ năng số", "=", 100),
        (
            "Tối thiểu 90% cán bộ, công chức, viên chức hoàn thành chương trình bồi dưỡng kỹ năng số cơ bản",
            ">=",
            90,
        ),
        ("Tỷ lệ công chức được đào tạo kỹ năng chuyển đổi số đạt 100%", "=", 100),
        ("Ít nhất 80% công chức xã có kỹ năng số", ">=", 80),
        ("Đào tạo, bồi dưỡng kỹ năng số cho 100% cán bộ, công chức", "=", 100),
        ("100% cán bộ, công chức tham gia tập huấn về chuyển đổi số, kỹ năng số", "=", 100),
        ("100% cán bộ, công chức được tập huấn chuyển đổi số, sử dụng trí tuệ nhân tạo", "=", 100),
        ("Trên 92% người đứng đầu được trang bị kiến thức, kỹ năng số", ">=", 92),
        ("100% cán bộ, công chức tham gia phong trào Bình dân học vụ số", "=", 100),
        ("100% cán bộ, công chức hoàn thành khóa học kỹ năng số trên nền tảng học trực tuyến", "=", 100),
        ("Tập huấn kỹ năng số: 100% công chức", "=", 100),
    ],
}


@pytest.mark.parametrize(
    ("indicator", "text", "comparator", "value"),
    [(name, *row) for name, rows in WORDINGS.items() for row in rows],
)
def test_wordings_of_the_agreed_indicators(indicator: str, text: str, comparator: str, value: float) -> None:
    found = [(one.indicator, one.comparator, one.value) for one in find_targets(text, year=2031)]
    assert found == [(indicator, comparator, value)]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("giảm 12% số cuộc họp, tăng cường họp trực tuyến", "meetings_reduction"),
        ("giảm 12% văn bản, giấy mời họp", "admin_documents_reduction"),
        ("Giảm ít nhất 17% văn bản giấy", "paper_documents_reduction"),
        ("100% hồ sơ được số hóa khi tiếp nhận trực tuyến", "digitised_documents_share"),
        ("niêm yết công khai 100% TTHC", "procedures_posted_share"),
        ("Hồ sơ công việc xử lý trên môi trường mạng: 90%", "work_records_online_share"),
        ("Hồ sơ công việc: Xử lý 100% trên môi trường mạng", "work_records_online_share"),
        ("100% cán bộ sử dụng phần mềm quản lý văn bản", "ty_le_can_bo_su_dung_phan_mem_quan_ly_van_ban"),
    ],
)
def test_words_that_lie_close_to_one_another(text: str, indicator: str) -> None:
    assert [one.indicator for one in find_targets(text)] == [indicator]


def test_one_figure_may_hold_for_procedures_and_papers() -> None:
    text = "Tiếp nhận hồ sơ trên môi trường số và số hóa giấy tờ đạt 92%"
    found = [one.indicator for one in find_targets(text)]
    assert found == ["digital_procedures_share", "digitised_documents_share"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Phấn đấu trong năm 2031 gắn mới ít nhất 300 biển số nhà.", "gắn mới ít nhất 300 biển số nhà"),
        ("Đến năm 2031, giảm 12% số cuộc họp.", "giảm 12% số cuộc họp"),
        ("phấn đấu đạt 100% văn bản gửi, nhận điện tử", "phấn đấu đạt 100% văn bản gửi, nhận điện tử"),
        ("2. Số lượng văn bản: Giảm tối thiểu 17% so với năm 2030.",
         "Số lượng văn bản: Giảm tối thiểu 17% so với năm 2030"),
    ],
)  # fmt: skip
def test_the_quote_begins_with_the_clause_that_states_the_target(text: str, quote: str) -> None:
    assert [one.quote for one in find_targets(text)] == [quote]


def test_until_when_is_kept_though_it_is_not_quoted() -> None:
    assert [one.by for one in find_targets("Phấn đấu trong năm 2031 trồng ít nhất 300 cây.")] == ["2031"]


@pytest.mark.parametrize("text", ["doanh nghiệp 100% vốn nhà nước", "Dây hàn: 97,8%"])
def test_shares_that_only_describe_are_none(text: str) -> None:
    assert find_targets(text) == ()
