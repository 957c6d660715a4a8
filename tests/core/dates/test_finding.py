from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sauro.dates.due import Due, DueKind, Rhythm
from sauro.dates.parse import FoundDue, choose_due, earlier_dues, find_dues, read_due, settle_due

BY, ONGOING, PERIODIC, EVENT = DueKind.BY, DueKind.ONGOING, DueKind.PERIODIC, DueKind.EVENT


def dues(text, year=2026):
    return [found.due for found in find_dues(text, year=year)]


def chosen(text, year=2026):
    found = choose_due(find_dues(text, year=year))
    return found.due if found else None


@pytest.mark.parametrize(
    ("text", "raw", "last"),
    [
        (
            "Xây dựng kế hoạch của thôn; hoàn thành trong tháng 7 năm 2026.",
            "trong tháng 7 năm 2026",
            (2026, 7, 31),
        ),
        ("Lập danh sách, xong trước ngày 20/8/2026.", "xong trước ngày 20/8/2026", (2026, 8, 20)),
        ("Gửi về Phòng Kinh tế trước ngày 05 tháng 9.", "trước ngày 05 tháng 9", (2026, 9, 5)),
        (
            "Nộp hồ sơ chậm nhất là ngày 12/10/2026 để thẩm định.",
            "chậm nhất là ngày 12/10/2026",
            (2026, 10, 12),
        ),
        ("Ban hành quy chế trong quý III/2026.", "trong quý III/2026", (2026, 9, 30)),
        ("Hoàn thành trong quý II, III năm 2026.", "trong quý II, III năm 2026", (2026, 9, 30)),
        ("Hoàn thành: Tháng 11 - 12/2026.", "Tháng 11 - 12/2026", (2026, 12, 31)),
        ("Trong tháng 8/2026, hoàn thành rà soát.", "Trong tháng 8/2026", (2026, 8, 31)),
        ("Đến ngày 30/6/2026 hoàn thành số hóa hồ sơ.", "Đến ngày 30/6/2026", (2026, 6, 30)),
        ("Hoàn thành việc sắp xếp trong năm 2026.", "trong năm 2026", (2026, 12, 31)),
        ("Tổ chức sơ kết vào tháng 6 năm 2026.", "vào tháng 6 năm 2026", (2026, 6, 30)),
        (
            "Rà soát tài sản. Thời hạn hoàn thành: Trước ngày 31/3/2026. Sau đó công khai.",
            "Trước ngày 31/3/2026",
            (2026, 3, 31),
        ),
    ],
)
def test_explicit_limits(text, raw, last):
    assert dues(text) == [Due(BY, raw, date=date(*last))]


@pytest.mark.parametrize(
    ("text", "raw", "last"),
    [
        ("Rà soát, hoàn thành trong quý II.", "trong quý II", (2026, 6, 30)),
        ("Lập danh sách, xong trong tháng 6.", "trong tháng 6", (2026, 6, 30)),
        ("Triển khai trong quý III;", "trong quý III", (2026, 9, 30)),
        ("Đến hết quý III phải xong.", "Đến hết quý III", (2026, 9, 30)),
        ("Hoàn thành trước quý IV.", "trước quý IV", (2026, 9, 30)),
        ("Hoàn thành trong năm.", "trong năm", (2026, 12, 31)),
    ],
)
def test_the_year_of_the_plan_stands_in(text, raw, last):
    assert dues(text) == [Due(BY, raw, date=date(*last))]
    assert [due.date for due in dues(text, year=None)] == []


@pytest.mark.parametrize(
    ("text", "raw", "last"),
    [
        ("Nộp hồ sơ trước 17h00 ngày 15/6/2026.", "trước 17h00 ngày 15/6/2026", (2026, 6, 15)),
        (
            "Hoàn thành rà soát trước khi kết thúc quý III/2026.",
            "trước khi kết thúc quý III/2026",
            (2026, 9, 30),
        ),
        ("Mở lớp tập huấn, thời gian thực hiện tháng 7/2026.", "tháng 7/2026", (2026, 7, 31)),
    ],
)
def test_limits_with_other_words_between(text, raw, last):
    assert dues(text) == [Due(BY, raw, date=date(*last))]


