import pytest

from sauro.registers.model import Channel, Urgency
from sauro.registers.sending import read_channel, read_urgency
from sauro.registers.subjects import read_kind, split_subject


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kế hoạch", "Kế hoạch"),
        ("KẾ HOẠCH", "Kế hoạch"),
        ("ke hoach", "Kế hoạch"),
        ("KH", "Kế hoạch"),
        ("Quyết định (cá biệt)", "Quyết định"),
        ("Công văn hành chính", "Công văn"),
        ("CV", "Công văn"),
        ("Thư mời", "Giấy mời"),
        ("Văn bản khác", ""),
        ("", ""),
        ("Bưu phẩm", None),
    ],
)
def test_kinds_in_a_cell(text, kind):
    assert read_kind(text) == kind


@pytest.mark.parametrize(
    ("text", "shown", "kind", "subject"),
    [
        ("Kế hoạch triển khai công tác", "Kế hoạch", "Kế hoạch", "triển khai công tác"),
        ("Kế hoạch về triển khai", "", "Kế hoạch", "về triển khai"),
        ("Kế hoạch: triển khai", "", "Kế hoạch", "triển khai"),
        ("QĐ v/v khen thưởng", "", "Quyết định", "khen thưởng"),
        ("CV v/v báo cáo nhanh", "", "Công văn", "báo cáo nhanh"),
        ("V/v báo cáo nhanh", "Công văn", "Công văn", "báo cáo nhanh"),
        ("Báo cáo tình hình thôn", "Công văn", "Công văn", "Báo cáo tình hình thôn"),
        ("Báo cáo", "Báo cáo", "Báo cáo", "Báo cáo"),
        ("Luật sư đoàn mời họp", "", "", "Luật sư đoàn mời họp"),
        ("Về việc nghỉ lễ", "Thông báo", "Thông báo", "Về việc nghỉ lễ"),
    ],
)
def test_kind_and_subject_in_one_cell(text, shown, kind, subject):
    assert split_subject(text, shown) == (kind, subject)


@pytest.mark.parametrize(
    ("text", "urgency"),
    [
        ("", Urgency.NORMAL),
        ("Thường", Urgency.NORMAL),
        ("Không khẩn", Urgency.NORMAL),
        ("KHẨN", Urgency.URGENT),
        ("Thượng khẩn", Urgency.VERY_URGENT),
        ("Hoả tốc", Urgency.EXPRESS),
        ("Hỏa tốc hẹn giờ", Urgency.EXPRESS),
        ("Gấp lắm", None),
    ],
)
def test_urgency(text, urgency):
    assert read_urgency(text) is urgency


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("Văn bản điện tử", Channel.ELECTRONIC),
        ("Trục liên thông", Channel.ELECTRONIC),
        ("Bản giấy", Channel.PAPER),
        ("Bưu điện", Channel.PAPER),
        ("Bản giấy và điện tử", Channel.BOTH),
        ("", None),
    ],
)
def test_channel(text, channel):
    assert read_channel(text) is channel
