"""A plan beside the plan of the office above."""

import json
from collections import Counter
from pathlib import Path

import pytest
from tests.shared import PLANS, TEXTS, needs_shared

import sauro
from sauro.checks.coverage import Coverage, Matter, Row, Verdict, cover
from sauro.folio.notation import notate

SAMPLES = Path(__file__).parents[2] / "samples" / "plans"
EXPERT = Path(__file__).parent / "expert_coverage.json"
OPENING = "Căn cứ Kết luận số 31-KL/TW, Ủy ban nhân dân {office} ban hành Kế hoạch thực hiện như sau:"


def plan(office: str, *lines: str, number: str = "12/KH-UBND", day: str = "05 tháng 5 năm 2026") -> str:
    head = (
        f"Số: {number}",
        f"{office.split(' ', 1)[1]}, ngày {day}",
        "KẾ HOẠCH",
        "Chấn chỉnh lề lối làm việc",
        OPENING.format(office=office),
        "II. NHIỆM VỤ, GIẢI PHÁP",
    )
    return "\n".join((*head, *lines))


def coverage(above: tuple[str, ...], below: tuple[str, ...], *, office: str = "xã Mai Lâm") -> Coverage:
    parent = sauro.extract_plan(notate(plan("tỉnh Hòa Lạc", *above)))
    own = sauro.extract_plan(notate(plan(office, *below, number="07/KH-UBND", day="20 tháng 5 năm 2026")))
    return cover(own, parent)


def duties(above: tuple[str, ...], below: tuple[str, ...], *, office: str = "xã Mai Lâm") -> list[Row]:
    return [row for row in coverage(above, below, office=office).rows if row.matter is Matter.DUTY]


def codes(row: Row) -> set[str]:
    return {reason.code for reason in row.reasons}


TO_ALL = "1. Các sở, ban, ngành và UBND các xã, phường"
HOUSE = "1. Văn phòng HĐND và UBND xã"
MUSEUM = "a) Kiểm kê hiện vật trưng bày, lập danh mục cổ vật cần tu bổ;"
FERRY = "b) Rà soát bến khách ngang sông, công bố luồng tuyến an toàn."
RECKONED = "a) Tiến hành kiểm kê các hiện vật đang trưng bày và lập danh mục cổ vật phải tu bổ;"


def test_a_duty_in_other_words_is_covered_and_one_that_is_not_there_is_missing() -> None:
    rows = duties((TO_ALL, MUSEUM, FERRY), (HOUSE, RECKONED))
    assert [(row.parents[0].path, row.verdict) for row in rows] == [
        ("II.1.a", Verdict.COVERED),
        ("II.1.b", Verdict.MISSING),
    ]
    assert rows[0].own[0].path == "II.1.a"


def test_what_only_the_plan_below_has_is_extra() -> None:
    rows = duties((TO_ALL, MUSEUM), (HOUSE, MUSEUM, FERRY))
    assert [(row.verdict, row.own[0].path) for row in rows] == [
        (Verdict.COVERED, "II.1.a"),
        (Verdict.EXTRA, "II.1.b"),
    ]


def test_a_duty_of_a_department_is_not_missing_in_the_plan_of_a_commune() -> None:
    (row,) = duties(("1. Sở Xây dựng", FERRY), (HOUSE,))
    assert (row.verdict, codes(row)) == (Verdict.NOT_ADDRESSED, {"not_addressed"})


def test_a_duty_of_the_departments_binds_a_department() -> None:
    (row,) = duties(("1. Các sở, ban, ngành", FERRY), ("1. Phòng Tổng hợp",), office="tỉnh Hòa Lạc")
    assert row.verdict is Verdict.NOT_ADDRESSED
    text = plan("tỉnh Hòa Lạc").replace("Ủy ban nhân dân tỉnh", "Sở Xây dựng tỉnh")
    own = sauro.extract_plan(notate(text.replace("12/KH-UBND", "12/KH-SXD")))
    parent = sauro.extract_plan(notate(plan("tỉnh Hòa Lạc", "1. Các sở, ban, ngành", FERRY)))
    (row,) = cover(own, parent).rows
    assert row.verdict is Verdict.MISSING


