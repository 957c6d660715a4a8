"""Taking over what the units wrote into the report that sums them up."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from sauro.reporting.narratives import taken_over
from sauro_web.accounts.models import User
from sauro_web.audit.operations import record
from sauro_web.common.errors import Conflict, NotReady
from sauro_web.reports.models import Narrative, NarrativePart, Report
from sauro_web.reports.operations.holding import behalf_of, hold
from sauro_web.reports.queries.words import PartSaid, accepted_beneath, narratives_of, words_of_units

__all__ = ["take_over"]

_LONGEST = 20_000
"""As long as what can be typed."""


def take_over(
    report: Report, narratives: Collection[int], *, version: int, by: User, now: datetime
) -> Report:
    """Puts texts of accepted reports beneath behind the words of a report, each line with the name of its
    unit, to be edited there; what stands in it already is not added again.

    Raises NotAllowed; Conflict where somebody else saved it meanwhile or it was sent; NotReady in a locked
    period, where none of the texts is to be taken over (any more), and where they are too long together.
    """
    with transaction.atomic():
        held = hold(report, by=by, now=now)
        held.ask_writer()
        held.ask_unlocked("sửa báo cáo")
        held.ask_version(version)
        row = held.report
        if not row.is_open:
            raise Conflict("Báo cáo đã gửi nên không sửa lời văn được; hãy đề nghị nơi nhận trả lại báo cáo.")
        said = words_of_units(row, accepted_beneath(row))
        wanted = [one for one in said if one.narrative.pk in narratives and not one.taken]
        new = _new_texts(row, wanted)
        if not new:
            raise NotReady("Lời văn này đã có trong báo cáo, hoặc đơn vị vừa sửa; hãy tải lại trang.")
        Narrative.objects.bulk_create(
            Narrative(report=row, part=part, text=text, by=by, at=now) for part, text in new.items()
        )
        row.version += 1
        row.save(update_fields=["version"])
        units = sorted({one.unit for one in wanted})
        record(
            "reports.take_over", row, by=by, changes={"units": ([], units)},
            on_behalf_of=behalf_of(by, row.unit, held.on),
        )  # fmt: skip
    return row


def _new_texts(row: Report, wanted: Collection[PartSaid]) -> dict[NarrativePart, str]:
    own = narratives_of(row)
    found: dict[NarrativePart, str] = {}
    for part in NarrativePart:
        texts = [(one.unit, one.narrative.text) for one in wanted if one.part == part]
        if texts:
            text = taken_over(own[part].text if part in own else "", texts)
            if len(text) > _LONGEST:
                raise NotReady(
                    f"{part.label}: lời văn của các đơn vị dài quá {_LONGEST} ký tự; hãy đưa vào từng đơn vị "
                    "rồi rút gọn."
                )
            found[part] = text
    return found
