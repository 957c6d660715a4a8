"""Pages as pictures: made in the background, shown to whoever may read the plan, gone with a secret."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django_q.models import OrmQ
from tests.core.reading import pdf_builder
from tests.core.reading.scan_drawer import as_pdf
from tests.core.reading.scan_drawer import plan as drawn_plan
from tests.web.organisation import Organisation, signed_in
from tests.web.plans.conftest import HTMX, NOW, PLAN, words_of

from sauro_web.accounts.models import Role, User
from sauro_web.common.held import only_one
from sauro_web.common.kept_files import keep_beside, remove_partials, wipe_folder
from sauro_web.plans import operations
from sauro_web.plans.models import ImportedPlan, PagePicture, PicturesState, PlanState
from sauro_web.plans.operations.picturing import folder_of, pictures_of
from sauro_web.plans.operations.reading import _wipe

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=10)
TEXT = "?nguon=chu"
QUERIES = {"soat/": 16, f"soat/{TEXT}": 15}
"""Of the review page; the pictures and the places of words on them are one more than the text."""


def as_printed(text: str, *, on_a_page: int = 20) -> bytes:
    """The plan as a PDF with text, a line a line."""
    sheet = pdf_builder.Sheet()
    lines = text.splitlines()
    for first in range(0, len(lines), on_a_page):
        sheet.page().lines(70, 80, *lines[first : first + on_a_page], pitch=26, size=9)
    return sheet.data()


@pytest.fixture
def printed(organised: Organisation, coordinator: User) -> ImportedPlan:
    """The plan as a PDF, read, its pictures still to be made."""
    data = as_printed(PLAN)
    return operations.upload_plan(data, "kh.pdf", office=organised.commune, by=coordinator, now=NOW).plan


@pytest.fixture
def pictured(printed: ImportedPlan) -> ImportedPlan:
    """The plan with its pictures."""
    operations.make_pictures(printed.pk)
    printed.refresh_from_db()
    return printed


def kept(plan: ImportedPlan) -> list[str]:
    """The files of the plan's pictures."""
    folder = Path(settings.MEDIA_ROOT) / folder_of(plan.pk)
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def address(plan: ImportedPlan, more: str = "") -> str:
    return f"/ke-hoach/{plan.pk}/{more}"


def test_pictures_are_asked_for_and_made_once(printed: ImportedPlan) -> None:
    assert (printed.state, printed.pictures) == (PlanState.REVIEW, PicturesState.WAITING)
    assert OrmQ.objects.count() == 1
    operations.make_pictures(printed.pk)
    printed.refresh_from_db()
    assert (printed.pictures, printed.pictures_begun) == (PicturesState.MADE, 1)
    pages = list(printed.page_pictures.all())
    assert [page.number for page in pages] == [1, 2]
    assert kept(printed) == ["1.webp", "2.webp"]
    assert all(page.file.size > 1_000 and page.file.read(4) == b"RIFF" for page in pages)
    operations.make_pictures(printed.pk)
    printed.refresh_from_db()
    assert printed.pictures_begun == 1


def test_words_lie_on_the_page_where_the_text_has_them(pictured: ImportedPlan) -> None:
    text = pictured.reading.folio["text"]
    for page in pictured.page_pictures.all():
        assert page.words
        for start, end, left, top, right, bottom in page.words:
            assert text[start:end].strip() == text[start:end] != ""
            assert 0 <= left < right <= page.width
            assert 0 <= top < bottom <= page.height
    said = [text[word[0] : word[1]] for page in pictured.page_pictures.all() for word in page.words]
    assert said == text.split()


def test_a_text_has_no_pictures(uploaded: ImportedPlan, browser: Client) -> None:
    assert uploaded.pictures == PicturesState.NONE
    assert not OrmQ.objects.exists()
    words = words_of(browser.get(address(uploaded, "soat/")))
    assert "source-way" not in words
    assert 'class="document"' in words


