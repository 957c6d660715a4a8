"""Lists that say of each unit what it is in the duty. Offices are made up."""

import pytest

from sauro.extraction.roles import split_pair, split_roles, tells_roles
from sauro.folio.passage import Passage


def roles(*texts: str) -> tuple[list[str], list[str]]:
    leading, with_them = split_roles(*(Passage(text, 0) for text in texts))
    return [unit.text for unit in leading], [unit.text for unit in with_them]


@pytest.mark.parametrize(
    "text",
    [
        "Phòng Kinh tế chủ trì; Công an xã, các thôn phối hợp.",
        "Phòng Kinh tế chủ trì, Công an xã, các thôn phối hợp thực hiện.",
        "Phòng Kinh tế (chủ trì), Công an xã và các thôn (phối hợp).",
        "Phòng Kinh tế (Chủ trì); Công an xã, các thôn (Phối hợp)",
        "Phòng Kinh tế - chủ trì; Công an xã, các thôn - phối hợp.",
        "Chủ trì: Phòng Kinh tế; phối hợp: Công an xã, các thôn",
        "Chủ trì: Phòng Kinh tế. Phối hợp: Công an xã, các thôn.",
        "Cơ quan chủ trì: Phòng Kinh tế; cơ quan phối hợp: Công an xã, các thôn.",
        "CT: Phòng Kinh tế; PH: Công an xã, các thôn",
        "Phòng Kinh tế là cơ quan chủ trì; Công an xã, các thôn là cơ quan phối hợp.",
        "Phòng Kinh tế là đơn vị chủ trì, phối hợp với Công an xã, các thôn.",
        "Phòng Kinh tế chủ trì, phối hợp cùng Công an xã, các thôn",
        "Phòng Kinh tế chủ trì phối hợp Công an xã, các thôn.",
        "Phòng Kinh tế chủ trì (phối hợp: Công an xã, các thôn).",
        "Phòng Kinh tế phối hợp với Công an xã, các thôn",
        "Phòng Kinh tế phối hợp Công an xã, các thôn thực hiện.",
        "Phòng Kinh tế; phối hợp: Công an xã, các thôn",
        "Phòng Kinh tế chủ trì, tham mưu; Công an xã và các thôn cùng phối hợp.",
        "Phòng Kinh tế chủ trì lập hồ sơ, trình duyệt; Công an xã, các thôn phối hợp triển khai.",
        "Phòng Kinh tế thực hiện; đề nghị Công an xã, các thôn phối hợp.",
        "Phòng Kinh tế chủ trì; Công an xã, các thôn theo chức năng, nhiệm vụ phối hợp.",
        "Công an xã, các thôn phối hợp; Phòng Kinh tế chủ trì.",
        "Phòng Kinh tế (chủ trì), Công an xã, các thôn",
        "Phòng Kinh tế; đề nghị Công an xã, các thôn phối hợp.",
        "Phòng Kinh tế, mời Công an xã, các thôn phối hợp.",
        "Phòng Kinh tế; Công an xã, các thôn phối hợp.",
    ],
)
def test_all_orders_of_names_and_roles(text: str) -> None:
    assert roles(text) == (["Phòng Kinh tế"], ["Công an xã", "các thôn"])


def test_a_list_without_roles_leads() -> None:
    assert roles("Phòng Kinh tế, Công an xã") == (["Phòng Kinh tế", "Công an xã"], [])


def test_the_role_of_a_paragraph_holds_for_those_after_it() -> None:
    assert roles("Chủ trì: Phòng Kinh tế", "Phối hợp:", "- Công an xã", "- Các thôn") == (
        ["Phòng Kinh tế"],
        ["Công an xã", "Các thôn"],
    )


def test_units_that_are_called_by_their_role() -> None:
    assert roles("Các cơ quan chủ trì soạn thảo") == (["Các cơ quan chủ trì soạn thảo"], [])


def test_who_is_neither_told_to_lead_nor_to_help_is_left_out() -> None:
    assert roles("Phòng Kinh tế tham mưu UBND xã ban hành quy chế.") == (["Phòng Kinh tế"], [])
    assert roles("Phòng Kinh tế thực hiện, Công an xã") == (["Phòng Kinh tế"], [])


def test_lists_that_tell_roles() -> None:
    assert tells_roles("Phòng Kinh tế chủ trì")
    assert tells_roles("Phối hợp: Công an xã")
    assert not tells_roles("Phòng Kinh tế, Công an xã")


def test_who_only_helps_does_not_lead() -> None:
    assert roles("Phòng Cây xanh các xã; Chi cục Vườn ươm hướng dẫn kỹ thuật.") == (
        ["Phòng Cây xanh các xã"],
        ["Chi cục Vườn ươm"],
    )
    assert roles("Phòng Cây xanh; mời Đoàn Thanh niên xã tham gia") == (
        ["Phòng Cây xanh"],
        ["Đoàn Thanh niên xã"],
    )
    assert roles("Phòng Cây xanh chủ trì; các thôn phối hợp; UBND xã chỉ đạo chung.") == (
        ["Phòng Cây xanh"],
        ["các thôn"],
    )
    assert roles("Phòng Cây xanh, Đoàn giám sát") == (["Phòng Cây xanh", "Đoàn giám sát"], [])


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("Sở Nội vụ/Sở Tài chính, các xã", (["Sở Nội vụ"], ["Sở Tài chính", "các xã"])),
        ("Công an xã / Các thôn", (["Công an xã"], ["Các thôn"])),
        ("Phòng Kinh tế/Phòng Kinh tế, Hạ tầng và Đô thị", None),
        ("Sở Nội vụ chủ trì/Sở Tài chính phối hợp", None),
        ("Sở Nội vụ, Sở Tài chính", None),
        ("UBND xã/phường", None),
    ],
)
def test_a_cell_written_like_the_name_of_its_column(
    text: str, pair: tuple[list[str], list[str]] | None
) -> None:
    found = split_pair(Passage(text, 0))
    assert (found and tuple([unit.text for unit in units] for units in found)) == pair
