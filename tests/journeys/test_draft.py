"""A draft from its first file to the register: found faults, one mended by a press, an opinion, returned and
accepted, a finding let pass by a second person, two approvals, its number."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from tests.drafts_typed import narrow_plan
from tests.journeys.conftest import SIZES, Visitor, ask
from tests.journeys.following import Arrive, person, sits_down, sound, told
from tests.web.organisation import Organisation, organised

from sauro.reading.docx import read_docx
from sauro.writing.frame import day_in_words
from sauro_web.accounts.models import Role
from sauro_web.documents.models import Document, DocumentState
from sauro_web.documents.operations.indexing import keep_texts_due
from sauro_web.documents.operations.settling import usual_series
from sauro_web.drafts.models import Draft, DraftState, Opinion

__all__ = ["organised"]

pytestmark = pytest.mark.django_db(transaction=True)
SUBJECT = "Rà soát hộ nghèo năm 2026"


@pytest.fixture
def commune(organised: Organisation, settings: Any, tmp_path: Path) -> None:
    """Who works where in it, and its series of numbers."""
    settings.DATA, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    office = organised.commune
    culture = organised.unit(office, "Phòng Văn hóa - Xã hội")
    staff = organised.unit(office, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân")
    organised.person("soanthao", (culture, Role.OFFICER))
    organised.person("truongphong", (culture, Role.HEAD))
    organised.person("kinhte", (organised.unit(office, "Phòng Kinh tế"), Role.OFFICER))
    organised.person("thamdinh", (staff, Role.COORDINATOR))
    organised.person("vanthu", (staff, Role.CLERK))
    organised.person("chutich", (office, Role.LEADER))
    usual_series(office, by=person("chutich"), now=timezone.now())


def _narrow(someone: Visitor, name: str) -> None:
    """The same page on a telephone: nothing stands out at the side."""
    wide, tall = SIZES["narrow"]
    someone.page.set_viewport_size({"width": wide, "height": tall})
    sound(someone, f"{name}-narrow")
    someone.picture(f"{name}-narrow")
    wide, tall = SIZES["wide"]
    someone.page.set_viewport_size({"width": wide, "height": tall})


def _handed_in(someone: Visitor, into: Path) -> Draft:
    """The findings stand beside the text at once; what a program can mend is mended by a press."""
    file = into / "du-thao.docx"
    file.write_bytes(narrow_plan(year=timezone.localdate().year))
    page = sits_down(someone, "soanthao", "/du-thao/")
    page.get_by_role("link", name="Lập dự thảo").click()
    page.locator("#id_loai").select_option(label="Kế hoạch")
    page.get_by_label("Trích yếu").fill(SUBJECT)
    page.get_by_label("Vì sao cần ban hành").fill("Kế hoạch của tỉnh giao")
    page.set_input_files("input[name=file]", file)
    sound(someone, "draft-begun")
    told(page, "Đã lập dự thảo", after=page.get_by_role("button", name="Đưa lên và kiểm tra"))
    page.locator("[data-card]", has_text="Lề trang").wait_for()
    sound(someone, "draft-findings")
    _narrow(someone, "draft-findings")
    page.keyboard.press("j")
    assert ask(page, "document.activeElement.dataset.card") is not None
    card = page.locator("[data-card]", has_text="Lề trang")
    told(page, "thành lần dự thảo 2", after=card.get_by_role("button", name="Áp dụng gợi ý"))
    page.get_by_text("không phát hiện lỗi").first.wait_for()
    page.get_by_role("link", name="So với lần trước").click()
    page.get_by_text("Hai lần không khác nhau về chữ").wait_for()
    sound(someone, "draft-compared")
    return Draft.objects.get()


def _further(someone: Visitor, draft: Draft, words: str, into: Path) -> None:
    """The fault is there again, with words more."""
    file = into / "lan-moi.docx"
    file.write_bytes(narrow_plan(words, year=timezone.localdate().year))
    page = sits_down(someone, "soanthao", f"/du-thao/{draft.pk}/")
    page.set_input_files("input[name=file]", file)
    page.get_by_label("Đã sửa những gì").fill("Thêm đoạn phối hợp")
    told(page, "Đã nhận lần dự thảo", after=page.get_by_role("button", name="Đưa lên và kiểm tra"))


def _opinion(someone: Visitor, draft: Draft) -> None:
    page = sits_down(someone, "soanthao", f"/du-thao/{draft.pk}/")
    page.get_by_role("link", name="Lấy ý kiến").click()
    page.get_by_label("Phòng Kinh tế").check()
    sound(someone, "draft-asking")
    told(page, "Đã gửi lấy ý kiến 1 đơn vị", after=page.get_by_role("button", name="Gửi lấy ý kiến"))
    page = sits_down(someone, "kinhte", "/")
    page.get_by_role("link", name=f"Góp ý dự thảo Kế hoạch: {SUBJECT}").first.click()
    page.get_by_label("có ý kiến góp ý").check()
    page.get_by_label("Nội dung góp ý").fill("Thêm thời hạn cho các thôn")
    sound(someone, "draft-opinion")
    told(page, "Đã gửi góp ý", after=page.get_by_role("button", name="Gửi góp ý"))
    assert Opinion.objects.get().due_on > timezone.localdate() + timedelta(days=3)


def _submitted(someone: Visitor, draft: Draft) -> None:
    page = sits_down(someone, "soanthao", f"/du-thao/{draft.pk}/")
    told(page, "Đã trình thẩm định", after=page.get_by_role("button", name="Trình thẩm định"))


def _returned(someone: Visitor, draft: Draft, into: Path) -> None:
    """The appraiser's words go back with what was found, as a letter."""
    page = sits_down(someone, "thamdinh", "/")
    page.get_by_role("link", name=f"Dự thảo Kế hoạch: {SUBJECT}").first.click()
    page.get_by_label("Trả lại để sửa").check()
    page.get_by_label("Ý kiến thẩm định").fill("Bổ sung nguồn kinh phí.")
    sound(someone, "draft-appraising")
    told(page, "Đã trả lại dự thảo", after=page.get_by_role("button", name="Ghi kết quả thẩm định"))
    with page.expect_download() as download:
        page.get_by_role("link", name="Phiếu (.docx)").first.click()
    file = into / "phieu.docx"
    download.value.save_as(file)
    words = read_docx(file.read_bytes(), name="phieu.docx").text
    assert "Bổ sung nguồn kinh phí." in words
    assert "Lề trái" in words


