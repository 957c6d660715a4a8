"""What holds for every address of the interface, whatever answers there."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from sauro_web.exchange.api.problems import MEDIA_TYPE, problem

__all__ = ["InterfaceMiddleware"]

_ROOT = "/api/"
_TYPES = (MEDIA_TYPE, "application/json")


class InterfaceMiddleware:
    """No cookie counts there, so that no page of another site can use the session of a person; and what the
    site refuses before or after the interface is told as a problem too, never as a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        if not request.path_info.startswith(_ROOT):
            return self._get_response(request)
        request.META.pop("HTTP_COOKIE", None)
        request.COOKIES = {}
        response = self._get_response(request)
        kind = response.get("Content-Type", "").partition(";")[0]
        if response.status_code >= 400 and kind not in _TYPES:
            kept = {name: response[name] for name in ("Allow", "Retry-After") if name in response}
            response = problem(request, response.status_code, headers=kept)
        elif 300 <= response.status_code < 400:
            response = problem(request, 404)
        response.setdefault("Cache-Control", "private, no-store")
        response.cookies.clear()
        if getattr(request, "replayed", False):
            response["Idempotent-Replayed"] = "true"
        return response
