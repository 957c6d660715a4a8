import pytest

from sauro.extraction.cooperation import cooperating_in
from sauro.folio.passage import Passage


def names(passages: tuple[Passage, ...]) -> list[str]:
    return [passage.text for passage in passages]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        (
            "Chủ trì, phối hợp với Công an xã cùng các đơn vị có liên quan định kỳ kiểm tra.",
            ["Công an xã", "các đơn vị có liên quan"],
        ),
        ("phối hợp chặt chẽ với các cơ quan liên quan khi soạn thảo", ["các cơ quan liên quan"]),
        ("Phối hợp với lực lượng Công an hỗ trợ người dân.", ["lực lượng Công an"]),
        ("Phối hợp tham mưu soát lại từng mẫu đơn.", []),
        ("phối hợp cung cấp thông tin, số liệu.", []),
    ],
)
def test_the_units_named_after_phoi_hop(text: str, units: list[str]) -> None:
    assert names(cooperating_in(Passage(text, 0))) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Sở Nội vụ chủ trì; Sở Y tế phối hợp thực hiện.", ["Sở Y tế"]),
        ("Sở Nội vụ chủ trì, Sở Y tế phối hợp rà soát.", ["Sở Y tế"]),
        ("Sở Nội vụ là đơn vị chủ trì, Sở Y tế là đơn vị phối hợp.", ["Sở Y tế"]),
        ("Phối hợp với Sở Y tế; phối hợp cùng SỞ Y TẾ, Công an xã họp.", ["Sở Y tế", "Công an xã"]),
        ("Phối hợp với " + "Sở Y tế " * 20 + "họp.", []),
        ("Phối hợp với " + "bà con thôn xóm " * 8, []),
    ],
)
def test_others_who_cooperate(text: str, units: list[str]) -> None:
    assert names(cooperating_in(Passage(text, 0))) == units


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("Phòng Cây xanh chủ trì với sự phối hợp của Đoàn Thanh niên xã tưới cây.", ["Đoàn Thanh niên xã"]),
        ("Phòng Cây xanh có trách nhiệm cùng Phòng Kho bãi đếm cây.", ["Phòng Kho bãi"]),
        ("Bộ Vườn chủ trì cùng Bộ Kho và các địa phương rà soát.", ["Bộ Kho", "các địa phương"]),
        ("Trạm Thú y xã (chủ trì), Trường Mầm non Hoa Mẫu (phối hợp) khám.", ["Trường Mầm non Hoa Mẫu"]),
        ("Phòng Cây xanh cùng đếm cây.", []),
        ("Các thôn có trách nhiệm cùng giữ gìn vườn cây.", []),
        ("Phòng Cây xanh chủ trì tham mưu, Phòng Kho bãi phối hợp.", ["Phòng Kho bãi"]),
    ],
)
def test_other_words_for_those_who_cooperate(text: str, units: list[str]) -> None:
    assert names(cooperating_in(Passage(text, 0))) == units
