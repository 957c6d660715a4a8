"""What a province sees of the registers of its communes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_GET

from sauro_web.accounts.lists import answer_list
from sauro_web.accounts.models import UnitKind
from sauro_web.accounts.queries.standings import standings
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.lists import show_list
from sauro_web.documents import rules
from sauro_web.documents.forms.communes import CommuneFilters
from sauro_web.documents.lists_of_communes import communes_list
from sauro_web.documents.queries.communes import communes_of, figures_of_communes
from sauro_web.documents.views.reaching import offices_of

__all__ = ["communes"]


@login_required
@require_GET
def communes(request: HttpRequest) -> HttpResponseBase:
    """The sums of a month, commune by commune."""
    person, today = person_of(request), timezone.localdate()
    offices_of(request)  # who works nowhere finds nothing here
    houses = {one.unit.house.pk: one.unit.house for one in standings(person, today)}
    provinces = [
        one
        for one in houses.values()
        if one.kind == UnitKind.PROVINCE and rules.may_see_sums(person, one, on=today)
    ]
    if not provinces:
        raise NotAllowed("Chỉ lãnh đạo và người theo dõi của tỉnh xem số liệu văn bản các xã.")
    province = provinces[0]
    filters = CommuneFilters(request.GET, on=today)
    last = filters.last_day
    every = communes_of(province, last)
    figures = figures_of_communes(province, every, last)
    title = f"Số liệu văn bản các xã, tháng {last.month}/{last.year}"
    shown = show_list(request, communes_list(title, figures), every, filters=filters)
    context = {"province": province, "last": last}
    return answer_list(request, shown, "documents/communes.html", context, office=province)
