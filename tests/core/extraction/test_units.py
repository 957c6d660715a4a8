import pytest

from sauro.extraction.units import head_units, heading_units, is_unit_heading, names_units, units_after_clause
from sauro.folio.passage import Passage


def names(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in passages]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Phòng Kinh tế chủ trì, phối hợp với Công an xã rà soát hộ kinh doanh.", ["Phòng Kinh tế"]),
        ("Các cơ quan, đơn vị tổ chức phổ biến kế hoạch.", ["Các cơ quan, đơn vị"]),
        ("Trung tâm Dịch vụ tổng hợp xã: Sửa loa các thôn.", ["Trung tâm Dịch vụ tổng hợp xã"]),
        ("Đề nghị Ủy ban Mặt trận Tổ quốc xã: Vận động hội viên.", ["Ủy ban Mặt trận Tổ quốc xã"]),
        ("Cơ quan chủ trì soạn thảo chịu trách nhiệm về số liệu.", ["Cơ quan chủ trì soạn thảo"]),
        ("Phòng Quản lý văn thư, lưu trữ tổng hợp số liệu.", ["Phòng Quản lý văn thư, lưu trữ"]),
        ("Văn phòng lưu tài liệu điện tử.", ["Văn phòng"]),
        ("Phòng Kế hoạch tổng hợp kiểm tra chéo.", ["Phòng Kế hoạch tổng hợp"]),
        ("Các khoa lâm sàng, cận lâm sàng tự kiểm tra.", ["Các khoa lâm sàng, cận lâm sàng"]),
        (
            "Ban Chỉ đạo giảm nghèo xã, Trưởng các thôn rà soát hộ.",
            ["Ban Chỉ đạo giảm nghèo xã", "Trưởng các thôn"],
        ),
        ("Các xã giảm nghèo bền vững.", ["Các xã"]),
        ("Ban Chỉ đạo phòng, chống tội phạm tỉnh họp.", ["Ban Chỉ đạo phòng, chống tội phạm tỉnh"]),
        ("Ngân hàng Mẫu chi nhánh tỉnh cho vay.", ["Ngân hàng Mẫu chi nhánh tỉnh"]),
        ("Các đơn vị được kiểm tra chuẩn bị hồ sơ.", ["Các đơn vị được kiểm tra"]),
        ("Hợp tác xã An Mẫu bao tiêu nông sản.", ["Hợp tác xã An Mẫu"]),
        ("Ban Quản lý chợ An Mẫu thu gom rác.", ["Ban Quản lý chợ An Mẫu"]),
        ("Các chi bộ trực thuộc đổi mới sinh hoạt.", ["Các chi bộ trực thuộc"]),
        ("Thuế tỉnh rà soát hộ kinh doanh.", ["Thuế tỉnh"]),
        ("Tổ tư vấn tâm lý: trực chiều thứ Tư.", ["Tổ tư vấn tâm lý"]),
        ("Các ông (bà) Trưởng thôn tuyên truyền.", ["Các ông (bà) Trưởng thôn"]),
        ("Ông Lê Văn Mẫu, Trưởng phòng Kinh tế: Chuẩn bị xe.", ["Ông Lê Văn Mẫu, Trưởng phòng Kinh tế"]),
        ("Ông Lê Văn Mẫu, Trưởng phòng Kinh tế, phụ trách vườn.", ["Ông Lê Văn Mẫu, Trưởng phòng Kinh tế"]),
        ("Bà Lê Thị Mẫu - Phó Chủ tịch UBND xã phụ trách chung.", ["Bà Lê Thị Mẫu - Phó Chủ tịch UBND xã"]),
        ("Đồng chí Lê Văn Mẫu, Chánh Văn phòng, phụ trách xe.", ["Đồng chí Lê Văn Mẫu, Chánh Văn phòng"]),
        ("Phòng Cây xanh phụ trách vườn ươm.", ["Phòng Cây xanh"]),
        ("Phó Chủ tịch UBND xã phụ trách kinh tế: Đi kiểm tra.", ["Phó Chủ tịch UBND xã phụ trách kinh tế"]),
        ("Cơ quan, đơn vị được giao nhiệm vụ lập dự toán.", ["Cơ quan, đơn vị được giao nhiệm vụ"]),
        ("Lãnh đạo, chỉ đạo, quán triệt đầy đủ.", []),
        ("Phòng ngừa tội phạm trên địa bàn.", []),
        ("Tổ chức tuyên truyền trên hệ thống loa.", []),
        ("Các nhiệm vụ trọng tâm gồm có.", []),
    ],
)
def test_the_unit_at_the_head_of_a_duty(text: str, units: list[str]) -> None:
    assert names(head_units(Passage(text, 0))[0]) == units


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        (
            "Đơn vị cung cấp dịch vụ internet kéo cáp đến nhà văn hóa thôn.",
            "Đơn vị cung cấp dịch vụ internet",
        ),
        ("Doanh nghiệp cung cấp nước sạch niêm yết giá.", "Doanh nghiệp cung cấp nước sạch"),
        ("Nhà cung cấp dịch vụ hướng dẫn người dân.", "Nhà cung cấp dịch vụ"),
        ("Các đơn vị cung cấp số liệu cho Văn phòng.", "Các đơn vị"),
        ("Đơn vị cung cấp đầy đủ hồ sơ.", "Đơn vị"),
        ("Đơn vị được lựa chọn thực hiện đo đạc đất chợ.", "Đơn vị được lựa chọn"),
    ],
)
def test_units_called_by_what_they_supply_or_were_chosen_for(text: str, unit: str) -> None:
    assert names(head_units(Passage(text, 0))[0]) == [unit]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Sở Tư pháp:", ["Sở Tư pháp"]),
        ("Sở Xây dựng - Cơ quan thường trực Ban Chỉ đạo", ["Sở Xây dựng"]),
        ("Cục Biển Mẫu là đơn vị đầu mối, chịu trách nhiệm:", ["Cục Biển Mẫu"]),
        ("Sở Y tế chỉ đạo Chi cục Dân số thực hiện các nội dung sau:", ["Sở Y tế", "Chi cục Dân số"]),
        (
            "Các Sở, ngành chủ trì, tham gia thực hiện các dự án",
            ["Các Sở, ngành chủ trì, tham gia thực hiện các dự án"],
        ),
        (
            "Đề nghị: Hội Nông dân tỉnh, Liên minh Hợp tác xã tỉnh",
            ["Hội Nông dân tỉnh", "Liên minh Hợp tác xã tỉnh"],
        ),
        ("Nhiệm vụ của đối tượng thực hiện kiểm kê", ["đối tượng thực hiện kiểm kê"]),
        ("Tăng cường kỷ luật, kỷ cương", []),
        ("TRÁCH NHIỆM CỦA PHÒNG CÂY XANH", ["PHÒNG CÂY XANH"]),
        ("TRÁCH NHIỆM CỤ THỂ CỦA SỞ TÀI CHÍNH, UBND CÁC XÃ:", ["SỞ TÀI CHÍNH", "UBND CÁC XÃ"]),
        ("ĐỐI VỚI CÁC THÔN", ["CÁC THÔN"]),
        ("Sở Cây xanh quyết định việc lập vườn ươm, cụ thể như sau:", ["Sở Cây xanh"]),
        ("Phòng Cây xanh chủ trì, phối hợp:", ["Phòng Cây xanh"]),
        ("Phòng Cây xanh chủ trì, phối hợp với Công an xã và các thôn:", ["Phòng Cây xanh"]),
        ("Các trường hợp được miễn phí như sau:", []),
        ("THANH TRA, KIỂM TRA", []),
        ("TRÁCH NHIỆM CỦA NGƯỜI THAM GIA GIAO THÔNG", []),
    ],
)
def test_the_units_that_a_heading_names(text: str, units: list[str]) -> None:
    assert names(heading_units(Passage(text, 0))) == units


