"""How the audit trail speaks of signing in."""

from __future__ import annotations

__all__ = ["ACTIONS", "FIELDS", "METHODS"]

ACTIONS = {
    "user.sign_in": "Đăng nhập",
    "user.sign_out": "Đăng xuất",
    "user.lock_out": "Bị tạm khóa vì nhập sai quá nhiều lần",
    "user.lock_out_second_step": "Bị tạm khóa vì nhập sai mã xác thực quá nhiều lần",
    "user.change_password": "Đổi mật khẩu",
    "user.reset_access": "Cấp lại quyền đăng nhập",
    "user.turn_on_second_step": "Bật xác thực hai bước",
    "user.turn_off_second_step": "Tắt xác thực hai bước",
    "user.renew_recovery_codes": "Tạo lại mã dự phòng",
    "user.end_sessions": "Kết thúc phiên đăng nhập",
    "user.link_to_province": "Gắn với tài khoản đăng nhập một lần của tỉnh",
    "user.refused": "Mở trang không được phép hoặc không có",
    "address.lock_out": "Nhập sai nhiều lần với tên đăng nhập không có",
    "address.unknown_person": "Tài khoản của tỉnh chưa có trong phần mềm",
}
"""Actions of signing in, as the trail shows them."""

METHODS = {
    "password": "mật khẩu",
    "totp": "mã xác thực",
    "recovery_codes": "mã dự phòng",
    "socialaccount": "đăng nhập một lần của tỉnh",
    "password_reset": "liên kết đặt lại mật khẩu",
}
"""How somebody signed in, as the trail shows it."""

FIELDS = {
    "methods": "bằng",
    "address": "địa chỉ mạng",
    "addresses": "địa chỉ mạng",
    "device": "thiết bị",
    "page": "trang",
    "status": "mã trả lời",
    "password": "mật khẩu",
    "second_step": "xác thực hai bước",
    "province": "gắn với tài khoản của tỉnh",
}
"""What of it is written down, as the trail shows it."""
