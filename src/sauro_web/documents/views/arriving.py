"""Văn bản đến: registering what arrives, and what is done with it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.documents import rules
from sauro_web.documents.forms.arriving import AnswerForm, ArriveForm, AssignForm, CloseForm
from sauro_web.documents.forms.drawing import ReasonForm
from sauro_web.documents.models import Direction, Document
from sauro_web.documents.operations import arriving, assigning
from sauro_web.documents.operations.drawing import Drawn
from sauro_web.documents.operations.filing import with_file
from sauro_web.documents.queries.series import arrivals_of
from sauro_web.documents.task_making import task_making
from sauro_web.documents.views.acting import ask_by_form
from sauro_web.documents.views.reaching import document_of, office_of

__all__ = ["answer", "arrive", "file_away", "give", "give_back"]

_ADDRESS = "documents:incoming"


@login_required
@require_http_methods(["GET", "POST"])
def arrive(request: HttpRequest) -> HttpResponse:
    """A document arrives and gets its arrival number."""
    person, now, office = person_of(request), timezone.now(), office_of(request)
    today = timezone.localdate(now)
    if not rules.may_keep(person, office, on=today):
        raise NotAllowed("Chỉ văn thư của cơ quan mới vào sổ văn bản đến.")
    form = ArriveForm(request.POST or None, request.FILES or None, office=office, on=today)

    def done() -> HttpResponse:
        series = arrivals_of(office, today)
        if series is None:
            raise NotReady("Cơ quan chưa có dãy số đến; lãnh đạo hoặc quản trị lập ở trang Quy định.")
        again = form.cleaned_data["again"]

        def make() -> Drawn:
            return Drawn(arriving.register_arrival(series, form.arrival, by=person, now=now, again=again))

        document = with_file(office, form.cleaned_data["file"], by=person, now=now, make=make).document
        messages.success(request, f"Đã vào sổ: số đến {document.number}.")
        return redirect("documents:document", document.pk)

    words = {
        "title": "Vào sổ văn bản đến", "button": "Vào sổ", "back": _ADDRESS,
        "lead": "Đăng ký trong ngày đến, chậm nhất là ngày làm việc tiếp theo; văn bản khẩn đăng ký ngay.",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


def _arrived(request: HttpRequest, document_id: int, *, keeps: bool) -> Document:
    """The document; with `keeps` for its clerks alone.

    Raises NotAllowed; NotReady for one that did not arrive.
    """
    document = document_of(request, document_id)
    if keeps and not rules.may_keep(person_of(request), document.office, on=timezone.localdate()):
        raise NotAllowed("Chỉ văn thư của cơ quan mới ghi sổ văn bản.")
    if document.direction != Direction.INCOMING:
        raise NotReady("Đây không phải văn bản đến.")
    return document


@login_required
@require_http_methods(["GET", "POST"])
def give(request: HttpRequest, document_id: int) -> HttpResponse:
    """One unit answers for it, others help."""
    document, person, now = _arrived(request, document_id, keeps=False), person_of(request), timezone.now()
    today = timezone.localdate(now)
    office = document.office
    if not (rules.may_decide(person, office, on=today) or rules.may_keep(person, office, on=today)):
        raise NotAllowed("Văn bản đến do lãnh đạo cơ quan phân công; văn thư ghi lại ý kiến của lãnh đạo.")
    making = task_making()
    makes = making is not None and document.task_number is None and making.may(person, office, today)
    form = AssignForm(request.POST or None, document=document, on=today, makes_tasks=makes)

    def done() -> HttpResponse:
        clean = dict(form.cleaned_data)
        helpers = clean.pop("cooperating")
        held = assigning.assign(document, **clean, helpers=helpers, by=person, now=now)
        as_task = " và lập thành nhiệm vụ" if clean.get("as_task") else ""
        messages.success(request, f"Đã giao {held.lead} chủ trì{as_task}; các đơn vị nhận được thông báo.")
        return redirect("documents:document", document.pk)

    words = {
        "title": "Phân công giải quyết", "document": document, "button": "Giao", "back": _ADDRESS,
        "lead": f"Số đến {document.number}: {document.subject}",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


@login_required
@require_http_methods(["GET", "POST"])
def answer(request: HttpRequest, document_id: int) -> HttpResponse:
    """It is done."""
    document, person = _arrived(request, document_id, keeps=False), person_of(request)
    if not rules.may_answer(person, document, on=timezone.localdate()):
        raise NotAllowed("Chỉ đơn vị chủ trì và văn thư của cơ quan mới ghi kết quả giải quyết.")
    form = AnswerForm(request.POST or None, initial={"version": document.version})

    def done() -> HttpResponse:
        arriving.answer_arrival(document, **form.cleaned_data, by=person, now=timezone.now())
        messages.success(request, "Đã ghi kết quả giải quyết.")
        return redirect("documents:document", document.pk)

    words = {
        "title": "Kết quả giải quyết", "document": document, "button": "Ghi kết quả", "back": _ADDRESS,
        "lead": f"Số đến {document.number}: {document.subject}",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


@login_required
@require_http_methods(["GET", "POST"])
def file_away(request: HttpRequest, document_id: int) -> HttpResponse:
    """It is for information."""
    document = _arrived(request, document_id, keeps=True)
    form = CloseForm(request.POST or None, initial={"version": document.version})

    def done() -> HttpResponse:
        arriving.file_arrival(document, **form.cleaned_data, by=person_of(request), now=timezone.now())
        messages.success(request, "Đã ghi: để biết, lưu.")
        return redirect("documents:document", document.pk)

    words = {
        "title": "Lưu, không phải giải quyết", "document": document, "button": "Lưu", "back": _ADDRESS,
        "lead": f"Số đến {document.number}: {document.subject}",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)


@login_required
@require_http_methods(["GET", "POST"])
def give_back(request: HttpRequest, document_id: int) -> HttpResponse:
    """It goes back to who sent it."""
    document = _arrived(request, document_id, keeps=True)
    form = ReasonForm(request.POST or None, initial={"version": document.version})

    def done() -> HttpResponse:
        arriving.return_arrival(document, **form.cleaned_data, by=person_of(request), now=timezone.now())
        messages.success(request, "Đã ghi trả lại nơi gửi; số đến vẫn ở trong sổ.")
        return redirect("documents:document", document.pk)

    words = {
        "title": "Trả lại nơi gửi", "document": document, "button": "Trả lại", "grave": True,
        "back": _ADDRESS,
        "lead": "Gửi nhầm nơi nhận, sai thể thức hoặc không xác thực được.",
    }  # fmt: skip
    return ask_by_form(request, form, words, done)
