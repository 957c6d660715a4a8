"""Django's SMTP backend that knows afterwards whether a message may have arrived."""

from __future__ import annotations

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend

__all__ = ["CarefulBackend"]

_GO_AHEAD = 354


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
        if isinstance(msg, str):
            msg = smtplib._fix_eols(msg).encode("ascii")
        quoted: bytes = smtplib._quote_periods(msg)
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
