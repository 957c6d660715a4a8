"""Several provinces side by side."""

from __future__ import annotations

from fractions import Fraction

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import Unit
from sauro_web.accounts.offices_asked import reach
from sauro_web.common.errors import NotAllowed
from sauro_web.common.lists import show_list
from sauro_web.documents.queries.counting import DEFAULT_CUT, default_rule, wording_of
from sauro_web.indicators.forms import YearForm
from sauro_web.indicators.lists import provinces_list
from sauro_web.indicators.queries.asking import Asked
from sauro_web.indicators.queries.of_country import provinces_read, provinces_side_by_side
from sauro_web.indicators.tiles import tiles_of_provinces

__all__ = ["provinces"]

_NOT_YOURS = "Trang này dành cho người theo dõi từ hai tỉnh, thành phố trở lên."


@login_required
@require_GET
def provinces(request: HttpRequest) -> HttpResponseBase:
    """As tiles and by rank, for whoever reads the sums of several."""
    found, on = reach(request), timezone.localdate()
    read = provinces_read(found)
    if len(read) < 2:
        raise NotAllowed(_NOT_YOURS)
    asked = Asked(read[0], YearForm(request.GET).year(on.year), on, found)
    rule = default_rule(read[0], asked.last)
    lines = provinces_side_by_side(read, rule, asked.year, on=asked.last)
    tiles = tiles_of_provinces(lines, Fraction(DEFAULT_CUT) / 100, asked.year)
    title, by_number = f"Chỉ tiêu văn bản của các tỉnh, năm {asked.year}", {one.unit.pk: one for one in lines}
    listing = provinces_list(title, by_number, asked.year, tiles)
    shown = show_list(request, listing, Unit.objects.filter(pk__in=[one.pk for one in read]))
    context = {
        "asked": asked, "office": read[0], "wanted": DEFAULT_CUT, "wording": wording_of(rule),
        "tiles": tiles, "lines": lines,
    }  # fmt: skip
    return answer_list(request, shown, "indicators/provinces.html", context, office=read[0])
