"""The labels of attribute lines ("Cơ quan chủ trì:", "Thời gian hoàn thành:"), by what they tell of the
task."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from sauro.records import quick
from sauro.text.patterns import either

__all__ = ["AttributeKind", "Label", "find_label"]


class AttributeKind(Enum):
    """What the line tells of the task."""

    LEAD = "lead"
    COOPERATING = "cooperating"
    DUE = "due"
    FREQUENCY = "frequency"
    PRODUCT = "product"
    TEXT = "text"
    OTHER = "other"


@quick
@dataclass(frozen=True, slots=True)
class Label:
    """The words before a colon that name an attribute: where they begin and end, and where the value begins.
    `loose` tells that a duty may begin with the same words ("Thực hiện: rà soát …")."""

    kind: AttributeKind
    start: int
    end: int
    value: int
    loose: bool


_AGENT = (
    r"(?:Các )?(?:Cơ quan|Đơn vị|Bộ phận|Đầu mối|Cơ quan, đơn vị|Tổ chức|Sở, ngành|Phòng|Người|Cá nhân"
    r"|Đơn vị, cá nhân|Cơ quan/đơn vị)"
)
_ALSO = (
    r"(?:\s*(?:,|và|/)?\s*(?:tham mưu|thực hiện|triển khai|tổ chức thực hiện|chính|tổ chức|soạn thảo"
    r"|phối hợp))*"
)
_LEAD = either(rf"""
    {_AGENT}\s+(?:được giao\s+)?(?:chủ trì|thực hiện|đầu mối|chịu trách nhiệm|tham mưu|phụ trách){_ALSO};
    {_AGENT}\s+(?:được (?:giao|phân công)|nhận nhiệm vụ)(?:\s+(?:nhiệm vụ|phụ trách chính|làm đầu mối))?;
    {_AGENT}\s+(?:chính|(?:chủ trì )?(?:soạn thảo|biên soạn|xây dựng|tổ chức lập|lập|triển khai));
    Giao(?: cho)?;
    Người thực hiện; Phụ trách; Thực hiện; Chủ trì(?:\s+(?:thực hiện|tham mưu))?(?:\s*(?:,|và|/)\s*phối hợp)?;
    Phân công(?: thực hiện| nhiệm vụ)?; Trách nhiệm(?: thực hiện| chủ trì)?; Đầu mối(?: thực hiện)?;
    Lãnh đạo phụ trách; Tổ chức thực hiện
""")
_COOPERATING = (
    rf"(?:{_AGENT}\s+)?[Pp]hối hợp(?:\s+(?:thực hiện|với))?|{_AGENT}\s+(?:tham gia|hỗ trợ|liên quan)"
)
_OF_WHAT = (
    r"(?:\s+(?:và tiến độ\s+)?(?:thực hiện|hoàn thành|triển khai|tổ chức|tiến hành|báo cáo|trình|ban hành"
    r"|dự kiến|tổ chức thực hiện|triển khai thực hiện)(?:\s*(?:,|và|/)\s*(?:thực hiện|hoàn thành|tiến độ))*)?"
)
_HANDED_IN = "(?:trình|gửi|nộp|ban hành|báo cáo|bàn giao|nghiệm thu|công bố|phê duyệt|kết thúc|đưa vào)"
_DUE = either(rf"""
    (?:Thời gian|Thời hạn)\s+{_HANDED_IN}(?:\s+[^\W\d]+){{0,7}}(?=\s*[:(]);
    (?:Thời gian|Thời hạn)\s*(?:,|và|/)\s*(?:thời hạn|tiến độ|lộ trình|địa điểm)(?: thực hiện| tổ chức)?;
    (?:Thời gian|Thời hạn|Thời điểm|Tiến độ){_OF_WHAT}; Hạn(?: hoàn thành| chót| cuối| cuối cùng)?;
    Lộ trình(?: thực hiện)?; Hoàn thành
""")
_PRODUCT = (
    r"(?:Sản phẩm|Kết quả)(?:\s*(?:,|/|và)?\s*(?:đầu ra|kết quả|sản phẩm|thực hiện|cần đạt|dự kiến|đạt được"
    r"|hoàn thành))*"
)
_TEXT = either(r"""
    Nội dung(?:\s+(?:thực hiện|công việc|nhiệm vụ|triển khai|chính|hoạt động))?; Nhiệm vụ(?: cụ thể)?;
    Công việc
""")
_OTHER = either(rf"""
    (?:Người|Đồng chí|Lãnh đạo|Cán bộ)\s+(?:chỉ đạo|phụ trách|theo dõi|kiểm tra); Chỉ đạo; Yêu cầu; Căn cứ;
    {_AGENT}\s+(?:nhận bàn giao|tiếp nhận|thụ hưởng|thẩm định|phê duyệt|trình|ban hành|theo dõi|giám sát);
    Mục tiêu; Điều kiện; (?:Nguồn )?[Kk]inh phí(?:\s+(?:thực hiện|tổ chức))?; Ghi chú; Nguồn vốn; Nguồn lực;
    Địa điểm(?: tổ chức| thực hiện)?; Hình thức(?: thực hiện| tổ chức)?; Số lượng; Quy mô;
    Thành phần(?: tham dự| tham gia)?; Đối tượng(?: tham gia| tham dự)?; Phạm vi; Phương thức; Số cuộc
""")
_FREQUENCY = "Tần suất(?: thực hiện| tổ chức| kiểm tra)?"
_LINE = (
    rf"(?P<LEAD>{_LEAD})|(?P<COOPERATING>{_COOPERATING})|(?P<DUE>{_DUE})|(?P<PRODUCT>{_PRODUCT})"
    rf"|(?P<TEXT>{_TEXT})|(?P<FREQUENCY>{_FREQUENCY})|(?P<OTHER>{_OTHER})"
)
_AS_WRITTEN = re.compile(_LINE)
_ANY_CASE = re.compile(_LINE, re.IGNORECASE)
_COLON = re.compile(r"\s*(?:\([^)]*\))?\s*:\s*")
_LOOSE = frozenset(
    ("thực hiện", "phụ trách", "tổ chức thực hiện", "trách nhiệm", "phân công", "giao", "giao cho")
)
# What units may be called by that are then told what to do ("Các đơn vị liên quan: phối hợp …").
_CALLED_SO = re.compile(
    r"(?!.*(?:chủ trì|thực hiện|phối hợp))"
    r"(?:các |cơ quan|đơn vị|bộ phận|tổ chức |sở, ngành|phòng |người |cá nhân )"
    r".*(?:liên quan|tham gia|hỗ trợ|được giao|phân công|nhiệm vụ|chính|soạn thảo|biên soạn|xây dựng|lập"
    r"|triển khai|bàn giao|tiếp nhận|thụ hưởng|thẩm định|phê duyệt|trình|ban hành|giám sát)$"
)


def find_label(text: str, position: int) -> Label | None:
    """The label that stands at `position`; None where none does."""
    match = _AS_WRITTEN.match(text, position) or _ANY_CASE.match(text, position)
    colon = _COLON.match(text, match.end()) if match else None
    if match is None or colon is None:
        return None
    kind = AttributeKind[str(match.lastgroup)]
    words = match[0].lower()
    loose = _CALLED_SO.match(words) is not None or (kind is AttributeKind.LEAD and words in _LOOSE)
    return Label(kind, position, match.end(), colon.end(), loose)