def test_a_part_that_is_left_out_weakens() -> None:
    above = "a) Kiểm kê hiện vật trưng bày; công bố luồng tuyến bến khách ngang sông; tu bổ cổ vật hư hỏng."
    below = "a) Kiểm kê hiện vật trưng bày; tu bổ cổ vật hư hỏng."
    (row,) = duties((TO_ALL, above), (HOUSE, below))
    assert (row.verdict, codes(row)) == (Verdict.WEAKENED, {"part.missing"})
    assert "luồng tuyến" in row.reasons[0].words


@pytest.mark.parametrize(
    ("above", "below", "verdict"),
    [
        ("30/6/2026", "30/6/2026", Verdict.COVERED),
        ("30/6/2026", "31/5/2026", Verdict.TIGHTENED),
        ("30/6/2026", "31/8/2026", Verdict.WEAKENED),
    ],
)
def test_a_later_day_weakens_and_an_earlier_one_tightens(above: str, below: str, verdict: Verdict) -> None:
    duty = "a) Kiểm kê hiện vật trưng bày, lập danh mục cổ vật cần tu bổ, hoàn thành trước ngày {}."
    (row,) = duties((TO_ALL, duty.format(above)), (HOUSE, duty.format(below)))
    assert row.verdict is verdict


def test_a_time_limit_that_is_left_out_weakens() -> None:
    dated = "a) Kiểm kê hiện vật trưng bày, lập danh mục cổ vật cần tu bổ, hoàn thành trước ngày 30/6/2026."
    (row,) = duties((TO_ALL, dated), (HOUSE, MUSEUM))
    assert (row.verdict, "time.none" in codes(row)) == (Verdict.WEAKENED, True)


@pytest.mark.parametrize(
    ("above", "below", "verdict"),
    [
        ("từ 95% trở lên", "100%", Verdict.TIGHTENED),
        ("100%", "từ 95% trở lên", Verdict.WEAKENED),
        ("tối thiểu 95%", "95%", Verdict.COVERED),
    ],
)
def test_a_target_is_compared_by_its_figure(above: str, below: str, verdict: Verdict) -> None:
    duty = "a) Thực hiện số hóa văn bản đạt {}."
    rows = coverage((TO_ALL, duty.format(above)), (HOUSE, duty.format(below))).rows
    assert {row.verdict for row in rows} == {verdict}
    assert rows[0].name == "Số hóa văn bản, thủ tục hành chính"


def test_a_duty_that_is_a_figure_may_be_answered_by_a_target_of_the_plan() -> None:
    above = sauro.extract_plan(
        notate(
            plan("tỉnh Hòa Lạc", TO_ALL, "a) Giảm tối thiểu 20% số lượng văn bản hành chính so với năm 2025.")
        )
    )
    text = plan("xã Mai Lâm", HOUSE, MUSEUM, number="07/KH-UBND").replace(
        "II. NHIỆM VỤ",
        "I. MỤC TIÊU\n1. Giảm tối thiểu 15% số lượng văn bản hành chính so với năm 2025.\nII. NHIỆM VỤ",
    )
    rows = cover(sauro.extract_plan(notate(text)), above).rows
    assert [row.verdict for row in rows if row.parents] == [Verdict.WEAKENED, Verdict.WEAKENED]


def test_a_target_of_falling_figures_is_stricter_the_lower_it_is() -> None:
    duty = "a) Bảo đảm tỷ lệ hồ sơ trễ hạn không quá {}."
    rows = coverage((TO_ALL, duty.format("5%")), (HOUSE, duty.format("3%"))).rows
    assert rows[0].verdict is Verdict.TIGHTENED
    rows = coverage((TO_ALL, duty.format("5%")), (HOUSE, duty.format("8%"))).rows
    assert rows[0].verdict is Verdict.WEAKENED


def test_longer_meetings_than_above_weaken() -> None:
    duty = "a) Thực hiện nghiêm thời gian họp: hội nghị chuyên môn không quá {} ngày."
    rows = coverage((TO_ALL, duty.format("1")), (HOUSE, duty.format("1,5"))).rows
    limit = next(row for row in rows if row.matter is Matter.MEETING_LIMIT)
    assert (limit.verdict, limit.name) == (Verdict.WEAKENED, "hội nghị chuyên môn")