@pytest.mark.parametrize(
    "text",
    [
        "Tổ chức lấy mẫu nước từ tháng 3 đến tháng 10 năm 2026 tại các hồ.",
        "Kiểm tra đê điều từ tháng 3 đến tháng 10 năm 2026, lập biên bản.",
        "Từ tháng 3 đến tháng 10 năm 2026 tổ chức kiểm tra.",
    ],
)
def test_a_stretch_in_which_an_act_is_done_ends_with_its_last_day(text):
    (due,) = dues(text)
    assert (due.kind, due.starts, due.date) == (BY, date(2026, 3, 1), date(2026, 10, 31))


@pytest.mark.parametrize(
    ("text", "raw", "every"),
    [
        ("báo cáo trước ngày 10/6 và 10/12", "trước ngày 10/6 và 10/12", (Rhythm.HALF_YEAR, Rhythm.YEAR)),
        ("báo cáo UBND xã quý, năm.", "quý, năm", (Rhythm.QUARTER, Rhythm.YEAR)),
        ("báo cáo trước ngày 05/6 và 05/12 hằng năm", "trước ngày 05/6 và 05/12 hằng năm",
         (Rhythm.HALF_YEAR, Rhythm.YEAR)),
        ("Tiếp công dân định kỳ 02 lần/tháng.", "định kỳ 02 lần/tháng", (Rhythm.MONTH,)),
        ("tổng hợp kết quả hãng năm", "hãng năm", (Rhythm.YEAR,)),
        ("tập huấn hằng nầm cho thôn", "hằng nầm", (Rhythm.YEAR,)),
        ("giao ban định kỹ hang tháng", "định kỹ hang tháng", (Rhythm.MONTH,)),
    ],
)  # fmt: skip
def test_rhythms_of_reports_and_misread_words(text, raw, every):
    assert dues(text) == [Due(PERIODIC, raw, every=every)]


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Thường xuyên kiểm tra, đôn đốc các thôn.", "Thường xuyên"),
        ("Dữ liệu hộ tịch được cập nhật thường xuyên, liên thông.", "thường xuyên"),
    ],
)
def test_what_is_kept_up_all_the_time(text, raw):
    assert dues(text) == [Due(ONGOING, raw)]


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Quyết định số 12/QĐ-UBND ngày 31/3/2026 của Ủy ban nhân dân xã.",
        "Căn cứ Nghị định số 09/2019/NĐ-CP ngày 24 tháng 01 năm 2019 của Chính phủ.",
        "Thực hiện Chương trình cải cách hành chính giai đoạn 2021 - 2030.",
        "Chuẩn bị năm học 2025-2026; bám sát kế hoạch năm 2026.",
        "Giảm 10% so với năm trước; tổng hợp vào báo cáo năm.",
        "Phấn đấu đến năm 2030 đạt 90%.",
        "Tỷ lệ hài lòng đạt 95% trong năm 2026.",
        "Họp giao ban không quá 1/2 ngày; tập huấn cho tổ công nghệ không quá 1,5 ngày.",
        "Không quá 3/4 số thành viên vắng mặt.",
        "Tại kỳ họp tháng 7/2026, Hội đồng nhân dân đã thông qua nghị quyết.",
        "Từ ngày 15/11 đến ngày 20/11/2026, trên địa bàn xảy ra mưa lớn.",
        "Giải ngân tính đến hết ngày 31 tháng 10 năm 2026 đạt 70%.",
        "Phí phát sinh trước ngày 01/7/2026 thì áp dụng mức cũ.",
        "Chi thường xuyên của ngân sách xã; nhiệm vụ thường xuyên của phòng.",
        "Số liệu từ tháng 3 đến tháng 10 năm 2026 cho thấy lượng hồ sơ tăng.",
        "Theo dõi chỉ số giá từ tháng 1 đến tháng 5 năm 2026 và tổng hợp.",
        "Duy trì họp định kỳ với các thôn.",
        "Chế độ kiểm tra định kỳ và diễn tập phương án.",
        "Ngân hàng năm 2026 giữ ổn định lãi suất.",
        "Quyết định ký ngày hôm qua.",
        "Khẩn trương triển khai theo quy định.",
        "Kiểm tra định kỳ, đột xuất việc chấp hành nội quy.",
        "Ghi tiền điện vào dự toán ngân sách hằng năm.",
        "Chi trả trợ cấp xã hội hằng tháng qua tài khoản.",
        "Đưa việc dọn kênh vào chương trình công tác hằng năm.",
        "Gửi tài liệu trước cuộc họp ít nhất 02 ngày.",
        "Vận chuyển hàng hóa; gửi quý cơ quan.",
    ],
)
def test_what_is_no_limit(text):
    assert dues(text) == []


