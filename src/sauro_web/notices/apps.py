"""Configuration of thông báo."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["NoticesConfig"]


class NoticesConfig(AppConfig):
    """What the site tells people: a notice in the app now, a digest and other channels with it."""

    name = "sauro_web.notices"
    label = "notices"
    verbose_name = "Thông báo"
