"""Names of the columns of tables of duties, as offices give them.

A column is known by what it is called; whoever acts in it by a noun for a unit and a verb for its role ("Đơn
vị, cá nhân thực hiện", "Cơ quan soạn thảo", "Đơn vị tham gia").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache

from sauro.text.compare import key
from sauro.text.patterns import either

__all__ = [
    "Column",
    "earlier_columns",
    "is_work",
    "kind_of",
    "lists_procedures",
    "may_lead",
    "may_name_work",
    "name_of",
    "names_period",
    "tells_lead",
]


class Column(StrEnum):
    """What a column holds. `START`: the day on which the work begins, beside `DUE`; `EARLIER`: a day on the
    way to it, as of a draft; `PERIOD`: one of several columns, each named after a time, in which a tick says
    when."""

    NUMBER = "number"
    WORK = "work"
    LEAD = "lead"
    COOPERATING = "cooperating"
    BOTH = "both"
    PRODUCT = "product"
    START = "start"
    EARLIER = "earlier"
    DUE = "due"
    PERIOD = "period"
    OTHER = "other"


_UNIT = r"(?:co quan|don vi|bo phan|phong|nguoi|to chuc|ca nhan|can bo|luc luong)"
_UNITS = rf"{_UNIT}(?:(?: ?[/,;] ?| va | hoac ){_UNIT})*"
_DUE = either(r"""
    thoi han; thoi gian; thoi diem; tien do; ^han\b; lo trinh; moc; hoan thanh; \bket thuc$; ky han;
    giai doan; deadline; ^den(?: ngay| thang| nam)?$;
    ^(?:nam|quy|thang|ngay) (?:thuc hien|to chuc|trien khai|trinh)
""")
_START = (
    r"^(?:thoi gian |thoi diem |ngay |thang |nam )?(?:bat dau|khoi dau|khoi cong)$|^tu(?: ngay| thang| nam)?$"
)
_ANY_UNIT = rf"^(?:co quan|don vi)(?:(?: ?[/,] ?| va ){_UNIT})*$"
_DOES = (
    r"(?:duoc giao |duoc phan cong |tham muu )?(?:thuc hien|tham muu|phu trach|soan thao|xay dung|dam nhiem)"
)
_LEAD = either(rf"""
    chu tri; dau moi; phan cong; trach nhiem; don vi trien khai; ^co quan trien khai$;
    {_ANY_UNIT}; {_UNITS} duoc giao; {_UNITS} {_DOES}
""")
_OTHER = either("""
    ghi chu; kinh phi; don vi tinh; ^dvt$; lanh dao; chi dao; nguon von; can cu; so luong; ^gia tri; muc tieu;
    chi tieu
""")
_WORK = either("""
    nhiem vu; noi dung; cong viec; hoat dong; giai phap; viec lam; de an; danh muc; cong tac; dau viec;
    hang muc; ten (?:van ban|du an|chuong trinh)