def test_facts_of_earlier_years_are_no_limits():
    assert dues("Các dự án phê duyệt trong tháng 5/2023.") == []
    assert dues("Gửi về Sở trước ngày 20/12/2025.") == [
        Due(BY, "trước ngày 20/12/2025", date=date(2025, 12, 20))
    ]
    assert dues("Gửi về Sở trước ngày 20/12/2023.") == []


@pytest.mark.parametrize(
    ("text", "raw", "every"),
    [
        ("Hằng tháng tự theo dõi số văn bản.", "Hằng tháng", (Rhythm.MONTH,)),
        (
            "Phối hợp định kỳ 06 tháng, hằng năm tổng hợp.",
            "định kỳ 06 tháng, hằng năm",
            (Rhythm.HALF_YEAR, Rhythm.YEAR),
        ),
        (
            "Báo cáo kết quả định kỳ quý, 6 tháng và cả năm.",
            "định kỳ quý, 6 tháng và cả năm",
            (Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.YEAR),
        ),
        ("Gửi báo cáo chậm nhất ngày 25 hằng tháng.", "chậm nhất ngày 25 hằng tháng", (Rhythm.MONTH,)),
        ("Báo cáo trước ngày 20 của tháng cuối quý.", "trước ngày 20 của tháng cuối quý", (Rhythm.QUARTER,)),
        (
            "Định kỳ gửi số liệu trước ngày 20/11 về Phòng.",
            "Định kỳ gửi số liệu trước ngày 20/11",
            (Rhythm.YEAR,),
        ),
        ("Mỗi quý một lần đối thoại với người dân.", "Mỗi quý một lần", (Rhythm.QUARTER,)),
        ("Định kỳ tổng hợp, báo cáo.", "Định kỳ", ()),
        (
            "Thực hiện chế độ báo cáo tháng, quý, năm theo quy định.",
            "tháng, quý, năm",
            (Rhythm.MONTH, Rhythm.QUARTER, Rhythm.YEAR),
        ),
    ],
)
def test_rhythms(text, raw, every):
    assert dues(text) == [Due(PERIODIC, raw, every=every)]


def test_a_whole_run_is_one_limit():
    run = (
        "Định kỳ quý I (trước ngày 08 tháng 3); 6 tháng (trước ngày 08 tháng 6); "
        "9 tháng (trước ngày 08 tháng 9) và hằng năm (trước ngày 08 tháng 12)"
    )
    every = (Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.NINE_MONTHS, Rhythm.YEAR)
    assert dues(run + " gửi báo cáo về Phòng.") == [Due(PERIODIC, run, every=every)]


def test_days_from_an_event():
    text = "Gửi kế hoạch về Công an xã trong thời hạn 12 ngày kể từ ngày nhận bản giao việc."
    assert dues(text) == [Due(EVENT, "trong thời hạn 12 ngày kể từ ngày nhận bản giao việc")]


def test_ongoing_only_where_it_closes_the_clause():
    text = "Ban hành quy chế trong quý III/2026; tổ chức thực hiện thường xuyên."
    assert dues(text) == [
        Due(BY, "trong quý III/2026", date=date(2026, 9, 30)),
        Due(ONGOING, "thực hiện thường xuyên"),
    ]


def test_choice():
    by = Due(BY, "trong tháng 6/2026", date=date(2026, 6, 30))
    assert chosen("Định kỳ hằng quý báo cáo; ban hành kế hoạch trong tháng 6/2026.") == by
    assert chosen("Định kỳ đôn đốc; hằng tháng báo cáo.") == Due(
        PERIODIC, "hằng tháng", every=(Rhythm.MONTH,)
    )
    assert chosen("Tăng cường kiểm tra.") is None


@pytest.mark.parametrize(
    ("text", "raw", "last"),
    [
        (
            "Sửa sai theo Kết luận số 12-KL/ĐU ngày 15/01/2026, xong trước ngày 01/5/2026.",
            "xong trước ngày 01/5/2026",
            (2026, 5, 1),
        ),
        ("Khắc phục tồn tại trước 01/5/2026.", "trước 01/5/2026", (2026, 5, 1)),
        (
            "Phát động hội thi, trao giải nhân Ngày Pháp luật Việt Nam 09/11/2026.",
            "nhân Ngày Pháp luật Việt Nam 09/11/2026",
            (2026, 11, 9),
        ),
        ("Mở lớp trong các ngày 15 - 17/8/2026.", "trong các ngày 15 - 17/8/2026", (2026, 8, 17)),
        ("Luân chuyển ít nhất 04 công chức trong quý III.", "trong quý III", (2026, 9, 30)),
        ("Mở lớp cho trưởng thôn (02 lớp, quý II và quý III), do Sở lo.", "quý II và quý III", (2026, 9, 30)),
    ],
)
def test_limits_with_few_words_around(text, raw, last):
    assert dues(text) == [Due(BY, raw, date=date(*last))]


