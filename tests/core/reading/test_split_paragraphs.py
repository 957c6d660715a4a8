"""Paragraphs cut by a page break become one; what belongs apart stays apart."""

import pytest

from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft
from sauro.folio.model import Label, Part, Run
from sauro.reading.split_paragraphs import join_split_paragraphs, joint


def texts(*paragraphs: str) -> list[str]:
    drafts = [ParagraphDraft([Run(text)]) for text in paragraphs]
    return [draft.text for draft in join_split_paragraphs(drafts) if isinstance(draft, ParagraphDraft)]


@pytest.mark.parametrize(
    "parts",
    [
        ("Tổ chức họp trực tuyến chiếm ít nhất 60% tổng số", "hội nghị trong năm."),
        ("Giảm số lượng hội nghị ít nhất", "10% so với năm trước."),
        ("Rà soát các quy định (nếu có", ") để sửa đổi."),
        ("Phòng Văn hóa chủ trì, phối hợp với", "Văn phòng tham mưu kế hoạch."),
        ("Báo cáo kết quả về Văn phòng,", "các phòng chuyên môn và đơn vị."),
        ("a) Các phòng, ban thuộc", "xã có trách nhiệm phối hợp;"),
    ],
)
def test_halves_are_joined_with_one_space(parts: tuple[str, str]) -> None:
    assert texts(*parts) == [" ".join(parts)]


@pytest.mark.parametrize(
    "parts",
    [
        ("Thực hiện nghiêm túc.", "các đơn vị báo cáo"),
        ("Các đơn vị có trách nhiệm:", "rà soát văn bản"),
        ("Nội dung gồm", "a) Rà soát văn bản"),
        ("Nội dung gồm", "đ) Rà soát văn bản"),
        ("Nội dung gồm", "i) rà soát"),
        ("Nội dung gồm", "- rà soát"),
        ("Nội dung gồm", "+ rà soát"),
        ("KẾ HOẠCH", "thực hiện cải cách hành chính"),
        ("Số: 12/UBND-VP", "v/v báo cáo định kỳ"),
        ("Độc lập - Tự do - Hạnh phúc", "ngày 12 tháng 5"),
        ("- Như Điều 3", "- Lưu: VT."),
        ("Nguyễn Văn Mẫu", "PHỤ LỤC"),
        ("KT. CHỦ TỊCH", "Trần Thị Mẫu"),
        ("1. Mục đích", "2. Yêu cầu"),
        ("Máy đào 0,4 m3", "ca"),
        ("Vật liệu khác", "%"),
        ("70,0", "axit axetic, axit lactic"),
        ("Trên đây là kế hoạch./.", "đề nghị các đơn vị thực hiện"),
    ],
)
def test_what_belongs_apart_stays_apart(parts: tuple[str, str]) -> None:
    assert texts(*parts) == list(parts)


def test_page_numbers_and_blanks_between_halves_are_passed_over() -> None:
    assert texts("số hội nghị trong", "", "2", " - 3 - ", "năm giảm dần.") == [
        "số hội nghị trong năm giảm dần."
    ]


def test_page_numbers_elsewhere_are_kept() -> None:
    assert texts("Hết.", "2", "Phần sau.") == ["Hết.", "2", "Phần sau."]


def test_three_parts_become_one() -> None:
    assert texts("Hương Mẫu, ngày", "tháng", "năm 2026") == ["Hương Mẫu, ngày tháng năm 2026"]


def test_no_space_inside_the_number_of_a_document() -> None:
    assert texts("theo Kết luận số 226-", "KL/TW của Ban Bí thư.") == [
        "theo Kết luận số 226-KL/TW của Ban Bí thư."
    ]
    assert joint("số 12/", "KH-UBND") == ""
    assert joint("chấn chỉnh", "lề lối") == " "


@pytest.mark.parametrize(
    "border",
    [
        ParagraphDraft([Run("mục đích")], outline_level=1),
        ParagraphDraft([Run("rà soát")], label=Label("a)", 1, 0)),
        ParagraphDraft([Run("theo quy định")], part=Part.FOOTNOTE),
        TableDraft([CellDraft(0, 0, [ParagraphDraft([Run("ô")])])], 1, 1),
    ],
)
def test_headings_labels_other_parts_and_tables_are_borders(border: ParagraphDraft | TableDraft) -> None:
    before = ParagraphDraft([Run("Các đơn vị")])
    assert join_split_paragraphs([before, border]) == [before, border]


def test_the_first_half_keeps_its_identity_and_all_runs_their_origin() -> None:
    first = ParagraphDraft([Run("các đơn vị ", bold=True, origin=5)], page=1)
    second = ParagraphDraft([Run(" thực hiện nghiêm.", origin=40)], page=2)
    (joined,) = join_split_paragraphs([first, second])
    assert joined is first
    assert first.runs == [
        Run("các đơn vị", bold=True, origin=5),
        Run(" ", bold=True),
        Run("thực hiện nghiêm.", origin=41, page=2),
    ]