def test_units_after_an_opening_time() -> None:
    for time in ("Trong tháng 6/2026", "Hằng tháng, trước ngày 05 của tháng sau", "Chậm nhất ngày 05/6"):
        assert names(units_after_clause(Passage(f"{time}, Sở Y tế rà soát biểu.", 0))) == ["Sở Y tế"]


def test_units_after_an_opening_clause() -> None:
    text = "Căn cứ Kế hoạch này, các phòng, ban xây dựng kế hoạch chi tiết."
    assert names(units_after_clause(Passage(text, 0))) == ["các phòng, ban"]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Các sở, ngành; UBND các xã rà soát.", ["Các sở, ngành", "UBND các xã"]),
        ("Sở Y tế; " + "Công an xã, " * 30 + "rà soát.", []),
        ("Sở Y tế. Các xã.", []),
        ("Sở Y tế; Công an xã.", ["Sở Y tế", "Công an xã"]),
        ("Sở Y tế (đầu mối) rà soát.", ["Sở Y tế"]),
        ("Đơn vị được giao chủ trì rà soát.", ["Đơn vị được giao chủ trì"]),
        ("Các đơn vị cung cấp dịch vụ rà soát.", ["Các đơn vị cung cấp dịch vụ"]),
        ("Các đơn vị sự nghiệp công lập rà soát.", ["Các đơn vị sự nghiệp công lập"]),
        ("Chính quyền hai cấp rà soát.", []),
        ("Ủy ban nhân dân cấp xã rà soát.", ["Ủy ban nhân dân cấp xã"]),
        ("Các cơ quan liên quan trên địa bàn rà soát.", ["Các cơ quan liên quan trên địa bàn"]),
        ("Các cơ quan liên quan rà soát.", ["Các cơ quan liên quan"]),
        ("Sở Y tế.", ["Sở Y tế"]),
    ],
)
def test_where_names_end(text: str, units: list[str]) -> None:
    assert names(head_units(Passage(text, 0))[0]) == units


