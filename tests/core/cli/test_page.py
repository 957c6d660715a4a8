"""The page: links that lead to and fro, marks that overlap, text that stays text."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

import sauro
from sauro.cli.page import page
from sauro.cli.page_index import Entry, index_page, page_names
from sauro.cli.page_marks import Marks
from sauro.cli.page_source import source_html
from sauro.folio.layout import ParagraphDraft, compose
from sauro.folio.model import Folio, Run, Source, SourceKind
from sauro.folio.notation import notate
from sauro.folio.span import Span

VOID = {"meta", "br"}

PLAN = """
    ỦY BAN NHÂN DÂN
    XÃ ĐỒI CHÈ
    Số: 7/KH-UBND
    ~**KẾ HOẠCH**
    ~**Sửa đường <script>alert("trích yếu")</script> liên thôn**
    I. NHIỆM VỤ
    1. Phòng Kinh tế chủ trì, phối hợp Văn phòng khảo sát </mark><script>alert(1)</script> trước 30/4/2026.
    2. Văn phòng: Giảm ít nhất 10% hội nghị theo Kết luận số 5-KL/HU & "Kết luận số 5-KL/HU", hằng quý.
    | TT | Nội dung công việc | Cơ quan chủ trì | Sản phẩm | Thời hạn |
    | 1  | Khảo sát <img src=x onerror=alert(2)> đường | Phòng Kinh tế | Danh mục | Quý II/2026 |
    """


class Reader(HTMLParser):
    """Gathers what a browser would see; fails where tags do not close one another."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.shown: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        assert not [name for name in values if name.startswith("on")]
        if values.get("id"):
            self.ids.append(values["id"] or "")
        if tag == "a":
            assert "a" not in self._open
            self.links.append(values.get("href") or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if not self._open or self._open[-1] not in ("style", "script"):
            self.shown.append(data)


def made(text: str = PLAN) -> tuple[str, Reader]:
    folio = notate(text)
    html = page(folio, sauro.extract_plan(folio))
    return html, Reader(html)


def test_every_link_leads_somewhere_and_every_anchor_is_one():
    _, seen = made()
    assert len(seen.ids) == len(set(seen.ids))
    assert {link.removeprefix("#") for link in seen.links} <= set(seen.ids)
    marks = [name for name in seen.ids if re.fullmatch(r"s\d+", name)]
    assert len(marks) > 10
    for name in marks:
        assert f"#{name}" in seen.links
        assert f"#v{name[1:]}" in seen.links


def test_the_source_is_shown_whole():
    html, _ = made()
    paper = html[html.index('<div class="paper">') : html.index('<div class="read"')]
    shown = "".join(Reader(re.sub(r'<a class="path".*?</a> ', "", paper.rsplit("</article>", 1)[0])).shown)
    for words in ('Sửa đường <script>alert("trích yếu")</script> liên thôn', "<img src=x onerror=alert(2)>"):
        assert words in shown
    for paragraph in notate(PLAN).paragraphs:
        assert paragraph.text in shown


def test_text_of_the_document_never_becomes_a_tag():
    html, seen = made()
    assert seen.tags.count("script") == 1
    assert "img" not in seen.tags
    assert "<script>alert" not in html


def test_the_page_needs_nothing_but_itself():
    html, _ = made()
    assert not re.search(r"""(?:src|href)=["'](?!#)|url\(|@import|https?:""", html)
    assert "default-src 'none'" in html


def test_values_with_the_same_words_share_a_mark():
    folio = notate("Sở Tư pháp rà soát")
    marks = Marks(folio)
    number = marks.add("lead", Span(0, 10))
    assert number == marks.add("lead", Span(0, 10))
    assert marks.value_id(number) == f"v{number}"
    assert marks.value_id(number) == f"v{number}-2"
    assert marks.add("lead", Span(3, 3)) is None
    assert marks.of_finding(Span(0, 10)) == number


def test_marks_that_cross_are_cut():
    folio = notate("abcdefgh")
    marks = Marks(folio)
    for kind, start, end in (("lead", 0, 5), ("due", 3, 8), ("coop", 4, 5)):
        marks.value_id(marks.add(kind, Span(start, end)))
    html = marks.written(next(folio.paragraphs))
    seen = Reader(html)
    assert "".join(seen.shown) == "abcdefgh"
    assert seen.ids == ["s0", "s1", "s2"]
    assert html.count('class="k-due"') == 2
    assert re.findall(r'href="#v(\d)">(\w+)<', html) == [("0", "abc"), ("1", "d"), ("2", "e"), ("1", "fgh")]


TEXT: Folio = notate("Một hai ba bốn\n| năm | sáu |\nbảy tám")
SPANS = st.tuples(st.integers(0, len(TEXT.text)), st.integers(0, len(TEXT.text))).map(sorted)


@given(st.lists(st.tuples(st.sampled_from(["task", "lead", "due"]), SPANS), max_size=12))
def test_any_marks_leave_the_text_as_it_is(wanted):
    marks = Marks(TEXT)
    for kind, (start, end) in wanted:
        number = marks.add(kind, Span(start, end))
        if number is not None:
            marks.value_id(number)
    ids: list[str] = []
    for paragraph in TEXT.paragraphs:
        seen = Reader(marks.written(paragraph))
        assert "".join(seen.shown) == paragraph.text
        ids += seen.ids
    assert len(ids) == len(set(ids))


def test_merged_cells_and_headings_keep_their_shape():
    html, _ = made("**KẾ HOẠCH**\n| a | < | b |\n| c | d | ^ |")
    assert '<td colspan="2"><p>a</p></td><td rowspan="2">' in html
    assert '<p class="b">' in html


def test_names_of_pages_are_their_own():
    names = page_names(["a.docx", "A.pdf", "b c.txt", "index.txt", "???.txt", "../x.txt"])
    assert names == ["a.html", "A-2.html", "b-c.html", "index-2.html", "van-ban.html", "x.html"]


@pytest.mark.parametrize("name", ["<b>.txt", 'a"b.txt'])
def test_the_list_of_files_is_safe(name):
    html = index_page([Entry(name, "a.html", "Kế hoạch", "—", 1, 2, 3)], [(name, "Tệp rỗng.")])
    seen = Reader(html)
    assert "".join(seen.shown).count(name) == 2
    assert seen.links == ["a.html"]


@pytest.mark.parametrize(
    ("title", "words"), [("DANH MỤC VIỆC", "Phụ lục · DANH MỤC VIỆC · I. Họp"), ("", "Phụ lục · I. Họp")]
)
def test_a_row_shows_its_appendix_and_its_group(title, words):
    folio = notate(f"""
        PHỤ LỤC
        {title}
        | TT | Nội dung | Chủ trì |
        | I. Họp | < | < |
        | 1 | Lập lịch | Văn phòng |
    """)
    assert f'<span class="soft">{words}</span>' in page(folio, sauro.extract_plan(folio))


HEAD = ("UBND XÃ ĐỒI CHÈ", "PHÒNG CHỢ", "Số: 7/KH-PC", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
BESIDE = ("Độc lập - Tự do - Hạnh phúc", "Đồi Chè, ngày 05 tháng 3 năm 2026")


def printed(*lines: str, kind: SourceKind = SourceKind.PDF) -> str:
    drafts = [ParagraphDraft([Run(line)], 1) for line in lines]
    folio = compose(drafts, source=Source("ke-hoach", kind, "0" * 64, 1, 1))
    return source_html(folio, Marks(folio))


def test_the_head_of_a_printed_page_has_two_halves():
    html = printed(*HEAD, *BESIDE, "KẾ HOẠCH")
    left, right = html.split("</td><td>")
    assert [line in left for line in HEAD[:3]] == [True] * 3
    assert [line in right.split("</table>")[0] for line in (HEAD[3], *BESIDE)] == [True] * 3
    assert "KẾ HOẠCH" in right.split("</table>")[1]
    assert html.count('<p class="c') == 6


def test_a_head_of_another_kind_stays_in_its_lines():
    assert "<table" not in printed(*HEAD, "KẾ HOẠCH")
    assert "<table" not in printed(HEAD[3], *BESIDE, "KẾ HOẠCH")
    assert "<table" not in printed(*HEAD, *BESIDE, kind=SourceKind.TEXT)
