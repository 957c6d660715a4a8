"""The audit trail: who did what to which record and when, in an unbroken chain."""

from __future__ import annotations

from django.conf import settings
from django.db import models

__all__ = ["Chain", "Entry"]


class Entry(models.Model):
    """One operation. `digest` is taken over all other columns and the digest of the row before, so that a row
    changed, removed or slipped in breaks every one after it."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", db_index=True
    )
    """None: the site itself (a job, a command)."""
    on_behalf_of = models.CharField(max_length=200, blank=True)
    """Whose position the actor acted in by delegation, as it was called on that day."""
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=60)
    object_id = models.CharField(max_length=40)
    object_name = models.CharField(max_length=300)
    """What the record was called then; it may be renamed later."""
    changes = models.JSONField(default=dict)
    """{field: [before, after]}; no contents of files."""
    reason = models.CharField(max_length=500, blank=True)
    previous_digest = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ("number",)
        indexes = (models.Index(fields=("object_type", "object_id", "number"), name="audit_object"),)

    def __str__(self) -> str:
        return f"{self.number}. {self.action} {self.object_type} {self.object_id}"

    def covered(self) -> dict[str, object]:
        """The columns that the digest is taken over."""
        fields = (field.attname for field in self._meta.concrete_fields)
        return {name: getattr(self, name) for name in fields if name not in ("digest", "previous_digest")}


class Chain(models.Model):
    """The end of the chain, in one row that is locked while an entry is appended."""

    length = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return f"{self.length}: {self.digest}"