def test_a_colon_in_brackets_ends_no_heading() -> None:
    text = "Sở Y tế (đầu mối: Phòng A): Rà soát"
    assert names(heading_units(Passage(text, 0))) == ["Sở Y tế"]
    assert names(heading_units(Passage("Trách nhiệm chung của các sở", 0))) == ["các sở"]


def test_headings_that_only_name_units() -> None:
    assert is_unit_heading(Passage("Sở Tư pháp:", 0))
    assert not is_unit_heading(Passage("Sở Tư pháp: Rà soát", 0))
    assert not is_unit_heading(Passage("Rà soát", 0))


def test_texts_that_begin_with_a_unit() -> None:
    assert names_units("Giao Sở Y tế")
    assert names_units("các sở, ngành")
    assert not names_units("rà soát")


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Chủ tịch UBND xã giao Phòng Cây xanh chủ trì đo tán cây.", ["Phòng Cây xanh"]),
        ("Ủy ban nhân dân xã phân công cho Đoàn Thanh niên xã tưới cây.", ["Đoàn Thanh niên xã"]),
        ("UBND tỉnh yêu cầu các sở, ban, ngành đếm cây.", ["các sở, ban, ngành"]),
        ("Ban Chỉ đạo đề nghị Hội Nông dân xã vận động hội viên.", ["Hội Nông dân xã"]),
        ("Sở Cây xanh giao Chi cục Vườn ươm chủ trì ghép cành.", ["Chi cục Vườn ươm"]),
        ("UBND các xã giao Phòng Kinh tế theo dõi.", ["UBND các xã"]),
        ("Sở Cây xanh đề nghị Sở Tài chính bố trí vốn.", ["Sở Cây xanh"]),
        ("Chủ tịch UBND xã chỉ đạo Phòng Cây xanh đo tán cây.", ["Chủ tịch UBND xã"]),
        ("Phòng Cây xanh giao nhiệm vụ cho từng người.", ["Phòng Cây xanh"]),
    ],
)
def test_who_is_given_the_work_does_it(text: str, units: list[str]) -> None:
    assert names(head_units(Passage(text, 0))[0]) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Do Phòng Cây xanh chủ trì, phối hợp với Đoàn xã.", ["Phòng Cây xanh"]),
        ("Do Sở Cây xanh chưa có kho, hoãn việc nhập giống.", []),
        ("Dưới sự chủ trì của Phòng Cây xanh, các thôn đếm cây.", ["Phòng Cây xanh"]),
        ("Dưới sự chỉ đạo của UBND xã, Phòng Cây xanh đếm cây.", ["Phòng Cây xanh"]),
        ("Dưới sự chỉ đạo của UBND xã tổ chức đếm cây.", []),
    ],
)
def test_a_duty_that_begins_with_who_does_it(text: str, units: list[str]) -> None:
    assert names(head_units(Passage(text, 0))[0]) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Trạm Thú y xã (chủ trì), Trường Mầm non Hoa Mẫu (phối hợp) khám cho trẻ.", ["Trạm Thú y xã"]),
        ("Phòng Cây xanh (cơ quan chủ trì) phối hợp Đoàn xã tưới cây.", ["Phòng Cây xanh"]),
        ("Cục Cây xanh (Bộ Vườn) chủ trì đếm cây.", ["Cục Cây xanh (Bộ Vườn)"]),
    ],
)
def test_a_part_told_in_brackets(text: str, units: list[str]) -> None:
    assert names(head_units(Passage(text, 0))[0]) == units


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Phòng Cơ yếu - Công nghệ thông tin sao lưu dữ liệu.", "Phòng Cơ yếu - Công nghệ thông tin"),
        ("Tổ giúp việc Ban Chỉ đạo 99 xã ghi sổ.", "Tổ giúp việc Ban Chỉ đạo 99 xã"),
        ("Ngân hàng Mẫu - Phòng giao dịch số 7 cho vay.", "Ngân hàng Mẫu - Phòng giao dịch số 7"),
        ("Hợp tác xã An Mẫu cung ứng cây giống.", "Hợp tác xã An Mẫu"),
        ("Chi nhánh Ngân hàng Mẫu mở tài khoản.", "Chi nhánh Ngân hàng Mẫu"),
        ("Đồn Biên phòng cửa khẩu Mẫu tuần tra.", "Đồn Biên phòng cửa khẩu Mẫu"),
        ("Tổ hợp tác số 5 thu gom lá khô.", "Tổ hợp tác số 5"),
        ("Bệnh viện Đa khoa An Mẫu khám cho người già.", "Bệnh viện Đa khoa An Mẫu"),
        ("Trường Tiểu học An Mẫu 1 dạy bơi.", "Trường Tiểu học An Mẫu 1"),
        ("Chi cục Thuế khu vực XX thu thuế.", "Chi cục Thuế khu vực XX"),
        ("Ban Quản lý dự án đầu tư xây dựng xã lập hồ sơ.", "Ban Quản lý dự án đầu tư xây dựng xã"),
        ("Các cơ sở nuôi trồng thủy sản ghi sổ.", "Các cơ sở nuôi trồng thủy sản"),
        (
            "Hội đồng Phối hợp phổ biến, giáo dục pháp luật xã họp.",
            "Hội đồng Phối hợp phổ biến, giáo dục pháp luật xã",
        ),
        ("Đài Khí tượng Thủy văn tỉnh theo dõi mưa.", "Đài Khí tượng Thủy văn tỉnh"),
    ],
)
def test_names_that_hold_words_of_duties(text: str, unit: str) -> None:
    assert names(head_units(Passage(text, 0))[0]) == [unit]


