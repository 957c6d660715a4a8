"""Digital signatures: who, when, what they cover, whether the file was changed afterwards, whom to trust."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.reading.signing import (
    SIGNED_AT,
    add_to,
    blank,
    holder,
    locked,
    root,
    sign,
    stranger,
)

from sauro.errors import SauroError, Unreadable, Unsupported
from sauro.reading.pdf_signatures import read_signatures, trusted_roots
from sauro.reading.signature import Holder, Integrity, TimeSource, Trust

CHAIRMAN = holder("Lò Văn Sơn", "Ủy ban nhân dân xã Nà Phòn", "CCCD:001")
AGENCY = holder("Ủy ban nhân dân xã Nà Phòn", "Tỉnh Đông Giang", "MST:0100")


def test_one_signature_over_the_whole_file() -> None:
    (one,) = read_signatures(sign(blank(), CHAIRMAN))
    assert (one.signer, one.organisation, one.issuer) == (
        "Lò Văn Sơn",
        "Ủy ban nhân dân xã Nà Phòn",
        "Gốc thử nghiệm",
    )
    assert (one.holder, one.integrity, one.trust) == (Holder.PERSON, Integrity.WHOLE, Trust.UNKNOWN)
    assert one.time_source is TimeSource.SIGNER
    assert one.signed_at is not None
    assert one.signed_at.tzinfo is not None
    assert one.is_valid


def test_a_file_without_signatures() -> None:
    assert read_signatures(blank()) == ()


def test_trust_is_asked_of_the_roots_that_are_kept() -> None:
    signed = sign(blank(), CHAIRMAN)
    for kept in (root().pem, root().der, root().pem + stranger().pem):
        assert read_signatures(signed, roots=trusted_roots([kept]))[0].trust is Trust.TRUSTED
    assert read_signatures(signed, roots=trusted_roots([stranger().der]))[0].trust is Trust.NOT_TRUSTED


def test_what_is_no_certificate_is_left_out() -> None:
    assert trusted_roots([b"ghi ch\xc3\xba", b"", b"-----BEGIN X-----\nAA==\n-----END X-----\n"]) == ()


def test_the_agency_signs_after_the_person() -> None:
    both = sign(sign(blank(), CHAIRMAN), AGENCY, field="Ky2", stamped=True)
    first, second = read_signatures(both, roots=trusted_roots([root().pem]))
    assert (first.holder, first.integrity) == (Holder.PERSON, Integrity.EARLIER)
    assert (second.holder, second.integrity) == (Holder.AGENCY, Integrity.WHOLE)
    assert (second.signed_at, second.time_source) == (SIGNED_AT, TimeSource.TRUSTED_STAMP)
    assert first.is_valid
    assert second.is_valid
    assert read_signatures(both)[1].time_source is TimeSource.STAMP


def test_an_update_after_the_signature_is_seen() -> None:
    (one,) = read_signatures(add_to(sign(blank(), CHAIRMAN)))
    assert one.integrity is Integrity.CHANGED
    assert not one.is_valid
    assert one.signer == "Lò Văn Sơn"


def test_an_update_that_a_later_signature_covers_is_told_apart() -> None:
    added = sign(add_to(sign(blank(), CHAIRMAN)), AGENCY, field="Ky2")
    assert [one.integrity for one in read_signatures(added)] == [Integrity.ADDED_TO, Integrity.WHOLE]
    again = add_to(added)
    assert [one.integrity for one in read_signatures(again)] == [Integrity.CHANGED] * 2


def test_a_changed_byte_is_seen() -> None:
    data = bytearray(sign(blank(), CHAIRMAN))
    data[data.find(b"/MediaBox") + 13] ^= 1
    assert read_signatures(bytes(data))[0].integrity is Integrity.CHANGED


def test_a_damaged_signature_is_one_that_cannot_be_checked() -> None:
    data = bytearray(sign(blank(), CHAIRMAN))
    start = data.find(b"/Contents <")
    data[start + 40 : start + 60] = b"0" * 20
    assert read_signatures(bytes(data))[0].integrity is Integrity.UNREADABLE


def test_what_cannot_be_read() -> None:
    with pytest.raises(Unsupported, match="Chỉ đọc được"):
        read_signatures(b"PK\x03\x04")
    with pytest.raises(Unreadable, match="mật khẩu"):
        read_signatures(locked(sign(blank(), CHAIRMAN)))
    with pytest.raises(Unreadable, match="hỏng"):
        read_signatures(sign(blank(), CHAIRMAN)[:300])


@pytest.mark.parametrize(
    ("name", "user", "whose"),
    [
        ("Sở Nội vụ", "", Holder.AGENCY),
        ("UBND phường Nà Lay", "", Holder.AGENCY),
        ("Lò Thị Hoa", "", Holder.PERSON),
        ("Ban Văn Hai", "CMND:012", Holder.PERSON),
        ("Cổng 123/x", "MST:01", Holder.AGENCY),
        ("Cổng 123/x", "", Holder.UNKNOWN),
    ],
)
def test_whose_certificate_it_is(name: str, user: str, whose: Holder) -> None:
    assert read_signatures(sign(blank(), holder(name, "", user)))[0].holder is whose


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damage_is_refused_with_a_sentence_or_seen(data: st.DataObject) -> None:
    signed = bytearray(_SIGNED)
    for _ in range(data.draw(st.integers(1, 6))):
        signed[data.draw(st.integers(0, len(signed) - 1))] = data.draw(st.integers(0, 255))
    with suppress(SauroError):
        read = read_signatures(bytes(signed[: data.draw(st.integers(len(signed) // 2, len(signed)))]))
        outside = signed[: _SIGNED.find(b"/Contents <")] == _SIGNED[: _SIGNED.find(b"/Contents <")]
        assert outside or not any(one.integrity is Integrity.WHOLE for one in read)


_SIGNED = sign(blank(), CHAIRMAN)
