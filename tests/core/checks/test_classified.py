"""Wording that belongs to secrets, and wording about secrecy that tells none. All made up."""

import pytest
from tests.core.checks.made_documents import findings_of, letter, quoted

from sauro.findings import Severity

SECRET = (
    "Văn bản này thuộc phạm vi bí mật nhà nước.",
    "Tài liệu kèm theo có độ Tối mật.",
    "Độ mật: Mật.",
    "Nội dung thuộc danh mục bí mật nhà nước, độ Mật.",
    "Thực hiện Kế hoạch số 12/KH-UBND ngày 05/3/2026 (Mật) của UBND tỉnh.",
    "Căn cứ Công văn mật số 31/UBND-NC.",
    "Tài liệu này thu hồi sau hội nghị.",
    "Chỉ người có tên mới được bóc bì.",
    "Đấu tranh chuyên án bí số AM26.",
    "Xây dựng mạng lưới cơ sở bí mật tại thôn Đông.",
    "Sơ đồ trận địa tại thôn Đoài.",
    "Phương án tác chiến với quân số 40 người.",
    "Thay khóa mật mã của điện đài.",
)
PUBLIC = (
    "Gửi, nhận văn bản điện tử (trừ văn bản mật).",
    "Thực hiện Luật Bảo vệ bí mật nhà nước số 117/2025/QH15.",
    "Hệ thống quản lý văn bản chứa nội dung bí mật nhà nước dùng chung.",
    "Văn bản này không thuộc danh mục bí mật nhà nước, độ Mật.",
    "Các độ mật: Tuyệt mật, Tối mật, Mật.",
    "Quản lý thiết bị lưu khóa bí mật của chữ ký số.",
    "Diễn tập khu vực phòng thủ, phòng thủ dân sự năm 2026.",
    "Đổi mật khẩu 06 tháng một lần; mật độ dân số của xã.",
    "Thu hồi giấy phép sau cuộc kiểm tra.",
)


@pytest.mark.parametrize("line", SECRET)
def test_it_stops(line: str) -> None:
    (finding,) = [one for one in findings_of(letter(line)) if one.code == "F18.wording"]
    assert finding.severity is Severity.STOP
    assert line[:12] not in finding.message


@pytest.mark.parametrize("line", PUBLIC)
def test_rules_about_secrecy_are_no_secrets(line: str) -> None:
    assert quoted("F18.wording", letter(line)) == []
