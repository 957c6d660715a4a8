"""What an office is asked about its figures, and the answers."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from sauro_web.accounts.models import Unit
from sauro_web.accounts.offices_asked import office_named, reach
from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.common.keyset import page_of
from sauro_web.common.refusals import come_back
from sauro_web.indicators import rules
from sauro_web.indicators.forms import AnswerForm
from sauro_web.indicators.models import ArrangedQuestion
from sauro_web.indicators.operations.asking import answer
from sauro_web.indicators.queries.arranging import names_of, questions_of

__all__ = ["question", "questions"]

_NOT_YOURS = "Chỉ lãnh đạo và đầu mối theo dõi của cơ quan mới xem những nội dung này."


def _ask(found: rules.Reach, office: Unit) -> None:
    if not rules.may_answer(found, office):
        raise NotAllowed(_NOT_YOURS)


@login_required
@require_GET
def questions(request: HttpRequest) -> HttpResponse:
    """Those that wait, or those that were answered, each with its records."""
    found = reach(request)
    office = office_named(request, found)
    _ask(found, office)
    answered = request.GET.get("xem") == "da-tra-loi"
    page = page_of(
        questions_of(office, answered=answered), by=("-asked_on", "-id"), at=request.GET.get("trang", "")
    )
    context = {
        "office": office, "answered": answered, "page": page,
        "rows": [(one, names_of(one)) for one in page.rows],
    }  # fmt: skip
    return render(request, "indicators/questions.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def question(request: HttpRequest, question_id: int) -> HttpResponse:
    """One of them, to be answered."""
    found = reach(request)
    asked = get_object_or_404(ArrangedQuestion.objects.select_related("office"), pk=question_id)
    _ask(found, asked.office)
    said = getattr(asked, "answer", None)
    form = AnswerForm(request.POST or None)

    def show() -> HttpResponse:
        context = {"office": asked.office, "one": asked, "names": names_of(asked), "said": said, "form": form}
        return render(request, "indicators/question.html", context, status=422 if form.errors else 200)

    come_back(request, form, show)
    if request.method == "POST" and form.is_valid():
        clean = form.cleaned_data
        answer(asked, clean["kind"], clean["text"], by=person_of(request), now=timezone.now())
        messages.success(request, "Đã ghi trả lời.")
        return redirect(f"{reverse('indicators:questions')}?co-quan={asked.office_id}")
    return show()
