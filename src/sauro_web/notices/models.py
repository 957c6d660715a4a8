"""What the site tells units and people."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from sauro_web.accounts.models import Unit

__all__ = ["Notice", "NoticeSeen"]


class Notice(models.Model):
    """A sentence for a unit (`rules.reaching` says whom that is), or for one person about his own account,
    with where it leads. The same `key` is told once."""

    unit = models.ForeignKey(Unit, models.CASCADE, null=True, related_name="+")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    text = models.CharField(max_length=400)
    link = models.CharField(max_length=200)
    """A path of this site."""
    told_at = models.DateTimeField()
    key = models.CharField(max_length=100)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("unit", "key"), name="notice_told_once"),
            models.UniqueConstraint(fields=("person", "key"), name="notice_told_a_person_once"),
            models.CheckConstraint(
                condition=Q(unit=None, person__isnull=False) | Q(unit__isnull=False, person=None),
                name="notice_to_a_unit_or_a_person",
            ),
        )
        indexes = (models.Index(fields=("unit", "-told_at"), name="notices_of_a_unit"),)

    def __str__(self) -> str:
        return self.text


class NoticeSeen(models.Model):
    """That a person has seen a notice."""

    notice = models.ForeignKey(Notice, models.CASCADE, related_name="seen")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("notice", "by"), name="notice_seen_once"),)

    def __str__(self) -> str:
        return f"{self.by}: {self.notice}"