def test_the_review_shows_pages_and_on_demand_the_text(pictured: ImportedPlan, browser: Client) -> None:
    words = words_of(browser.get(address(pictured, "soat/")))
    assert words.count('<figure class="page-picture') == 2
    assert words.count('loading="lazy"') == 2
    assert re.search(r'<img src="/ke-hoach/\d+/trang/1/" width="990" height="1400" alt="Trang 1"', words)
    assert 'class="document"' not in words
    assert " style=" not in words
    assert f'href="/ke-hoach/{pictured.pk}/soat/{TEXT}"' in words
    words = words_of(browser.get(address(pictured, f"soat/{TEXT}")))
    assert 'class="document"' in words
    assert "page-picture" not in words


def test_every_card_leads_to_its_mark_and_back(pictured: ImportedPlan, browser: Client) -> None:
    words = words_of(browser.get(address(pictured, "soat/")))
    anchors = set(re.findall(r'<a id="(s\d+)"', words))
    for number in pictured.suggestions.filter(twin_of=None).values_list("pk", flat=True):
        card = words.split(f'id="the-{number}"')[1].split("</article>")[0]
        (target,) = re.findall(r'class="to-source" href="#(\w+)"', card)
        assert target in anchors
    targets = set(re.findall(r'data-n="\d+" href="#(the-\d+)"', words))
    assert targets <= set(re.findall(r'<article [^>]*id="(the-\d+)"', words))
    assert re.search(r'aria-label="Nhiệm vụ II.1"><rect x="\d+" y="\d+" width="\d+" height="\d+"/>', words)
    assert 'aria-label="Đơn vị chủ trì"' in words


@pytest.mark.parametrize(
    ("state", "sentence"),
    [(PicturesState.WAITING, "đang được tạo"), (PicturesState.FAILED, "Không tạo được ảnh các trang")],
)
def test_without_pictures_there_is_the_text_and_a_sentence(
    pictured: ImportedPlan, browser: Client, state: str, sentence: str
) -> None:
    ImportedPlan.objects.update(pictures=state)
    words = words_of(browser.get(address(pictured, "soat/")))
    assert sentence in words
    assert 'class="document"' in words
    assert "page-picture" not in words


def test_a_page_that_shows_the_text_learns_when_there_are_pictures(
    printed: ImportedPlan, browser: Client, neighbour: User
) -> None:
    at = address(printed, "trang/")
    asked = "http://testserver" + address(printed, "soat/?xem=can-xem&nguon=khac")
    headers = HTMX["headers"] | {"HX-Current-URL": asked}
    words = words_of(browser.get(at, headers=headers))
    assert f'hx-get="{at}"' in words
    assert "đang được tạo" in words
    operations.make_pictures(printed.pk)
    words = words_of(browser.get(at, headers=headers))
    assert "hx-get" not in words
    assert address(printed, "soat/?xem=can-xem&amp;nguon=anh") in words
    assert signed_in(neighbour).get(at).status_code == 404


def test_the_way_of_looking_is_kept_through_a_step(pictured: ImportedPlan, browser: Client) -> None:
    task = pictured.suggestions.filter(kind="task").first()
    assert task is not None
    asked = "http://testserver" + address(pictured, f"soat/{TEXT}")
    decide, data = f"/ke-hoach/soat/{task.pk}/quyet-dinh/", {"state": "rejected", "version": 0}
    response = browser.post(decide, data, headers={"Referer": asked})
    assert response["Location"] == address(pictured, f"soat/{TEXT}#the-{task.pk}")
    headers = HTMX["headers"] | {"HX-Current-URL": asked}
    words = words_of(browser.post(decide, data | {"state": "open", "version": 1}, headers=headers))
    assert f"/soat/?xem=can-xem&amp;{TEXT[1:]}" in words


