import pytest

from sauro.extraction.plan import extract_plan
from sauro.folio.notation import notate
from sauro.plan.model import DocumentFacts, Value


def facts(text: str) -> DocumentFacts:
    return extract_plan(notate(text)).document


def of(value: Value[str] | None) -> str | None:
    return value.value if value else None


@pytest.mark.parametrize("written", ["Số: E E /KH-UBND", "Số: Z8 /KH-UBND", "Số:\n/KH-UBND"])
def test_a_number_written_by_pen_leaves_the_symbol(written: str) -> None:
    document = facts(f"ỦY BAN NHÂN DÂN\nXÃ AN MẪU\n{written}\nKẾ HOẠCH\nGiảm giấy tờ năm 2026")
    assert (document.number, of(document.symbol)) == (None, "KH-UBND")
    assert of(document.issuer) == "Ủy ban nhân dân xã An Mẫu"


def test_head_and_foot() -> None:
    document = facts("""
        ỦY BAN NHÂN DÂN
        XÃ AN MẪU
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        Độc lập - Tự do - Hạnh phúc
        Số: 15 /KH-UBND
        An Mẫu, ngày 05 tháng 3 năm 2026
        KẾ HOẠCH
        Giảm giấy tờ năm 2026
        Ủy ban nhân dân xã An Mẫu ban hành Kế hoạch như sau:
        I. NHIỆM VỤ
        1. Phòng Kinh tế: Giảm giấy.
        Nơi nhận:
        - Sở Nội vụ (b/c);
        - Lưu: VT, KT.
        TM. ỦY BAN NHÂN DÂN
        KT. CHỦ TỊCH
        PHÓ CHỦ TỊCH
        Lê Thị Mẫu
    """)
    assert [of(value) for value in (document.type, document.number, document.symbol, document.issuer)] == [
        "Kế hoạch", "15/KH-UBND", "KH-UBND", "Ủy ban nhân dân xã An Mẫu",
    ]  # fmt: skip
    assert [of(value) for value in (document.place, document.date, document.subject)] == [
        "An Mẫu", "2026-03-05", "Giảm giấy tờ năm 2026",
    ]  # fmt: skip
    signer = document.signer
    assert [of(value) for value in (signer.name, signer.position, signer.authority)] == [
        "Lê Thị Mẫu", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH",
    ]  # fmt: skip
    assert [of(entry) for entry in document.recipients] == ["Sở Nội vụ (b/c)", "Lưu: VT, KT"]


def test_head_and_foot_on_one_line_as_portals_export_them() -> None:
    document = facts("""
        ỦY BAN NHÂN DÂN TỈNH MẪU -------
        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc ---------------
        Số: 7/KH-UBND
        Mẫu, ngày 1 tháng 2 năm 2026
        KẾ HOẠCH
        GIẢM GIẤY TỜ NĂM 2026
        I. NHIỆM VỤ
        1. Sở Y tế: Giảm giấy.
        Nơi nhận: - Sở Y tế; - Sở Nội vụ; - Lưu: VT.
        TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH Lê Văn Mẫu
    """)
    assert of(document.issuer) == "Ủy ban nhân dân tỉnh Mẫu"
    assert [of(entry) for entry in document.recipients] == ["Sở Y tế", "Sở Nội vụ", "Lưu: VT"]
    assert [of(document.signer.authority), of(document.signer.position), of(document.signer.name)] == [
        "TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Lê Văn Mẫu",
    ]  # fmt: skip


def test_a_blank_number_and_day_stay_blank() -> None:
    document = facts("""
        Số:      /KH-UBND
        An Mẫu, ngày    tháng 4 năm 2026
        KẾ HOẠCH
        Giảm giấy tờ
    """)
    assert (document.number, of(document.symbol), of(document.date)) == (None, "KH-UBND", "2026-04")


