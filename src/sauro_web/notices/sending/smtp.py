"""Django's SMTP backend that knows afterwards whether a message may have arrived."""

from __future__ import annotations

import re
import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

__all__ = ["CarefulBackend"]

_GO_AHEAD = 354
_LINE_END = re.compile(rb"\r\n|\r|\n")
_LINE_WITH_DOT = re.compile(rb"(?m)^\.")


class _SMTP(smtplib.SMTP):
    """`in_doubt` from the first byte of a message until the server has said what became of it: before, it
    has nothing; what is broken off between, nobody can know."""

    in_doubt = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """As `smtplib.SMTP.data`, with the mark set and taken away."""
        self.putcmd("data")
        code, answer = self.getreply()
        if code != _GO_AHEAD:
            raise smtplib.SMTPDataError(code, answer)
        data = msg.encode("ascii") if isinstance(msg, str) else msg
        quoted = _LINE_WITH_DOT.sub(b"..", _LINE_END.sub(b"\r\n", data))
        if not quoted.endswith(b"\r\n"):
            quoted += b"\r\n"
        self.in_doubt = True
        self.send(quoted + b".\r\n")
        code, answer = self.getreply()
        self.in_doubt = False
        return code, answer


class _SMTPS(_SMTP, smtplib.SMTP_SSL):
    pass


class CarefulBackend(EmailBackend):
    """As Django's own, over a connection that knows what is in doubt."""

    @property
    def connection_class(self) -> type[smtplib.SMTP]:
        """With or without TLS from the beginning."""
        return _SMTPS if self.use_ssl else _SMTP

    @property
    def in_doubt(self) -> bool:
        """Whether the message in hand may have arrived."""
        return bool(getattr(self.connection, "in_doubt", False))
