"""What is kept for a person as an e-mail: Vietnamese text, plain and as simple HTML, with whole addresses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from sauro_web.notices.models import Delivery

__all__ = ["address", "letter"]


def address(path: str) -> str:
    """A path of this site as people outside of it need it."""
    return urljoin(settings.SITE_URL, path)


def letter(row: Delivery, connection: BaseEmailBackend | None = None) -> EmailMultiAlternatives:
    """The message. Its Message-ID is always the same for the same row, so that a mailbox that is given it
    twice keeps it once."""
    content = with_addresses(row.content)
    about = {
        "content": content,
        "person": row.person.full_name,
        "choice": address("/thong-bao/nhan-thu/"),
        "site": settings.SITE_URL,
    }
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    message = EmailMultiAlternatives(
        " ".join(str(content["subject"]).split())[:180],
        render_to_string("notices/mail/letter.txt", about),
        settings.DEFAULT_FROM_EMAIL,
        [row.person.email],
        headers={
            "Message-ID": f"<{row.key}.{row.person_id}.{row.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
        },
        connection=connection,
    )
    message.attach_alternative(render_to_string("notices/mail/letter.html", about), "text/html")
    return message


def with_addresses(content: Mapping[str, Any]) -> dict[str, Any]:
    """The content with whole addresses in place of paths."""
    groups = [
        group | {"rows": [[words, address(path)] for words, path in group["rows"]]}
        for group in content.get("groups", ())
    ]
    return {**content, "link": address(content["link"]), "groups": groups}
