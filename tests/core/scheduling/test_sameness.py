"""Whether two meetings are about the same."""

from dataclasses import replace
from datetime import date

import pytest
from tests.core.scheduling.made_calendar import YEAR_2026, at

from sauro.scheduling.limits import limit_notices
from sauro.scheduling.notices import Broadcast, MeetingFacts, Year
from sauro.scheduling.sameness import document_key, is_same_document, is_same_subject
from sauro.scheduling.settings import MeetingKind


@pytest.mark.parametrize(
    "written",
    [
        "KH 38/KH-UBND",
        "số 38/KH-UBND",
        "38/kh-ubnd",
        "Số: 038 / KH – UBND",
        "Kế hoạch số 38/KH-UBND ngày 5/1/2026",
    ],
)
def test_a_number_is_one_however_it_is_written(written):
    assert document_key(written) == "38/kh-ubnd"


def test_documents_of_another_number_or_of_none_are_others():
    assert not is_same_document("38/KH-UBND", "39/KH-UBND")
    assert not is_same_document("38/KH-UBND", "38/QĐ-UBND")
    assert not is_same_document("", "")
    assert is_same_document("KL 226-KL/TW", "Kết luận số 226-KL/TW ngày 11/12/2025")
    assert is_same_document("Quy chế mẫu", "QUY CHẾ MẪU")


def test_subjects_of_the_same_words():
    assert is_same_subject("Quán triệt Nghị quyết Trung ương", "QUÁN TRIỆT  nghị quyết trung ương")
    assert is_same_subject("Triển khai chuyển đổi số", "trien khai chuyen doi so")
    assert not is_same_subject("Giao ban tuần", "Giao ban tuần")
    assert not is_same_subject("", "")


HELD = Broadcast("", date(2026, 3, 3), frozenset({"xa-1"}), "Triển khai chuyển đổi số")
MEETING = MeetingFacts(
    (at(12, "08:00", "09:00"),), urgent=True, audience=frozenset({"xa-1"}), subject="triển khai chuyển đổi số"
)


def test_what_was_said_online_in_the_same_words_is_told():
    (one,) = limit_notices(MEETING, Year(broadcasts=(HELD,)), YEAR_2026, on=date(2026, 3, 2))
    assert one.message == (
        "Nội dung này đã được cấp trên phổ biến trực tuyến “Triển khai chuyển đổi số” ngày 03/03/2026 cho "
        "1/1 đơn vị được mời; không tổ chức lại."
    )
    briefing = replace(MEETING, kinds=(MeetingKind.ROUTINE_BRIEFING,))
    for meeting, held in ((MEETING, replace(HELD, title="")), (briefing, HELD)):
        assert limit_notices(meeting, Year(broadcasts=(held,)), YEAR_2026, on=date(2026, 3, 2)) == ()
