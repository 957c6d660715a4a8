"""Pages are sent compressed: an office far up a valley has a slow line."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

__all__ = ["CompressionMiddleware"]


class CompressionMiddleware(GZipMiddleware):
    """Compresses what is text. Every answer is lengthened by a few random bytes and every form's token is
    masked anew, so that lengths tell nothing of what they hold (BREACH). Files that are downloaded, most of
    them compressed already, go out as they are: the browser then knows how much is still to come."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed where that helps."""
        if response.streaming or not response.get("Content-Type", "").startswith("text/"):
            return response
        return super().process_response(request, response)
