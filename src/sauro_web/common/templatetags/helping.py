"""`{% help "one-lead" %}`: a small "?" where a rule may not be known."""

from __future__ import annotations

from django import template
from django.urls import reverse

from sauro_web.common.explanations import EXPLANATIONS

__all__ = ["explained"]

register = template.Library()


@register.inclusion_tag("common/_help.html", name="help")
def explained(name: str, end: bool = False) -> dict[str, object]:
    """The rule, its source and the page of the guide; with `end` it opens towards the left, for a place at
    the right of the screen."""
    explanation = EXPLANATIONS[name]
    page, _, heading = explanation.guide.partition("#")
    address = f"{reverse('pages:guide', args=[page])}#{heading}"
    return {"explanation": explanation, "address": address, "end": end}
