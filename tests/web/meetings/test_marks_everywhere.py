"""The same bytes handed in at several places are kept once: where they bear a mark of secrecy nothing names
them any more, wherever that was found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.web.meetings.conftest import NOW, House, at

from sauro.errors import Classified
from sauro_web.accounts.models import Role
from sauro_web.audit.models import Entry
from sauro_web.common import marked_files
from sauro_web.documents.models import DocumentFile, FileKind
from sauro_web.documents.operations.drawing import Particulars, draw_number
from sauro_web.documents.operations.examining import examine_file
from sauro_web.documents.operations.filing import add_file
from sauro_web.documents.operations.settling import usual_series
from sauro_web.meetings.models import MeetingPaper
from sauro_web.meetings.operations.papers import add_paper, look_through
from sauro_web.notices.models import Notice
from sauro_web.plans.models import ImportedPlan, PlanState
from sauro_web.plans.operations.reading import read_plan

pytestmark = pytest.mark.django_db
_DATA = b"bieu cu"


class Everywhere:
    """One sheet as a paper of a meeting, as an annex of a document, and as a plan that waits to be read."""

    def __init__(self, house: House) -> None:
        clerk = house.organised.person("vanthu", (house.commune, Role.CLERK))
        series = usual_series(house.commune, by=house.leader, now=NOW)
        office = next(one for one in series if one.direction == "out")
        about = Particulars("Kế hoạch", "Rà soát", NOW.date(), "Theo kế hoạch", signer="Lò Văn A")
        document = draw_number(office, about, by=clerk, now=NOW).document
        self.paper = add_paper(
            house.call(at(10, 8, 9)), name="bieu.xls", data=_DATA, by=house.leader, now=NOW
        )
        self.file = add_file(document, name="kem.xls", data=_DATA, kind=FileKind.ANNEX, by=clerk, now=NOW)
        self.plan = ImportedPlan.objects.create(
            office=house.commune, uploaded_by=clerk, uploaded_at=NOW, file=self.file.file.name,
            file_name="ke-hoach.xls", size=len(_DATA), digest=self.file.digest, state=PlanState.QUEUED,
        )  # fmt: skip
        self.place = Path(self.file.file.path)


@pytest.mark.parametrize("found_at", ["meeting", "document", "plan"])
def test_all_of_it_goes(house: House, found_at: str, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = Everywhere(house)
    assert sheet.paper.file.name == sheet.file.file.name

    def marked(data: bytes, **_: str) -> None:
        raise Classified("Tệp mang dấu chỉ độ mật.")

    monkeypatch.setattr(marked_files, "refuse_marked_office", marked)
    monkeypatch.setattr("sauro_web.plans.operations.reading.read_bytes", marked)
    looking: dict[str, Callable[[], None]] = {
        "meeting": lambda: look_through(sheet.paper.pk),
        "document": lambda: examine_file(sheet.file.pk),
        "plan": lambda: read_plan(sheet.plan.pk),
    }
    looking[found_at]()
    assert not sheet.place.exists()
    assert not MeetingPaper.objects.exists()
    assert not DocumentFile.objects.exists()
    assert not ImportedPlan.objects.exists()
    refused = Entry.objects.filter(action__endswith="refuse_classified").values_list("action", flat=True)
    assert sorted(refused) == [f"{one}.refuse_classified" for one in ("document", "meeting", "plan")]
    assert Notice.objects.filter(text__contains="độ mật").count() == 2
    for look in looking.values():
        look()
