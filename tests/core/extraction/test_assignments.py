"""To whom a duty's own sentence gives it. Offices and duties are made up."""

import pytest

from sauro.extraction.assignments import assigned_units
from sauro.folio.passage import Passage


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Tổ chức lớp ghép cành do Phòng Cây xanh chủ trì.", ["Phòng Cây xanh"]),
        ("Đo tán cây do Phòng Cây xanh chủ trì, phối hợp với các thôn trong tháng 5.", ["Phòng Cây xanh"]),
        ("Đo tán cây do Phòng Cây xanh chủ trì, Đoàn xã phối hợp.", ["Phòng Cây xanh"]),
        ("Việc tưới các vườn ươm do Văn phòng thực hiện trong quý II/2026.", ["Văn phòng"]),
        ("Ươm giống giao cho Trung tâm Cây giống chủ trì thực hiện.", ["Trung tâm Cây giống"]),
        ("Danh mục cây quý được giao cho Phòng Cây xanh thực hiện.", ["Phòng Cây xanh"]),
        ("Đếm cây của các thôn và do Phòng Cây xanh phụ trách.", ["Phòng Cây xanh"]),
        ("Ghi sổ tưới nước do bộ phận văn thư thực hiện.", ["bộ phận văn thư"]),
    ],
)
def test_a_unit_is_given_the_work_without_a_sign_before_it(text: str, units: list[str]) -> None:
    assert [unit.text for unit in assigned_units(Passage(text, 0))] == units


@pytest.mark.parametrize(
    "text",
    [
        "Tham gia lớp ghép cành do Sở Cây xanh chủ trì.",
        "Rà soát các dự án do Sở Cây xanh thực hiện.",
        "Cắt tỉa theo quy trình do Sở Cây xanh chủ trì.",
        "Kinh phí do Phòng Tài vụ thẩm định.",
        "Tham mưu UBND xã giao Phòng Cây xanh chủ trì.",
        "Làm những việc do Ủy ban nhân dân tỉnh giao.",
        "Đề tài do Sở Cây xanh chủ trì nghiên cứu về rễ cây được đưa vào sổ.",
        "Nhận bàn giao cho Phòng Cây xanh thực hiện.",
    ],
)
def test_a_thing_described_by_who_makes_it_is_given_to_nobody(text: str) -> None:
    assert assigned_units(Passage(text, 0)) == ()


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Về hồ sơ cây di sản: giao Sở Cây xanh chủ trì, phối hợp với các xã.", ["Sở Cây xanh"]),
        ("Đếm cây trong vườn; giao Phòng Cây xanh.", ["Phòng Cây xanh"]),
        (
            "Đếm cây, do Phòng Cây xanh và Đoàn Thanh niên xã phối hợp thực hiện.",
            ["Phòng Cây xanh", "Đoàn Thanh niên xã"],
        ),
        ("Kinh phí do ngân sách xã bảo đảm; Phòng Kho bãi thẩm định.", ["Phòng Kho bãi"]),
        ("Tổ chức lớp ghép cành - Phòng Cây xanh thực hiện.", ["Phòng Cây xanh"]),
        ("Mẫu sổ - Phòng Cây xanh thực hiện việc ghi sổ.", []),
        ("Đếm cây; đề nghị Công an xã phối hợp thực hiện.", []),
    ],
)
def test_a_unit_is_given_the_work_behind_a_sign(text: str, units: list[str]) -> None:
    assert [unit.text for unit in assigned_units(Passage(text, 0))] == units
