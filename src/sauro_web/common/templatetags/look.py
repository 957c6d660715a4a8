"""Tags and filters of every page: dates and figures as an office writes them, chips, icons, fields, pagers.

They stand in every template without `{% load %}` (settings.py); the style guide shows each.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from typing import Any

from django import template
from django.contrib.staticfiles import finders
from django.forms import BoundField
from django.http import HttpRequest, QueryDict
from django.template.defaultfilters import date as formatted
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from sauro_web.common.clarity import Clarity, petal
from sauro_web.common.keyset import Page
from sauro_web.common.uploads import FILE_TAKEN
from sauro_web.common.words import pieces

__all__ = ["register"]

register = template.Library()
NOTHING = "—"
_FEW = 3
"""Messages of one kind that are still shown one by one."""

# Every kind has a shape besides its colour, so that it is told on paper and by eyes that see no red.
_SHAPES = {
    "plain": '<circle cx="6" cy="6" r="3.2"/>',
    "waiting": '<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="1.8"/>',
    "working": '<circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" stroke-width="1.8"/>'
    '<path d="M6 2a4 4 0 0 1 0 8z"/>',
    "near": '<path d="M6 1.4 11 10.6H1z"/>',
    "late": '<path d="M6 .6 11.4 6 6 11.4.6 6z"/>',
    "done": '<path d="m2 6.4 2.8 2.8L10.2 3" fill="none" stroke="currentColor" stroke-width="2.2"/>',
    "refused": '<path d="m2.4 2.4 7.2 7.2m0-7.2-7.2 7.2" fill="none" stroke="currentColor" '
    'stroke-width="2.2"/>',
    "doubt": '<path d="M3.6 4.1a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.2.8-1.2 1.7" fill="none" stroke="currentColor" '
    'stroke-width="1.7"/><circle cx="6" cy="10.4" r="1.1"/>',
}


@register.filter(expects_localtime=True)
def day(value: date | None) -> str:
    """`15/06/2026`, or a dash."""
    return f"{value.day:02}/{value.month:02}/{value.year:04}" if value else NOTHING


@register.filter(expects_localtime=True)
def moment(value: datetime | None) -> str:
    """`08:05 ngày 15/06/2026`, or a dash."""
    return f"{formatted(value, 'H:i')} ngày {formatted(value, 'd/m/Y')}" if value else NOTHING


@register.filter
def dash(value: object) -> object:
    """The value, or a dash for what is nothing; nought is something."""
    return NOTHING if value is None or value == "" else value


@register.filter
def figure(value: Decimal | float | None, places: int | None = None) -> str:
    """`2.204` and `93,1`; as many decimal places as said, else as the number has."""
    if value is None or value == "":
        return NOTHING
    if type(value) is int and places is None and -1_000 < value < 1_000:
        # Most figures; a list has hundreds of them.
        return str(value)
    if places is not None:
        # Django's own formatting cuts off what it does not show.
        value = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return str(number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True))


@register.filter
def gathered(messages: Iterable[Any]) -> list[list[Any]]:
    """Messages as they are shown: one by one, but many that say of one file each that it was taken as one,
    behind those that say what went wrong."""
    alone: list[list[Any]] = []
    taken: list[Any] = []
    for message in messages:
        if message.extra_tags == FILE_TAKEN:
            taken.append(message)
        else:
            alone.append([message])
    many = len(taken) > _FEW
    return [*alone, taken] if many else [*alone, *([message] for message in taken)]


@register.filter
def beyond(unit: Any, office: Any) -> str:
    """Whose a unit is, where it is none of the office's own: "UBND xã Mai Lĩnh"; else nothing."""
    host = unit.host_beyond(office) if unit else None
    return str(host.label) if host else ""


@register.filter
def marked(text: str, words: str) -> SafeString:
    """The text with the words of a search marked in it, whatever their accents."""
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece) if sought else piece,)
            for piece, sought in pieces(str(text), words)
        ),
    )


