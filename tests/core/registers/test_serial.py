import json

from tests.core.registers.made_registers import INCOMING, OUTGOING, laid_out

from sauro.registers.model import Field
from sauro.registers.serial import layout_from_json, layout_to_json


def test_a_layout_comes_back_as_it_was():
    for layout in (
        laid_out([["SỔ VĂN BẢN ĐI NĂM 2025"], OUTGOING, ["1/KH-UBND", "15/06/2026", "họp", *[""] * 7]]),
        laid_out([INCOMING]).choosing({9: Field.CHANNEL}),
    ):
        assert layout_from_json(json.loads(json.dumps(layout_to_json(layout)))) == layout
