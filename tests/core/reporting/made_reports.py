"""Reports made up for the tests: a small one, and one of 166 communes with odd values."""

from __future__ import annotations

from datetime import date

from sauro.reporting.figure_words import Figure, Said, Share
from sauro.reporting.periodic_facts import (
    Compared,
    DutyResult,
    Held,
    LateItem,
    Narrative,
    PeriodicReport,
    Rate,
    Source,
    Turn,
    Turned,
    UnitTable,
)
from sauro.reporting.reminders import Letterhead

__all__ = ["HEAD", "province", "small"]

HEAD = Letterhead(
    issuer="Ủy ban nhân dân xã Mai Lĩnh",
    parent_issuer="Ủy ban nhân dân tỉnh Đông Giang",
    symbol="BC-UBND",
    place="Mai Lĩnh",
    authority=("TM. Ủy ban nhân dân", "KT. Chủ tịch", "Phó Chủ tịch"),
    signer="Ngô Thị Lệ Quyên",
    filing="VT, VHXH",
)
PLAN = (
    "Kế hoạch số 57/KH-UBND ngày 15 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh Đông Giang về cắt giảm giấy "
    "tờ, hội họp năm 2026"
)
OUT = Source(
    "vb-di", "Sổ đăng ký văn bản đi", "Loại: tất cả; ngày 15/12/2025 - 14/6/2026", 1234, "https://sr/1"
)
MET = Source("hop", "Lịch họp", "Hội nghị đã họp, 15/12/2025 - 14/6/2026", 17)


def small() -> PeriodicReport:
    """A commune's half year: every part of a report once."""
    letters = Compared("Công văn", Figure("vb-cv", 1234, source="vb-di"), Figure("vb-cv-truoc", 1410))
    plans = Compared("Kế hoạch", Figure("vb-kh", 0, source="vb-di", estimated=True), Figure("vb-kh-truoc", 0))
    return PeriodicReport(
        head=HEAD,
        superior="Ủy ban nhân dân tỉnh Đông Giang",
        subject="Kết quả thực hiện cắt giảm giấy tờ, hội họp 6 tháng đầu năm 2026",
        period="6 tháng đầu năm 2026",
        plan=PLAN,
        plan_short="Kế hoạch số 57/KH-UBND",
        first=date(2025, 12, 15),
        last=date(2026, 6, 14),
        real_until=date(2026, 5, 31),
        number="7",
        on=date(2026, 6, 5),
        turns=(
            Turn(Turned.BETTER, ("văn bản giấy giảm còn ", Figure("giay", 12, source="vb-di"), " văn bản")),
            Turn(Turned.NEWLY_LATE, ("số hóa hồ sơ đất đai",)),
        ),
        silent=("Trạm Y tế", "Thôn Đồng Chiêm"),
        duties=(
            DutyResult(
                "Giảm văn bản giấy",
                (("Văn bản điện tử ký số: ", Share("ky-so", 7, 10, source="vb-di")),),
            ),
            DutyResult("Họp trực tuyến", (("Phòng họp không giấy: ", Share("phong", 0, 0)),)),
        ),
        documents=(letters, plans),
        meetings=(
            Held(
                "Hội nghị",
                Figure("hn-tt", 5, source="hop"),
                Figure("hn-ol", 12, source="hop"),
                Figure("hn-kh", said=Said.NONE_AROSE),
                Figure("hn-truoc", said=Said.SILENT),
            ),
        ),
        rates=(Rate("Hồ sơ trực tuyến toàn trình", Share("tt", 995, 1000), None, "từ 90 %"),),
        tasks=(Compared("Hoàn thành đúng hạn", Figure("viec-xong", 40)),),
        late=(LateItem("Số hóa hồ sơ đất đai", "Phòng Kinh tế", date(2026, 5, 4), 20, "Thiếu máy quét"),),
        obstacles=(Narrative("Đường truyền yếu.", ("Phòng Kinh tế", "Thôn Đông")),),
        proposals=(
            Narrative(
                "Đề nghị tỉnh cấp máy quét",
            ),
        ),
        unit_tables=(
            UnitTable(
                "Kết quả từng đơn vị",
                ("Văn bản đi", "Họp"),
                (
                    ("Phòng Kinh tế", (Figure("kt-vb", 0), Figure("kt-hop", said=Said.NONE_AROSE))),
                    ("Trạm Y tế", (Figure("yt-vb", said=Said.SILENT), Figure("yt-hop", said=Said.SILENT))),
                ),
                (Figure("tong-vb", 0), Figure("tong-hop", 0)),
            ),
        ),
        sources=(OUT, MET),
        recipients=("Như trên", "Các phòng, đơn vị thuộc xã"),
    )


_ODD = ("Xã <Bình & An>", "Phường “Số 1”", "Xã " + "Rất Dài " * 12, "Đặc khu Côn Đảo", "=1+1")


def province(communes: int = 166) -> PeriodicReport:
    """A province's year: two tables of all communes, odd names and values among them."""
    names = [*_ODD, *(f"Xã Thử Nghiệm {number}" for number in range(len(_ODD), communes))]
    sources = tuple(
        Source(
            f"xa-{number}",
            "Sổ đăng ký văn bản đi",
            f"Đơn vị: {name}; năm 2026",
            number * 37,
            f"/vb?dv={number}",
        )
        for number, name in enumerate(names)
    )
    return PeriodicReport(
        head=Letterhead(
            issuer="Ủy ban nhân dân tỉnh Đông Giang",
            symbol="BC-UBND",
            place="Đông Giang",
            authority=("TM. Ủy ban nhân dân", "Chủ tịch"),
            filing="VT, NC",
        ),
        superior="Chính phủ",
        subject="Kết quả thực hiện cắt giảm giấy tờ, hội họp năm 2026",
        period="năm 2026",
        plan=PLAN,
        plan_short="Kế hoạch số 57/KH-UBND",
        first=date(2025, 12, 15),
        last=date(2026, 12, 14),
        late=tuple(
            LateItem(f"Nhiệm vụ thứ {number}", names[number], date(2026, 2, 3), number)
            for number in range(40)
        ),
        unit_tables=(
            UnitTable(
                "Văn bản của từng xã, phường",
                ("Nghị quyết", "Quyết định", "Kế hoạch", "Báo cáo", "Công văn", "Cộng"),
                tuple((name, _counts("vb", number)) for number, name in enumerate(names)),
            ),
            UnitTable(
                "Hội nghị, cuộc họp của từng xã, phường",
                ("Trực tiếp", "Trực tuyến", "Kết hợp", "Tỷ lệ trực tuyến"),
                tuple((name, _met(number)) for number, name in enumerate(names)),
            ),
        ),
        sources=sources,
    )


def _counts(kind: str, number: int) -> tuple[Figure, ...]:
    source = f"xa-{number}"
    given = [Figure(f"{kind}-{number}-{place}", number * place * 13, source=source) for place in range(5)]
    if number % 41 == 7:
        return tuple(Figure(one.key, said=Said.SILENT) for one in given)
    total = sum(one.value or 0 for one in given)
    return (*given, Figure(f"{kind}-{number}-cong", total, source=source))


def _met(number: int) -> tuple[Figure | Share, ...]:
    counts = [Figure(f"hop-{number}-{place}", number % (5 + place)) for place in range(3)]
    whole = sum(one.value or 0 for one in counts)
    return (*counts, Share(f"hop-{number}-tl", counts[1].value or 0, whole))
