"""A document on one line is cut where its numbers run on."""

from sauro.anatomy.run_together import cut_run_together

DUTY = (
    "Rà soát văn bản, đề xuất cắt giảm cuộc họp và giấy tờ không cần thiết trong cơ quan, đơn vị mình. " * 5
)


def pieces(text: str) -> list[str]:
    return [text[start:end][:12].strip() for start, end in cut_run_together(text)]


def test_sections_items_and_letters_are_found_by_their_order() -> None:
    text = (
        f"Mở đầu. I. MỤC ĐÍCH 1. Một {DUTY} 2. Hai {DUTY} II. NHIỆM VỤ 1. Ba {DUTY} a) Giấy mời {DUTY}"
        f" b) Biên bản {DUTY} 2. Bốn {DUTY} theo Nghị định số 1. Không"
    )
    assert pieces(text) == [
        "Mở đầu.",
        "I. MỤC ĐÍCH",
        "1. Một Rà so",
        "2. Hai Rà so",
        "II. NHIỆM VỤ",
        "1. Ba Rà soá",
        "a) Giấy mời",
        "b) Biên bản",
        "2. Bốn Rà so",
    ]


def test_a_paragraph_of_usual_length_is_whole() -> None:
    text = "I. MỤC ĐÍCH II. NHIỆM VỤ"
    assert cut_run_together(text) == ((0, len(text)),)


def test_a_long_paragraph_without_sections_is_whole() -> None:
    text = "I. MỘT MỤC " + DUTY * 6
    assert cut_run_together(text) == ((0, len(text)),)
