"""Who asks."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from sauro_web.accounts.models import User

__all__ = ["person_of"]


def person_of(request: HttpRequest) -> User:
    """Who is signed in; nobody else comes so far as a view that asks."""
    user = request.user
    if not isinstance(user, User):
        raise Http404
    return user