""")
_NAMES = (
    (Column.NUMBER, re.compile(r"^(?:s?tt|so tt|so thu tu|thu tu|no)$")),
    (Column.OTHER, re.compile(_OTHER)),
    (Column.BOTH, re.compile(r"chu tri.*phoi hop|thuc hien.*phoi hop|phoi hop.*(?:chu tri|thuc hien)")),
    (
        Column.COOPERATING,
        re.compile(
            r"phoi hop|cung thuc hien|(?:co quan|don vi|to chuc|luc luong),? (?:cung )?(?:tham gia|ho tro)"
            r"|(?:co quan|don vi) (?:co )?lien quan"
        ),
    ),
    # "Sản phẩm và thời hạn hoàn thành" is a column of products.
    (Column.PRODUCT, re.compile(rf"^(?=.*(?:san pham|ket qua)).*(?:{_DUE})")),
    (Column.START, re.compile(_START)),
    (Column.DUE, re.compile(_DUE)),
    (Column.LEAD, re.compile(_LEAD)),
    (Column.PRODUCT, re.compile(r"san pham|ket qua|dau ra|hinh thuc van ban")),
    (Column.WORK, re.compile(_WORK)),
)
"""The names of columns in plain letters, by the first pattern that fits."""
_NAME_OF_WORK = re.compile(_WORK)
_UNIT_WITHOUT_ROLE = re.compile(_ANY_UNIT)
_PROCEDURES = re.compile(r"^(?:ma|so)\b.*(?:thu tuc|tthc)|phi,? ?/?,? ?le phi|van ban.* bai bo")
_OF_PROCEDURES = re.compile(rf"{_PROCEDURES.pattern}|thu tuc|tthc")
_LEADS_PERHAPS = re.compile(rf"^{_UNITS} (?:trinh|chuan bi|trien khai|to chuc|tien hanh|lam)\b")
_NO_WORK = re.compile(
    r"^(?:ten )?(?:co quan|don vi|dia phuong|nguoi|to chuc|ca nhan|doanh nghiep|xa|phuong|thon|ho|cap"
    r"|chu dau tu|thanh phan|doi tuong|dia diem|dia ban|dia chi|chuc vu|ma|so|loai|muc|ty le|tong|dien tich"
    r"|khoi luong|linh vuc|quy mo|hinh thuc|tinh trang|y kien|nguon|von|can cu|thong tin)\b"
    r"|thu tuc|tthc|bieu mau|phap ly"
)
# "Thời gian trình" beside "Thời gian ban hành": what comes first, and what ends the work.
_ON_THE_WAY = re.compile(
    r"\b(?:trinh|du thao|y kien|tham dinh|gui|dang ky|so bo|de xuat|de cuong|lap ho so)\b"
)
_AT_THE_END = re.compile(r"\b(?:ban hanh|hoan thanh|phe duyet|thong qua|ket thuc|cong bo|nghiem thu)\b")
_PERIOD = re.compile(
    r"^(?:(?:quý|tháng|tuần)\s+(?:[IVX]{1,4}|\d{1,2})(?:\s*[/,-]?\s*(?:năm\s+)?20\d\d)?|(?:năm\s+)?20\d\d)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b20\d\d\b")
_DIGITS_OF_YEAR = 4
_MONTHS = 12
_LONGEST_NAME = 90
"""Characters of the longest text that is still the name of a column."""
_LONGEST_PLAIN_NAME = 40
"""Characters of the longest name of a column that names duties in words of its own."""


@lru_cache(maxsize=1024)
def name_of(text: str) -> str:
    """The text of a cell in plain letters, as names are compared; empty where it is too long for one."""
    if len(text) > 2 * _LONGEST_NAME:  # blanks and quotation marks may fall away
        return ""
    name = key(text)
    return name if len(name) <= _LONGEST_NAME else ""


@lru_cache(maxsize=1024)
def kind_of(name: str) -> Column:
    """The kind of the column of this name, which is given in plain letters."""
    return next((column for column, pattern in _NAMES if pattern.search(name)), Column.OTHER)


def is_work(name: str) -> bool:
    """Whether a text is no more than such a name ("Nội dung"), given in plain letters."""
    return _NAME_OF_WORK.fullmatch(name) is not None


def lists_procedures(names: Iterable[str], *, in_charge: bool = False) -> bool:
    """Whether the columns are those of a list of procedures (number, fee, the text that ends them): the unit
    named there is in charge of a procedure, and has no duty in the plan. `in_charge`: nothing is said beside
    the unit, so that the name of the procedure alone tells."""
    pattern = _OF_PROCEDURES if in_charge else _PROCEDURES
    return any(map(pattern.search, names))


def names_period(name: str, above: str = "") -> str:
    """The time after which a column is called, as it is written in a sentence; empty for another name.
    `above` is the name over it: "5" under "Tháng" is "tháng 5", "Quý II" under "Năm 2026" is "Quý II năm
    2026"."""
    bare = name.strip()
    if bare.isdigit() and len(bare) < _DIGITS_OF_YEAR:
        return f"tháng {bare}" if above[:5].lower() == "tháng" and 1 <= int(bare) <= _MONTHS else ""
    if not _PERIOD.match(bare):
        return ""
    year = None if _YEAR.search(bare) else _YEAR.search(above)
    return f"{bare} năm {year[0]}" if year else bare


def earlier_columns(names: Mapping[int, str]) -> tuple[int, ...]:
    """Which of several columns of time limits, from left to right, hold days on the way to the last one; none
    where their names do not tell ("Thời gian", "Tiến độ"). `names` are given in plain letters."""
    ends = [at for at, name in names.items() if _AT_THE_END.search(name)]
    if ends:
        return tuple(at for at in names if at not in ends)
    way = [at for at, name in names.items() if _ON_THE_WAY.search(name)]
    return tuple(way[:-1] if len(way) == len(names) else way)


def tells_lead(name: str) -> bool:
    """Whether a column of this name says that who stands in it leads, and does not only list units."""
    return kind_of(name) in (Column.LEAD, Column.BOTH) and not _UNIT_WITHOUT_ROLE.match(name)


def may_lead(name: str) -> bool:
    """Whether a column of this name holds who leads where no other does ("Cơ quan trình")."""
    return _LEADS_PERHAPS.match(name) is not None


def may_name_work(name: str) -> bool:
    """Whether a column of this name, which tells nothing, may hold the work ("Lớp tập huấn", "Sự kiện")."""
    return (
        0 < len(name) <= _LONGEST_PLAIN_NAME
        and not any(map(str.isdigit, name))
        and kind_of(name) is Column.OTHER
        and not re.search(_OTHER, name)
        and not _NO_WORK.search(name)
    )