def test_a_period_of_reporting_that_is_left_out_weakens() -> None:
    above = "a) Định kỳ 6 tháng (trước ngày 10/6), hằng năm (trước ngày 10/12) báo cáo kết quả về Sở Nội vụ."
    below = "a) Tham mưu UBND xã định kỳ hằng năm (trước ngày 15/12) báo cáo kết quả về Sở Nội vụ."
    (row,) = duties((TO_ALL, above), (HOUSE, below))
    assert (row.verdict, codes(row)) == (Verdict.WEAKENED, {"report.missing", "report.later"})


def test_the_duty_to_issue_a_plan_is_answered_by_the_plan() -> None:
    duty = "a) Xây dựng, ban hành Kế hoạch thực hiện của đơn vị, địa phương trong tháng {} năm 2026."
    (row,) = duties((TO_ALL, duty.format(5)), (HOUSE,))
    assert (row.verdict, codes(row)) == (Verdict.COVERED, {"own_plan"})
    (row,) = duties((TO_ALL, duty.format(4)), (HOUSE,))
    assert (row.verdict, "time.later" in codes(row)) == (Verdict.WEAKENED, True)


def test_a_time_limit_is_no_part_of_what_is_asked() -> None:
    above = "a) Bố trí quầy khai thuế điện tử ngoài trụ sở, hoàn thành trước ngày 22/7/2026."
    below = "a) Mở quầy khai thuế điện tử tại chợ Đông."
    (row,) = duties((TO_ALL, above), (HOUSE, below))
    assert (row.verdict, codes(row)) == (Verdict.WEAKENED, {"time.none"})


@pytest.mark.parametrize(
    ("words", "is_asked"),
    [
        ("Các cơ quan, đơn vị xây dựng kế hoạch thực hiện của mình, hoàn thành trước ngày 03/6/2026.", True),
        ("Ủy ban nhân dân các xã xây dựng Kế hoạch cụ thể để triển khai thực hiện Kế hoạch này.", True),
        ("Xây dựng kế hoạch cụ thể triển khai tại địa phương; tuyên truyền đến người dân.", True),
        ("Xây dựng và ban hành Kế hoạch của các Sở, ban, ngành để triển khai thực hiện.", True),
        ("Xây dựng kế hoạch tổ chức hội nghị tổng kết công tác của đơn vị.", False),
        ("Xây dựng kế hoạch thực hiện chuyển đổi số năm 2026.", False),
        ("Xây dựng, ban hành kế hoạch kiểm kê, trong đó xác định thời hạn thực hiện.", False),
    ],
)
def test_a_plan_of_ones_own_is_asked_in_many_words(words: str, is_asked: bool) -> None:
    rows = duties((TO_ALL, f"a) {words}"), (HOUSE,))
    assert ("own_plan" in {code for row in rows for code in codes(row)}) == is_asked


def test_a_unit_of_a_commune_that_reports_to_the_province_speaks_above_its_level() -> None:
    reported = "a) Kiểm kê hiện vật trưng bày, báo cáo Chủ tịch UBND tỉnh danh mục cổ vật cần tu bổ."
    (row,) = duties((TO_ALL, MUSEUM), (HOUSE, reported))
    assert (row.verdict, "level.receiver" in codes(row)) == (Verdict.WRONG_LEVEL, True)
    through = "a) Kiểm kê hiện vật trưng bày, tham mưu UBND xã báo cáo UBND tỉnh danh mục cổ vật cần tu bổ."
    (row,) = duties((TO_ALL, MUSEUM), (HOUSE, through))
    assert row.verdict is Verdict.COVERED


def test_a_commune_that_gives_a_duty_to_a_department_speaks_above_its_level() -> None:
    (row,) = duties((TO_ALL, MUSEUM), ("1. Sở Xây dựng", MUSEUM))
    assert (row.verdict, "level.lead" in codes(row)) == (Verdict.WRONG_LEVEL, True)


def test_whether_the_plan_above_is_cited_is_told() -> None:
    own = plan("xã Mai Lâm", number="07/KH-UBND").replace(
        "Căn cứ", "Căn cứ Kế hoạch số 12/KH-UBND ngày 05/5/2026 của UBND tỉnh Hòa Lạc;"
    )
    parent = sauro.extract_plan(notate(plan("tỉnh Hòa Lạc")))
    assert cover(sauro.extract_plan(notate(own)), parent).cites_parent
    assert not coverage((), ()).cites_parent
    assert coverage((), ()).parent.startswith(
        "Kế hoạch số 12/KH-UBND ngày 05/05/2026 của Ủy ban nhân dân tỉnh"
    )