def test_a_lost_head_is_made_up_from_the_caption_of_the_appendix() -> None:
    document = facts("""
        KẾ HOẠCH
        Giảm giấy tờ
        I. NHIỆM VỤ
        1. Sở Y tế: Giảm giấy.
        CHỦ TỊCH
        Lê Văn Mẫu
        PHỤ LỤC
        (Kèm theo Kế hoạch số 9 /KH-UBND ngày 08 tháng 5 năm 2026 của Ủy ban nhân dân tỉnh Mẫu)
        | TT | Nội dung | Chủ trì | Thời hạn |
        | 1 | Khảo sát | Sở Xây dựng | Năm 2026 |
    """)
    assert [of(document.number), of(document.date), of(document.issuer)] == [
        "9/KH-UBND", "2026-05-08", "Ủy ban nhân dân tỉnh Mẫu",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("caption", "issuer"),
    [
        ("(Kèm theo Kế hoạch số 9/KH-UBND ngày 08/5/2026 của UBND thành phố Mẫu)", "UBND thành phố Mẫu"),
        ("(Kèm theo Kế hoạch số 9/KH-UBND ngày 08/5/2026)", None),
    ],
)
def test_the_title_of_an_appendix_by_itself_is_no_office(caption: str, issuer: str | None) -> None:
    document = facts(f"""
        PHỤ LỤC II
        VIỆC LÀM HẰNG NĂM CỦA BAN QUẢN LÝ CHỢ
        {caption}
        | TT | Nội dung | Chủ trì | Thời hạn |
        | 1 | Khảo sát | Sở Xây dựng | Năm 2026 |
    """)
    assert (of(document.issuer), of(document.number)) == (issuer, "9/KH-UBND")
    assert document.issuer is None or document.issuer.alternatives == ()


def test_a_decision_that_carries_a_plan() -> None:
    plan = extract_plan(
        notate("""
        ỦY BAN NHÂN DÂN TỈNH MẪU
        Số: 20/QĐ-UBND
        Mẫu, ngày 3 tháng 2 năm 2026
        QUYẾT ĐỊNH
        Về việc ban hành Kế hoạch kiểm kê
        CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH
        QUYẾT ĐỊNH:
        Điều 1. Ban hành kèm theo Quyết định này Kế hoạch kiểm kê.
        Điều 2. Giám đốc Sở Tài chính chịu trách nhiệm thi hành.
        Nơi nhận: - Như Điều 2; - Lưu: VT.
        CHỦ TỊCH
        Lê Văn Mẫu
        KẾ HOẠCH
        KIỂM KÊ TÀI SẢN NĂM 2026
        (Kèm theo Quyết định số 20/QĐ-UBND ngày 03/02/2026 của Chủ tịch Ủy ban nhân dân tỉnh)
        I. MỤC ĐÍCH
        1. Biết tài sản.
        II. NHIỆM VỤ
        1. Sở Tài chính: Tổng hợp.
    """)
    )
    document = plan.document
    assert [of(document.type), of(document.number), of(document.subject), of(document.signer.name)] == [
        "Kế hoạch", "20/QĐ-UBND", "KIỂM KÊ TÀI SẢN NĂM 2026", "Lê Văn Mẫu",
    ]  # fmt: skip
    assert [task.path for task in plan.tasks] == ["II.1"]


def test_a_caption_that_runs_over_two_lines() -> None:
    document = facts("""
        KẾ HOẠCH
        Giảm giấy tờ
        I. NHIỆM VỤ
        CHỦ TỊCH
        Lê Văn Mẫu
        PHỤ LỤC
        (Kèm theo Kế hoạch số 9/KH-UBND ngày 08 tháng 5 năm 2026
        của Ủy ban nhân dân tỉnh Mẫu)
        | a | b |
    """)
    assert [of(document.number), of(document.issuer)] == ["9/KH-UBND", "Ủy ban nhân dân tỉnh Mẫu"]


