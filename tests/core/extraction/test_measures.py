"""Where targets and limits are looked for, and which time reaches them."""

from sauro.extraction.plan import extract_plan
from sauro.folio.notation import notate
from sauro.plan.model import Plan


def plan(text: str) -> Plan:
    return extract_plan(notate(text))


def targets(text: str) -> list[tuple[float, str | None]]:
    return [(target.value, target.by) for target in plan(text).targets]


def test_a_heading_gives_its_time_to_what_hangs_under_it() -> None:
    assert targets("""
        KẾ HOẠCH
        Giảm giấy tờ
        I. MỤC TIÊU
        1. Đến năm 2028:
        - Giảm tối thiểu 10% số văn bản hành chính.
        a) Cả xã
        Giảm tối thiểu 20% số cuộc họp.
        2. Chung
        - Giảm tối thiểu 30% số cuộc họp.
    """) == [(10.0, "2028"), (20.0, "2028"), (30.0, None)]


def test_head_title_and_captions_state_no_targets() -> None:
    assert (
        targets("""
        ỦY BAN NHÂN DÂN XÃ GIẢM 10% SỐ CUỘC HỌP
        Số: 15/KH-UBND
        KẾ HOẠCH
        Giảm tối thiểu 10% số cuộc họp
        I. NHIỆM VỤ
        Nơi nhận: Sở Y tế
        PHỤ LỤC
        (Kèm theo Kế hoạch giảm tối thiểu 10% số cuộc họp)
        | a | b |
    """)
        == []
    )


def test_a_subject_beside_the_title_and_recipients_state_no_targets() -> None:
    found = plan("""
        KẾ HOẠCH Giảm tối thiểu 20% số cuộc họp của xã
        I. NHIỆM VỤ
        1. Giảm tối thiểu 10% số cuộc họp.
        Nơi nhận:
        - Các thôn (giảm tối thiểu 30% số cuộc họp);
        - Trạm Y tế (hội nghị tổng kết không quá 1 ngày); - Nhà trường (giảm tối thiểu 40% số cuộc họp);
        - Lưu: VT.
        CHỦ TỊCH
        Lò Văn Mẫu
    """)
    assert [target.value for target in found.targets] == [10.0]
    assert found.meeting_limits == ()


def test_a_limit_said_again_is_one_limit() -> None:
    found = plan("""
        KẾ HOẠCH
        Giảm họp
        I. NHIỆM VỤ
        1. Hội nghị tổng kết không quá 1 ngày.
        2. Hội nghị tổng kết không quá 01 ngày.
        3. Hội nghị tổng kết không quá 1/2 ngày.
    """)
    assert [limit.max_days for limit in found.meeting_limits] == [1.0, 0.5]


def test_a_count_is_a_target_in_a_section_of_aims_only() -> None:
    assert targets("""
        KẾ HOẠCH
        Phát triển hợp tác xã
        I. MỤC TIÊU, CHỈ TIÊU
        1. Đến năm 2028:
        - Thành lập mới 12 hợp tác xã.
        II. CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA
        1. Thành lập mới 13 hợp tác xã.
        III. NHIỆM VỤ
        1. Thành lập mới 14 hợp tác xã.
    """) == [(12.0, "2028")]