def test_of_several_figures_of_one_indicator_each_is_compared_with_its_own() -> None:
    lines = (
        "a) Tỷ lệ hộ có nước sạch ở vùng đồng bằng đạt từ 90% trở lên.",
        "b) Tỷ lệ hộ có nước sạch ở vùng núi cao đạt từ 60% trở lên.",
    )
    rows = coverage((TO_ALL, *lines), (HOUSE, *lines)).rows
    assert {row.verdict for row in rows} == {Verdict.COVERED}


def test_a_time_limit_may_stand_in_the_appendix_row_of_the_same_duty() -> None:
    table = (
        "PHỤ LỤC",
        "PHÂN CÔNG NHIỆM VỤ",
        "| TT | Nội dung công việc | Cơ quan chủ trì | Thời hạn |",
        "| 1 | Kiểm kê hiện vật trưng bày, lập danh mục cổ vật cần tu bổ | {} | 30/6/2026 |",
    )
    above = (TO_ALL, MUSEUM, *table[:3], table[3].format("UBND các xã, phường"))
    below = (HOUSE, MUSEUM, *table[:3], table[3].format("Văn phòng HĐND và UBND xã"))
    (row,) = duties(above, below)
    assert (row.verdict, len(row.parents), len(row.own)) == (Verdict.COVERED, 2, 2)


def test_a_remark_in_brackets_is_no_part_of_a_duty() -> None:
    above = "a) Kiểm kê hiện vật trưng bày (kể cả đồ gốm; đồ gỗ còn trong kho của các bảo tàng tư nhân)."
    (row,) = duties((TO_ALL, above), (HOUSE, "a) Kiểm kê hiện vật trưng bày."))
    assert row.verdict is Verdict.COVERED


@pytest.mark.parametrize("place", sorted(SAMPLES.glob("*.txt")), ids=lambda place: place.stem)
def test_a_plan_leaves_nothing_out_of_itself(place: Path) -> None:
    plan = sauro.extract_plan(sauro.read(place))
    assert {row.verdict for row in cover(plan, plan).rows} <= {Verdict.COVERED, Verdict.NOT_ADDRESSED}


@needs_shared
def test_no_real_plan_leaves_anything_out_of_itself() -> None:
    for place in (*PLANS.glob("*.txt"), *TEXTS.glob("*.txt")):
        plan = sauro.extract_plan(sauro.read(place))
        left = {Verdict.MISSING, Verdict.WEAKENED, Verdict.TIGHTENED, Verdict.EXTRA}
        assert left.isdisjoint(row.verdict for row in cover(plan, plan).rows), place.name


def key_of(row: Row) -> str:
    if row.matter is not Matter.DUTY:
        return f"{row.matter.value}: {row.name}"
    return row.parents[0].path if row.parents else f"+{row.own[0].path}"


@needs_shared
def test_real_plans_get_the_table_that_an_expert_made() -> None:
    """The list was made by reading both plans; "+" marks rows that only the plan below has."""
    right, told, wanted = Counter[str](), Counter[str](), Counter[str]()
    for pair in json.loads(EXPERT.read_text(encoding="utf-8")):
        own, parent = (sauro.extract_plan(sauro.read(TEXTS / pair[name])) for name in ("plan", "parent"))
        rows = {key_of(row): row.verdict.value for row in cover(own, parent).rows}
        told.update(rows.values())
        wanted.update(pair["rows"].values())
        right.update(verdict for key, verdict in rows.items() if pair["rows"].get(key) == verdict)
    figures = {one: (right[one] / told[one], right[one] / wanted[one]) for one in wanted}
    print({one: f"precision {a:.3f}, recall {b:.3f}" for one, (a, b) in figures.items()})
    assert all(min(figures[one]) >= 0.95 for one in ("covered", "tightened", "weakened", "missing"))
    assert figures["wrong_level"] == (1, 1)
    assert right.total() / wanted.total() >= 0.95