def test_the_head_takes_the_letters_of_running_text() -> None:
    document = facts("""
        UBND XÃ AN MẪU
        PHÒNG VĂN HÓA - XÃ HỘI
        KẾ HOẠCH
        Giảm giấy tờ
        Phòng Văn hóa - Xã hội ban hành Kế hoạch như sau:
    """)
    assert of(document.issuer) == "Phòng Văn hóa - Xã hội"
    assert facts("UBND XÃ AN MẪU\nKẾ HOẠCH").issuer is not None
    assert of(facts("UBND XÃ AN MẪU\nKẾ HOẠCH").issuer) == "UBND xã An Mẫu"
    assert of(facts("VĂN PHÒNG\nKẾ HOẠCH").issuer) == "Văn phòng"


def test_a_title_without_name_is_a_position() -> None:
    signer = facts("KẾ HOẠCH\nGiảm giấy tờ\nI. NHIỆM VỤ\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH").signer
    assert [of(signer.name), of(signer.position), of(signer.authority)] == [None, "CHỦ TỊCH", None]


@pytest.mark.parametrize(
    ("office", "others"),
    [
        ("UBND xã An Mẫu", ()),
        ("Ủy ban nhân dân xã", ()),
        ("Ủy ban nhân dân xã An Mẫu tỉnh Trường Lĩnh", ()),
        ("Chủ tịch UBND xã An Mẫu", ()),
        ("UBND xã An Bình", ("UBND xã An Bình",)),
        ("UBND tỉnh", ("UBND tỉnh",)),
        ("Văn phòng UBND xã An Mẫu", ("Văn phòng UBND xã An Mẫu",)),
    ],
)
def test_a_short_form_of_the_office_is_no_other_office(office: str, others: tuple[str, ...]) -> None:
    issuer = facts(f"""
        ỦY BAN NHÂN DÂN
        XÃ AN MẪU
        Số: 15 /KH-UBND
        KẾ HOẠCH
        Giảm giấy tờ năm 2026
        {office} ban hành Kế hoạch như sau:
        I. NHIỆM VỤ
        1. Phòng Kinh tế: Giảm giấy.
    """).issuer
    assert issuer is not None
    assert issuer.value == "Ủy ban nhân dân xã An Mẫu"
    assert issuer.alternatives == others


def test_a_caption_that_names_the_area_alone_is_no_other_office() -> None:
    issuer = facts("""
        ỦY BAN NHÂN DÂN
        XÃ AN MẪU
        Số: 15 /KH-UBND
        KẾ HOẠCH
        Giảm giấy tờ năm 2026
        I. NHIỆM VỤ
        1. Phòng Kinh tế: Giảm giấy.
        Nơi nhận:
        - Lưu: VT.
        CHỦ TỊCH
        Lê Thị Mẫu
        PHỤ LỤC
        (Kèm theo Kế hoạch số 15/KH-UBND ngày 05/3/2026 của xã An Mẫu)
        | TT | Nội dung | Chủ trì |
        | 1 | Rà soát | Phòng Kinh tế |
    """).issuer
    assert issuer is not None
    assert issuer.alternatives == ()


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("BỘ TÀI CHÍNH CỤC HẢI QUAN", "Cục Hải quan"),
        ("UBND TỈNH AN MẪU SỞ TƯ PHÁP", "Sở Tư pháp"),
        ("CHÍNH PHỦ_______ Số: |", "Chính phủ"),
        ("BỘ NÔNG NGHIỆP VÀ MÔI TRƯỜNG", "Bộ Nông nghiệp và Môi trường"),
        ("BAN MẪU MỰC", "Ban Mẫu mực"),
    ],
)
def test_the_head_names_one_office(head: str, issuer: str) -> None:
    assert of(facts(f"{head}\nKẾ HOẠCH\nGiảm giấy tờ").issuer) == issuer


def test_the_spelling_of_the_text_is_the_first_that_is_not_in_capitals() -> None:
    issuer = facts("""
        BỘ MẪU MỰC
        KẾ HOẠCH
        Giảm giấy tờ
        THEO LỆNH CỦA BỘ MẪU MỰC
        Bộ Mẫu Mực ban hành Kế hoạch như sau:
    """).issuer
    assert of(issuer) == "Bộ Mẫu Mực"