@register.simple_tag
@lru_cache(maxsize=2_000, typed=True)
def share(part: int | None, whole: int | None) -> SafeString:
    """`12/46 (26,1 %)`, rounded once from the two counts; a dash where there is nothing to share."""
    if part is None or not whole:
        return mark_safe(NOTHING)  # noqa: S308 (a constant)
    percent = Decimal(part) * 100 / Decimal(whole)
    # No-break spaces: a figure is never cut at the end of a line.
    text = f"{figure(part)}/{figure(whole)} ({figure(percent, 1)}\u00a0%)".replace(" (", "\u00a0(")
    return format_html('<span class="figure">{}</span>', text)


@register.simple_tag
@lru_cache(maxsize=2_000, typed=True)
def chip(kind: str, word: str) -> SafeString:
    """A state: a word, a colour and a shape."""
    kind = kind if kind in _SHAPES else "plain"
    return format_html(
        '<span class="chip chip-{}"><svg viewBox="0 0 12 12" fill="currentColor" aria-hidden="true">{}</svg>'
        "{}</span>",
        kind, mark_safe(_SHAPES[kind]), word,  # noqa: S308 (a constant)
    )  # fmt: skip


@lru_cache(maxsize=1)
def _drawings() -> Mapping[str, str]:
    """What tools/build_assets.py took from Tabler's icons; nothing before it ran."""
    built = finders.find("icons.json")
    if not built:
        return {}
    with open(str(built), encoding="utf-8") as file:
        drawings: Mapping[str, str] = json.load(file)
    return drawings


@register.simple_tag
@lru_cache(maxsize=500, typed=True)
def icon(name: str, label: str = "") -> SafeString:
    """A drawing of Tabler's; with a label it says something by itself, without one it only accompanies a
    word. A template that names it is what makes the build take it along."""
    drawing = mark_safe(_drawings().get(name, ""))  # noqa: S308 (from the build)
    says = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="icon" viewBox="0 0 24 24" {}>{}</svg>', says, drawing)


@register.simple_tag
@lru_cache(maxsize=10, typed=True)
def mark(size: str = "") -> SafeString:
    """The mark of the house: all six petals."""
    petals = format_html_join("", '<path d="{}"/>', ((petal(number),) for number in range(6)))
    return format_html(
        '<svg class="six {}" viewBox="0 0 32 32" aria-hidden="true">{}</svg>',
        size, petals,
    )  # fmt: skip


@register.simple_tag
def clarities(clear: Any) -> SafeString:
    """The six of one task: a petal is filled where it is clear. `clear` names them as `Clarity` does
    (`{"person", "work"}`, or members)."""
    names = {item.name if isinstance(item, Clarity) else str(item).upper() for item in clear}
    known = [clarity for clarity in Clarity if clarity.name in names]
    missing = [clarity.value for clarity in Clarity if clarity.name not in names]
    said = f"{len(known)}/6 rõ" + (f", chưa rõ {', '.join(missing)}" if missing else "")
    petals = format_html_join(
        "",
        '<path class="{}" d="{}"/>',
        (("clear" if clarity.name in names else "unclear", petal(at)) for at, clarity in enumerate(Clarity)),
    )
    return format_html(
        '<span class="clarities" title="{}"><svg class="six" viewBox="0 0 32 32" role="img" '
        'aria-label="{}">{}</svg><span aria-hidden="true">{}/6</span></span>',
        said, said, petals, len(known),
    )  # fmt: skip


@register.simple_tag
@lru_cache(maxsize=2_000, typed=True)
def pace(part: int, whole: int, expected: int | None = None, kind: str = "") -> SafeString:
    """How far something is, as a bar; `expected` percent draws the line where it should be by now."""
    percent = min(100, round(part * 100 / whole)) if whole else 0
    line = (
        format_html('<line x1="{0}%" x2="{0}%" y1="0" y2="100%"/>', expected) if expected is not None else ""
    )
    said = f"{percent} %" + (f", thời gian đã qua {expected} %" if expected is not None else "")
    return format_html(
        '<svg class="pace {}" role="img" aria-label="{}">'
        '<rect class="ground" y="2" width="100%" height="8" rx="4"/>'
        '<rect class="part" y="2" width="{}%" height="8" rx="4"/>{}</svg>',
        f"pace-{kind}" if kind else "", said, percent, line,
    )  # fmt: skip


@register.inclusion_tag("common/_empty.html")
def empty(reason: str, advice: str = "", address: str = "", label: str = "") -> dict[str, str]:
    """What stands in place of a list without rows: why, and what to do."""
    return {"reason": reason, "advice": advice, "address": address, "label": label}


