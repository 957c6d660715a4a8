"""Numbers and symbols of documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.doctypes.reference import Family, FoundReference, Reference, find_references, parse_reference


@pytest.mark.parametrize(
    ("raw", "canonical", "family"),
    [
        ("41a/KH-UBND", "41a/KH-UBND", Family.ADMINISTRATIVE),
        ("07/2031/NĐ-CP", "07/2031/NĐ-CP", Family.NORMATIVE),
        ("12/2031/QH17", "12/2031/QH17", Family.NORMATIVE),
        ("301-KL/TW", "301-KL/TW", Family.PARTY),
        ("88/UBND-NC", "88/UBND-NC", Family.LETTER),
        ("14520/VPCP-KGVX", "14520/VPCP-KGVX", Family.LETTER),
        ("19/NQ-UBTVQH17", "19/NQ-UBTVQH17", Family.ADMINISTRATIVE),
        ("05/2031/TTLT-BYT-BTC- BLĐTBXH", "05/2031/TTLT-BYT-BTC-BLĐTBXH", Family.NORMATIVE),
    ],
)
def test_the_families(raw: str, canonical: str, family: Family) -> None:
    reference = parse_reference(raw)
    assert reference is not None
    assert (str(reference), reference.family) == (canonical, family)


@pytest.mark.parametrize(
    ("faulty", "canonical"),
    [
        ("71 /KH-UBND", "71/KH-UBND"),
        ("07/2031/ NĐ-CP", "07/2031/NĐ-CP"),
        ("07/2031/\nNĐ-CP", "07/2031/NĐ-CP"),
        ("07/2031/NĐCP", "07/2031/NĐ-CP"),
        ("07/2031/ND-CP", "07/2031/NĐ-CP"),
        ("66/QĐ-T'Tg", "66/QĐ-TTg"),
        ("66/QD-TTG", "66/QĐ-TTg"),
        ("301\u2013KL/TW", "301-KL/TW"),
        ("301\u2011KL/TW", "301-KL/TW"),
        ("301 - KL/TƯ", "301-KL/TW"),
        ("301/KL-TW", "301-KL/TW"),
        ("301-KL/IW", "301-KL/TW"),
        ("12/2031/OH17", "12/2031/QH17"),
        ("03/2031TT-BYT", "03/2031/TT-BYT"),
        ("03/2031/TTBYT", "03/2031/TT-BYT"),
        ("Số: 1.234/UBND-VX", "1234/UBND-VX"),
    ],
)
def test_blanks_dashes_and_ocr_faults_are_repaired(faulty: str, canonical: str) -> None:
    assert str(parse_reference(faulty)) == canonical


@pytest.mark.parametrize(
    "text", ["24/7", "05/05", "01/2031", "1/2 ngày", "95%", "", "KM", "2031", "3/4 hộ", "a/b"]
)
def test_what_is_no_number_of_a_document(text: str) -> None:
    assert parse_reference(text) is None
    assert find_references(text) == ()


def test_a_blank_number_leaves_the_symbol() -> None:
    text = "Số:      /KH-UBND\nHòa Lạc, ngày tháng 4 năm 2031"
    assert find_references(text) == ()
    reference = parse_reference(text.split("\n")[0])
    assert reference is not None
    assert (reference.number, reference.symbol) == (None, "KH-UBND")
    assert parse_reference("Số:     -KL/TW") == Reference(None, "", None, "KL", "TW", None, Family.PARTY)


def test_spans_hold_what_was_written() -> None:
    text = "Kế hoạch số 71 /KH-UBND và Kết luận 301-KL/TW (công văn 88/UBND-NC), trực 24/7, mẫu số 02/TK-ABC"
    found = find_references(text)
    assert [str(one.reference) for one in found] == ["71/KH-UBND", "301-KL/TW", "88/UBND-NC"]
    assert all(text[one.start : one.end] == one.raw for one in found)
    assert isinstance(found[0], FoundReference)


def test_a_sentence_after_the_symbol_is_no_part_of_it() -> None:
    (found,) = find_references("theo Quyết định số 66/QĐ-UBND - Sở Nội vụ chủ trì")
    assert found.raw == "66/QĐ-UBND"


KINDS = st.sampled_from(["KH", "QĐ", "CT", "TB", "BC", "TTr", "NQ", "HD", "CTr"])
NUMBERS = st.from_regex(r"[0-9]{1,5}[a-zđ]?", fullmatch=True)


@given(number=NUMBERS, kind=KINDS, issuer=st.sampled_from(["UBND", "HĐND", "SNV", "TTg", "CP", "BNV"]))
def test_state_numbers_survive_the_round_trip(number: str, kind: str, issuer: str) -> None:
    written = f"{number}/{kind}-{issuer}"
    assert str(parse_reference(written)) == written


@given(number=NUMBERS, year=st.integers(1990, 2099), kind=st.sampled_from(["NĐ", "TT", "QĐ", "NQ"]))
def test_normative_numbers_survive_the_round_trip(number: str, year: int, kind: str) -> None:
    written = f"{number}/{year}/{kind}-CP"
    reference = parse_reference(written)
    assert reference is not None
    assert (str(reference), reference.year) == (written, year)


@given(
    number=NUMBERS,
    kind=st.sampled_from(["KL", "NQ", "QĐ", "CT", "HD"]),
    organ=st.sampled_from(["TW", "TU", "ĐU"]),
)
def test_party_numbers_survive_the_round_trip(number: str, kind: str, organ: str) -> None:
    written = f"{number}-{kind}/{organ}"
    assert str(parse_reference(written)) == written


@given(st.text(alphabet="0123456789/-– .:sốSKHQĐNTWUBDCPg\n", max_size=80))
def test_any_text_is_read_without_an_error(text: str) -> None:
    parse_reference(text)
    for found in find_references(text):
        assert text[found.start : found.end] == found.raw
