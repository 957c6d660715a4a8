"""Tags and filters of every page."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import engines
from django.test import RequestFactory

from sauro_web.common.keyset import Page


def drawn(source: str, **context: object) -> str:
    """What a template with these words gives; the tags are there without `{% load %}`."""
    return engines["django"].from_string(source).render(context).strip()


@pytest.mark.parametrize(
    ("source", "value", "expected"),
    [
        ("{{ value|day }}", date(2026, 6, 5), "05/06/2026"),
        ("{{ value|day }}", None, "—"),
        ("{{ value|moment }}", datetime(2026, 6, 4, 18, 5, tzinfo=UTC), "01:05 ngày 05/06/2026"),
        ("{{ value|moment }}", None, "—"),
        ("{{ value|dash }}", "", "—"),
        ("{{ value|dash }}", 0, "0"),
        ("{{ value|figure }}", 2204, "2.204"),
        ("{{ value|figure:1 }}", Decimal("93.06"), "93,1"),
        ("{{ value|figure }}", None, "—"),
    ],
)
def test_values_as_an_office_writes_them(source: str, value: object, expected: str) -> None:
    assert drawn(source, value=value) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        (12, 46, '<span class="figure">12/46\u00a0(26,1\u00a0%)</span>'),
        (2204, 2367, '<span class="figure">2.204/2.367\u00a0(93,1\u00a0%)</span>'),
        (0, 3, '<span class="figure">0/3\u00a0(0,0\u00a0%)</span>'),
        (0, 0, "—"),
        (None, 3, "—"),
    ],
)
def test_a_share_names_both_counts(part: int | None, whole: int, expected: str) -> None:
    assert drawn("{% share part whole %}", part=part, whole=whole) == expected


def test_a_chip_has_word_colour_and_shape_and_escapes_the_word() -> None:
    chip = drawn("{% chip 'late' word %}", word="<b>Trễ</b>")
    assert 'class="chip chip-late"' in chip
    assert "<path" in chip
    assert "&lt;b&gt;Trễ&lt;/b&gt;" in chip
    assert 'class="chip chip-plain"' in drawn("{% chip 'unheard-of' 'Chưa rõ' %}")


def test_the_six_clarities_say_which_are_missing() -> None:
    mark = drawn("{% clarities clear %}", clear={"person", "work", "responsibility", "authority"})
    assert mark.count('class="clear"') == 4
    assert 'aria-label="4/6 rõ, chưa rõ thời gian, sản phẩm"' in mark
    assert drawn("{% mark %}").count("<path") == 6


def test_a_bar_has_no_style_attribute() -> None:
    bar = drawn("{% pace 23 60 52 %}")
    assert 'aria-label="38 %, thời gian đã qua 52 %"' in bar
    assert 'width="38%"' in bar
    assert "style=" not in bar
    assert 'width="0%"' in drawn("{% pace 0 0 %}")
    assert 'width="100%"' in drawn("{% pace 7 6 %}")


def test_the_pager_keeps_the_filters_of_the_address() -> None:
    request = RequestFactory().get("/", {"don-vi": "7", "trang": "cu"})
    page: Page = Page([], before="a", after="b")
    pager = drawn("{% pager page %}", request=request, page=page)
    assert 'href="?don-vi=7&amp;trang=a"' in pager
    assert 'href="?don-vi=7&amp;trang=b"' in pager
    assert 'href="?don-vi=7"' in pager
    assert drawn("{% pager page %}", request=request, page=Page([], "", "")) == ""


def test_an_address_with_another_filter_starts_from_the_first_page() -> None:
    request = RequestFactory().get("/", {"don-vi": "7", "sap": "han", "trang": "cu"})
    assert drawn("{% address_with sap='ten' %}", request=request) == "?don-vi=7&amp;sap=ten"
    assert drawn("{% address_with sap='' %}", request=request) == "?don-vi=7"


class Two(forms.Form):
    """A form whose second field is wrong."""

    name = forms.CharField(label="Tên", required=False)
    due = forms.DateField(label="Thời hạn", help_text="Ngày cuối.")
    about = forms.CharField(label="Nội dung", widget=forms.Textarea)


def test_a_field_with_an_error_says_it_beside_itself_and_takes_the_focus() -> None:
    form = Two({"due": "31/02/2026", "about": "x"})
    request = RequestFactory().post("/")
    page = drawn("{% for bound in form %}{% field bound %}{% endfor %}", form=form, request=request)
    assert page.count("autofocus") == 1
    assert 'aria-describedby="id_due_hint id_due_error"' in page
    assert 'aria-invalid="true"' in page
    assert "không bắt buộc" in page.split("Thời hạn")[0]
    assert "không bắt buộc" not in page.split("Thời hạn")[1]
    assert 'rows="4"' in page


def test_nothing_takes_the_focus_on_a_page_only_looked_at() -> None:
    page = drawn("{% field form.due %}", form=Two({}), request=RequestFactory().get("/"))
    assert "autofocus" not in page


def test_what_stands_above_a_refused_form_leads_to_its_fields() -> None:
    page = drawn("{% errors form %}", form=Two({"due": "", "about": ""}))
    assert "còn 2 chỗ cần sửa" in page
    assert 'href="#id_due"' in page
    assert drawn("{% errors form %}", form=Two()) == ""
    assert drawn("{% errors form %}", form=Two({"due": "01/02/2026", "about": "x"})) == ""


def test_an_empty_list_says_why_and_what_to_do() -> None:
    page = drawn("{% empty 'Chưa có gì.' 'Hãy tải lên.' '/tai/' 'Tải lên' %}")
    assert "Chưa có gì." in page
    assert 'href="/tai/"' in page
