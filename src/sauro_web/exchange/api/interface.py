"""The interface as a whole: its addresses, its description, and every refusal as a problem."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.utils import timezone
from django.views.decorators.http import require_GET
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.renderers import JSONRenderer

from sauro_web.audit.operations import through
from sauro_web.common.errors import Conflict, NotAllowed, NotReady, SiteError
from sauro_web.common.refusals import tell_refused
from sauro_web.exchange.api import drawing, reading, writing  # noqa: F401 - they register their operations
from sauro_web.exchange.api.letting_in import Token
from sauro_web.exchange.api.problems import MEDIA_TYPE, Problem, problem
from sauro_web.exchange.api.routing import router
from sauro_web.exchange.api.shapes import PartOut
from sauro_web.exchange.models import Client
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.queries.days import days_for

__all__ = ["api", "urls"]

_DESCRIPTION = (
    "Hệ thống khác đọc và cập nhật nhiệm vụ trong quyền của người mà nó làm thay. Lỗi trả về theo RFC 9457."
)


class _Renderer(JSONRenderer):
    def __init__(self) -> None:
        self.json_dumps_params = {"ensure_ascii": False}


class _Interface(NinjaAPI):
    def get_openapi_schema(self, **options: Any) -> Any:
        """Refusals are problems, not plain JSON."""
        schema = super().get_openapi_schema(**options)
        for path in schema["paths"].values():
            for operation in path.values():
                for status, said in operation["responses"].items():
                    if int(status) >= 400 and "content" in said:
                        said["content"] = {MEDIA_TYPE: next(iter(said["content"].values()))}
        return schema


api = _Interface(
    title="Sáu Rõ: giao diện dữ liệu",
    version="1",
    description=_DESCRIPTION,
    docs_url=None,
    docs_decorator=require_GET,
    urls_namespace="api",
    auth=Token(),
    renderer=_Renderer(),
)
api.add_router("", router)


@api.exception_handler(Problem)
def _problem(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(
        request, error.status, error.detail, code=error.code, fields=error.fields, headers=error.headers
    )


def _refused(request: HttpRequest, status: int, detail: str = "") -> HttpResponse:
    """Forged numbers go into the trail, with the system that asked."""
    client = getattr(request, "auth", None)
    with through(client.called if isinstance(client, Client) else ""):
        tell_refused(request, status)
    return problem(request, status, detail)


@api.exception_handler(NotAllowed)
def _not_allowed(request: HttpRequest, error: Any) -> HttpResponse:
    return _refused(request, 403, error.sentence)


@api.exception_handler(Http404)
def _not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return _refused(request, 404)


_CHANGED = (
    "Người khác vừa thay đổi phần việc này; phần việc hiện nay ở trường current, hãy xem lại rồi gửi lại."
)


def _in_the_way(request: HttpRequest, error: Any, *, code: str) -> HttpResponse:
    """With the part as it stands now, so that the other system sees what it has not seen."""
    part: UnitTask | None = getattr(request, "part_asked", None)
    current = None
    if part is not None:
        rows = UnitTask.objects.select_related("task__plan", "unit", "officer")
        now = rows.get(pk=part.pk)
        current = _plain(drawing.part(now, days_for([now.unit], on=timezone.localdate())))
    words = _CHANGED if code == "conflict" and current else error.sentence
    return problem(request, 409, words, code=code, current=current)


def _plain(drawn: dict[str, Any]) -> dict[str, Any]:
    return PartOut.model_validate(drawn).model_dump(mode="json")


api.add_exception_handler(Conflict, partial(_in_the_way, code="conflict"))
api.add_exception_handler(NotReady, partial(_in_the_way, code="not_ready"))


@api.exception_handler(SiteError)
def _site_error(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, 409, error.sentence, code="not_ready")


@api.exception_handler(HttpError)
def _http_error(request: HttpRequest, error: Any) -> HttpResponse:
    words = "Nội dung gửi không phải là JSON đúng." if error.status_code == 400 else ""
    return problem(request, error.status_code, words)


@api.exception_handler(RequestDataTooBig)
def _too_big(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, 413)


@api.exception_handler(UnreadablePostError)
def _cut_off(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(request, 400)


@api.exception_handler(OperationalError)
def _busy(request: HttpRequest, error: Any) -> HttpResponse:
    if "locked" not in str(error):
        raise error
    return problem(request, 503, headers={"Retry-After": "2"})


@api.exception_handler(Exception)
def _failed(request: HttpRequest, error: Any) -> HttpResponse:
    raise error  # the site logs it and answers 500, whether or not it is being debugged


_WORDS: dict[str, str] = {
    "missing": "Thiếu trường này.",
    "extra_forbidden": "Không có trường này; hãy xem tài liệu giao diện dữ liệu.",
    "string_too_short": "Không được để trống.",
    "string_too_long": "Nhiều nhất {max_length} chữ.",
    "too_long": "Nhiều nhất {max_length} mục.",
    "string_type": "Phải là chữ.",
    "string_unicode": "Có ký tự không phải Unicode.",
    "string_pattern_mismatch": "Giá trị này không đúng.",
    "int_type": "Phải là số nguyên.",
    "int_parsing": "Phải là số nguyên.",
    "int_from_float": "Phải là số nguyên.",
    "int_parsing_size": "Số quá lớn.",
    "greater_than_equal": "Phải từ {ge}.",
    "less_than_equal": "Nhiều nhất {le}.",
    "bool_type": "Phải là true hoặc false.",
    "bool_parsing": "Phải là true hoặc false.",
    "list_type": "Phải là danh sách.",
    "model_type": "Phải là một đối tượng JSON.",
    "model_attributes_type": "Phải là một đối tượng JSON.",
}
_ELSE = "Giá trị này không đúng."


@api.exception_handler(ValidationError)
def _refused_input(request: HttpRequest, error: Any) -> HttpResponse:
    faults = [_fault(one) for one in error.errors[:50]]
    if any(one["loc"][0] == "path" for one in error.errors):
        return _refused(request, 404)
    named = ", ".join(dict.fromkeys(one["field"] for one in faults if one["field"]))
    words = f"Dữ liệu gửi chưa đúng: {named}." if named else "Nội dung gửi phải là một đối tượng JSON."
    return problem(request, 422, words, fields=faults)


def _fault(one: dict[str, Any]) -> dict[str, str]:
    place = (
        [str(part) for part in one["loc"][2:]] if one["loc"][0] == "body" else list(map(str, one["loc"][1:]))
    )
    words = _WORDS.get(one["type"], _ELSE)
    if one["type"] == "value_error":
        words = str(one.get("ctx", {}).get("error", "")) or _ELSE
    message = words.format(**one.get("ctx", {})) if "{" in words else words
    return {"field": ".".join(place)[:100], "message": message[:1].upper() + message[1:]}


def _without_signing_in(patterns: list[Any]) -> list[Any]:
    """The site asks nobody there to sign in: the token says who it is."""
    for pattern in patterns:
        pattern.callback = _open(pattern.callback)
    return patterns


def _open(view: Callable[..., Any]) -> Callable[..., Any]:
    def opened(request: HttpRequest, *arguments: Any, **named: Any) -> Any:
        return view(request, *arguments, **named)

    opened.login_required = False  # type: ignore[attr-defined]
    opened.csrf_exempt = True  # type: ignore[attr-defined]
    return opened


_patterns, _app, _namespace = api.urls
urls = (_without_signing_in(_patterns), _app, _namespace)
