"""Errors as pages, or as fragments for htmx, that a person understands; no view holds a `try`."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import cast
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from sauro.errors import SauroError, Unwritable
from sauro_web.common.errors import Clash, Conflict, NotAllowed, NotReady, SiteError

__all__ = [
    "RefusalMiddleware",
    "bad_request",
    "come_back",
    "csrf_refused",
    "on_refused",
    "page_missing",
    "refusal",
    "server_failed",
    "tell_refused",
]

_LOG = logging.getLogger(__name__)

_TITLES = {
    400: "Yêu cầu không đúng",
    403: "Không có quyền",
    404: "Không tìm thấy",
    405: "Trang này không mở trực tiếp được",
    409: "Chưa thực hiện được",
    422: "Không đọc được tệp",
    500: "Phần mềm gặp lỗi",
    501: "Chưa tạo được tệp",
    503: "Máy chủ đang bận",
}
_NOT_FOUND = (
    "Địa chỉ này không có, hoặc không dành cho ông (bà). "
    "Hãy quay lại trang trước, hoặc về trang đầu rồi tìm ở đó."
)
_FORBIDDEN = "Ông (bà) không có quyền làm việc này. Nếu cần, hãy đề nghị quản trị của cơ quan phân quyền."
_BUSY = "Máy chủ đang bận ghi dữ liệu. Chưa có gì bị mất; hãy đợi ít giây rồi gửi lại."
_FAILED = (
    "Phần mềm gặp lỗi khi thực hiện, dữ liệu đã ghi trước đó vẫn còn. "
    "Hãy thử lại; nếu vẫn vậy, hãy báo quản trị kèm giờ xảy ra."
)
_EXPIRED = (
    "Phiên làm việc đã hết hạn hoặc trang đã mở quá lâu. Nội dung vừa nhập vẫn được trình duyệt giữ; "
    "hãy tải lại trang, đăng nhập nếu được hỏi, rồi gửi lại."
)

_ODD = "Máy chủ không hiểu nội dung vừa gửi. Hãy quay lại trang trước, tải lại trang rồi nhập lại."
_NO_PAGE = (
    "Địa chỉ này chỉ nhận nội dung gửi từ một biểu mẫu. Hãy quay lại trang trước hoặc mở trang từ danh mục."
)
_TOO_MUCH: dict[type[Exception], str] = {
    TooManyFilesSent: "Một lần gửi có quá nhiều tệp nên chưa tệp nào được nhận; hãy chia thành nhiều lần.",
    TooManyFieldsSent: "Biểu mẫu có quá nhiều mục nên chưa ghi được gì; hãy chia thành nhiều lần gửi.",
    RequestDataTooBig: (
        "Nội dung nhập dài quá mức phần mềm nhận nên chưa ghi được gì; hãy quay lại và rút ngắn nội dung."
    ),
}

_listeners: list[Callable[[HttpRequest, int], None]] = []


def on_refused(listener: Callable[[HttpRequest, int], None]) -> None:
    """From now on `listener(request, status)` hears of every view that answered "not allowed" or "not
    found"."""
    if listener not in _listeners:
        _listeners.append(listener)


def tell_refused(request: HttpRequest, status: int) -> None:
    """Lets those who listen know, where a view answers in its own form."""
    for listener in _listeners:
        listener(request, status)


def _shut(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    tell_refused(request, status)
    return refusal(request, status, sentence)


def refusal(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """The page, or for htmx the fragment, that says why something was not done."""
    template = "common/_refusal.html" if getattr(request, "htmx", False) else "common/refusal.html"
    context = {
        "title": _TITLES.get(status, _TITLES[500]),
        "sentence": sentence,
        "status": status,
        "back": _page_before(request),
    }
    response = render(request, template, context, status=status)
    # htmx swaps nothing for an error by itself; this place stands in every page for such words.
    response["HX-Retarget"] = "#refusal"
    response["HX-Reswap"] = "innerHTML"
    return response


def _page_before(request: HttpRequest) -> str:
    """The page of this site on which the person was; "" where that is not known."""
    try:
        before = urlsplit(request.headers.get("Referer", ""))
    except ValueError:
        return ""
    if before.netloc != request.get_host() or not before.path or before.path == request.path == "/":
        return ""
    return f"{before.path}?{before.query}" if before.query else before.path


def come_back(request: HttpRequest, form: forms.BaseForm, show: Callable[[], HttpResponse]) -> None:
    """From now on, what an operation refuses is told above `form`, which comes back by `show` with all that
    was typed."""

    def answer(sentence: str) -> HttpResponse:
        form.add_error(None, sentence)
        response = show()
        if response.status_code in (200, 422):
            response.status_code = 409
        return response

    request.answer_refused = answer  # type: ignore[attr-defined]


class RefusalMiddleware:
    """Turns what operations and readers raise into refusals; anything else is logged and told as our
    fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on; an address that was opened though it only takes forms says so."""
        if "%00" in request.META.get("QUERY_STRING", ""):
            # No keyboard writes it, and PostgreSQL refuses to compare with it.
            request.GET = QueryDict(request.META["QUERY_STRING"].replace("%00", ""))
        response = self._get_response(request)
        if response.status_code == 405 and not response.content:
            refused = refusal(request, 405, _NO_PAGE)
            refused["Allow"] = response.get("Allow", "")
            return refused
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The refusal for `error`; None leaves it to Django, which logs it and answers 500."""
        match error:
            case NotAllowed():
                return _shut(request, 403, error.sentence)
            case Conflict() | NotReady() | Clash():
                # A view that can show what stands now leaves word how (`request.answer_refused`).
                answer = getattr(request, "answer_refused", partial(refusal, request, 409))
                return cast(HttpResponse, answer(error.sentence))
            case SiteError():
                return refusal(request, 400, error.sentence)
            case Unwritable():
                return refusal(request, 501, str(error))
            case SauroError():
                return refusal(request, 422, str(error))
            case Http404():
                return _shut(request, 404, _NOT_FOUND)
            case PermissionDenied():
                return _shut(request, 403, _FORBIDDEN)
            case OperationalError() if "locked" in str(error):
                _LOG.warning("database locked for longer than its time-out: %s", request.path)
                return refusal(request, 503, _BUSY)
        return None


def page_missing(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404: an address that no view has."""
    return refusal(request, 404, _NOT_FOUND)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400: more than a request may hold, or something that no browser sends."""
    return refusal(request, 400, _TOO_MUCH.get(type(exception), _ODD))


def server_failed(request: HttpRequest) -> HttpResponse:
    """Django's handler500; without a traceback, whatever happened."""
    return refusal(request, 500, _FAILED)


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """CSRF_FAILURE_VIEW: in an office nearly always a page left open overnight."""
    return refusal(request, 403, _EXPIRED)
