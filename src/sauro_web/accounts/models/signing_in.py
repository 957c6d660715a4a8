"""What signing in is about besides people."""

from __future__ import annotations

from django.db import models

__all__ = ["Address"]


class Address(models.Model):
    """A network address, as the subject of entries of the audit trail where nobody is known; it has no
    table."""

    ip = models.GenericIPAddressField("địa chỉ mạng", primary_key=True)

    class Meta:
        managed = False
        verbose_name = "địa chỉ mạng"

    def __str__(self) -> str:
        return self.ip
