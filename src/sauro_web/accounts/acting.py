"""The position in which a person acts: one of his own, or one that was delegated to him for some days.

What he may do is the sum of all his positions whatever he chose. The choice says whose office and papers
stand first, and in whose name something is recorded that he may do by several of them. A choice that no
longer holds counts for nothing: with the day after its last a delegation falls back to his own position by
itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from sauro_web.accounts.models import User
from sauro_web.common.between_pages import only_looked_at

__all__ = ["ACTING", "ActingMiddleware"]

_LOOKING = ("GET", "HEAD")

ACTING = "acting"
"""In the session: the number of the position that the person chose to act in."""


class ActingMiddleware:
    """Tells whoever reads and writes for the person which position he chose."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Passes the request on."""
        if request.method not in _LOOKING:
            return self._get_response(request)
        with only_looked_at():
            return self._get_response(request)

    def process_view(self, request: HttpRequest, *view: Any) -> None:
        """Before the view, once it is known who is signed in."""
        if isinstance(request.user, User):
            request.user.acting_in = request.session.get(ACTING)
            if request.method in _LOOKING:
                # Nothing changes while a page is drawn, and every part of it asks for the same.
                request.user.standings_seen = {}
