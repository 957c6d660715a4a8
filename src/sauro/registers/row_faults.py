"""What may be wrong in a row of a register, in sentences. None of them repeats what stands in a cell: lists
of faults are passed on."""

from __future__ import annotations

from collections.abc import Mapping

from sauro.findings import Severity
from sauro.registers.model import Column, Fault, Field

__all__ = ["RowFaults", "sentence_of"]

_SENTENCES = {
    "number.several": "Ô có nhiều số văn bản; mỗi văn bản phải ghi một dòng.",
    "number.is_day": "Excel đã đổi số, ký hiệu thành ngày; hãy định dạng ô là văn bản (Text) và gõ lại.",
    "number.unread": "Không đọc được số, ký hiệu trong ô; hãy ghi dạng số/ký hiệu.",
    "number.blank": "Chưa ghi số của văn bản, chỉ có ký hiệu.",
    "number.missing": "Thiếu số, ký hiệu của văn bản.",
    "number.suffix": "Số văn bản có chữ cái kèm theo; hãy kiểm tra vì số phải liên tục.",
    "number.unusual": "Ký hiệu không theo mẫu của Nghị định 30/2020/NĐ-CP; giữ nguyên như trong sổ.",
    "arrival.unread": "Không đọc được số đến trong ô; hãy ghi số đến bằng chữ số.",
    "arrival.missing": "Thiếu số đến.",
    "dated.missing": "Thiếu ngày văn bản.",
    "dated.future": "Ngày văn bản ở sau ngày hôm nay; hãy kiểm tra lại.",
    "dated.after_arrival": "Ngày văn bản ở sau ngày đến; hãy kiểm tra lại.",
    "arrived.missing": "Thiếu ngày đến.",
    "arrived.future": "Ngày đến ở sau ngày hôm nay; hãy kiểm tra lại.",
    "day.unread": "Không đọc được ngày trong ô; hãy ghi dạng ngày/tháng/năm.",
    "day.impossible": "Ngày ghi trong ô không có trên lịch; hãy sửa theo văn bản.",
    "day.several": "Ô có nhiều ngày khác nhau; hãy để lại một ngày hoặc tách thành hai cột.",
    "day.no_year": "Ngày trong ô không ghi năm; hãy ghi đủ ngày/tháng/năm.",
    "day.out_of_time": "Năm của ngày trong ô không hợp lý; hãy kiểm tra lại.",
    "day.other_year": "Ngày không thuộc năm của sổ; hãy kiểm tra lại.",
    "day.completed": "Ô không ghi năm; đã lấy năm của sổ.",
    "subject.missing": "Thiếu trích yếu.",
    "kind.unknown": "Tên loại trong ô không có trong danh mục; lấy tên loại theo ký hiệu.",
    "kind.differs": "Tên loại không khớp với ký hiệu; hãy kiểm tra lại.",
    "urgency.unknown": "Không hiểu độ khẩn trong ô; coi là thường.",
    "count.unread": "Không đọc được số lượng trong ô; để trống.",
    "cell.without_value": "Ô là công thức chưa có kết quả hoặc bị lỗi; hãy dán thành giá trị.",
}


def sentence_of(code: str) -> str:
    """The sentence of a code of a row."""
    return _SENTENCES[code]


class RowFaults:
    """The faults of one row, in the order in which they were met."""

    def __init__(self, row: int, columns: Mapping[Field, Column]) -> None:
        self._row, self._columns = row, columns
        self.found: list[Fault] = []

    def add(self, code: str, field: Field, severity: Severity = Severity.STOP) -> None:
        """One more, at the column of the field where it has one."""
        column = self._columns.get(field)
        index = None if column is None else column.index
        self.found.append(Fault(code, severity, self._row, index, _SENTENCES[code]))

    def blames(self, field: Field) -> bool:
        """Whether something is wrong in the cell of the field already: it is not blamed twice."""
        column = self._columns.get(field)
        return column is not None and any(fault.column == column.index for fault in self.found)