def _let_pass(someone: Visitor, draft: Draft) -> None:
    """Who wrote it asks and cannot decide; the leader decides."""
    page = sits_down(someone, "soanthao", f"/du-thao/{draft.pk}/ban/{draft.versions.count()}/")
    card = page.locator("[data-card]", has_text="Lề trang")
    card.get_by_text("Đề nghị bỏ qua lỗi này").click()
    card.get_by_label("Vì sao đề nghị bỏ qua").fill("Mẫu của tỉnh")
    told(page, "người thứ hai quyết định", after=card.get_by_role("button", name="Gửi đề nghị"))
    sound(someone, "draft-waiver-asked")
    page = sits_down(someone, "chutich", "/")
    page.get_by_role("link", name="Đề nghị bỏ qua lỗi").first.click()
    page.get_by_label("Cho bỏ qua lỗi này").check()
    page.get_by_label("Lý do").fill("Đúng mẫu của tỉnh")
    sound(someone, "draft-waiver")
    told(page, "Đã ghi quyết định", after=page.get_by_role("button", name="Ghi quyết định"))


def _accepted_and_approved(someone: Visitor, draft: Draft) -> None:
    page = sits_down(someone, "thamdinh", f"/du-thao/{draft.pk}/")
    page.get_by_label("Đạt yêu cầu").check()
    told(page, "chuyển duyệt", after=page.get_by_role("button", name="Ghi kết quả thẩm định"))
    page = sits_down(someone, "truongphong", f"/du-thao/{draft.pk}/")
    sound(someone, "draft-approving")
    told(page, "Đã duyệt nội dung", after=page.get_by_role("button", name="Duyệt nội dung"))
    assert page.get_by_role("button", name="Duyệt thể thức").count() == 0
    page = sits_down(someone, "vanthu", f"/du-thao/{draft.pk}/")
    told(page, "Đã duyệt thể thức", after=page.get_by_role("button", name="Duyệt thể thức"))
    _narrow(someone, "draft-ready")


def _issued(someone: Visitor, into: Path) -> None:
    """The Word file of the register bears the number and the day, which nobody has typed into it."""
    page = sits_down(someone, "vanthu", "/")
    page.get_by_role("link", name=f"Dự thảo Kế hoạch: {SUBJECT}").first.click()
    page.get_by_role("heading", name="Mức còn được ban hành").wait_for()
    assert page.get_by_label("Người ký").first.input_value() == "Lò Văn A"
    sound(someone, "draft-numbering")
    told(page, "Đã ban hành: số 01/KH-UBND", after=page.get_by_role("button", name="Cấp số và ban hành"))
    page.get_by_role("heading", name="01/KH-UBND").first.wait_for()
    sound(someone, "draft-in-the-register")
    with page.expect_download() as download:
        page.get_by_role("link", name="01_KH-UBND.docx").click()
    file = into / "01_KH-UBND.docx"
    download.value.save_as(file)
    words = read_docx(file.read_bytes(), name=file.name).text
    assert "Số: 01/KH-UBND" in words
    assert f"Mai Lĩnh, {day_in_words(timezone.localdate())}" in words


def _thought_of_again(someone: Visitor) -> None:
    """Who begins to write of the same, or draws a number for it, sees what there is while the subject is
    typed, with all else still to be filled in."""
    assert keep_texts_due(10)
    for name, address in (("soanthao", "/du-thao/moi/"), ("vanthu", "/van-ban/cap-so/")):
        page = sits_down(someone, name, address)
        page.locator("#id_subject").press_sequentially(SUBJECT)
        beside = page.locator("#beside")
        beside.get_by_role("link", name="01/KH-UBND").wait_for()
        assert "giống 100 % trích yếu đã ghi" in beside.inner_text().replace("\xa0", " ")
        sound(someone, f"similar-{name}")


def test_handed_in_mended_returned_let_pass_approved_and_issued(
    visitor: Arrive, commune: None, tmp_path: Path
) -> None:
    someone = visitor("wide")
    draft = _handed_in(someone, tmp_path)
    _further(someone, draft, "2. Các thôn phối hợp rà soát.", tmp_path)
    _opinion(someone, draft)
    _submitted(someone, draft)
    _returned(someone, draft, tmp_path)
    _further(someone, draft, "2. Các thôn phối hợp rà soát, báo cáo kết quả.", tmp_path)
    _let_pass(someone, draft)
    _submitted(someone, draft)
    _accepted_and_approved(someone, draft)
    _issued(someone, tmp_path)
    _thought_of_again(someone)
    document = Document.objects.get()
    draft.refresh_from_db()
    assert (document.reference, document.state) == ("01/KH-UBND", DocumentState.ISSUED)
    assert (draft.state, draft.document) == (DraftState.ISSUED, document)
