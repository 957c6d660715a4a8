"""Rows of what waits for somebody. They are put together here rather than in a template: a first page has
forty of them, and a template would take as long for them as the database for all that they say."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.middleware.csrf import get_token
from django.template.context import RequestContext
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from sauro_web.common.desk import Waiting
from sauro_web.common.templatetags.look import chip, day

__all__ = ["register"]

register = template.Library()
_DONE, _NEXT = mark_safe(' class="thing-done"'), mark_safe(" autofocus")


@register.simple_tag(takes_context=True)
def thing_rows(context: RequestContext, things: Iterable[Waiting]) -> SafeString:
    """A row each: when it is due, what it is and why it stands here, and what is done with it."""
    rows = [_row(one, context) for one in things]
    return mark_safe("\n".join(rows))  # noqa: S308 (each is safe)


def _row(thing: Waiting, context: RequestContext) -> SafeString:
    title = format_html("{}", thing.title)
    return format_html(
        '<li{}>\n  <div class="thing-due{}">{}</div>\n'
        '  <div class="thing-what"><a href="{}">{}</a><p>{}{}</p></div>\n  {}\n</li>',
        _DONE if thing.done else "",
        "" if thing.due else " thing-whenever",
        day(thing.due),
        thing.address,
        title,
        chip(thing.state, thing.reason),
        format_html(' <span class="soft">{}</span>', thing.unit) if thing.unit else "",
        _act(thing, title, context) if thing.act else _way(thing, title),
    )


def _act(thing: Waiting, title: SafeString, context: RequestContext) -> SafeString:
    return format_html(
        '<form method="post" action="{0}" hx-post="{0}" hx-target="closest li" hx-swap="outerHTML" '
        'data-keep="off"><input type="hidden" name="csrfmiddlewaretoken" value="{1}">'
        '<input type="hidden" name="next" value="/">'
        '<button class="btn">{2}<span class="visually-hidden">: {3}</span></button></form>',
        thing.act_address,
        get_token(context["request"]),
        thing.act,
        title,
    )


def _way(thing: Waiting, title: SafeString) -> SafeString:
    return format_html(
        '<a class="btn" href="{}"{}>{}<span class="visually-hidden">{}: {}</span></a>',
        thing.address,
        _NEXT if thing.done else "",
        thing.action,
        f", {thing.reason}" if thing.done else "",
        title,
    )
