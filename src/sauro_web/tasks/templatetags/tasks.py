"""What is said of a part on pages."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString, mark_safe

from sauro_web.common.templatetags.look import chip
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.queries.days import Days

__all__ = ["register"]

register = template.Library()


@register.simple_tag
def stands(part: UnitTask, days: Days) -> SafeString:
    """How a part stands to its deadline, as a chip; nothing where there is nothing to say."""
    said = days.chip(part)
    return chip(*said) if said else mark_safe("")