@pytest.mark.parametrize("referer", ["http://[", "?nguon=%00", "nguon=chu", "https://khac.vn/?nguon=anh#x"])
def test_a_strange_address_to_come_from_does_no_harm(
    pictured: ImportedPlan, browser: Client, referer: str
) -> None:
    task = pictured.suggestions.filter(kind="task").first()
    assert task is not None
    decide, data = f"/ke-hoach/soat/{task.pk}/quyet-dinh/", {"state": "rejected", "version": 0}
    response = browser.post(decide, data, headers={"Referer": referer})
    assert response["Location"].startswith(address(pictured, "soat/"))


def test_a_picture_is_for_whoever_may_read_the_plan(
    pictured: ImportedPlan, browser: Client, leader: User, neighbour: User, organised: Organisation
) -> None:
    at = address(pictured, "trang/2/")
    response = browser.get(at)
    assert (response.status_code, response["Content-Type"]) == (200, "image/webp")
    assert response["Cache-Control"] == "private, max-age=3600"
    assert b"".join(response.streaming_content)[8:12] == b"WEBP"  # type: ignore[attr-defined]
    assert signed_in(leader).get(at).status_code == 200
    division = organised.unit(organised.commune, "Phòng Kinh tế")
    officer = organised.person("canbo", (division, Role.OFFICER))
    for person in (neighbour, officer):
        assert signed_in(person).get(at).status_code == 404
    assert Client().get(at).status_code == 302
    ImportedPlan.objects.update(units_told_at=NOW)
    assert signed_in(officer).get(at).status_code == 200


@pytest.mark.parametrize("page", ["0", "3", "99999999"])
def test_a_page_that_is_not_there_is_not_found(pictured: ImportedPlan, browser: Client, page: str) -> None:
    assert browser.get(address(pictured, f"trang/{page}/")).status_code == 404


def test_a_picture_lost_from_the_disk_is_not_found(pictured: ImportedPlan, browser: Client) -> None:
    wipe_folder(folder_of(pictured.pk))
    assert browser.get(address(pictured, "trang/1/")).status_code == 404


@pytest.mark.parametrize("pages", [1, 3])
def test_the_review_asks_as_often_however_many_pages(
    organised: Organisation,
    coordinator: User,
    browser: Client,
    django_assert_num_queries: Any,
    pages: int,
) -> None:
    data = as_printed(PLAN, on_a_page={1: 60, 3: 16}[pages])
    taken = operations.upload_plan(data, "kh.pdf", office=organised.commune, by=coordinator, now=NOW)
    operations.make_pictures(taken.plan.pk)
    assert taken.plan.page_pictures.count() == pages
    for way, queries in QUERIES.items():
        browser.get(address(taken.plan, way))
        with django_assert_num_queries(queries):
            browser.get(address(taken.plan, way))


def test_pictures_cut_off_are_made_anew(printed: ImportedPlan) -> None:
    ImportedPlan.objects.update(pictures_begun=1, heard_at=NOW)
    keep_beside(b"half", folder=folder_of(printed.pk), name="1.webp")
    OrmQ.objects.all().delete()
    assert operations.take_up_pictures(now=NOW + timedelta(seconds=30)) == 0
    with only_one(pictures_of(printed.pk)):
        assert operations.take_up_pictures(now=LATER) == 0
        operations.make_pictures(printed.pk)
    assert operations.take_up_pictures(now=LATER) == 1
    assert operations.take_up_pictures(now=LATER) == 0
    assert OrmQ.objects.count() == 1
    operations.make_pictures(printed.pk)
    printed.refresh_from_db()
    assert (printed.pictures, printed.pictures_begun) == (PicturesState.MADE, 2)
    assert printed.page_pictures.first().file.size > 1_000  # type: ignore[union-attr]


def test_what_brings_down_the_drawing_is_not_drawn_for_ever(printed: ImportedPlan) -> None:
    ImportedPlan.objects.update(pictures_begun=3)
    operations.make_pictures(printed.pk)
    printed.refresh_from_db()
    assert printed.pictures == PicturesState.FAILED
    ImportedPlan.objects.update(pictures=PicturesState.WAITING)
    operations.forget_interrupted_pictures()
    operations.make_pictures(printed.pk)
    printed.refresh_from_db()
    assert printed.pictures == PicturesState.MADE