@pytest.mark.parametrize(
    ("head", "office"),
    [
        ("ĐẢNG ỦY XÃ AN MẪU", "Ban Thường vụ Đảng ủy xã"),
        ("HỘI ĐỒNG NHÂN DÂN - ỦY BAN NHÂN DÂN XÃ AN MẪU", "UBND xã An Mẫu"),
    ],
)
def test_a_board_and_a_joint_issuer_are_the_same_office(head: str, office: str) -> None:
    issuer = facts(f"{head}\nKẾ HOẠCH\nGiảm giấy tờ\n{office} ban hành Kế hoạch như sau:").issuer
    assert issuer is not None
    assert issuer.alternatives == ()


def test_a_head_of_two_columns_that_was_read_line_by_line() -> None:
    head = """
        ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
        XÃ ĐỒI CHÈ Độc lập - Tự do - Hạnh phúc
        Số: 12/KH-UBND Đồi Chè, ngày 03 tháng 02 năm 2026

        KẾ HOẠCH
        Trồng cây năm 2026
    """
    for text in (head, head.replace(" CỘNG", "\tCỘNG").replace(" Độc", "\tĐộc").replace(" Đồi", "\tĐồi")):
        found = facts(text)
        assert found.issuer is not None
        assert (found.issuer.value, found.issuer.quote) == ("Ủy ban nhân dân xã Đồi Chè", "XÃ ĐỒI CHÈ")


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("UBND TỈNH AN MẪU\nSỞ NÔNG NGHIỆP VÀ MÔI\nTRƯỜNG", "Sở Nông nghiệp và Môi trường"),
        ("UBND XÃ AN MẪU\nPHÒNG VĂN HÓA - XÃ\nHỘI", "Phòng Văn hóa - Xã hội"),
        ("UBND XÃ AN MẪU\nTRUNG TÂM PHỤC\nVỤ HÀNH CHÍNH CÔNG", "Trung tâm Phục vụ hành chính công"),
        ("UBND TỈNH AN MẪU\nBAN CHỈ HUY\nPHÒNG THỦ DÂN SỰ", "Ban Chỉ huy phòng thủ dân sự"),
        ("UBND TỈNH AN MẪU\nSỞ NỘI\nVỤ", "Sở Nội vụ"),
        ("HỘI NÔNG DÂN TỈNH\nHỘI NÔNG DÂN XÃ AN MẪU", "Hội Nông dân xã An Mẫu"),
        ("UBND XÃ AN MẪU\nTRƯỜNG MẦM NON HOA SEN", "Trường Mầm non Hoa Sen"),
    ],
)
def test_a_name_that_is_wrapped_in_the_head(head: str, issuer: str) -> None:
    found = facts(f"{head}\nSố: 5/KH-ABC\nKẾ HOẠCH\nGiảm giấy tờ").issuer
    assert of(found) is not None
    assert str(of(found)).lower() == issuer.lower()


@pytest.mark.parametrize(
    ("head", "issuer"),
    [
        ("TỈNH ỦY AN MẪU\nVĂN PHÒNG", "Văn phòng Tỉnh ủy An Mẫu"),
        ("ĐẢNG ỦY XÃ AN MẪU\nỦY BAN KIỂM TRA", "Ủy ban Kiểm tra"),
        ("ỦY BAN NHÂN DÂN\nTỈNH AN MẪU\nVĂN PHÒNG", "Văn phòng Ủy ban nhân dân tỉnh An Mẫu"),
        ("TỈNH ỦY AN MẪU\nVĂN PHÒNG TỈNH ỦY", "Văn phòng Tỉnh ủy"),
        ("TỈNH ỦY AN MẪU\nBAN TỔ CHỨC", "Ban Tổ chức"),
        ("VĂN PHÒNG", "Văn phòng"),
    ],
)
def test_an_office_that_is_called_after_the_body_above_it(head: str, issuer: str) -> None:
    found = facts(f"{head}\nSố: 5-KH/ABC\nKẾ HOẠCH\nGiảm giấy tờ")
    assert of(found.issuer) == issuer
