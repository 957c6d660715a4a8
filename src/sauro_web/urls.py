"""Addresses of the site; each app keeps its own."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

__all__ = ["handler400", "handler404", "handler500", "urlpatterns"]

handler400 = "sauro_web.common.refusals.bad_request"
handler404 = "sauro_web.common.refusals.page_missing"
handler500 = "sauro_web.common.refusals.server_failed"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sauro_web.accounts.signing_in.urls")),
    path("ke-hoach/", include("sauro_web.plans.urls")),
    path("", include("sauro_web.tasks.urls")),
    path("lich-hop/", include("sauro_web.meetings.urls")),
    path("du-thao/", include("sauro_web.drafts.urls")),
    path("van-ban/", include("sauro_web.documents.urls")),
    path("lich-lam-viec/", include("sauro_web.workdays.urls")),
    path("thong-bao/", include("sauro_web.notices.urls")),
    path("thu-tuc/", include("sauro_web.procedures.urls")),
    path("chi-tieu/", include("sauro_web.indicators.urls")),
    path("bao-cao/", include("sauro_web.reports.urls")),
    path("tuyen-truyen/", include("sauro_web.outreach.urls")),
    path("", include("sauro_web.exchange.urls")),
    path("", include("sauro_web.accounts.urls")),
    path("", include("sauro_web.pages.urls")),
]
