"""The agreed JSON: keys in their order, evidence that can be checked, and the way back."""

import json
from datetime import date
from pathlib import Path

import pytest

import sauro
from sauro.dates.due import Due, DueKind, Rhythm
from sauro.findings import Finding, Severity
from sauro.folio.layout import DraftRemark, ParagraphDraft, compose
from sauro.folio.model import Folio, Run, SourceKind
from sauro.folio.model import Source as File
from sauro.folio.notation import notate
from sauro.folio.span import Span
from sauro.plan.model import (
    Citation,
    DocumentFacts,
    MeetingLimit,
    Plan,
    ReportingDuty,
    Signer,
    Source,
    Target,
    Task,
    Value,
)
from sauro.plan.serial import Places, findings_of, from_json, to_json

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "plans"

FOLIO = notate(
    """
    Số: 12/KH-UBND
    1. Phòng Kinh tế rà soát 60% hồ sơ trong tháng 6/2026.
    | TT | Nội dung | Chủ trì |
    | 1  | Rà soát  | Phòng Nội vụ |
    """
)


def at(words: str) -> Span:
    start = FOLIO.text.index(words)
    return Span(start, start + len(words))


def value(words: str, rule: str = "test") -> Value[str]:
    return Value(words, words, at(words), rule)


DUE = Due(
    DueKind.BY,
    "trong tháng 6/2026",
    date(2026, 6, 30),
    then=Due(DueKind.PERIODIC, "hằng quý, năm", every=(Rhythm.QUARTER, Rhythm.YEAR), starts=date(2026, 7, 1)),
)

PLAN = Plan(
    "mau.txt",
    DocumentFacts(
        number=value("12/KH-UBND"), signer=Signer(name=value("Phòng")), recipients=(value("Nội vụ"),)
    ),
    (Citation("Kế hoạch", "12/KH-UBND", None, None, 1, "12/KH-UBND", (at("12/KH-UBND"),)),),
    (Target("x_share", ">=", 60.0, "%", None, "2026", "60% hồ sơ", at("60% hồ sơ")),),
    (MeetingLimit("hội nghị", 0.5, "60%", at("60%")), MeetingLimit("giao ban", 1.0, "60%", at("60%"))),
    (
        Task(
            "1",
            Source.BODY,
            None,
            value("rà soát 60% hồ sơ trong tháng 6/2026."),
            lead=(Value("Phòng Kinh tế", "Phòng Kinh tế", at("Phòng Kinh tế"), "head", ("Phòng KT",)),),
            product=value("hồ sơ"),
            due=Value(
                DUE, "trong tháng 6/2026", at("trong tháng 6/2026"), "clause", (Due(DueKind.ONGOING, "x"),)
            ),
            same_as=("PL.1",),
            milestones=(Value(DUE, "tháng 6", at("tháng 6"), "sentence"),),
        ),
        Task(
            "PL.1",
            Source.APPENDIX,
            "Phụ lục",
            value("Rà soát"),
            lead=(value("Phòng Nội vụ"),),
            unread_due=value("hồ sơ"),
        ),
    ),
    (ReportingDuty(("Phòng Kinh tế",), (), Rhythm.HALF_YEAR, "06-01", "6 tháng", at("tháng 6"), "1", None),),
    (Finding("task.no_lead", Severity.ASK, "Không nêu.", (at("Rà soát"),), "NĐ 30", "Phòng"),),
    "1",
)


def through_text(plan: Plan, folio: Folio) -> dict:
    return json.loads(json.dumps(to_json(plan, folio), ensure_ascii=False))


def test_keys_stand_in_the_order_of_the_contract():
    data = to_json(PLAN, FOLIO)
    assert list(data) == [
        "file", "document", "citations", "targets", "meeting_limits", "tasks", "reporting",
        "findings", "source", "version",
    ]  # fmt: skip
    assert list(data["document"])[:9] == [
        "type", "number", "symbol", "issuer", "place", "date", "subject", "signer", "recipients",
    ]  # fmt: skip
    assert list(data["tasks"][0])[:8] == [
        "path", "source", "heading", "text", "lead", "cooperating", "product", "due",
    ]  # fmt: skip
    assert list(data["tasks"][0]["due"])[:4] == ["raw", "kind", "date", "every"]


