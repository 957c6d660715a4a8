"""How long meetings may last."""

import pytest

from sauro.extraction.meeting_limits import FoundLimit, find_meeting_limits


def limits(text: str) -> list[tuple[str, float]]:
    return [(one.kind, one.max_days) for one in find_meeting_limits(text)]


def test_each_kind_has_its_limit_and_its_place() -> None:
    text = "Hội nghị sơ kết không quá 1/2 ngày; các hội nghị cần bàn kỹ không quá 1,5 ngày."
    found = find_meeting_limits(text)
    assert found[0] == FoundLimit("hội nghị sơ kết", 0.5, "Hội nghị sơ kết không quá 1/2 ngày", 0, 34)
    assert (found[1].kind, found[1].max_days) == ("hội nghị cần bàn kỹ", 1.5)
    assert text[found[1].start : found[1].end] == found[1].quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội nghị chuyên đề, nghiệp vụ tổ chức không quá 01 buổi", [("hội nghị chuyên đề, nghiệp vụ", 0.5)]),
        ("cuộc họp giao ban gọn trong nửa ngày", [("cuộc họp giao ban", 0.5)]),
        ("Thời gian tổ chức hội nghị tổng kết tối đa 02 ngày", [("hội nghị tổng kết", 2)]),
        ("hội nghị tổng kết (không quá 1 ngày)", [("hội nghị tổng kết", 1)]),
        ("Không quá nửa ngày đối với các hội nghị sơ kết; họp", [("hội nghị sơ kết", 0.5)]),
        ("Quy định về thời gian họp: Hội nghị sơ kết không quá 1 ngày", [("hội nghị sơ kết", 1)]),
        ("hội nghị sơ kết không quá 1 ngày và hội nghị tập huấn không quá 02 ngày",
         [("hội nghị sơ kết", 1), ("hội nghị tập huấn", 2)]),
        ("Thời lượng hội nghị giao việc tối đa 90 phút, hội nghị tổng kết năm tối đa 01 ngày.",
         [("hội nghị giao việc", 0.1875), ("hội nghị tổng kết năm", 1)]),
        ("Cuộc họp không quá 2 giờ", [("cuộc họp", 0.25)]),
        ("Thời gian họp giao ban không quá 60 phút", [("họp giao ban", 0.125)]),
        ("Họp giao ban: không quá 1/2 ngày; họp tổng kết: không quá 01 ngày",
         [("họp giao ban", 0.5), ("họp tổng kết", 1)]),
        ("không quá 1/2 ngày đối với hội nghị sơ kết; 01 ngày đối với hội nghị tổng kết; 1,5 ngày đối với"
         " hội thảo lớn.", [("hội nghị sơ kết", 0.5), ("hội nghị tổng kết", 1), ("hội thảo lớn", 1.5)]),
        ("Hội nghị sơ kết không quá 1/2 ngày, hội nghị tổng kết 01 ngày.",
         [("hội nghị sơ kết", 0.5), ("hội nghị tổng kết", 1)]),
    ],
)  # fmt: skip
def test_wordings(text: str, expected: list[tuple[str, float]]) -> None:
    assert limits(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Xử lý hồ sơ không quá 3 ngày",
        "Thông báo kết luận cuộc họp ban hành không quá 3 ngày",
        "Gửi tài liệu hội nghị trước ít nhất 2 ngày",
        "Gửi tài liệu họp chậm nhất 01 ngày",
        "Tổ chức hội nghị trong 2 năm",
        "Hội nghị có 200 đại biểu",
        "Phát biểu tại hội nghị không quá 10 phút",
        "Mỗi ý kiến tại cuộc họp không quá 05 phút",
        "Thời gian họp không quá 90 phút",
        "cuộc họp bắt đầu không quá 8 giờ",
        "Hội nghị tổ chức trong 1 ngày 26/6",
        "",
    ],
)
def test_other_time_limits_are_none(text: str) -> None:
    assert limits(text) == []
