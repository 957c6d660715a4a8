"""The form in Word that an office gives its reports: tried with a made-up report before it is kept."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from sauro.reporting.periodic import periodic_report
from sauro.reporting.read_back import read_back
from sauro.writing.runs import figures_of
from sauro.writing.template import fill_template, template_faults
from sauro_web.accounts.models import Unit, User
from sauro_web.accounts.queries.standings import on_behalf
from sauro_web.audit.operations import record
from sauro_web.common import marked_files
from sauro_web.common.errors import NotAllowed, NotReady
from sauro_web.common.kept_files import keep_file
from sauro_web.reports import rules
from sauro_web.reports.drawn_up import form_faults
from sauro_web.reports.models import ReportTemplate
from sauro_web.reports.sample_report import sample_report

__all__ = ["drop_template", "keep_template"]

_NOT_YOURS = "Chỉ đầu mối theo dõi của cơ quan mới đặt mẫu báo cáo."


def keep_template(office: Unit, name: str, data: bytes, *, by: User, now: datetime) -> ReportTemplate:
    """From now on reports of the office are written in this form.

    Raises NotAllowed; NotReady, with the tag and its place, for a form that is broken, has code in it, loses
    a figure or is not as the decree wants it; Unreadable; Classified.
    """
    behalf = _ask(office, by, now)
    read_back(data)
    marked_files.refuse_marked(name, data)
    if faults := template_faults(data):
        raise NotReady(" ".join(one.message for one in faults[:3]))
    _try(data)
    kept = keep_file(data, suffix=".docx")
    return _add(office, kept, name[:200], by, now, behalf)


def drop_template(office: Unit, *, by: User, now: datetime) -> ReportTemplate:
    """Reports of the office are written in the usual form again. Raises NotAllowed."""
    return _add(office, "", "", by, now, _ask(office, by, now))


def _try(data: bytes) -> None:
    """Raises NotReady where a report in this form does not come out whole and in order."""
    folio = periodic_report(sample_report())
    made = fill_template(data, folio)
    back = read_back(made)
    if back.figures != figures_of(folio) or not back.is_true:
        raise NotReady("Viết thử theo mẫu này thì số liệu không còn đủ hoặc không đúng chỗ; hãy xem lại mẫu.")
    if faults := form_faults(made):
        raise NotReady(f"Viết thử theo mẫu này thì chưa đúng thể thức: {faults[0].message}")


def _add(office: Unit, kept: str, name: str, by: User, now: datetime, behalf: str) -> ReportTemplate:
    with transaction.atomic():
        Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
        last = ReportTemplate.objects.filter(office=office).order_by("-number").first()
        row = ReportTemplate.objects.create(
            office=office, number=last.number + 1 if last else 1, file=kept, name=name, by=by, at=now
        )
        changes = {"template": (last.name if last else "", name)}
        record("reports.template", office, by=by, changes=changes, on_behalf_of=behalf)
    return row


def _ask(office: Unit, by: User, now: datetime) -> str:
    on = localdate(now)
    if not rules.may_follow(rules.reach_of(by, on=on), office):
        raise NotAllowed(_NOT_YOURS)
    return on_behalf(by, rules.FOLLOWING, office, on, in_house=True)
