import json

import pytest
from tools.annotations import FoldedText, MismatchError, pack, pack_all, unpack, unpack_all

SOURCE = (
    "## KẾ HOẠCH\n\n**Giữ sạch bờ suối** và dựng cầu tre qua suối cho bà con hai thôn đi chợ phiên "
    "mùa mưa năm 2026\n\n"
    "a) Dọn rác hai bên bờ suối, trồng tre giữ đất ở khúc quanh gần trường học và\n\nbuộc phao ở bến tắm.\n\n"
    "1\tLàm cầu tre<br>dài mười hai sải, có tay vịn hai bên, đủ rộng cho một xe thồ qua"
    "\tTổ Cầu\t<i>Cầu xong</i>\n"
)
FULL = {
    "file": "suoi.txt",
    "document": {
        "subject": "Giữ sạch bờ suối và dựng cầu tre qua suối cho bà con hai thôn "
        "đi chợ phiên mùa mưa năm 2026",
        "signer": {"name": "Mai Suối", "position": "TRƯỞNG THÔN", "authority": None},
    },
    "tasks": [
        {
            "path": "a",
            "heading": "KẾ HOẠCH",
            "text": "Dọn rác hai bên bờ suối, trồng tre giữ đất ở khúc quanh gần trường học "
            "và buộc phao ở bến tắm.",
            "lead": [],
            "due": None,
        },
        {
            "path": "PL.1",
            "heading": None,
            "text": "Làm cầu tre dài mười hai sải, có tay vịn hai bên, đủ rộng cho một xe thồ qua",
            "lead": ["Tổ Cầu"],
            "due": {"raw": "mùa mưa năm 2026", "kind": "by", "date": "2026-12-31", "every": None},
            "product": "Cầu xong",
        },
    ],
}


def test_packing_and_unpacking_gives_the_annotation_back():
    data = SOURCE.encode()
    packed = pack(FULL, data, "plan-reading/texts/suoi.txt")
    assert unpack(packed, data) == FULL


def test_the_packed_form_holds_facts_but_no_long_passage():
    packed = json.dumps(pack(FULL, SOURCE.encode(), "x/suoi.txt"), ensure_ascii=False)
    assert "Mai Suối" in packed
    assert "2026-12-31" in packed
    assert "bờ suối" not in packed
    assert "tay vịn" not in packed


def test_offsets_count_characters_of_the_decoded_source():
    place = pack(FULL, SOURCE.encode(), "x/suoi.txt")["document"]["subject"]
    assert SOURCE[place["start"] : place["end"]].startswith("Giữ sạch bờ suối** và dựng")
    assert SOURCE[place["start"] : place["end"]].endswith("năm 2026")


def test_a_source_in_decomposed_letters_is_read_as_composed():
    import unicodedata

    data = unicodedata.normalize("NFD", SOURCE).encode()
    assert unpack(pack(FULL, data, "x/suoi.txt"), data) == FULL


def test_another_version_of_the_source_is_refused():
    packed = pack(FULL, SOURCE.encode(), "x/suoi.txt")
    with pytest.raises(MismatchError, match="another version"):
        unpack(packed, SOURCE.replace("tre", "gỗ").encode())


def test_a_passage_that_is_not_in_the_source_is_refused():
    other = {
        **FULL,
        "document": {"subject": "Một câu dài hơn sáu mươi ký tự mà bản gốc hoàn toàn không có ở đâu cả"},
    }
    with pytest.raises(MismatchError, match="not in the source"):
        pack(other, SOURCE.encode(), "x/suoi.txt")


def test_folding_drops_marks_and_joins_blanks():
    assert FoldedText.of("# Một  **hai**\n\nba<br>bốn <b>năm</b>").text == "Một hai ba bốn năm"


def test_whole_folders(tmp_path):
    shared, full, packed = tmp_path / "shared", tmp_path / "full", tmp_path / "packed"
    (shared / "corpus" / "plans").mkdir(parents=True)
    (shared / "corpus" / "plans" / "suoi.txt").write_text(SOURCE, encoding="utf-8")
    full.mkdir()
    (full / "suoi.json").write_text(json.dumps(FULL), encoding="utf-8")
    assert pack_all(full, packed, shared) == 0
    assert list(unpack_all(packed, shared)) == [(shared / "corpus/plans/suoi.txt", FULL)]


def test_a_missing_source_is_said(tmp_path):
    packed = tmp_path / "packed"
    packed.mkdir()
    text = json.dumps(pack(FULL, SOURCE.encode(), "corpus/plans/suoi.txt"))
    (packed / "suoi.json").write_text(text, encoding="utf-8")
    with pytest.raises(MismatchError, match=r"suoi\.txt"):
        list(unpack_all(packed, tmp_path))