def test_a_file_that_cannot_be_drawn_keeps_its_text(printed: ImportedPlan, browser: Client) -> None:
    path = Path(printed.file.path)
    path.write_bytes(path.read_bytes()[:200])
    operations.make_pictures(printed.pk)
    printed.refresh_from_db()
    assert (printed.state, printed.pictures) == (PlanState.REVIEW, PicturesState.FAILED)
    assert "tệp gốc" in words_of(browser.get(address(printed, "soat/")))


def test_a_secret_takes_its_pictures_with_it(
    pictured: ImportedPlan, neighbour: User, organised: Organisation
) -> None:
    with pictured.file.open("rb") as file:
        data = file.read()
    other = operations.upload_plan(data, "khac.pdf", office=organised.ward, by=neighbour, now=NOW).plan
    operations.make_pictures(other.pk)
    assert kept(other) == ["1.webp", "2.webp"]
    _wipe(pictured)
    assert not ImportedPlan.objects.exists()
    assert not PagePicture.objects.exists()
    assert kept(pictured) == kept(other) == []


@pytest.mark.parametrize("gone", [False, True])
def test_pictures_made_while_it_turns_out_secret_are_not_kept(
    printed: ImportedPlan, gone: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sauro_web.plans.operations import picturing

    drawn = picturing.page_pictures

    def and_meanwhile(*given: Any) -> Any:
        yield from drawn(*given)
        ImportedPlan.objects.update(file_name="")
        if gone:
            ImportedPlan.objects.all().delete()

    monkeypatch.setattr(picturing, "page_pictures", and_meanwhile)
    operations.make_pictures(printed.pk)
    assert kept(printed) == []
    assert not PagePicture.objects.exists()


def test_pictures_of_a_plan_that_is_gone_are_wiped_when_the_job_comes_again(printed: ImportedPlan) -> None:
    number = printed.pk
    keep_beside(b"left over", folder=folder_of(number), name="1.webp")
    printed.delete()
    operations.make_pictures(number)
    assert not (Path(settings.MEDIA_ROOT) / folder_of(number)).exists()


def test_what_is_kept_beside_is_replaced_and_overwritten_before_it_goes(
    settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    assert keep_beside(b"one", folder="pages-7", name="1.webp") == "pages-7/1.webp"
    keep_beside(b"two", folder="pages-7", name="1.webp")
    assert (tmp_path / "pages-7" / "1.webp").read_bytes() == b"two"
    twin = tmp_path / "twin"
    twin.hardlink_to(tmp_path / "pages-7" / "1.webp")
    (tmp_path / "pages-7" / ".2.webp.99").write_bytes(b"half")
    assert remove_partials() == 0
    wipe_folder("pages-7")
    assert twin.read_bytes() == bytes(3)
    assert not (tmp_path / "pages-7").exists()
    wipe_folder("pages-7")


@pytest.mark.ocr
def test_a_scan_shows_which_words_are_unsure(
    organised: Organisation, coordinator: User, browser: Client
) -> None:
    data = as_pdf([drawn_plan().rotate(1.7, fillcolor="white")])
    plan = operations.upload_plan(data, "quet.pdf", office=organised.commune, by=coordinator, now=NOW).plan
    assert plan.pictures == PicturesState.NONE
    operations.read_plan(plan.pk)
    operations.make_pictures(plan.pk)
    page = PagePicture.objects.get(plan=plan)
    text = plan.reading.folio["text"]
    for word in page.words:
        assert len(word) == (7 if any(map(str.isalnum, text[word[0] : word[1]])) else 6)
    for place, word in enumerate(page.words):
        word[6:] = [40 if place < 3 else 90]
    page.save()
    words = words_of(browser.get(address(plan, "soat/")))
    assert words.count('<rect class="unsure"') == 3 + 1  # and one among the signs that are explained
    assert "chưa chắc</li>" in words
