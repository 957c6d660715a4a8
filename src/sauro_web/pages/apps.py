"""Configuration of trang chung."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["PagesConfig"]


class PagesConfig(AppConfig):
    """The frame of all pages, first page, search, style guide."""

    name = "sauro_web.pages"
    label = "pages"
    verbose_name = "Trang chung"
