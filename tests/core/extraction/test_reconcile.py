"""The same duty in prose and appendix."""

from sauro.extraction.reconcile import link_tasks
from sauro.folio.span import Span
from sauro.plan.model import Source, Task, Value


def value(text: str) -> Value[str]:
    return Value(text, text, Span(0, len(text)), "test")


def task(path: str, text: str, *, heading: str | None = None, lead: str | None = None) -> Task:
    source = Source.APPENDIX if path.startswith("PL") else Source.BODY
    return Task(path, source, heading, value(text), (value(lead),) if lead else ())


def links(*tasks: Task) -> dict[str, tuple[str, ...]]:
    return {linked.path: linked.same_as for linked in link_tasks(tasks)}


REVIEW = "Rà soát, lập danh mục các thủ tục cần cắt giảm trên địa bàn xã"


def test_each_row_is_linked_with_the_closest_duty() -> None:
    assert links(
        task("I.1", f"Văn phòng: {REVIEW}, gửi Sở Nội vụ."),
        task("I.2", "Rà soát, lập danh mục các thủ tục cần công khai."),
        task("PL.1", REVIEW),
        task("PL.2", f"{REVIEW} trong năm."),
    ) == {"I.1": ("PL.1", "PL.2"), "I.2": (), "PL.1": ("I.1",), "PL.2": ("I.1",)}


def test_spelling_does_not_part_what_is_the_same() -> None:
    assert links(task("I.1", REVIEW.upper()), task("PL.1", f"{REVIEW}…")) == {
        "I.1": ("PL.1",),
        "PL.1": ("I.1",),
    }


def test_the_first_of_equals_is_taken() -> None:
    assert links(task("I.1", REVIEW), task("I.2", REVIEW), task("PL.1", REVIEW))["PL.1"] == ("I.1",)


def test_short_duties_and_duties_of_one_source_are_not_linked() -> None:
    assert links(task("I.1", "Rà soát thủ tục"), task("PL.1", "Rà soát thủ tục")) == {"I.1": (), "PL.1": ()}
    assert links(task("I.1", REVIEW), task("I.2", REVIEW)) == {"I.1": (), "I.2": ()}
    assert links(task("PL.1", REVIEW), task("PL.2", REVIEW)) == {"PL.1": (), "PL.2": ()}


def test_too_little_in_common_is_no_link() -> None:
    assert links(task("I.1", f"Mở lớp cho cán bộ thôn về {REVIEW[:20]}"), task("PL.1", REVIEW)) == {
        "I.1": (),
        "PL.1": (),
    }


CUPBOARDS = "Kiểm kê tủ hồ sơ ở nhà văn hóa thôn"


def test_a_duty_is_known_by_its_heading_and_its_own_words_together() -> None:
    assert links(
        task("I.1.1", "Văn phòng thống kê, thay khóa hỏng.", heading=CUPBOARDS),
        task("I.1.2", "Văn phòng sơn lại cửa.", heading=CUPBOARDS),
        task("PL.1", f"{CUPBOARDS}, thay khóa hỏng"),
        task("PL.2", f"{CUPBOARDS}, mua thêm giá sắt cho kho"),
    ) == {"I.1.1": ("PL.1",), "I.1.2": (), "PL.1": ("I.1.1",), "PL.2": ()}


def test_a_row_that_says_the_heading_only_is_the_only_duty_under_it() -> None:
    one = task("I.1", "Văn phòng làm trong quý II.", heading=CUPBOARDS)
    other = task("I.1.2", "Phòng Kinh tế làm trong quý III.", heading=CUPBOARDS)
    row = task("PL.1", CUPBOARDS)
    assert links(one, row) == {"I.1": ("PL.1",), "PL.1": ("I.1",)}
    assert links(one, other, row) == {"I.1": (), "I.1.2": (), "PL.1": ()}


def test_a_heading_links_no_duties_of_different_units() -> None:
    row = task("PL.1", CUPBOARDS, lead="VP HĐND và UBND xã")
    same = task("I.1", "Làm trong quý II.", heading=CUPBOARDS, lead="Văn phòng HĐND và UBND xã")
    other = task("I.1", "Làm trong quý II.", heading=CUPBOARDS, lead="Phòng Kinh tế")
    assert links(same, row)["PL.1"] == ("I.1",)
    assert links(other, row)["PL.1"] == ()