@register.inclusion_tag("common/_pager.html", takes_context=True)
def pager(context: template.Context, page: Page[Any], name: str = "trang") -> dict[str, str]:
    """Links to the page before and after; what else stands in the address is kept."""
    return {
        "before": _with(context, name, page.before) if page.before else "",
        "after": _with(context, name, page.after) if page.after else "",
        "first": _with(context, name, "") if page.before else "",
    }


def _with(context: template.Context, name: str, value: str) -> str:
    request: HttpRequest | None = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    for passing in (name, "dem"):
        query.pop(passing, None)
    if value:
        query[name] = value
    return f"?{query.urlencode()}"


@register.simple_tag(takes_context=True)
def address_with(context: template.Context, **changes: object) -> str:
    """The address of this page with some of its filters changed, and without a place in the list."""
    request: HttpRequest = context["request"]
    query = request.GET.copy()
    for passing in ("trang", "dem"):
        query.pop(passing, None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in (None, ""):
            query[name] = str(value)
    return f"?{query.urlencode()}"


_KINDS = {
    "checkbox": "form-check-input",
    # Django gives the class of these to the box around the choices too: the stylesheet knows them by it.
    "radioselect": "",
    "checkboxselectmultiple": "",
    "select": "form-select",
    "selectmultiple": "form-select",
    "nullbooleanselect": "form-select",
}


@register.inclusion_tag("common/_field.html", takes_context=True)
def field(
    context: template.Context, bound: BoundField, label: str = "", wide: bool = False, unmarked: bool = False
) -> dict[str, object]:
    """A field of a form: its label, itself, what to know about it, and its errors beside it, in sentences.
    When a form comes back, its first field with an error takes the focus. `unmarked`: that it may stay empty
    is not said, because the page says when it may."""
    kind = bound.widget_type
    first = next((name for name in bound.form.fields if bound.form[name].errors), None)
    described = [f"{bound.auto_id}_hint"] * bool(bound.help_text) + [f"{bound.auto_id}_error"] * bool(
        bound.errors
    )
    attributes: dict[str, str | bool] = {"class": _classes(bound, kind)}
    if described:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors:
        attributes["aria-invalid"] = "true"
    request: HttpRequest | None = context.get("request")
    if bound.name == first and request and request.method == "POST":
        attributes["autofocus"] = True
    # Ten is Django's own number, not one that somebody chose.
    if kind == "textarea" and str(bound.field.widget.attrs.get("rows")) == "10":
        attributes["rows"] = "4"
    return {
        "bound": bound,
        "widget": bound.as_widget(attrs=attributes),
        "label": label or bound.label,
        "check": kind == "checkbox",
        "many": kind in ("radioselect", "checkboxselectmultiple"),
        "wide": wide,
        "required": bound.field.required or unmarked,
    }


def _classes(bound: BoundField, kind: str) -> str:
    own = bound.field.widget.attrs.get("class", "")
    return " ".join(filter(None, (_KINDS.get(kind, "form-control"), "is-invalid" * bool(bound.errors), own)))


@register.inclusion_tag("common/_errors.html")
def errors(form: Any) -> dict[str, object]:
    """What stands above a form that was not accepted: how many places to mend, each a link to its field."""
    wrong = [bound for bound in form if bound.errors] if form.is_bound else []
    return {"form": form, "wrong": wrong, "general": form.non_field_errors() if form.is_bound else []}


class _TitleNode(template.Node):
    """Draws what it holds and keeps it, since a block can stand only once."""

    def __init__(self, inside: template.NodeList) -> None:
        self._inside = inside

    def render(self, context: template.Context) -> SafeString:
        """The title, also kept as `page_title`."""
        title = mark_safe(" ".join(self._inside.render(context).split()))  # noqa: S308 (escaped inside)
        context["page_title"] = title
        return title


@register.tag
def pagetitle(parser: template.base.Parser, token: template.base.Token) -> _TitleNode:
    """`{% pagetitle %}{% block title %}{% endblock %}{% endpagetitle %}`: the same words as title of the
    window and, by `{{ page_title }}`, as heading of the page."""
    inside = parser.parse(("endpagetitle",))
    parser.delete_first_token()
    return _TitleNode(inside)
