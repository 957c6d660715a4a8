"""No document, however odd, makes the extraction fail: what is doubtful becomes a finding."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sauro.extraction.plan import extract_plan
from sauro.folio.layout import CellDraft, ParagraphDraft, TableDraft, compose
from sauro.folio.model import Run, Source, SourceKind

PHRASES = (
    "KẾ HOẠCH",
    "I. MỤC ĐÍCH",
    "II. NHIỆM VỤ, GIẢI PHÁP",
    "1. Sở Tư pháp",
    "a) Các sở, ban, ngành:",
    "- Rà soát văn bản.",
    "Thời gian thực hiện: Quý III/2026",
    "- Đơn vị chủ trì:",
    "+ ",
    "đ) x",
    "Nơi nhận:",
    "- Lưu: VT.",
    "CHỦ TỊCH",
    "Lê Văn Mẫu",
    "PHỤ LỤC",
    "PHỤ LỤC II",
    "(Kèm theo Kế hoạch số 9/KH-UBND ngày 1/2/2026 của UBND xã Mẫu)",
    "TT",
    "Nội dung",
    "Chủ trì",
    "Thời hạn",
    "Phối hợp",
    "1",
    "2.1",
    "a",
    "-",
    "Số: 3/KH-UBND",
    "Mẫu, ngày 1 tháng 2 năm 2026",
    "QUYẾT ĐỊNH",
    "Điều 1. Ban hành",
    "giảm tối thiểu 15% văn bản; hội nghị không quá 1/2 ngày",
    "Định kỳ hằng quý báo cáo Sở Nội vụ",
    "phối hợp với",
    "(",
    ")",
    ";",
    "",
    "\t1. Có thụt đầu dòng",
    "i) một",
    "ii) hai",
    "Phần thứ nhất",
    "A. B",
    "V/v",
    "(Sở Y tế chủ trì; Quý I/2026)",
    "…",
    "~ x",
)
LINES = st.one_of(
    st.sampled_from(PHRASES),
    st.text(max_size=40),
    st.lists(st.sampled_from(PHRASES), max_size=3).map(" ".join),
)


def paragraph(text: str) -> ParagraphDraft:
    return ParagraphDraft([Run(text)])


@st.composite
def tables(draw: st.DrawFn) -> TableDraft:
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 6))
    cells = [
        CellDraft(row, column, [paragraph(draw(LINES))], draw(st.integers(1, 2)), draw(st.integers(1, 2)))
        for row in range(rows)
        for column in range(columns)
        if draw(st.booleans())
    ]
    return TableDraft(cells, rows, columns, ruled=draw(st.booleans()))


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.lists(st.one_of(LINES.map(paragraph), tables()), max_size=25))
def test_any_sequence_of_blocks_is_read(blocks: list[ParagraphDraft | TableDraft]) -> None:
    folio = compose(blocks, source=Source("mau.txt", SourceKind.TEXT, "", 0))
    plan = extract_plan(folio)
    for task in plan.tasks:
        assert " ".join(task.text.span.of(folio.text).split()).startswith(task.text.quote[:10])
    assert len({task.path for task in plan.tasks}) == len(plan.tasks)
