"""What people keep of how they look at tasks."""

from __future__ import annotations

from django.conf import settings
from django.db import models

__all__ = ["SavedFilter"]


class SavedFilter(models.Model):
    """A list as a person has narrowed it, under a name of his own: the address is all there is to it, so that
    what it shows is asked anew by the rights of the day."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField("tên bộ lọc", max_length=80)
    address = models.CharField(max_length=1_000)
    """Path and query inside the site."""

    class Meta:
        verbose_name = "bộ lọc đã lưu"
        ordering = ("name", "id")
        constraints = (models.UniqueConstraint(fields=("person", "name"), name="one_filter_a_name"),)

    def __str__(self) -> str:
        return self.name
