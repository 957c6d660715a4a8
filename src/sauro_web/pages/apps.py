"""Configuration of the pages that belong to no subject."""

from __future__ import annotations

from django.apps import AppConfig

from sauro_web.common import navigation
from sauro_web.common.navigation import Entry, Group

__all__ = ["PagesConfig"]


class PagesConfig(AppConfig):
    """Base templates, the first page, search, the style guide."""

    name = "sauro_web.pages"
    label = "pages"
    verbose_name = "Các trang chung"

    def ready(self) -> None:
        """Puts the first page into the navigation."""
        navigation.register(
            Entry("Việc của tôi", "pages:first", icon="checklist", group=Group.MINE, order=10, often=True)
        )
