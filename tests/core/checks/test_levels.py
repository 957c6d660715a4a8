"""Whether a document speaks as the office that it is of."""

import pytest
from tests.core.checks.made_documents import commune_plan, quoted

from sauro.checks.levels import area_of, level_of
from sauro.checks.model import Issuer, Level

DUTY = "1. Phòng Kinh tế: Rà soát văn bản trong quý II/2026; sản phẩm là danh mục."
CAPTION = "PHỤ LỤC\nPHÂN CÔNG NHIỆM VỤ\n(Kèm theo Kế hoạch số 15/KH-UBND ngày 05/3/2026 của {})"


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Ủy ban nhân dân xã An Mẫu", Level.COMMUNE),
        ("UBND phường Đồi Chè, tỉnh Suối Mơ", Level.COMMUNE),
        ("Sở Nội vụ", Level.PROVINCE),
        ("Chủ tịch UBND tỉnh", Level.PROVINCE),
        ("Thủ tướng Chính phủ", Level.MINISTRY),
        ("Sở Lao động - Thương binh và Xã hội", Level.PROVINCE),
        ("Bộ Chỉ huy Quân sự tỉnh Suối Mơ", Level.PROVINCE),
        ("Văn phòng", None),
        ("Phòng Kinh tế", None),
    ],
)
def test_level_of_a_name(name: str, level: Level | None) -> None:
    assert level_of(name) is level


def test_area_of_a_name() -> None:
    assert area_of("UBND xã An Mẫu ban hành") == ("xã", "An Mẫu")
    assert area_of("UBND xã đề nghị") is None


def test_an_appendix_names_an_office_of_another_level() -> None:
    text = commune_plan(DUTY, appendix=CAPTION.format("Chủ tịch UBND tỉnh"))
    assert quoted("level.caption", text) == [["Chủ tịch UBND tỉnh"]]
    assert quoted("document.issuer_unclear", text)[0][-1] == "UBND tỉnh"


@pytest.mark.parametrize("office", ["UBND xã An Mẫu", "Ủy ban nhân dân xã", "Chủ tịch UBND xã An Mẫu"])
def test_an_appendix_names_its_own_office(office: str) -> None:
    assert quoted("level.caption", commune_plan(DUTY, appendix=CAPTION.format(office))) == []


def test_a_form_of_a_ministry_is_no_appendix_of_the_plan() -> None:
    caption = "PHỤ LỤC\nMẪU PHIẾU\n(Kèm theo Thông tư số 9/2026/TT-BMH của Bộ Mẫu học)"
    assert quoted("level.caption", commune_plan(DUTY, appendix=caption)) == []


def test_a_plan_of_the_province_cited_as_one_of_the_commune() -> None:
    cited = (
        "Thực hiện Kế hoạch số 81/KH-UBND ngày 02/3/2026 của {} về giảm giấy tờ trên địa bàn tỉnh Suối Mơ."
    )
    wrong = commune_plan(cited.format("UBND xã An Mẫu"), DUTY)
    assert quoted("level.cited_issuer", wrong) == [["UBND xã An Mẫu", "tỉnh Suối Mơ"]]
    assert quoted("level.cited_issuer", commune_plan(cited.format("UBND tỉnh Suối Mơ"), DUTY)) == []
    both = commune_plan(cited.format("UBND tỉnh Suối Mơ"), cited.format("UBND xã An Mẫu"), DUTY)
    assert len(quoted("level.cited_issuer", both)) == 1


def test_a_commune_gives_no_duties_to_the_province() -> None:
    text = commune_plan("1. Sở Nội vụ: Rà soát văn bản trong quý II/2026.", DUTY.replace("1.", "2."))
    assert quoted("level.lead", text) == [["Sở Nội vụ"]]
    assert quoted("level.lead", commune_plan(DUTY)) == []


def test_the_name_of_another_commune() -> None:
    text = commune_plan(DUTY, "2. Văn phòng: Đôn đốc việc thực hiện trên địa bàn xã Đồi Chè trong năm 2026.")
    assert quoted("level.other_name", text) == [["xã Đồi Chè"]]
    assert quoted("level.other_name", text.replace("Đồi Chè", "An Mẫu")) == []
    known = Issuer(name="Ủy ban nhân dân xã Đồi Chè", level=Level.COMMUNE)
    assert quoted("level.other_name", text, known) == []


def test_an_area_of_another_kind() -> None:
    duty = "1. Phòng Kinh tế: Rà soát văn bản trên địa bàn {} trong quý II/2026."
    assert quoted("level.area_kind", commune_plan(duty.format("phường"))) == [["trên địa bàn phường"]]
    for words in ("xã", "xã, phường", "phường Đồi Chè", "tỉnh"):
        assert quoted("level.area_kind", commune_plan(duty.format(words))) == []


def test_another_commune_that_acts() -> None:
    text = commune_plan("Thực hiện công văn của tỉnh, UBND xã Đồi Chè ban hành Kế hoạch.", DUTY)
    assert quoted("level.other_name", text) == [["xã Đồi Chè"]]


def _of_province(words: str, parents: tuple[str, ...] = ()) -> list[list[str]]:
    name, level = "Ủy ban nhân dân tỉnh Suối Mơ", Level.PROVINCE
    if parents:
        name, level = "Ủy ban nhân dân xã An Mẫu", Level.COMMUNE
    known = Issuer(name=name, level=level, parents=parents)
    return quoted("level.other_name", commune_plan(f"1. Phòng Kinh tế: Rà soát văn bản {words}."), known)


def test_the_name_of_another_province() -> None:
    words = "trên địa bàn tỉnh Đồi Chè trong năm 2026"
    assert _of_province(words) == [["tỉnh Đồi Chè"]]
    assert _of_province(words, ("Ủy ban nhân dân tỉnh Suối Mơ",)) == [["tỉnh Đồi Chè"]]
    assert _of_province(words, ("Ủy ban nhân dân tỉnh Đồi Chè",)) == []
    assert _of_province("trình UBND thành phố Cần Thơ quyết định") == [["thành phố Cần Thơ"]]


@pytest.mark.parametrize(
    "words",
    [
        "trên địa bàn tỉnh Suối Mơ",
        "trên địa bàn tỉnh Hà Giang",
        "của UBND thành phố Đồi Chè",
        "gửi PCT UBND tỉnh Lê Văn Mẫu",
        "phối hợp với UBND tỉnh Đồi Chè",
        "theo Nghị quyết số 9/NQ-HĐND ngày 02/3/2026 về dân số trên địa bàn tỉnh Đồi Chè",
    ],
)
def test_other_provinces_may_be_named(words: str) -> None:
    assert _of_province(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "theo Kế hoạch số 3/KH-UBND ngày 02/3/2026 của UBND xã Đồi Chè",
        "phối hợp với UBND xã Đồi Chè",
        "cùng các xã Suối Mơ, UBND xã Đồi Chè",
    ],
)
def test_other_communes_may_be_named(words: str) -> None:
    assert quoted("level.other_name", commune_plan(f"1. Phòng Kinh tế: Rà soát văn bản {words}.")) == []
