"""Archives and sizes: what asks for too much is refused before it is read."""

import io
import zipfile

import pytest

from sauro.errors import Unreadable
from sauro.reading.limits import Limits, check_archive, check_pages, check_scanned_pages, check_size


def archive(entries: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in entries.items():
            target.writestr(name, content)
    return buffer.getvalue()


def refusal(data: bytes, limits: Limits) -> str:
    with pytest.raises(Unreadable) as raised:
        check_archive(data, limits)
    assert "\n" not in str(raised.value)
    return str(raised.value)


def test_names_of_a_harmless_archive() -> None:
    assert check_archive(archive({"a.xml": b"<a/>", "b/c.bin": b"\0" * 100})) == {"a.xml", "b/c.bin"}


def test_unpacked_size_ratio_and_number_of_entries_are_limited() -> None:
    data = archive({"a.xml": b" " * 50_000})
    assert "bung ra" in refusal(data, Limits(archive_bytes=40_000, archive_free_bytes=40_000))
    assert "bung ra" in refusal(data, Limits(archive_free_bytes=1_000, archive_ratio=10))
    assert check_archive(data, Limits(archive_free_bytes=50_000)) == {"a.xml"}
    many = archive({f"{number}": b"" for number in range(11)})
    assert "nhiều thành phần" in refusal(many, Limits(archive_entries=10))


def test_a_declared_size_that_lies_is_found_out() -> None:
    data = archive({"a.xml": b" " * 3_000_000})
    honest, lie = (3_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little")
    refusal(data.replace(honest, lie), Limits(archive_free_bytes=1_000, archive_ratio=1))


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_truncated_archives_are_damaged(share: float) -> None:
    data = archive({"a.xml": bytes(range(256)) * 40, "b.xml": b"<b/>"})
    assert "hỏng" in refusal(data[: int(len(data) * share)], Limits())


def test_a_wrong_checksum_is_damage() -> None:
    data = archive({"a.bin": bytes(range(256))})
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        checksum = source.getinfo("a.bin").CRC.to_bytes(4, "little")
    assert "hỏng" in refusal(data.replace(checksum, bytes(4)), Limits())


@pytest.mark.parametrize("encoding", ["ascii", "utf-16-le", "utf-16-be"])
def test_xml_with_entities_is_refused_wherever_it_stands(encoding: str) -> None:
    text = " " * 262_140 + '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    assert "thực thể" in refusal(archive({"word/document.xml": text.encode(encoding)}), Limits())
    assert check_archive(archive({"word/media/a.bin": text.encode(encoding)}))


def test_an_encrypted_archive_is_locked() -> None:
    data = bytearray(archive({"a.xml": b"<a/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "mật khẩu" in refusal(bytes(data), Limits())


def test_sizes_and_pages() -> None:
    check_size(10, Limits(file_bytes=10))
    check_pages(10, Limits(pages=10))
    check_scanned_pages(10, Limits(scanned_pages=10))
    with pytest.raises(Unreadable, match="lớn hơn 1 MB"):
        check_size(2**20 + 1, Limits(file_bytes=2**20))
    with pytest.raises(Unreadable, match="11 trang"):
        check_pages(11, Limits(pages=10))
    with pytest.raises(Unreadable, match="400 trang quét"):
        check_scanned_pages(400)
