"""What a careful superior would ask before one more document is signed. Offices and matters are made up."""

from __future__ import annotations

from datetime import date

import pytest
from tests.core.checks.made_documents import commune_plan, letter
from tests.shared import DOCUMENTS, PLANS, needs_shared

from sauro import check, read
from sauro.checks.known import HeldFigure, Known, KnownDocument
from sauro.checks.model import Family, Issuer, Level
from sauro.checks.necessity import NECESSITY_CHECKS
from sauro.findings import Finding, Severity
from sauro.folio.notation import notate

PARENT = (
    "1. Các thôn rà soát hồ sơ của từng hộ đang hưởng trợ giúp, đối chiếu với sổ theo dõi của xã, lập "
    "danh sách hộ thay đổi nhân khẩu và gửi về bộ phận một cửa trước ngày hai mươi hằng tháng.\n"
    "2. Bộ phận một cửa tổng hợp danh sách, niêm yết trong mười ngày tại nhà văn hóa để bà con góp ý; hết "
    "thời gian niêm yết thì lập biên bản, trình người có trách nhiệm ký và trả kết quả cho thôn.\n"
    "3. Đài truyền thanh của xã phát danh sách vào buổi sáng và buổi chiều, mỗi tuần ba lần, cho đến khi bà "
    "con không còn ý kiến khác."
)
OTHERS = (
    "4. Phòng Kinh tế đo đạc lại các thửa ruộng ven suối, cắm mốc bằng cọc xi măng, vẽ lại sơ đồ và bàn giao "
    "cho từng hộ có chữ ký của hai bên, lưu một bản tại văn phòng.",
    "5. Tổ thủy lợi nạo vét mương chính trong tháng đầu vụ, huy động mỗi hộ một công, hộ neo đơn được miễn; "
    "việc chia nước theo lịch dán tại trạm bơm và đổi phiên khi trời nắng kéo dài.",
    "6. Trạm y tế khám cho người già tại nhà, mỗi quý một lượt, ghi sổ theo dõi và báo cho con cháu biết "
    "cách chăm sóc, nhất là người có bệnh tim, bệnh khớp lâu năm.",
)
SUPERIOR = KnownDocument(
    "12/KH-UBND", "UBND tỉnh Hòa Mẫu", date(2026, 2, 3), "Kế hoạch", "Rà soát hộ", PARENT, is_superior=True
)


def asked(text: str, known: Known | None = None, issuer: Issuer | None = None) -> list[Finding]:
    return list(check(notate(text), known=known, issuer=issuer, families=(Family.NECESSITY,)))


def codes(text: str, known: Known | None = None, issuer: Issuer | None = None) -> list[str]:
    return [finding.code for finding in asked(text, known, issuer)]


def test_they_all_ask():
    assert {one.severity for one in NECESSITY_CHECKS} == {Severity.ASK}


def test_nothing_is_asked_of_a_plan_of_its_own():
    assert asked(commune_plan(*OTHERS), Known(similar=(SUPERIOR,))) == []


def test_passages_of_a_superior_are_shown():
    text = commune_plan(*PARENT.splitlines(), *OTHERS)
    (one,) = asked(text, Known(similar=(SUPERIOR,)))
    assert one.code == "overlap.superior"
    assert "Kế hoạch số 12/KH-UBND ngày 03/02/2026 của UBND tỉnh Hòa Mẫu" in one.message
    folio = notate(text)
    assert one.spans[0].of(folio.text).startswith("Các thôn rà soát")
    assert "Phòng Kinh tế" not in "".join(span.of(folio.text) for span in one.spans)


def test_what_is_no_longer_in_force_is_not_asked_about():
    own = commune_plan(*PARENT.splitlines(), *OTHERS)
    earlier = KnownDocument("9/KH-UBND", "", None, "Kế hoạch", "Rà soát", PARENT)
    assert codes(own, Known(similar=(earlier,))) == ["overlap.in_force"]
    replaced = KnownDocument("9/KH-UBND", "", None, "Kế hoạch", "Rà soát", PARENT, in_force=False)
    assert codes(own, Known(similar=(replaced,))) == []


