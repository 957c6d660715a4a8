"""Quy định về sổ văn bản: series, what counts, what the year is measured by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from sauro_web.accounts.models import Unit
from sauro_web.accounts.queries.merged import whose_records
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.refusals import come_back
from sauro_web.documents import rules
from sauro_web.documents.forms.settling import BaselineForm, NextNumberForm, RuleForm, SeriesForm
from sauro_web.documents.models import Baseline, CountingRule, Direction, DocumentClass, Series, SeriesYear
from sauro_web.documents.operations import settling
from sauro_web.documents.queries.bases import versions_of_bases
from sauro_web.documents.queries.counting import allowance_of, rule_of, wording_of
from sauro_web.documents.queries.digitised import digitised_share
from sauro_web.documents.queries.numbers import largest_number
from sauro_web.documents.queries.series import kinds_in, series_of
from sauro_web.documents.views.reaching import office_of, offices_of

__all__ = [
    "change_baseline",
    "change_rule",
    "close_series",
    "count_register",
    "go_on_series",
    "make_series",
    "make_usual_series",
    "settings_page",
]

_NOT_YOURS = "Chỉ lãnh đạo hoặc quản trị của cơ quan mới đặt dãy số, quy tắc đếm và số gốc."


def _settled(request: HttpRequest) -> Unit:
    """The office, for whoever may settle how it numbers and counts.

    Raises NotAllowed.
    """
    office = office_of(request)
    if not rules.may_settle(person_of(request), office, on=timezone.localdate()):
        raise NotAllowed(_NOT_YOURS)
    return office


@login_required
@require_GET
def settings_page(request: HttpRequest) -> HttpResponse:
    """All of it, for everybody in the office to read."""
    office, today = office_of(request), timezone.localdate()
    series = series_of(office, today)
    opened = SeriesYear.objects.filter(series__in=series, year=today.year)
    years = {row.series_id: row for row in opened}
    rule = rule_of(office, today)
    context = {
        "office": office,
        "offices": offices_of(request),
        "series": [_shown(one, series, years.get(one.pk), today.year) for one in series],
        "rule": rule,
        "wording": wording_of(rule),
        "versions": CountingRule.objects.filter(office=office).select_related("set_by")[:20],
        "baselines": Baseline.objects.filter(office=office).select_related("confirmed_by")[:60],
        "base_versions": versions_of_bases(office),
        "digitised": digitised_share(office, rule, date(today.year, 1, 1), date(today.year, 12, 31)),
        "allowance": allowance_of(office, today.year, today),
        "settles": rules.may_settle(person_of(request), office, on=today),
        "year": today.year,
    }
    return render(request, "documents/settings.html", context)


def _shown(
    one: Series, series: Sequence[Series], opened: SeriesYear | None, year: int
) -> tuple[Series, list[str], SeriesYear | None, int]:
    """A series with its kinds, how far it has come, and the largest number of its own in the register where
    that lies beyond."""
    largest = largest_number(one, year)
    return one, kinds_in(one, series), opened, largest if opened and largest > opened.last else 0


@login_required
@require_POST
def make_usual_series(request: HttpRequest) -> HttpResponse:
    """The series that most offices have."""
    made = settling.usual_series(_settled(request), by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã lập {len(made)} dãy số.")
    return redirect("documents:settings")


def _asked(request: HttpRequest, form: forms.Form, words: dict[str, Any]) -> HttpResponse:
    return render(request, "documents/form.html", {"form": form, **words}, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "POST"])
def make_series(request: HttpRequest) -> HttpResponse:
    """A series to be opened."""
    office, now = _settled(request), timezone.now()
    form = SeriesForm(request.POST or None, office=office, on=timezone.localdate(now))
    words = {
        "title": "Lập dãy số", "button": "Lập dãy số",
        "lead": "Văn bản quy phạm pháp luật: mỗi loại một dãy số; văn bản hành chính: do người đứng đầu "
        "quy định.",
    }  # fmt: skip
    come_back(request, form, lambda: _asked(request, form, words))
    if request.method == "POST" and form.is_valid():
        clean = dict(form.cleaned_data)
        clean["direction"] = Direction(clean["direction"])
        clean["document_class"] = DocumentClass(clean["document_class"])
        series = settling.set_series(office, **clean, by=person_of(request), now=now)
        messages.success(request, f"Đã lập dãy số “{series.name}”.")
        return redirect("documents:settings")
    return _asked(request, form, words)


@login_required
@require_POST
def close_series(request: HttpRequest, series_id: int) -> HttpResponse:
    """A series draws no more."""
    series = get_object_or_404(
        Series.objects.select_related("office"), pk=series_id, office=_settled(request)
    )
    settling.end_series(series, by=person_of(request), now=timezone.now())
    messages.success(request, f"Dãy số “{series.name}” đã kết thúc; văn bản đã cấp số vẫn ở trong sổ.")
    return redirect("documents:settings")


@login_required
@require_http_methods(["GET", "POST"])
def go_on_series(request: HttpRequest, series_id: int) -> HttpResponse:
    """A series goes on behind numbers that were used elsewhere."""
    office, now = _settled(request), timezone.now()
    series = get_object_or_404(
        Series.objects.select_related("office"), pk=series_id, office=office, valid_to=None
    )
    year = timezone.localdate(now).year
    largest, opened = largest_number(series, year), series.years.filter(year=year).first()
    coming = max(largest, opened.last if opened else 0) + 1
    form = NextNumberForm(request.POST or None, initial={"number": coming})
    words = {
        "title": f"Đặt số tiếp theo: {series.name}", "button": "Đặt số tiếp theo",
        "lead": f"Năm {year}: số lớn nhất đã có trong sổ là {largest}. Chỉ đặt lên; số bỏ qua không cấp nữa.",
    }  # fmt: skip
    come_back(request, form, lambda: _asked(request, form, words))
    if request.method == "POST" and form.is_valid():
        settling.go_on_from(series, **form.cleaned_data, by=person_of(request), now=now)
        messages.success(request, f"Số tiếp theo của dãy “{series.name}” là {form.cleaned_data['number']}.")
        return redirect("documents:settings")
    return _asked(request, form, words)


@login_required
@require_http_methods(["GET", "POST"])
def change_rule(request: HttpRequest) -> HttpResponse:
    """A new version of what counts."""
    office, now = _settled(request), timezone.now()
    rule = rule_of(office, timezone.localdate(now))
    form = RuleForm(request.POST or None, rule=rule)
    words = {
        "title": "Quy tắc đếm văn bản", "button": "Áp dụng từ hôm nay",
        "lead": "Bản trước vẫn được lưu. Câu mô tả quy tắc hiện ở nơi cấp số và bên mọi con số tổng.",
    }  # fmt: skip
    come_back(request, form, lambda: _asked(request, form, words))
    if request.method == "POST" and form.is_valid():
        settling.set_counting_rule(office, **form.cleaned_data, by=person_of(request), now=now)
        messages.success(request, "Đã đặt quy tắc đếm, áp dụng từ hôm nay.")
        return redirect("documents:settings")
    return _asked(request, form, words)


@login_required
@require_http_methods(["GET", "POST"])
def change_baseline(request: HttpRequest) -> HttpResponse:
    """The number of a year, typed in."""
    office, now = _settled(request), timezone.now()
    on = timezone.localdate(now)
    offices = whose_records(office, on.replace(year=on.year - 1, month=1, day=1), on)
    form = BaselineForm(request.POST or None, offices=offices, initial={"year": on.year - 1})
    words = {
        "title": "Số gốc của một năm", "button": "Xác nhận số gốc",
        "lead": "Số văn bản năm trước để so sánh, kèm nguồn. Cơ quan mới lập từ các cơ quan cũ thì ghi số "
        "của các cơ quan cũ hợp lại; cơ quan có cơ quan khác sáp nhập vào thì ghi riêng số của từng cơ "
        "quan, phần mềm tự cộng.",
    }  # fmt: skip
    come_back(request, form, lambda: _asked(request, form, words))
    if request.method == "POST" and form.is_valid():
        clean = {name: value for name, value in form.cleaned_data.items() if name != "office"}
        year, count = clean.pop("year"), clean.pop("count")
        settling.set_baseline(form.whose, year, counts={"": count}, **clean, by=person_of(request), now=now)
        messages.success(request, f"Đã ghi số gốc năm {year}: {count} văn bản.")
        return redirect("documents:settings")
    return _asked(request, form, words)


@login_required
@require_POST
def count_register(request: HttpRequest) -> HttpResponse:
    """The number of last year from the register."""
    office, now = _settled(request), timezone.now()
    year = timezone.localdate(now).year - 1
    rows = settling.count_baseline(office, year, by=person_of(request), now=now)
    messages.success(request, f"Đã đếm từ sổ năm {year}: {sum(row.count for row in rows)} văn bản.")
    return redirect("documents:settings")
