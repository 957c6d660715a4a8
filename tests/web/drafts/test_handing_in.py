"""Files of drafts: taken, refused, checked, and never kept where they bear a mark of secrecy."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from docx import Document
from tests.drafts_typed import narrow_plan, picture_file, plan_file, wrong_plan
from tests.web.drafts.conftest import NOW, Gate, checked

from sauro_web.audit.models import Entry
from sauro_web.common.errors import Conflict, NotAllowed, NotReady
from sauro_web.drafts.models import Draft, DraftState, DraftVersion, RunState
from sauro_web.drafts.operations.checking import check_again, keep_found, run_check, take_up_again
from sauro_web.drafts.operations.handing_in import Handed, add_version, begin_draft, change_about, drop_draft
from sauro_web.drafts.operations.mending import mend
from sauro_web.drafts.queries.findings import looked_at

pytestmark = pytest.mark.django_db


def kept_files() -> set[Path]:
    return {path for path in Path(default_storage.path("")).glob("*/*") if path.is_file()}


def test_a_draft_begins_with_its_file_and_is_checked_at_once(gate: Gate) -> None:
    draft = gate.begin()
    looked = looked_at(draft, None)
    assert (draft.state, draft.unit, draft.author) == (DraftState.WRITTEN, gate.books.culture, gate.author)
    assert looked.is_fresh
    assert not looked.stops
    assert Entry.objects.filter(action="draft.begin", object_id=str(draft.pk)).exists()


def test_faults_of_the_form_stop(gate: Gate) -> None:
    looked = looked_at(gate.begin(wrong_plan()), None)
    assert [one.kept["code"] for one in looked.stops] == ["F05.symbol"]
    assert looked.stops[0].words.startswith("Số:")


def test_only_who_works_in_the_unit_begins_a_draft_for_it(gate: Gate) -> None:
    for person in (gate.books.outsider, gate.cooperating, gate.books.leader):
        with pytest.raises(NotAllowed):
            begin_draft(gate.about, Handed("a.docx", plan_file()), by=person, now=NOW)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("ke-hoach.pdf", b"%PDF-1.7", "tệp Word"),
        ("ke-hoach", b"abc", "tệp Word"),
        ("ke-hoach.docx", b"khong phai Word", ""),
        ("anh.docx", picture_file(), "ảnh"),
    ],
)
def test_what_is_no_readable_word_file_is_refused_in_a_sentence(
    gate: Gate, name: str, data: bytes, said: str
) -> None:
    with pytest.raises(NotReady) as refused:
        begin_draft(gate.about, Handed(name, data), by=gate.author, now=NOW)
    assert said in refused.value.sentence
    assert not Draft.objects.exists()


@pytest.mark.parametrize("further", ["Văn bản này thuộc độ mật: TỐI MẬT."])
def test_a_mark_of_secrecy_is_refused_before_anything_is_kept(gate: Gate, further: str) -> None:
    before = kept_files()
    with pytest.raises(NotReady):
        begin_draft(
            gate.about, Handed("a.docx", plan_file(further, urgency="TỐI MẬT")), by=gate.author, now=NOW
        )
    with pytest.raises(NotReady):
        begin_draft(gate.about, Handed("TỐI MẬT.docx", plan_file()), by=gate.author, now=NOW)
    assert kept_files() == before
    assert not DraftVersion.objects.exists()
    assert Entry.objects.filter(action="draft.refuse_classified").count() == 1


def test_a_further_version_makes_what_was_found_stale_until_it_is_checked(gate: Gate) -> None:
    draft = gate.begin(wrong_plan())
    add_version(draft, Handed("b.docx", plan_file()), by=gate.author, now=NOW)
    looked = looked_at(draft, None)
    assert looked.waits
    assert looked.stale
    assert looked.version.number == 2
    assert [one.kept["code"] for one in looked.stops] == ["F05.symbol"]
    draft = checked(draft)
    assert looked_at(draft, None).is_fresh
    assert not looked_at(draft, None).findings


def test_the_same_bytes_are_no_further_version(gate: Gate) -> None:
    data = plan_file()
    draft = gate.begin(data)
    with pytest.raises(NotReady, match="giống hệt"):
        add_version(draft, Handed("b.docx", data), by=gate.author, now=NOW)


def test_two_people_do_not_overwrite_each_other(gate: Gate) -> None:
    draft = gate.begin()
    add_version(draft, Handed("b.docx", plan_file("Một.")), seen=draft.version, by=gate.author, now=NOW)
    with pytest.raises(Conflict):
        add_version(draft, Handed("c.docx", plan_file("Hai.")), seen=draft.version, by=gate.head, now=NOW)


def test_others_hand_in_nothing(gate: Gate) -> None:
    draft = gate.begin()
    for person in (gate.cooperating, gate.books.leader, gate.books.clerk, gate.books.outsider):
        with pytest.raises(NotAllowed):
            add_version(draft, Handed("b.docx", plan_file("Một.")), by=person, now=NOW)


def test_what_is_on_its_way_is_not_changed(gate: Gate) -> None:
    draft = gate.submitted()
    with pytest.raises(NotReady, match="rút dự thảo"):
        add_version(draft, Handed("b.docx", plan_file("Một.")), by=gate.author, now=NOW)


def test_a_suggestion_is_applied_as_a_further_version(gate: Gate) -> None:
    draft = gate.begin(narrow_plan())
    looked = looked_at(draft, None)
    margins = next(one for one in looked.findings if one.kept["code"] == "F01.margins")
    assert margins.can_be_mended
    assert looked.run
    mend(draft, run_id=looked.run.pk, keys={margins.key}, seen=draft.version, by=gate.author, now=NOW)
    after = looked_at(checked(draft), None)
    assert after.version.number == 2
    assert not after.findings


def test_a_suggestion_of_an_older_version_is_not_applied(gate: Gate) -> None:
    draft = gate.begin(narrow_plan())
    looked = looked_at(draft, None)
    draft = gate.further(draft, plan_file())
    assert looked.run
    with pytest.raises(Conflict):
        mend(draft, run_id=looked.run.pk, keys={"x"}, seen=draft.version, by=gate.author, now=NOW)


def test_a_check_is_handed_out_again_after_a_power_cut(gate: Gate) -> None:
    draft = begin_draft(gate.about, Handed("a.docx", plan_file()), by=gate.author, now=NOW)
    run = draft.versions.get().runs.get()
    assert run.state == RunState.WAITING
    assert take_up_again(now=NOW) == 0
    assert take_up_again(now=NOW.replace(hour=12)) == 1
    run_check(run.pk)
    run_check(run.pk)
    run.refresh_from_db()
    assert run.state == RunState.DONE


def test_what_it_is_about_is_said_anew_and_looked_through_again(gate: Gate) -> None:
    draft = gate.begin()
    about = gate.about
    other = type(about)(about.series, "Báo cáo", "Kết quả rà soát", about.why_needed, about.unit)
    change_about(draft, other, seen=draft.version, by=gate.author, now=NOW)
    draft = checked(draft)
    assert (draft.kind, draft.subject) == ("Báo cáo", "Kết quả rà soát")
    assert looked_at(draft, None).is_fresh
    with pytest.raises(NotAllowed):
        change_about(draft, about, seen=draft.version, by=gate.books.leader, now=NOW)


def test_a_draft_is_dropped_with_a_reason(gate: Gate) -> None:
    draft = gate.begin()
    with pytest.raises(NotReady):
        drop_draft(draft, reason=" ", seen=draft.version, by=gate.author, now=NOW)
    done = drop_draft(draft, reason="Lồng vào văn bản khác", seen=draft.version, by=gate.author, now=NOW)
    assert done.state == DraftState.DROPPED
    with pytest.raises(NotReady):
        drop_draft(done, reason="Nữa", seen=done.version, by=gate.author, now=NOW)


def test_a_document_in_another_language_and_two_in_one_are_asked_about(gate: Gate) -> None:
    english = "The committee shall review every household that was listed in the former year. " * 30
    draft = gate.begin(plan_file(english, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"))
    codes = {one.kept["code"] for one in looked_at(draft, None).findings}
    assert {"draft.language", "draft.two_documents"} <= codes


def test_whoever_reads_it_has_it_checked_again(gate: Gate) -> None:
    draft = gate.begin()
    check_again(draft, by=gate.appraiser, now=NOW)
    with pytest.raises(NotAllowed):
        check_again(draft, by=gate.books.outsider, now=NOW)


def test_what_was_found_for_another_kind_is_not_kept(gate: Gate) -> None:
    draft = begin_draft(gate.about, Handed("a.docx", wrong_plan()), by=gate.author, now=NOW)
    run = draft.versions.get().runs.get()
    as_plan = Draft.objects.get(pk=draft.pk)
    change_about(draft, replace(gate.about, kind="Báo cáo"), seen=draft.version, by=gate.author, now=NOW)
    assert not keep_found(run, as_plan, [], RunState.DONE)
    run.refresh_from_db()
    assert run.state == RunState.WAITING
    assert keep_found(run, Draft.objects.get(pk=draft.pk), [], RunState.DONE)


def test_changes_and_comments_left_in_the_file_are_told(gate: Gate) -> None:
    document = Document(BytesIO(plan_file()))
    mark = next(one for one in document.paragraphs if one.runs)
    document.add_comment(mark.runs, text="Xem lại câu này", author="B", initials="B")
    made = BytesIO()
    document.save(made)
    draft = gate.begin(made.getvalue())
    (found,) = (one.kept for one in looked_at(draft, None).findings if one.kept["code"] == "draft.unfinished")
    assert "1 ghi chú" in found["message"]
    assert "Track Changes" not in found["message"]


def test_the_letterhead_of_another_office_is_told(gate: Gate) -> None:
    def told(draft: Draft) -> bool:
        return "draft.other_office" in {one.kept["code"] for one in looked_at(draft, None).findings}

    assert not told(gate.begin())
    assert told(gate.begin(plan_file(issuer="Ủy ban nhân dân xã Nà Sang")))