def test_what_repeats_a_superior_is_mere_forwarding():
    assert codes(commune_plan(*PARENT.splitlines()), Known(similar=(SUPERIOR,))) == ["need.forwarding"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("UBND xã sao gửi Công văn số 35/SNV-VP ngày 02/3/2026 của Sở Nội vụ để các đơn vị biết.", True),
        (
            "Đề nghị các đơn vị nghiêm túc triển khai thực hiện theo đúng nội dung Công văn số 35/SNV-VP.",
            True,
        ),
        (
            "Thực hiện Công văn số 35/SNV-VP, đề nghị Phòng Kinh tế chủ trì, gửi kèm theo danh sách hộ "
            "trước ngày 15/3/2026.",
            False,
        ),
        ("Thực hiện Công văn số 35/SNV-VP, UBND xã mời các đơn vị dự họp lúc 8 giờ tại hội trường.", False),
        ("Sao gửi biên bản họp giao ban để các đơn vị biết.", False),
    ],
)
def test_a_letter_that_only_hands_on(line: str, expected: bool):
    assert ("need.forwarding" in codes(letter(line))) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Đề nghị các thôn báo cáo số lượng văn bản đi đã ký số trong quý I.", True),
        ("Yêu cầu các đơn vị cung cấp tỷ lệ văn bản đi đã ký số trước ngày 05/4/2026.", True),
        ("Đề nghị các thôn báo cáo số lượng cây trồng mới trong quý I.", False),
        ("Yêu cầu các thôn thống kê số liệu về tỷ lệ các văn bản đi trong quý đã ký số.", True),
        ("Tỷ lệ văn bản đi đã ký số năm 2026 đạt 100%.", False),
        ("Đề nghị các thôn gửi ý kiến góp ý dự thảo quy chế văn thư.", False),
    ],
)
def test_figures_that_are_held(line: str, expected: bool):
    known = Known(figures=(HeldFigure("Tỷ lệ văn bản đi đã ký số", "Chỉ tiêu"),))
    found = asked(letter(line), known)
    assert [one.code for one in found] == ["need.held_figures"] * expected
    assert not expected or "“Tỷ lệ văn bản đi đã ký số” (Chỉ tiêu)" in found[0].message


@pytest.mark.parametrize(
    ("subject", "recipients", "expected"),
    [
        ("Bố trí phòng họp và thiết bị", ("Phòng Kinh tế",), True),
        ("Bố trí phòng họp và thiết bị", ("Phòng Văn hóa - Xã hội",), False),
        ("Bố trí phòng họp và thiết bị", ("- Phòng Kinh tế (để thực hiện);", "Như trên"), True),
        ("Tiêm phòng cho đàn gia súc vụ xuân", ("Phòng Kinh tế",), False),
    ],
)
def test_documents_of_one_day(subject: str, recipients: tuple[str, ...], expected: bool):
    other = KnownDocument("20/UBND-VP", subject=subject, recipients=recipients)
    line = "Đề nghị Phòng Kinh tế bố trí phòng họp vào sáng thứ hai."
    assert codes(letter(line), Known(same_day=(other,))) == ["need.same_day"] * expected


def test_drafts_that_wait_are_told_of_without_what_they_are_about():
    said = {"subject": "Bố trí phòng họp và thiết bị", "recipients": ("Phòng Kinh tế",)}
    draft = KnownDocument("", pending="dự thảo Công văn của Văn phòng (chờ duyệt)", **said)
    issued = KnownDocument("20/UBND-VP", kind="Công văn", **said)
    text = letter("Đề nghị Phòng Kinh tế bố trí phòng họp vào sáng thứ hai.")
    (alone,) = asked(text, Known(same_day=(draft,)))
    assert alone.message.startswith("Đang chờ ban hành có dự thảo Công văn của Văn phòng (chờ duyệt) gửi")
    assert "thiết bị" not in alone.message
    (both,) = asked(text, Known(same_day=(issued, draft)))
    assert "20/UBND-VP (Bố trí phòng họp và thiết bị), đang chờ ban hành có dự thảo" in both.message


def test_the_same_place_and_year_are_not_the_same_matter():
    known = KnownDocument(
        "20/KH-UBND",
        subject="Tiêm phòng gia súc trên địa bàn xã An Mẫu năm 2026",
        recipients=("Phòng Kinh tế",),
    )
    text = letter("Đề nghị Phòng Kinh tế bố trí phòng họp vào sáng thứ hai.")
    text = text.replace("V/v bố trí phòng họp", "V/v phòng họp trên địa bàn xã An Mẫu năm 2026")
    assert codes(text, Known(same_day=(known,))) == []


