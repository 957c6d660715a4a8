"""Which duty of an amended plan is which of the one before."""

from __future__ import annotations

from dataclasses import replace

from sauro_web.plans.pairing import Changed, Duty, Pair, pair_duties

REVIEW = Duty(
    1, "II.1", "Rà soát các loại báo cáo đang yêu cầu thôn gửi về xã", ("Phòng Kinh tế",), due="30/7/2026"
)
MERGE = Duty(2, "II.2", "Gộp các cuộc họp giao ban trong tuần thành một cuộc", ("Văn phòng",))
POST = Duty(3, "II.3", "Niêm yết quy trình tiếp công dân tại trụ sở", ("Phòng Kinh tế",))


def _numbers(pairs: list[Pair]) -> list[tuple[int | None, int | None]]:
    return [(pair.old and pair.old.number, pair.new and pair.new.number) for pair in pairs]


def _again(duty: Duty, number: int, **changes: object) -> Duty:
    return replace(duty, number=number, **changes)  # type: ignore[arg-type]


def test_duties_that_only_moved_are_the_same() -> None:
    moved = [_again(POST, 11, path="II.1"), _again(REVIEW, 12, path="II.2"), _again(MERGE, 13, path="II.3")]
    pairs = pair_duties([REVIEW, MERGE, POST], moved)
    assert _numbers(pairs) == [(3, 11), (1, 12), (2, 13)]
    assert all(pair.is_same for pair in pairs)


def test_what_changed_is_told_field_by_field() -> None:
    after = _again(REVIEW, 11, due="Trước ngày 15/8/2026", lead=("Phòng Văn hóa",))
    (pair,) = pair_duties([REVIEW], [after])
    assert pair.changes == (
        Changed("due", "30/7/2026", "Trước ngày 15/8/2026"),
        Changed("lead", "Phòng Kinh tế", "Phòng Văn hóa"),
    )


def test_a_new_duty_and_one_that_is_gone() -> None:
    new = Duty(12, "II.4", "Số hóa kết quả giải quyết thủ tục hành chính", ("Văn phòng",))
    pairs = pair_duties([REVIEW, MERGE], [_again(REVIEW, 11), new])
    assert _numbers(pairs) == [(1, 11), (None, 12), (2, None)]


def test_a_reworded_duty_stays_the_one_that_it_was() -> None:
    reworded = _again(REVIEW, 11, text="Rà soát các loại báo cáo đang yêu cầu thôn, tổ dân phố gửi về xã")
    (pair,) = pair_duties([REVIEW], [reworded])
    assert [change.field for change in pair.changes] == ["text"]


def test_the_closest_go_together_however_alike_all_are() -> None:
    old = [
        Duty(number, f"II.{number}", f"Tổ chức họp giao ban tháng {number} của xã") for number in (1, 2, 3)
    ]
    new = [
        Duty(10 + number, f"II.{number}", f"Tổ chức họp giao ban tháng {number} của xã") for number in (3, 2)
    ]
    assert _numbers(pair_duties(old, new)) == [(3, 13), (2, 12), (1, None)]


def test_accents_placed_otherwise_and_dashes_change_nothing() -> None:
    (pair,) = pair_duties(
        [Duty(1, "I.1", "Xoá bỏ giấy tờ – sổ sách")], [Duty(2, "I.1", "Xóa bỏ giấy tờ - sổ sách")]
    )
    assert pair.is_same


def test_no_duties_on_either_side() -> None:
    assert pair_duties([], []) == []
    assert _numbers(pair_duties([], [REVIEW])) == [(None, 1)]
    assert _numbers(pair_duties([REVIEW], [])) == [(1, None)]
