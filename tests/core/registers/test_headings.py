import pytest

from sauro.registers.heading_names import NAMES
from sauro.registers.headings import CERTAIN, LIKELY, guess, heading_key
from sauro.registers.model import FIELD_NAMES, Field


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Số/KH VB", "so ky hieu van ban"),
        ("SỐ, KÝ HIỆU VĂN BẢN", "so ky hieu van ban"),
        ("Số - kí hiệu công văn", "so ky hieu van ban"),
        ("Ngày, tháng, năm VB", "ngay van ban"),
        ("Hạn xử lý (nếu có)", "han xu ly"),
        ("Sổ văn bản", "quyen van ban"),
        ("", ""),
    ],
)
def test_ways_of_writing_a_heading_share_a_key(heading, key):
    assert heading_key(heading) == key


@pytest.mark.parametrize(
    ("parts", "field"),
    [
        (["STT"], Field.ORDINAL),
        (["Số"], Field.NUMBER),
        (["Ký hiệu"], Field.SYMBOL),
        (["Số, ký hiệu"], Field.REFERENCE),
        (["SO KY HIEU VAN BAN"], Field.REFERENCE),
        (["Ngày ban hành"], Field.DATED),
        (["Số\nđến"], Field.ARRIVAL_NUMBER),
        (["Ngày đến"], Field.ARRIVED),
        (["Số và ngày đến"], Field.ARRIVAL_NUMBER_AND_DATE),
        (["Tác giả"], Field.ISSUER),
        (["CQ ban hành"], Field.ISSUER),
        (["Loại VB"], Field.KIND),
        (["Trích yếu nội dung"], Field.SUBJECT),
        (["Tên loại và trích yếu nội dung văn bản"], Field.KIND_AND_SUBJECT),
        (["Người ký"], Field.SIGNER),
        (["Chức vụ người ký"], Field.POSITION),
        (["Nơi nhận văn bản"], Field.RECIPIENTS),
        (["Đơn vị, người nhận bản lưu"], Field.KEPT_BY),
        (["SL bản"], Field.COPIES),
        (["Số trang"], Field.PAGES),
        (["Độ khẩn"], Field.URGENCY),
        (["Mức độ mật"], Field.CONFIDENTIALITY),
        (["Độ khẩn/Độ mật"], Field.URGENCY_AND_CONFIDENTIALITY),
        (["Đơn vị hoặc người nhận"], Field.HANDLER),
        (["Đơn vị soạn thảo"], Field.DRAFTER),
        (["Thời hạn giải quyết"], Field.DUE),
        (["Tình trạng XL"], Field.STATE),
        (["Số, ký hiệu văn bản trả lời"], Field.REPLY),
        (["Ghi chú"], Field.NOTE),
        (["File đính kèm"], Field.FILE),
        (["Hình thức gửi"], Field.CHANNEL),
        (["Ngày chuyển"], Field.FORWARDED),
        (["Ký nhận"], Field.RECEIPT),
        (["Sổ văn bản"], Field.BOOK),
        (["Ngôn ngữ"], Field.LANGUAGE),
        (["Mã hồ sơ"], Field.FILE_CODE),
        (["Số và ký hiệu HS"], Field.FILE_CODE),
        (["Số thứ tự trong hồ sơ"], Field.FILE_ORDINAL),
        (["Ý kiến chỉ đạo"], Field.OTHER),
        (["Đến", "Số"], Field.ARRIVAL_NUMBER),
        (["Đến", "Ngày"], Field.ARRIVED),
        (["Văn bản", "Số"], Field.REFERENCE),
        (["Văn bản", "Ngày"], Field.DATED),
        (["Độ", "Mật"], Field.CONFIDENTIALITY),
        (["Văn bản đến", "Số, ký hiệu"], Field.REFERENCE),
    ],
)
def test_names_of_columns(parts, field):
    found = guess(parts)
    assert (found.field, found.sureness >= CERTAIN) == (field, True)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("Cơ quan, đơn vị gửi văn bản", Field.ISSUER),
        ("Trích yếu nội dung VB đi trong tháng", Field.SUBJECT),
        ("Ngày ban hành văn bản đi", Field.DATED),
    ],
)
def test_names_nearly_known_are_likely_and_not_certain(heading, field):
    found = guess([heading])
    assert found.field is field
    assert LIKELY <= found.sureness < CERTAIN


@pytest.mark.parametrize(
    "text", ["Kế hoạch", "Sở Nội vụ", "Nguyễn Văn Mẫu", "12/KH-UBND", "Xã Hòa Lạc", "x" * 500]
)
def test_what_is_no_heading_is_not_taken_for_one(text):
    assert guess([text]).sureness < LIKELY


def test_what_else_a_column_may_be_is_told():
    assert Field.REPLY in guess(["Số, ký hiệu văn bản"]).alternatives


def test_no_name_means_two_things():
    fields = {}
    for field, names in NAMES.items():
        for name in names.split(";"):
            fields.setdefault(heading_key(name.strip()), set()).add(field)
    assert {key for key, meant in fields.items() if len(meant) > 1} == set()


def test_every_field_has_a_name_for_people():
    assert set(FIELD_NAMES) == set(Field)
    assert set(NAMES) == set(Field)