@pytest.mark.parametrize("who", ["Các thôn", "Trưởng các thôn", "Tổ trưởng tổ dân phố số 2", "Từng bản"])
def test_villages_are_given_duties_by_their_own_level(who: str):
    duty = f"1. {who} chủ trì lập danh sách hộ thiếu nước sinh hoạt, hoàn thành trước ngày 15/5/2026."
    plan = commune_plan(duty)
    province = Issuer("Ủy ban nhân dân tỉnh Hòa Mẫu", level=Level.PROVINCE)
    assert codes(plan) == []
    assert codes(plan, issuer=province) == ["authority.lower_level"]


DECISION = """
ỦY BAN NHÂN DÂN XÃ AN MẪU
Số: 15/QĐ-UBND
An Mẫu, ngày 05 tháng 3 năm 2026
QUYẾT ĐỊNH
{subject}
Điều 1. Ban hành kèm theo Quyết định này danh mục.
Điều 2. Văn phòng chịu trách nhiệm thi hành.
{authority}
Lê Văn Mẫu
"""


@pytest.mark.parametrize(
    ("subject", "authority", "expected"),
    [
        ("Về việc phân bổ dự toán ngân sách năm 2026", "CHỦ TỊCH", True),
        ("Về việc phân bổ dự toán ngân sách năm 2026", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", False),
        ("Về việc khen thưởng tập thể, cá nhân", "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", True),
        ("Về việc khen thưởng tập thể, cá nhân", "CHỦ TỊCH", False),
        ("Về việc công khai lịch tiếp công dân", "CHỦ TỊCH", False),
        ("Về việc phát triển đàn ong", "CHỦ TỊCH", False),
    ],
)
def test_who_decides(subject: str, authority: str, expected: bool):
    text = DECISION.format(subject=subject, authority=authority)
    assert codes(text) == ["authority.collective"] * expected


@pytest.mark.parametrize(("authority", "expected"), [("CHỦ TỊCH", True), ("TM. ỦY BAN NHÂN DÂN", False)])
def test_the_plan_of_the_whole_area_is_the_committee_s(authority: str, expected: bool):
    text = commune_plan("1. Các thôn dọn mương.", title="Phát triển kinh tế - xã hội năm 2027")
    text = text.replace("CHỦ TỊCH", authority if expected else f"{authority}\nCHỦ TỊCH")
    assert codes(text) == ["authority.collective"] * expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("7. Biệt phái 01 công chức sang giúp việc.", True),
        ("7. Nâng bậc lương trước thời hạn cho người trực đêm.", True),
        ("7. Hỗ trợ phụ cấp hằng tháng cho cộng tác viên.", True),
        ("7. Sáp nhập Trạm Khuyến nông vào Trung tâm Dịch vụ.", True),
        ("7. Ký hợp đồng lao động với 02 người.", True),
        ("7. Năng lượng tái tạo được ưu tiên.", False),
        ("7. Nâng cao chất lượng hợp đồng khoán.", False),
        ("7. Bổ sung 01 biên chế cho bộ phận một cửa.", True),
        ("7. Cán bộ trực ngày nghỉ được hưởng phụ cấp theo mức của xã.", True),
        ("7. Kiện toàn tổ chức bộ máy của ban quản lý chợ.", True),
        ("7. Không bổ sung biên chế để thực hiện việc này.", False),
        ("7. Tổ công tác được thành lập theo Quyết định số 8/QĐ-UBND.", False),
        ("7. Cán bộ một cửa hướng dẫn người dân nộp hồ sơ.", False),
    ],
)
def test_personnel_matters(line: str, expected: bool):
    assert codes(commune_plan(line)) == ["need.personnel"] * expected
    assert codes(commune_plan(line, title="Kiện toàn bộ máy, biên chế năm 2026")) == []


@needs_shared
def test_real_documents_are_seldom_asked_about():
    """Nothing is known around them, so that only their own words are asked about."""
    files = sorted((*DOCUMENTS.glob("*.txt"), *PLANS.glob("*.txt")))
    found = [
        (path.name, one.code) for path in files for one in check(read(path), families=(Family.NECESSITY,))
    ]
    assert len(files) > 200
    assert len(found) <= len(files) // 20, found
