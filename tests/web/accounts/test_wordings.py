from __future__ import annotations

import pytest

from sauro_web.accounts.areas import areas, communes_of
from sauro_web.accounts.wordings import OfficeLevel, group_wording, person_before


@pytest.mark.parametrize("level", OfficeLevel)
def test_no_province_or_commune_of_the_country_sounds_like_a_group(level: OfficeLevel) -> None:
    names = [area.full_name for area in areas().values()]
    taken = [name for name in names if group_wording(f"UBND {name}", level) or group_wording(name, level)]
    assert taken == []


def test_the_data_file_has_all_provinces_and_communes() -> None:
    known = areas().values()
    provinces = [area for area in known if not area.parent]
    assert (len(provinces), len(known) - len(provinces)) == (34, 3_321)
    assert len(communes_of("01")) == 126


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chủ tịch UBND xã", ("Chủ tịch", "UBND xã")),
        ("Thủ trưởng các cơ quan, đơn vị", ("Thủ trưởng", "các cơ quan, đơn vị")),
        ("Giám đốc Sở Nội vụ", ("Giám đốc", "Sở Nội vụ")),
        ("Trường Chính trị tỉnh", ("", "Trường Chính trị tỉnh")),
        ("Trưởng Ban Chỉ đạo", ("Trưởng", "Ban Chỉ đạo")),
    ],
)
def test_the_person_before_a_unit(text: str, expected: tuple[str, str]) -> None:
    assert person_before(text) == expected
