"""Configuration of plans."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["PlansConfig"]


class PlansConfig(AppConfig):
    """Plans from upload to confirmation."""

    name = "sauro_web.plans"
    label = "plans"
    verbose_name = "Kế hoạch"