@pytest.mark.parametrize(
    "text",
    [
        "Tổng hợp số liệu phát sinh trong quý III.",
        "Giảm 10% số cuộc họp trong quý III.",
        "Đối chiếu số liệu thực hiện từ tháng 01/2026.",
        "Xem lại bảng kê (báo cáo số 5, tháng 5/2026) của các thôn.",
        "Trả gộp ba tháng lương (tháng 12 năm 2025, tháng 01 năm 2026) vào một kỳ.",
        "Xử lý hồ sơ tồn tại trước ngày 01/5/2026 thì trả lại.",
    ],
)
def test_times_of_what_is_told_are_no_limits(text):
    assert dues(text) == []


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("Các khoa báo tin trong vòng 24 giờ kể từ khi có sự cố.", "trong vòng 24 giờ kể từ khi có sự cố"),
        ("Kiểm tra hồ đập trước mùa mưa bão năm 2026.", "trước mùa mưa bão năm 2026"),
        ("Tặng quà hộ nghèo trước Tết Nguyên đán Bính Ngọ 2026.", "trước Tết Nguyên đán Bính Ngọ 2026"),
    ],
)
def test_events_whose_day_nobody_knows(text, raw):
    assert dues(text) == [Due(EVENT, raw)]


def test_what_runs_from_a_day_on():
    assert dues("Lập cổng tra cứu, vận hành từ 01/7/2026.") == [
        Due(ONGOING, "từ 01/7/2026", starts=date(2026, 7, 1))
    ]
    assert dues("Áp dụng luật có hiệu lực từ 01/7/2026.") == []


def test_later_dates_stand_behind_the_first():
    later = Due(BY, "trước 30/6/2026", date=date(2026, 6, 30))
    assert chosen("Xong đấu thầu trước 30/4, đưa vào vận hành trước 30/6/2026.") == Due(
        BY, "trước 30/4", date=date(2026, 4, 30), then=later
    )


def limit_and_others(text):
    found = find_dues(text, year=2026)
    chosen = choose_due(found, text)
    others = earlier_dues(found, chosen)
    return (chosen.due.date.isoformat(), chosen.due.raw), [one.due.raw for one in others]


@pytest.mark.parametrize(
    ("text", "limit", "others"),
    [
        (
            "Hoàn thành quy chế vườn trước 30/9, dự thảo gửi trước 15/8.",
            ("2026-09-30", "trước 30/9"),
            ["trước 15/8"],
        ),
        (
            "Gửi dự thảo quy chế vườn trước 15/8/2026, hoàn thành trước 30/9/2026.",
            ("2026-09-30", "trước 30/9/2026"),
            ["trước 15/8/2026"],
        ),
        (
            "Xong việc tưới trong năm 2026, riêng vườn ươm hoàn thành trước ngày 30/6/2026.",
            ("2026-12-31", "trong năm 2026"),
            ["trước ngày 30/6/2026"],
        ),
        (
            "Báo cáo việc tưới học kỳ I trước ngày 15/01/2027, cả năm học trước ngày 31/5/2027.",
            ("2027-05-31", "trước ngày 15/01/2027, cả năm học trước ngày 31/5/2027"),
            ["trước ngày 15/01/2027"],
        ),
        (
            "Gửi báo cáo đợt 1 trước ngày 30/4/2026, đợt 2 trước ngày 30/8/2026.",
            ("2026-08-30", "trước ngày 30/4/2026, đợt 2 trước ngày 30/8/2026"),
            ["trước ngày 30/4/2026"],
        ),
        (
            "Giai đoạn 1 trồng xong trong tháng 6/2026; giai đoạn 2 trồng xong trong tháng 12/2026.",
            ("2026-12-31", "trong tháng 6/2026; giai đoạn 2 trồng xong trong tháng 12/2026"),
            ["trong tháng 6/2026"],
        ),
        (
            "Tưới đợt 1 trước 30/4/2026, đợt 2 trước 30/8/2026.",
            ("2026-08-30", "trước 30/4/2026, đợt 2 trước 30/8/2026"),
            ["trước 30/4/2026"],
        ),
        ("Trồng giai đoạn 1 trước 30/6/2026, tưới trước 30/9/2026.", ("2026-06-30", "trước 30/6/2026"), []),
        ("Lấy ý kiến trước 15/8/2026; trồng xong trước 30/9/2026.", ("2026-08-15", "trước 15/8/2026"), []),
        ("Trồng cây trước ngày 30/4/2026.", ("2026-04-30", "trước ngày 30/4/2026"), []),
    ],
)
def test_the_limit_of_a_duty_among_several_dates(text, limit, others):
    assert limit_and_others(text) == (limit, others)


