import pytest

from sauro.extraction.sections import SectionKind, holds_none_inside, is_funding, is_pointer, section_kind


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("NHIỆM VỤ, GIẢI PHÁP", SectionKind.DUTIES),
        ("TỔ CHỨC THỰC HIỆN", SectionKind.DUTIES),
        ("NỘI DUNG", SectionKind.DUTIES),
        ("Tiến độ", SectionKind.DUTIES),
        ("MỤC ĐÍCH, YÊU CẦU", SectionKind.NONE),
        ("Kinh phí thực hiện", SectionKind.NONE),
        ("Một số chỉ tiêu chủ yếu", SectionKind.NONE),
        ("Yêu cầu:", SectionKind.NONE),
        ("Yêu cầu các đơn vị báo cáo", SectionKind.OPEN),
        ("ĐỐI TƯỢNG, NỘI DUNG THI ĐUA", SectionKind.OPEN),
        ("NHIỆM VỤ VÀ KINH PHÍ", SectionKind.DUTIES),
        ("Đổi mới chế độ họp", SectionKind.OPEN),
    ],
)
def test_what_a_title_tells(title: str, kind: SectionKind) -> None:
    assert section_kind(title) is kind


@pytest.mark.parametrize(
    ("title", "heads", "none"),
    [
        ("Kinh phí thực hiện", False, True),
        ("Yêu cầu", False, True),
        ("Thời gian thực hiện: Quý III", False, True),
        ("Quy mô lớp học", True, True),
        ("Quy mô lớp học", False, False),
        ("Số lượng văn bản: giảm 10%", True, False),
        ("Yêu cầu các đơn vị báo cáo", True, False),
    ],
)
def test_fewer_titles_tell_inside_a_section_of_duties(title: str, heads: bool, none: bool) -> None:
    assert holds_none_inside(title, heads=heads) is none


@pytest.mark.parametrize(
    ("text", "pointer"),
    [
        ("Biểu dương các đơn vị hoàn thành sớm", False),
        ("(Có phụ lục phân công nhiệm vụ gửi kèm)", True),
        ("Chi tiết tại Phụ lục II.", True),
        ("Nội dung cụ thể theo Biểu số 1 đính kèm Kế hoạch này", True),
        ("Nhiệm vụ của các phòng tại Phụ lục I kèm theo.", True),
        ("* Chi tiết có phụ lục kèm theo.", True),
        ("Phân công nhiệm vụ (có Phụ lục chi tiết kèm theo).", True),
        ("Theo danh mục ban hành", True),
        ("Rà soát các phụ lục của quy chế làm việc.", False),
        ("Rà soát văn bản.", False),
    ],
)
def test_lines_that_point_at_the_appendix(text: str, pointer: bool) -> None:
    assert is_pointer(text) is pointer


@pytest.mark.parametrize(
    ("text", "funding"),
    [
        ("Kinh phí thực hiện do ngân sách nhà nước bảo đảm.", True),
        ("Kinh phí mua giống được bố trí từ nguồn ngân sách xã và xã hội hóa.", True),
        ("Nguồn kinh phí: lồng ghép từ các chương trình, theo quy định.", True),
        ("Kinh phí thực hiện là 42 triệu đồng, trong đó 30 triệu đồng mua loa, 12 triệu đồng in sách.", True),
        ("Tổng kinh phí thực hiện Kế hoạch dự kiến khoảng 1.250.000.000 đồng.", True),
        ("Kinh phí: 15,5 triệu đồng.", True),
        ("Kinh phí thực hiện là 42 triệu đồng; Phòng Kho bãi lập dự toán.", False),
        ("Kinh phí tập huấn được cấp, đề nghị Phòng Kho bãi quyết toán 42 triệu đồng.", False),
        ("Kinh phí do ngân sách xã bảo đảm; Phòng Kho bãi thẩm định.", False),
        ("Bố trí kinh phí từ ngân sách xã.", False),
        ("Kinh phí: Giao Phòng Kho bãi lập dự toán.", False),
    ],
)
def test_sentences_that_only_tell_where_the_money_comes_from(text: str, funding: bool) -> None:
    assert is_funding(text) is funding