def test_a_station_that_is_no_office() -> None:
    assert head_units(Passage("Trạm điều khiển tưới phải được che mưa.", 0)) == ((), 0)


def test_a_sentence_of_few_words_is_no_heading() -> None:
    assert not is_unit_heading(Passage("Đội Cây xanh An Mẫu vớt bèo.", 0))
    assert is_unit_heading(Passage("Ban chỉ đạo phòng thủ dân sự xã.", 0))
    assert is_unit_heading(Passage("Chi cục Biển đảo:", 0))


def test_who_is_given_the_work_behind_an_opening_clause() -> None:
    text = "Căn cứ Kế hoạch này, UBND xã giao Phòng Cây xanh đếm cây."
    assert names(units_after_clause(Passage(text, 0))) == ["Phòng Cây xanh"]


@pytest.mark.parametrize(
    ("duty", "unit"),
    [
        (
            "Các cơ quan thông tin, truyền thông của xã Đồi Chè: Đưa tin về hội thi.",
            "Các cơ quan thông tin, truyền thông của xã Đồi Chè",
        ),
        ("Cơ quan thông tin đại chúng đưa tin về hội thi.", "Cơ quan thông tin đại chúng"),
        ("Các cơ quan, đơn vị thông tin kịp thời về hội thi.", "Các cơ quan, đơn vị"),
        ("Hội đồng quản lý Quỹ Đò ngang duyệt thu chi.", "Hội đồng quản lý Quỹ Đò ngang"),
        ("Hội đồng quản lý Quỹ báo cáo thu chi.", "Hội đồng quản lý Quỹ"),
        ("Hội đồng nghiệm thu báo cáo kết quả.", "Hội đồng nghiệm thu"),
        ("Hội đồng thẩm định có 05 thành viên.", "Hội đồng thẩm định"),
    ],
)
def test_press_and_boards_keep_the_words_that_tell_which_they_are(duty: str, unit: str) -> None:
    assert [named.text for named in head_units(Passage(duty, 0))[0]] == [unit]
