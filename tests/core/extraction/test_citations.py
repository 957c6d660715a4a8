"""Documents cited by number."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.shared import TEXTS, needs_shared

from sauro.doctypes.citation import CitedDocument
from sauro.extraction.citations import find_citations


def rows(
    text: str, own_number: str | None = None
) -> list[tuple[str | None, str, str | None, str | None, int]]:
    return [
        (one.type, one.number, one.date, one.issuer, one.mentions)
        for one in find_citations(text, own_number=own_number)
    ]


def test_a_document_is_cited_once_with_all_that_is_written_beside_it() -> None:
    text = (
        "Thực hiện Kết luận số 301-KL/TW; Quyết định số 66/QĐ-TTg ngày 5 tháng 3 năm 2031 của "
        "Thủ tướng Chính phủ ban hành Đề án thực hiện Kết luận số 301-KL/TW ngày 01/02/2031 "
        "của Ban Bí thư về việc nêu gương."
    )
    assert rows(text) == [
        ("Kết luận", "301-KL/TW", "2031-02-01", "Ban Bí thư", 2),
        ("Quyết định", "66/QĐ-TTg", "2031-03-05", "Thủ tướng Chính phủ", 1),
    ]


def test_the_year_behind_the_issuer_is_not_the_documents() -> None:
    text = "Triển khai Kết luận số 301-KL/TW của Ban Bí thư năm 2032"
    assert rows(text) == [("Kết luận", "301-KL/TW", None, "Ban Bí thư", 1)]


def test_the_fullest_date_counts() -> None:
    text = "Nghị định số 07/2031/NĐ-CP năm 2031; Nghị định số 07/2031/NĐ-CP ngày 02/01/2031"
    assert rows(text) == [("Nghị định", "07/2031/NĐ-CP", "2031-01-02", None, 2)]


def test_a_programme_of_action_keeps_its_name() -> None:
    text = "Chương trình hành động số 12-CTr/TU ngày 02/01/2031 của Tỉnh ủy; Chương trình 12-CTr/TU"
    assert rows(text) == [("Chương trình hành động", "12-CTr/TU", "2031-01-02", "Tỉnh ủy", 2)]


def test_places_and_title() -> None:
    text = "Căn cứ Nghị định số 07/2031/NĐ-CP ngày 02/01/2031 của Chính phủ quy định chế độ báo cáo;"
    (cited,) = find_citations(text)
    assert isinstance(cited, CitedDocument)
    assert [text[start:end] for start, end in cited.places] == ["07/2031/NĐ-CP"]
    assert cited.title == "quy định chế độ báo cáo"


def test_the_own_number_is_no_citation() -> None:
    text = "Số: 41a/KH-UBND\n\nKẾ HOẠCH\n\nKèm theo Kế hoạch số 41a /KH-UBND; Chỉ thị số 9-CT/TU."
    assert rows(text) == rows(text, "41a/KH-UBND") == [("Chỉ thị", "9-CT/TU", None, None, 1)]


def test_malformed_numbers_count_as_their_twins() -> None:
    text = "Nghị định số 07/2031/NĐ-CP; Nghị định 07/2031/NĐCP; Nghị định 07/2031/ ND-CP của Chính phủ"
    assert rows(text) == [("Nghị định", "07/2031/NĐ-CP", None, "Chính phủ", 3)]


def test_a_number_without_its_symbol_counts_where_its_document_is_known() -> None:
    text = (
        "Nghị định số 07/2031/NĐ-CP của Chính phủ. "
        "Theo Nghị định 07/2031, Nghị định số 08/2031 và Kế hoạch 07/2031"
    )
    assert rows(text) == [("Nghị định", "07/2031/NĐ-CP", None, "Chính phủ", 2)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Quyết định số 01/QĐ-UBND và số 02/QĐ-UBND của UBND tỉnh",
            [("Quyết định", "01/QĐ-UBND", "UBND tỉnh"), ("Quyết định", "02/QĐ-UBND", "UBND tỉnh")],
        ),
        (
            "các Nghị quyết số: 57-NQ/TW, 66-NQ/TW của Bộ Chính trị",
            [("Nghị quyết", "57-NQ/TW", "Bộ Chính trị"), ("Nghị quyết", "66-NQ/TW", "Bộ Chính trị")],
        ),
        ("Luật Đầu tư số 61/2030/QH16", [("Luật", "61/2030/QH16", None)]),
        (
            "Luật số 59/2030/QH16, số 60/2030/QH16",
            [("Luật", "59/2030/QH16", None), ("Luật", "60/2030/QH16", None)],
        ),
        ("Nghị quyết của Quốc hội số 11/2030/QH16", [("Nghị quyết", "11/2030/QH16", "Quốc hội")]),
        ("Quy định số 178-QĐ/TW của Bộ Chính trị", [("Quy định", "178-QĐ/TW", "Bộ Chính trị")]),
        ("Thông tư liên tịch số 5/2031/TTLT-BNV-BTC", [("Thông tư liên tịch", "5/2031/TTLT-BNV-BTC", None)]),
        ("Văn bản số 88/UBND-NC của UBND tỉnh", [("Công văn", "88/UBND-NC", "UBND tỉnh")]),
        ("Thông báo Kết luận số 77-TB/TU", [("Thông báo", "77-TB/TU", None)]),
        ("Kết luận 301-KL/TW", [("Kết luận", "301-KL/TW", None)]),
        ("thực hiện 301-KL/TW", [("Kết luận", "301-KL/TW", None)]),
        ("KẾ HOẠCH SỐ 41/KH-UBND", [("Kế hoạch", "41/KH-UBND", None)]),
        ("theo quy định Nghị\nđịnh số 07/2031/\nNĐ-CP", [("Nghị định", "07/2031/NĐ-CP", None)]),
        ("trực 24/7, ngày 05/05, 1/2 ngày, tháng 01/2031, mẫu số 02/TK-ABC", []),
    ],
)
def test_kinds_and_issuers(text: str, expected: list[tuple[str, str, str | None]]) -> None:
    assert [(kind, number, issuer) for kind, number, _, issuer, _ in rows(text)] == expected


@pytest.mark.parametrize(
    ("beside", "day"),
    [
        ("ngày 5 tháng 3 năm 2031", "2031-03-05"),
        ("ngày 05/3/2031", "2031-03-05"),
        ("ngày 05-03-2031", "2031-03-05"),
        ("của Chính phủ ngày 05.3.2031", "2031-03-05"),
        ("(ngày 05/3/2031)", "2031-03-05"),
        ("ngày    tháng 3 năm 2031", "2031-03"),
        ("tháng 3/2031", "2031-03"),
        ("năm 2031", "2031"),
        ("ngày 31/02/2031", None),
        ("có hiệu lực từ ngày 05/3/2031", None),
    ],
)
def test_dates_as_far_as_written(beside: str, day: str | None) -> None:
    assert rows(f"Nghị quyết số 19/NQ-CP {beside}")[0][2] == day


@given(st.text(alphabet="Quyếtđịnhsố 0123456789/-ĐTg,;của Chínphủ\n", max_size=120))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for cited in find_citations(text):
        assert cited.mentions == len(cited.places) > 0


@needs_shared
@pytest.mark.shared
@pytest.mark.parametrize("gold", sorted((TEXTS.with_name("gold")).glob("*.json")), ids=lambda path: path.stem)
def test_annotated_plans(gold: Path) -> None:
    plan = json.loads(gold.read_text(encoding="utf-8"))
    text = (TEXTS / plan["file"]).read_text(encoding="utf-8")
    expected = [
        (row["type"], row["number"], row["date"], row["issuer"], row["mentions"]) for row in plan["citations"]
    ]
    assert rows(text, plan["document"]["number"]) == expected


def test_another_offices_document_with_our_own_number() -> None:
    own = {"own_number": "12/KH-UBND", "own_issuer": "Ủy ban nhân dân xã An Mẫu", "own_date": "2026-02-10"}
    for text, cited in (
        ("Thực hiện Kế hoạch số 12/KH-UBND ngày 06/01/2026 của UBND tỉnh.", ["12/KH-UBND"]),
        ("Kèm theo Kế hoạch số 12/KH-UBND ngày 06/01/2026 của UBND xã An Mẫu.", []),
        ("Kèm theo Kế hoạch số 12/KH-UBND ngày 10/02/2026 của UBND tỉnh.", []),
        ("Kế hoạch số 12/KH-UBND ngày 11/02/2026 này được gửi các thôn.", []),
    ):
        assert [str(one.reference) for one in find_citations(text, **own)] == cited
