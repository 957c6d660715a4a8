import re

from sauro.text.patterns import either


def test_a_list_of_words_is_a_pattern_in_its_order() -> None:
    assert (
        either("""
        chủ trì; phối hợp;
        có trách
        nhiệm; Ban (?:Chỉ|Quản)
    """)
        == "chủ trì|phối hợp|có trách nhiệm|Ban (?:Chỉ|Quản)"
    )
    assert re.fullmatch(either("a; b"), "b")
