"""The steps of a part, one address for each; and what the superior says of finished work."""

from __future__ import annotations

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from sauro_web.accounts.signed_in import person_of
from sauro_web.common.errors import NotAllowed
from sauro_web.tasks import rules
from sauro_web.tasks.acting_forms import StepForm
from sauro_web.tasks.life import STEPS, Step, StepKind, steps_of
from sauro_web.tasks.models import UnitTask
from sauro_web.tasks.operations.handing_in import hand_in
from sauro_web.tasks.operations.living import pass_on, recognise, take_step
from sauro_web.tasks.picks import pick_in
from sauro_web.tasks.queries.acting import unanswered
from sauro_web.tasks.queries.steps import falls_with, named_steps
from sauro_web.tasks.views.reaching import part_of
from sauro_web.tasks.views.small_forms import Asked, ask, back_to, bound, is_sent

__all__ = ["STILL_ASKED", "step", "value"]

_NOT_YOURS = "Ông (bà) không làm được bước này với phần việc này; hãy đề nghị người được giao theo dõi."
_BY_SLUG = {one.slug: one for one in STEPS.values()}
_GRAVE = (StepKind.RETURN, StepKind.RECALL, StepKind.SEND_BACK)
_NOTES = {
    StepKind.RETURN: "Cơ quan giao việc sẽ xem lý do, rồi giữ nguyên, thu hồi hoặc chuyển cho đơn vị khác.",
    StepKind.SUBMIT: "Người theo dõi của cơ quan giao việc duyệt; người trình không tự duyệt.",
    StepKind.PASS_ON: "Đơn vị mới nhận phần việc với thời hạn như hiện nay; phần của đơn vị cũ đóng lại.",
    StepKind.RECALL: "Đơn vị không phải làm phần việc này nữa; lịch sử vẫn còn.",
    StepKind.PAUSE: "Trong lúc tạm dừng không tính quá hạn.",
}
_OCCURRENCES = "Các kỳ chưa đến hạn theo cùng; kỳ đã quá hạn, chờ duyệt hoặc hoàn thành vẫn giữ như hiện nay."
_WITH_OCCURRENCES = (StepKind.PASS_ON, StepKind.PAUSE, StepKind.RECALL)
_CLOSING = (StepKind.APPROVE, StepKind.RECALL, StepKind.PASS_ON)
STILL_ASKED = "Còn {} vướng mắc chưa được trả lời; các vướng mắc này được đóng, nơi được hỏi được báo."
_WITH_IT = "Các việc thành phần còn đang làm cũng được thu hồi, và các đơn vị của chúng được báo: {}."


@login_required
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, part_id: int, slug: str) -> HttpResponse:
    """Takes a step with a part; asks for the reason, the product or the other unit where it needs one."""
    one, part, person = _step_of(slug), part_of(request, part_id), person_of(request)
    on = timezone.localdate()
    if not rules.may_step(person, part, one, on=on):
        raise NotAllowed(_NOT_YOURS)
    if request.method == "GET" and one not in steps_of(part):
        messages.info(request, f"Phần việc đang ở bước “{part.get_state_display()}”.")
        return back_to(part.task, part)
    pick = None
    if one.kind is StepKind.PASS_ON:
        data = request.POST if request.method == "POST" else None
        pick = pick_in(data, "to", "Đơn vị nhận", office=part.task.office, on=on)
    form = bound(request, partial(StepForm, step=one, part=part, pick=pick))
    notes = [_NOTES[one.kind]] if one.kind in _NOTES else []
    if part.goes_on and one.kind in _WITH_OCCURRENCES:
        notes.append(_OCCURRENCES)
    if one.kind is StepKind.RECALL and (below := falls_with(part)):
        notes.append(_WITH_IT.format(named_steps(below)))
    if one.kind in _CLOSING and (left := unanswered([part])):
        notes.append(STILL_ASKED.format(left))
    asked = Asked(one.label, one.label, part.task, part, notes, one.kind in _GRAVE)
    if not is_sent(request, form, asked):
        return ask(request, form, asked)
    assert isinstance(form, StepForm)  # noqa: S101 (for the type checker)
    _take(request, one, part, form)
    messages.success(request, f"Đã {one.done}: {part.unit.label}.")
    return back_to(part.task, part)


def _step_of(slug: str) -> Step:
    if slug not in _BY_SLUG:
        raise Http404
    return _BY_SLUG[slug]


def _take(request: HttpRequest, one: Step, part: UnitTask, form: StepForm) -> None:
    said, by, now = form.cleaned_data, person_of(request), timezone.now()
    version = said["version"]
    if one.kind is StepKind.PASS_ON and form.pick is not None:
        to = form.pick.taken(timezone.localdate())[0]
        pass_on(part, to=to, by=by, now=now, version=version, reason=said["reason"])
    elif one.kind is StepKind.SUBMIT:
        hand_in(part, product=said["product"], files=said["attached"], by=by, now=now, version=version)
    else:
        take_step(part, one.kind, by=by, now=now, version=version, reason=said.get("reason", ""))


@login_required
@require_POST
def value(request: HttpRequest, part_id: int) -> HttpResponse:
    """The superior recognises finished work."""
    part = part_of(request, part_id)
    recognise(part, by=person_of(request), now=timezone.now())
    messages.success(request, f"Đã ghi nhận kết quả của {part.unit.label}.")
    return back_to(part.task, part)
