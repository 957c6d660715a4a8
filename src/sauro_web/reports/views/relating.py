"""One regime: its figures, how they belong together, and which regimes take them over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sauro_web.accounts.offices_asked import reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.reports import operations, rules
from sauro_web.reports.models import Regime
from sauro_web.reports.relation_forms import RelationsForm, related_rows
from sauro_web.reports.views.reaching import regime_named

__all__ = ["regime"]


@login_required
@require_http_methods(["GET", "POST"])
def regime(request: HttpRequest, regime_id: int) -> HttpResponse:
    """For whoever reads the office whole; changed by whoever follows its work."""
    found, now = reach(request), timezone.now()
    row = regime_named(found, regime_id)
    follows, sent = rules.may_follow(found, row.office), request.POST if request.method == "POST" else None
    if sent is not None and not follows:
        raise NotAllowed("Chỉ đầu mối theo dõi của cơ quan mới sửa chế độ báo cáo gửi đến cơ quan.")
    figures = list(row.asked.select_related("total"))
    others = Regime.objects.filter(office=row.office).exclude(pk=row.pk).order_by("-valid_from", "pk")
    form, rows = RelationsForm(sent, regime=row, others=others), related_rows(figures, sent)

    def show() -> HttpResponse:
        context = {
            "regime": row, "follows": follows, "form": form, "rows": rows, "fed_by": row.fed_by.all(),
            "feeds": row.feeds.all(), "others": others, "wrong": [one for one in rows if one.errors],
        }  # fmt: skip
        return render(request, "reports/regime.html", context, status=200 if sent is None else 422)

    come_back(request, form, show)
    if sent is not None and all(one.is_valid() for one in (form, *rows)):
        operations.relate(
            row, {one.figure.pk: one.said for one in rows}, list(form.cleaned_data["feeds"]),
            version=form.cleaned_data["version"], by=person_of(request), now=now,
        )  # fmt: skip
        messages.success(request, "Đã lưu quan hệ giữa các số liệu và báo cáo dùng chung.")
        return redirect("reports:regime", row.pk)
    return show()
