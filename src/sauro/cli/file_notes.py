"""What a user should know of a file before reading what was found in it."""

from __future__ import annotations

from sauro.checks.whole_file import further_heads, is_foreign
from sauro.cli.streams import say
from sauro.folio.model import Folio

__all__ = ["say_of_file"]

_TWO = (
    "Tệp dường như chứa hai văn bản (có thêm Quốc hiệu ở phần không phải phụ lục, biểu mẫu); hãy tách mỗi "
    "văn bản thành một tệp rồi xem lại."
)
_FOREIGN = (
    "Phần lớn văn bản không phải tiếng Việt; các phép kiểm tra chỉ đọc được tiếng Việt nên kết quả "
    "không đủ tin cậy."
)
_TEXT_ONLY = (
    "Tệp không phải .docx nên chỉ xem phần thấy được từ chữ; chưa xem khổ giấy, lề, phông, cỡ, kiểu chữ "
    "và khoảng cách."
)


def say_of_file(folio: Folio, *, text_only: bool) -> None:
    """Says it beside the results, a sentence a line; `text_only` where nothing tells how the file is set."""
    for is_so, words in (
        (is_foreign(folio), _FOREIGN),
        (bool(further_heads(folio)), _TWO),
        (text_only, _TEXT_ONLY),
    ):
        if is_so:
            say(f"sauro: Lưu ý: {words}")
