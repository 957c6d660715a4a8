"""Configuration of nhiệm vụ."""

from __future__ import annotations

from django.apps import AppConfig

__all__ = ["TasksConfig"]


class TasksConfig(AppConfig):
    """Tasks: what each unit owes."""

    name = "sauro_web.tasks"
    label = "tasks"
    verbose_name = "Nhiệm vụ"