@pytest.mark.parametrize(
    ("text", "last", "others"),
    [
        ("Hoàn thành trước 30/9/2026, dự thảo trước 15/8/2026", "2026-09-30", ["2026-08-15"]),
        ("Dự thảo: 15/8/2026; hoàn thành: 30/9/2026", "2026-09-30", ["2026-08-15"]),
        ("Trình tháng 5/2026, ban hành tháng 8/2026", "2026-08-31", ["2026-05-31"]),
        ("30/9/2026; 15/8/2026", "2026-09-30", ["2026-08-15"]),
        ("Quý II/2026 (lần 1), Quý IV/2026 (lần 2)", "2026-12-31", ["2026-06-30"]),
        ("Đợt 1: tháng 3 - 4/2026; đợt 2: tháng 9 - 10/2026", "2026-10-31", ["2026-04-30"]),
        ("Đợt I trước 30/4, đợt II trước 30/10", "2026-10-30", ["2026-04-30"]),
        (
            "Vòng 1: 15/3/2026; vòng 2: 15/5/2026; chung kết: 20/7/2026",
            "2026-07-20",
            ["2026-03-15", "2026-05-15"],
        ),
        ("Giai đoạn 1 (2026 - 2027): 31/12/2027; giai đoạn 2: 31/12/2030", "2030-12-31", ["2027-12-31"]),
        ("Quý II/2026", "2026-06-30", []),
    ],
)
def test_the_limit_of_a_wording_with_several_dates(text, last, others):
    due = read_due(text, year=2026)
    assert due is not None
    settled, before = settle_due(due)
    assert (str(settled.date), [str(one.date) for one in before]) == (last, others)


def test_rhythms_of_several_reports_are_one_limit():
    text = "Hằng tháng báo cáo trước ngày 25; báo cáo tổng kết năm trước ngày 15/12/2026."
    found = choose_due(find_dues(text, year=2026), text)
    assert found is not None
    assert found.due == Due(PERIODIC, text[:-1], every=(Rhythm.MONTH, Rhythm.YEAR))


def test_a_rhythm_before_an_event_counts():
    text = "Hoàn thành kê khai trước ngày 31/12 hằng năm; công khai chậm nhất 05 ngày kể từ ngày kê khai."
    assert chosen(text) == Due(PERIODIC, "trước ngày 31/12 hằng năm", every=(Rhythm.YEAR,))


def test_offsets_point_into_the_text_as_given():
    text = "Rà soát;\n  hoàn thành   trong\n tháng 5 năm\t2026 ."
    (found,) = find_dues(text, year=2026)
    assert found == FoundDue(24, 47, Due(BY, "trong tháng 5 năm 2026", date=date(2026, 5, 31)))
    assert text[found.start : found.end] == "trong\n tháng 5 năm\t2026"


WORDS = st.sampled_from(
    [
        "trước",
        "ngày",
        "tháng",
        "quý",
        "năm",
        "hằng",
        "định kỳ",
        "và",
        "hoàn thành",
        "trong",
        "từ",
        "đến",
        "báo cáo",
        "thường xuyên",
        "khi",
        "chậm nhất",
        "2026",
        "15/6",
        "20/11/2026",
        "III",
        "6",
        *",;.()-/",
    ]
)


@given(st.lists(WORDS, max_size=25).map(" ".join), st.sampled_from([2026, None]))
def test_any_words_give_limits_that_lie_apart(text, year):
    found = find_dues(text, year=year)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    due = read_due(text, year=year)
    assert due is None or due.date is None or due.kind is BY