def test_figures_are_whole_where_they_are_whole():
    data = json.dumps(to_json(PLAN, FOLIO))
    assert '"value": 60,' in data
    assert '"max_days": 0.5,' in data
    assert '"max_days": 1,' in data


def test_rhythms_are_null_a_word_or_a_list():
    due = through_text(PLAN, FOLIO)["tasks"][0]["due"]
    assert due["every"] is None
    assert due["then"]["every"] == ["quarter", "year"]
    assert due["then"]["starts"] == "2026-07-01"
    assert due["explained"].startswith("Phải xong chậm nhất ngày 30/06/2026")
    single = Due(DueKind.PERIODIC, "hằng quý", every=(Rhythm.QUARTER,))
    task = Task("1", Source.BODY, None, value("Rà soát"), due=Value(single, "6", at("6"), "r"))
    plan = Plan("a", DocumentFacts(), (), (), (), (task,), (), (), "1")
    assert through_text(plan, FOLIO)["tasks"][0]["due"]["every"] == "quarter"


def test_spans_name_paragraph_and_cell():
    data = through_text(PLAN, FOLIO)
    lead = data["tasks"][0]["evidence"]["lead"][0]
    assert lead["span"] == {
        "start": at("Phòng Kinh tế").start,
        "end": at("Phòng Kinh tế").end,
        "page": None,
        "paragraph": 1,
        "row": None,
        "column": None,
    }
    assert lead["alternatives"] == ["Phòng KT"]
    cell = data["tasks"][1]["evidence"]["lead"][0]["span"]
    assert (cell["paragraph"], cell["row"], cell["column"]) == (2, 1, 2)


def test_page_is_that_of_the_words_where_a_paragraph_runs_over_the_page():
    source = File("a.pdf", SourceKind.PDF, "", 0, 3)
    folio = compose([ParagraphDraft([Run("một "), Run("hai", page=3)], page=2)], source=source)
    places = Places(folio)
    assert [places.page_at(offset) for offset in (0, 3, 4, 6)] == [2, 2, 3, 3]
    assert Places(compose([], source=source)).page_at(0) is None


def test_source_holds_the_text_in_which_spans_count():
    data = through_text(PLAN, FOLIO)
    span = data["document"]["evidence"]["number"]["span"]
    assert data["source"]["text"][span["start"] : span["end"]] == "12/KH-UBND"
    assert data["reporting"][0]["quote"] == "tháng 6"


def test_remarks_of_the_reader_stand_among_the_findings():
    paragraph = ParagraphDraft([Run("Phần đầu")])
    remarks = [
        DraftRemark("ocr.suspect_word", "Chữ ngờ sai.", paragraph, 0, 4, "Phấn"),
        DraftRemark("text.legacy_encoding", "Bảng mã cũ."),
    ]
    folio = compose([paragraph], source=File("a", SourceKind.SCAN, "", 0), remarks=remarks)
    plan = Plan("a", DocumentFacts(), (), (), (), (), (), (), "1")
    found = [
        (one["code"], one["severity"], one["suggestion"]) for one in through_text(plan, folio)["findings"]
    ]
    assert found == [("ocr.suspect_word", "warn", "Phấn"), ("text.legacy_encoding", "note", None)]
    assert [one.code for one in findings_of(plan, folio)] == ["ocr.suspect_word", "text.legacy_encoding"]
    assert from_json(through_text(plan, folio)) == plan


def test_round_trip():
    assert from_json(through_text(PLAN, FOLIO)) == PLAN


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_round_trip_of_whole_plans(path):
    folio = sauro.read(path)
    plan = sauro.extract_plan(folio)
    assert from_json(through_text(plan, folio)) == plan


@pytest.mark.parametrize(
    "data", [{}, {"file": "a"}, {"file": "a", "document": None}, {"file": "a", "document": {"evidence": 3}}]
)
def test_what_is_no_plan_is_refused(data):
    with pytest.raises(ValueError, match="not a plan"):
        from_json(data)
