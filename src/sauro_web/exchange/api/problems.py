"""Errors of the interface as `application/problem+json` (RFC 9457): for each a Vietnamese sentence that says
what is wrong and what to do, and a `code` that a program can rely on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse

__all__ = ["MEDIA_TYPE", "SENTENCES", "TITLES", "Problem", "problem", "refused_input"]

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: ("bad_request", "Yêu cầu không đúng"),
    401: ("unauthorized", "Chưa có mã truy cập hợp lệ"),
    403: ("not_allowed", "Không có quyền"),
    404: ("not_found", "Không tìm thấy"),
    405: ("method_not_allowed", "Địa chỉ không nhận phương thức này"),
    409: ("conflict", "Chưa thực hiện được"),
    413: ("too_large", "Nội dung quá lớn"),
    415: ("unsupported_media_type", "Kiểu nội dung không nhận"),
    422: ("refused_input", "Dữ liệu gửi chưa đúng"),
    429: ("too_many_requests", "Quá nhiều yêu cầu"),
    500: ("failed", "Phần mềm gặp lỗi"),
    503: ("busy", "Máy chủ đang bận"),
}
SENTENCES = {
    400: "Máy chủ không hiểu yêu cầu; hãy kiểm tra lại nội dung gửi.",
    403: "Hệ thống này không có quyền làm việc đó.",
    404: "Không có địa chỉ hoặc bản ghi này, hoặc người được làm thay không được xem.",
    405: "Địa chỉ này không nhận phương thức vừa gửi; hãy xem lại tài liệu giao diện dữ liệu.",
    413: "Nội dung gửi lớn quá mức phần mềm nhận; hãy chia nhỏ.",
    415: "Nội dung gửi phải là JSON; hãy ghi Content-Type: application/json.",
    500: "Phần mềm gặp lỗi khi thực hiện, dữ liệu đã ghi trước đó vẫn còn; hãy báo quản trị kèm giờ xảy ra.",
    503: "Máy chủ đang bận ghi dữ liệu, chưa có gì bị mất; hãy gửi lại sau ít giây.",
}


class Problem(Exception):
    """What the interface itself refuses."""

    def __init__(
        self,
        status: int,
        detail: str = "",
        *,
        code: str = "",
        fields: Sequence[Mapping[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(detail)
        self.status, self.code, self.fields = status, code, fields
        self.detail = detail or SENTENCES[status]
        self.headers = dict(headers or {})


def refused_input(field: str, message: str) -> Problem:
    """One field or parameter that cannot be taken."""
    return Problem(422, message, fields=[{"field": field, "message": message}])


def problem(
    request: HttpRequest,
    status: int,
    detail: str = "",
    *,
    code: str = "",
    fields: Sequence[Mapping[str, str]] = (),
    current: Mapping[str, Any] | None = None,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """The answer. `current` is the record as it stands now, where that is what stood in the way."""
    known, title = TITLES.get(status, TITLES[400])
    said: dict[str, Any] = {
        "type": "about:blank",
        "title": title,
        "status": status,
        "code": code or known,
        "detail": detail or SENTENCES.get(status, SENTENCES[400]),
        "instance": request.path[:300],
    }
    if fields:
        said["fields"] = list(fields)
    if current is not None:
        said["current"] = current
    response = HttpResponse(
        json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"),
        status=status,
        content_type=MEDIA_TYPE,
    )
    for name, value in (headers or {}).items():
        response[name] = value
    if status == 401:
        response.setdefault("WWW-Authenticate", 'Bearer realm="Sau Ro"')
    return response
