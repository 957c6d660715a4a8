"""Random and damaged input: a reader reads it or refuses it, and what is read holds together."""

import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tools.fuzz_damage import MUTATIONS, built_seeds
from tools.fuzz_readers import make_input

from sauro.errors import SauroError
from sauro.folio.model import Folio, Table
from sauro.reading.classified import bears_mark
from sauro.reading.docx import read_docx
from sauro.reading.encodings import decode
from sauro.reading.file_kind import kind_of_file
from sauro.reading.pdf import read_pdf
from sauro.reading.plain import read_plain
from sauro.text.legacy import from_tcvn3, from_vni, recognise, to_vni

BOUNDED = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
WORDS = st.sampled_from(
    ["Rà soát", "văn bản", "Văn phòng", "chủ trì", "phối hợp", "năm 2026", "15%", "UBND xã", "hội nghị"]
)
STREAM = st.sampled_from(
    ["TT", "STT", "1", "2", "3", "I", "II", "A", "a)", "-", "1.1", "", "chữ", "Năm 2026", "\n", "\n\n", "|"]
)
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(lambda words: "Nội dung " + " ".join(words) + ".")
CELLS = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: "Ô " + " ".join(words))


def check_folio(folio: Folio) -> None:
    """Everything lies where its span says, in order, and the text is composed."""
    assert unicodedata.is_normalized("NFC", folio.text) or not folio.text
    end = 0
    for block in folio.blocks:
        assert block.span.start >= end
        end = block.span.end
        if isinstance(block, Table):
            check_table(folio, block)
    for paragraph in folio.paragraphs:
        assert paragraph.span.of(folio.text) == paragraph.text == "".join(run.text for run in paragraph.runs)
    for remark in folio.remarks:
        assert remark.span is None or remark.span.end <= len(folio.text)


def refusal(read: Callable[[bytes], object], data: bytes) -> str:
    """The message with which `data` is refused; empty where it is read."""
    try:
        read(data)
    except SauroError as error:
        return str(error)
    return ""


def check_table(folio: Folio, table: Table) -> None:
    taken: set[tuple[int, int]] = set()
    for cell in table.cells:
        assert cell.span.of(folio.text) == cell.text
        own = {
            (row, column)
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        }
        assert not own & taken
        taken |= own
        assert cell.row + cell.row_span <= len(table.rows)
        assert cell.column + cell.column_span <= table.column_count


def check_origins(folio: Folio, data: bytes) -> None:
    decoded = decode(data).text
    for paragraph in folio.paragraphs:
        for run in paragraph.runs:
            if run.origin is not None:
                assert decoded[run.origin : run.origin + len(run.text)] == run.text


@BOUNDED
@given(st.lists(SENTENCES, min_size=1, max_size=20), st.sampled_from(["utf-8", "utf-16", "utf-8-sig"]))
def test_sentences_come_back_in_their_order(sentences: list[str], encoding: str) -> None:
    data = "\n\n".join(sentences).encode(encoding)
    folio = read_plain(data, name="x")
    assert [paragraph.text for paragraph in folio.paragraphs] == sentences
    check_folio(folio)
    check_origins(folio, data)


@BOUNDED
@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=15))
def test_tables_come_back_cell_by_cell(rows: list[list[str]]) -> None:
    grid = [["TT", "Nội dung", "Cơ quan chủ trì", "Thời hạn"]]
    grid += [[str(number), *row] for number, row in enumerate(rows, 1)]
    data = ("Phụ lục.\n\n" + "\n".join("\t".join(row) for row in grid) + "\n\nHết.").encode()
    folio = read_plain(data, name="x")
    (table,) = folio.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == grid
    check_folio(folio)
    check_origins(folio, data)


@BOUNDED
@given(st.text(max_size=400))
@example("TT\t \n\t\n1\t")
@example("**\u0301*<b>\t|\f")
def test_any_text_is_read_or_refused(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        folio = read_plain(data, name="x")
    except SauroError:
        return
    check_folio(folio)
    check_origins(folio, data)
    bears_mark(folio)


@BOUNDED
@given(st.lists(STREAM))
def test_any_stream_of_cells_is_read_and_nothing_is_lost(cells: list[str]) -> None:
    text = "TT\tNội dung\tThời hạn\n\n" + "\t".join(cells)
    folio = read_plain(text.encode(), name="x")
    check_folio(folio)
    check_origins(folio, text.encode())
    printed = "".join(text.replace("|", "").split()).replace("-", "")
    assert sorted("".join(folio.text.replace("|", "").split()).replace("-", "")) == sorted(printed)


@BOUNDED
@given(st.binary(max_size=600))
def test_any_bytes_are_named_or_refused(data: bytes) -> None:
    for read in (kind_of_file, lambda data: read_plain(data, name="x")):
        assert "\n" not in refusal(read, data)


@BOUNDED
@given(st.text(max_size=200))
def test_legacy_conversions_take_any_text(text: str) -> None:
    recognise(text)
    from_tcvn3(text)
    assert from_vni(to_vni(from_vni(text))) is not None


@pytest.mark.parametrize(("reader", "count"), [("plain", 120), ("docx", 120), ("pdf", 60)])
def test_damaged_files_are_read_or_refused(reader: str, count: int) -> None:
    read = {"plain": read_plain, "docx": read_docx, "pdf": read_pdf}[reader]
    seeds = built_seeds(reader)
    assert MUTATIONS[reader]
    for number in range(count):
        data = make_input(reader, seeds, 7, number)
        assert "\n" not in refusal(lambda data: check_folio(read(data, name="x")), data)
