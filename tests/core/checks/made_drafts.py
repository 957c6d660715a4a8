"""Documents of invented offices in good form, as lines of text, and what the form checks say of them."""

from __future__ import annotations

from collections.abc import Callable

from sauro import check
from sauro.checks.model import Family, Issuer
from sauro.doctypes.kinds import DocumentKind
from sauro.findings import Finding
from sauro.reading.open import read_bytes

__all__ = ["DECISION", "LETTER", "PLAN", "codes", "findings", "swapped"]

PLAN = """\
ỦY BAN NHÂN DÂN
XÃ BẾN LĂNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 08/KH-UBND
Bến Lăng, ngày 06 tháng 4 năm 2026
KẾ HOẠCH
Sửa chữa các tuyến đường liên thôn năm 2026
Thực hiện Quyết định số 15/QĐ-UBND ngày 03 tháng 3 năm 2026 của Ủy ban nhân dân tỉnh Hòa Lạc về giao thông \
nông thôn, Ủy ban nhân dân xã ban hành Kế hoạch với các nội dung sau:
I. MỤC ĐÍCH, YÊU CẦU
1. Mục đích
a) Bảo đảm đi lại thuận lợi cho các tầng lớp Nhân dân.
b) Giảm tai nạn trên các tuyến đường.
c) Huy động sự tham gia của các thôn.
d) Sử dụng tiết kiệm kinh phí được giao.
đ) Công khai kết quả thực hiện.
e) Giữ gìn cảnh quan hai bên đường.
2. Yêu cầu
a) Triển khai đúng Quyết định số 15/QĐ-UBND và theo điểm a khoản 2 Điều 5 của quy chế.
b) Phân công rõ người, rõ việc.
II. NHIỆM VỤ
1. Khảo sát
a) Phòng Kinh tế khảo sát trước ngày 30 tháng 4 năm 2026 theo Phụ lục I.
b) Các thôn lập danh sách theo Phụ lục II.
III. TỔ CHỨC THỰC HIỆN
Trong quá trình thực hiện, nếu có khó khăn, các đơn vị phản ánh về Phòng Kinh tế để tổng hợp, báo cáo Ủy \
ban nhân dân xã xem xét, quyết định./.
Nơi nhận:
- Ủy ban nhân dân tỉnh;
- Các phòng, đơn vị thuộc xã;
- Lưu: VT, KT.
TM. ỦY BAN NHÂN DÂN
KT. CHỦ TỊCH
PHÓ CHỦ TỊCH
Ngô Thị Lệ Quyên
Phụ lục I
DANH SÁCH TUYẾN ĐƯỜNG
(Kèm theo Kế hoạch số 08/KH-UBND ngày 06 tháng 4 năm 2026 của Ủy ban nhân dân xã Bến Lăng)
1. Đường từ nhà văn hóa thôn Đông đến trường tiểu học, dài 1,2 km, mặt đường hư hỏng nhiều chỗ.
2. Đường từ chợ đến trạm y tế, dài 0,8 km, cần làm lại rãnh thoát nước hai bên đường.
Phụ lục II
DANH SÁCH NGƯỜI PHỤ TRÁCH
(Kèm theo Kế hoạch số 08/KH-UBND ngày 06 tháng 4 năm 2026 của Ủy ban nhân dân xã Bến Lăng)
1. Thôn Đông: trưởng thôn phụ trách, mỗi tuần báo cáo một lần về Phòng Kinh tế.
"""
"""A plan of a commune."""

LETTER = """\
UBND TỈNH HÒA LẠC
SỞ TÀI CHÍNH
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 212/STC-HCSN
V/v lập dự toán sửa chữa trụ sở
Hòa Lạc, ngày 12 tháng 5 năm 2026
Kính gửi:
- Sở Nội vụ;
- Ủy ban nhân dân các xã, phường.
Thực hiện ý kiến của Ủy ban nhân dân tỉnh, Sở Tài chính đề nghị các cơ quan rà soát, lập dự toán sửa chữa \
trụ sở năm 2027 và gửi về Sở trước ngày 30 tháng 6 năm 2026.
Đề nghị các cơ quan phối hợp thực hiện./.
Nơi nhận:
- Như trên;
- Giám đốc Sở;
- Lưu: VT, HCSN.
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC
Trịnh Văn Khải
"""
"""A letter (công văn) of a department."""

DECISION = """\
ỦY BAN NHÂN DÂN
XÃ BẾN LĂNG
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 31/QĐ-UBND
Bến Lăng, ngày 09 tháng 02 năm 2026
QUYẾT ĐỊNH
Về việc thành lập Tổ công tác
CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ BẾN LĂNG
Căn cứ Luật Tổ chức chính quyền địa phương;
Theo đề nghị của Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã.
QUYẾT ĐỊNH:
Điều 1. Thành lập Tổ công tác gồm các ông, bà có tên trong danh sách do Chánh Văn phòng trình.
Điều 2. Chánh Văn phòng và các ông, bà có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này./.
Nơi nhận:
- Như Điều 2;
- Lưu: VT, VP.
CHỦ TỊCH
Ngô Thị Lệ Quyên
"""
"""A decision of the chairman of a commune."""


def findings(
    text: str, *, kind: DocumentKind | None = None, issuer: Issuer | None = None
) -> tuple[Finding, ...]:
    """What the form checks say of a text."""
    folio = read_bytes(text.encode(), name="du-thao.txt")
    return check(folio, kind=kind, issuer=issuer, families=(Family.FORM,))


def codes(text: str, **known: Issuer) -> list[str]:
    """The codes of what they say, each once."""
    return list(dict.fromkeys(finding.code for finding in findings(text, **known)))


def swapped(old: str, new: str) -> Callable[[str], str]:
    """A change that has to find what it changes."""

    def edit(text: str) -> str:
        assert old in text, old
        return text.replace(old, new, 1)

    return edit
