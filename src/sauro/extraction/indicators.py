"""Which indicator a target speaks of: the seven of Kết luận 226-KL/TW and its plans, other usual ones, or a
name made of the target's own noun phrase.

All patterns are matched against `sauro.text.compare.plain`, so that lost or mistaken accents do no harm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from sauro.extraction.indicator_names import made_name
from sauro.text.compare import plain

__all__ = ["basis_of", "indicators_of", "is_usual", "reduces"]


@dataclass(frozen=True, slots=True)
class _Rule:
    """An indicator: every pattern of `all_of` occurs, none of `none_of`. `share`: a percentage; None:
    either."""

    name: str
    all_of: tuple[re.Pattern[str], ...]
    none_of: tuple[re.Pattern[str], ...] = ()
    share: bool | None = True

    def fits(self, clause: str, *, share: bool) -> bool:
        """Whether this is the indicator of a plain `clause`."""
        if self.share is not None and self.share is not share:
            return False
        for pattern in self.all_of:
            if not pattern.search(clause):
                return False
        return not any(pattern.search(clause) for pattern in self.none_of)


def _rule(name: str, *all_of: str, none_of: str = "", share: bool | None = True) -> _Rule:
    words = tuple(re.compile(rf"(?<!\w)(?:{pattern})(?!\w)") for pattern in all_of)
    barred = (re.compile(rf"(?<!\w)(?:{none_of})(?!\w)"),) if none_of else ()
    return _Rule(name, words, barred, share)


# Without accents "giảm" looks like the "giám" of giám đốc, giám sát.
_LESS = "cat giam|giam(?! (?:doc|sat|dinh|ho))|tinh gian|tinh giam|rut gon|rut ngan|tiet giam"
_MORE = "(?<!nen )(?<! ha )(?<!quang )tang(?! (?:cuong|len))"
# Without accents "họp" looks like the "hợp" of phối hợp, tổng hợp, hợp đồng.
_MEETING = (
    "hoi nghi|hoi hop|hoi thao|(?:cuoc|phien|buoi|ky) hop|"
    "(?<!phoi )(?<!tong )(?<!truong )(?<!phu )(?<!ket )(?<!thich )(?<!lien )(?<!tap )(?<!tich )(?<!to )"
    "hop(?! (?:dong|tac|ly|phap|nhat|le|quy|thanh|thuc))"
)
_PROCEDURES = "thu tuc hanh chinh|tthc|ho so"
_ONLINE = "truc tuyen|moi truong so|moi truong mang|moi truong dien tu|dien tu|nen tang so"
_PAPERS = (
    "van ban|thu tuc hanh chinh|tthc|ho so|tai lieu|giay to|ket qua giai quyet|hoc ba|"
    "so (?:diem|sach|bo|ho tich|dia chinh)"
)
# "quản lý văn bản" names a program, not papers.
_LETTERS = "(?<!quan ly )van ban|cong van|giay moi"
_NETWORK = (
    "dien tu|moi truong mang|moi truong so|lien thong|phan mem|qlvb|[iv]office|nen tang|qua mang|"
    "he thong (?:thong tin )?quan ly van ban|he thong van phong|he thong (?:quan ly,? )?dieu hanh|"
    "dieu hanh tac nghiep"
)
# "tăng lên 10%" tells the level to be reached.
_TO = "tang (?:len|den|toi)"
_TEACHING = "dao tao|boi duong|tap huan"

_AGREED = (
    _rule(
        "online_meetings_share",
        _MEETING,
        "truc tuyen",
        none_of="ho so|dich vu cong|ha tang|duong truyen|thiet bi|phong hop|diem cau",
    ),
    _rule(
        "online_meetings_share",
        "hoi nghi|(?:cuoc|phien|buoi) hop",
        "to chuc|thuc hien",
        "moi truong mang|moi truong so|truyen hinh",
        none_of="ho so|dich vu cong|tai lieu|giay moi|van ban|khong giay",
    ),
    _rule("meetings_reduction", _LESS, _MEETING, none_of="kinh phi|chi phi|thoi gian|thoi luong|tai lieu"),
    _rule("admin_documents_reduction", _LESS, "van ban giay", "van ban hanh chinh"),
    _rule(
        "admin_documents_reduction",
        _LESS,
        "van ban|cong van",
        none_of="van ban giay|thoi gian|kinh phi|chi phi|van ban dien tu|"
        "ho so (?:thu tuc|tthc)|thanh phan ho so",
    ),
    _rule(
        "digital_skills_share",
        "ky nang (?:ve )?(?:so|chuyen doi so|cong nghe (?:so|thong tin))|nang luc so|binh dan hoc vu so",
        f"{_TEACHING}|trang bi|pho cap|co|hoc|khoa hoc|tham gia|hoan thanh|nang cao|thanh thao|cap nhat|"
        "chung chi|dat",
    ),
    _rule(
        "digital_skills_share",
        _TEACHING,
        "chuyen doi so|cong nghe so|tri tue nhan tao",
        "can bo|cong chuc|vien chuc|cbcc\\w*|nguoi lao dong|nguoi dan",
    ),
    _rule(
        "electronic_exchange_share",
        _LETTERS,
        "trao doi|gui|nhan|phat hanh|lien thong|luan chuyen|xu ly|di,? (?:va )?den|van ban (?:di|den)",
        _NETWORK,
        none_of="thu tuc hanh chinh|tthc|so hoa|ho so cong viec",
    ),
    _rule(
        "digital_procedures_share",
        _PROCEDURES,
        "xu ly|giai quyet|tiep nhan|thuc hien|nop|tra ket qua",
        f"{_ONLINE}|cong dich vu cong|he thong thong tin giai quyet",
        none_of="thanh toan (?:truc tuyen|dien tu)|ho so cong viec|suc khoe|benh an|"
        "dich vu cong truc tuyen|cung cap",
    ),
    _rule("digitised_documents_share", r"(?<!moi truong )(?<!chuyen doi )so hoa", _PAPERS),
)
# One figure for both: "nhận hồ sơ trên môi trường số và số hóa giấy tờ".
_DIGITISED_TOO = re.compile(
    r"(?:truc tuyen|moi truong (?:so(?! hoa)|mang|dien tu)|dien tu)[^;]{0,60}?(?:,| va) (?:\w+ ){0,3}so hoa|"
    r"so hoa[^;]{0,60}?(?:,| va) [^;]{0,60}?(?:truc tuyen|moi truong|dien tu)"
)

_TOGETHER = frozenset({"digital_procedures_share", "digitised_documents_share"})

_USUAL = (
    _rule(
        "paper_documents_reduction", _LESS, "van ban giay|ban giay|tai lieu giay", none_of="kinh phi|chi phi"
    ),
    _rule("in_person_meetings_share", "hoi nghi|cuoc hop|hop truc tiep", "truc tiep"),
    _rule(
        "paperless_meetings_share", "hoi nghi|cuoc hop|hop|phong hop|phien hop|ky hop", "khong giay(?: to)?"
    ),
    _rule("online_public_services_share", "dich vu cong", "truc tuyen|toan trinh"),
    _rule("work_records_online_share", "ho so cong viec", _ONLINE),
    _rule("digital_signature_share", "chu ky so|ky so|chu ky dien tu"),
    _rule("cashless_payment_share", "khong dung tien mat"),
    _rule("online_payment_share", "thanh toan (?:truc tuyen|dien tu)", none_of="huong dan so"),
    _rule("satisfaction_share", "hai long"),
    _rule("procedures_posted_share", "niem yet|cong khai", "thu tuc hanh chinh|tthc"),
    _rule("on_time_procedures_share", "dung han|truoc han|dung thoi han", "ho so|thu tuc|tthc|nhiem vu"),
    _rule("reports_online_share", "bao cao", _ONLINE),
    _rule("procedure_time_reduction", _LESS, "thoi gian", "thu tuc|tthc|ho so|giai quyet"),
    _rule("compliance_cost_reduction", _LESS, "chi phi", "tuan thu|thu tuc"),
    _rule("poverty_rate_reduction", "giam", "ho ngheo|ty le ngheo"),
    _rule("poverty_rate", "ty le (?:ho )?ngheo|ty le ho (?:ngheo|can ngheo)"),
    _rule(
        "economic_growth",
        "grdp|tang truong kinh te|tong san pham tren dia ban",
        "tang|toc do",
        none_of="kinh te so",
    ),
    _rule("digital_economy_share", "kinh te so", none_of="nhan luc|lao dong|san giao dich"),
    _rule("e_commerce_growth", "thuong mai dien tu", "doanh so|doanh thu|quy mo|gia tri", _MORE, none_of=_TO),
    _rule(
        "enterprises_in_e_commerce_share",
        "(?:doanh nghiep|hop tac xa|ho kinh doanh|co so)[^;,]{0,60} "
        "(?:tren|tham gia|len|dua|ung dung|su dung)(?: \\w+){0,6} thuong mai dien tu",
    ),
    _rule("e_commerce_share", "thuong mai dien tu", none_of="hoa don"),
    _rule("investment_disbursement_share", "giai ngan"),
    _rule("health_insurance_coverage", "bao hiem y te|bhyt"),
    _rule("social_insurance_coverage", "bao hiem xa hoi|bhxh"),
    _rule("electronic_health_records_share", "so suc khoe|ho so suc khoe|benh an", "dien tu"),
    _rule("electronic_identity_share", "dinh danh", "dien tu|so|vneid"),
    _rule("bank_account_share", "tai khoan", "ngan hang|giao dich|thanh toan"),
    _rule("smartphone_share", "dien thoai thong minh"),
    _rule("mobile_5g_coverage", "5g"),
    _rule("broadband_share", "bang rong|cap quang"),
    _rule("forest_cover", "che phu rung"),
    _rule("clean_water_share", "nuoc sach|nuoc hop ve sinh"),
    _rule("waste_collection_share", "thu gom", "rac|chat thai"),
    _rule("trained_workers_share", "lao dong", "qua dao tao"),
    _rule("unemployment_rate", "that nghiep"),
    _rule("urbanisation_rate", "do thi hoa"),
    _rule("national_standard_schools_share", "truong", "chuan quoc gia"),
    _rule("voter_turnout", "cu tri", "bau cu|bo phieu"),
    _rule("drug_free_communes_share", "khong (?:co )?ma tuy", "xa|phuong|don vi hanh chinh"),
    _rule("model_new_rural_communes", "xa", "nong thon moi", share=None),
    _rule("cultural_households_share", "gia dinh", "van hoa"),
    _rule("ocop_products", "ocop", share=False),
    _rule("commune_wide_meetings", "hoi nghi|cuoc hop", "toan xa|toan phuong|cap xa|cap phuong", share=False),
    _rule("province_wide_meetings", "hoi nghi|cuoc hop", "toan tinh|toan thanh pho|cap tinh", share=False),
    _rule("meetings_count", "hoi nghi|cuoc hop", share=False),
    _rule("duty_inspections_count", "kiem tra", "cuoc|don vi|co quan", share=False),
    _rule("growth_rate", "toc do tang(?: truong)?|tang truong|tang binh quan"),
)

_BASES = (
    (
        "previous_year",
        re.compile(r"so voi (?:cung ky )?nam (?:lien )?truoc|so voi nam 20\d\d|so voi cung ky"),
    ),
    (
        "total_meetings",
        re.compile(r"(?:tong so|tong so luong|tren tong) (?:cac )?(?:hoi nghi|cuoc hop|so hoi nghi)"),
    ),
    ("total_documents", re.compile(r"tong so (?:luong )?(?:cac )?van ban")),
    ("civil_servants", re.compile(r"can bo,? (?:va )?cong chuc|cong chuc, vien chuc|cbccvc?|cbccvv|cbcc")),
    ("grdp", re.compile(r"(?<!\w)grdp(?!\w)")),
    ("population", re.compile(r"(?:% |tong )(?:so )?(?:dan so|nguoi dan)")),
    ("enterprises", re.compile(r"% (?:so )?(?:cac )?doanh nghiep")),
    ("households", re.compile(r"% (?:so )?(?:cac )?ho (?:gia dinh|dan)")),
)
_IS_LESS = re.compile(rf"(?<!\w)(?:{_LESS})(?!\w)")
_PAPER = re.compile(r"(?<!\w)(?:van ban|cong van)(?!\w)")
_MEET = re.compile(rf"(?<!\w)(?:{_MEETING})(?!\w)")
_IS_MORE = re.compile(rf"(?<!\w)(?:{_MORE})(?!\w)")
_TO_LEVEL = re.compile(r"(?<!\w)(?:xuong|con|len|dat)(?: (?:con|den|toi|muc|o muc|khoang|dat|chi))*\s+$")
"""Before a figure that is the level to be reached, not what is taken away or added."""
_NOT_SECRET = re.compile(r"(?<!\w)(?:khong|tru)(?: \w+){0,4} mat(?!\w)")


def indicators_of(clause: str, at: int, end: int, *, unit: str) -> tuple[str, ...]:
    """The indicators of a `clause` whose figure stands from `at` to `end`, measured in `unit`; two where
    one figure is demanded of procedures and of documents alike."""
    flat, share = _folded(clause), unit == "%"
    named = list(dict.fromkeys(rule.name for rule in _AGREED if rule.fits(flat, share=share)))
    if named:
        return _meant(named, flat, at, end)
    is_level = _TO_LEVEL.search(flat, 0, at) is not None
    for rule in _USUAL:
        if not (is_level and rule.name.endswith("_reduction")) and rule.fits(flat, share=share):
            return (rule.name,)
    return (made_name(clause, at, end, unit, head=_head_of(flat[:at])),)


def is_usual(clause: str, *, unit: str) -> bool:
    """Whether a `clause` with a figure in `unit` speaks of an indicator that has a name of its own here."""
    flat, share = _folded(clause), unit == "%"
    return any(rule.fits(flat, share=share) for rules in (_AGREED, _USUAL) for rule in rules)


@lru_cache(maxsize=256)
def _folded(clause: str) -> str:
    """The plain letters of a clause, which several questions are asked about."""
    return plain(clause)


def _meant(named: list[str], flat: str, at: int, end: int) -> tuple[str, ...]:
    """Of several indicators whose words stand in one clause, those that the figure measures."""
    if named[0] == "online_meetings_share" and "meetings_reduction" in named:
        # "giảm 10% số cuộc họp, tăng cường họp trực tuyến"
        is_cut = _IS_LESS.search(flat, 0, at) is not None and "truc tuyen" not in flat[:at]
        return ("meetings_reduction",) if is_cut else (named[0],)
    if "meetings_reduction" in named and "admin_documents_reduction" in named:
        papers, meeting = _PAPER.search(flat, end), _MEET.search(flat, end)
        first = papers is not None and (meeting is None or papers.start() < meeting.start())
        return ("admin_documents_reduction" if first else "meetings_reduction",)
    both = tuple(name for name in named if name in _TOGETHER)
    if named[0] in _TOGETHER and len(both) == 2:
        return both if _DIGITISED_TOO.search(flat) else ("digitised_documents_share",)
    return (named[0],)


def basis_of(clause: str, indicator: str) -> str | None:
    """What the share of a `clause` is taken of, in English; None where it is not told."""
    clause = _folded(clause)
    if indicator == "electronic_exchange_share":
        return "exchanged_documents_excluding_secret" if _NOT_SECRET.search(clause) else "exchanged_documents"
    if indicator == "digital_procedures_share":
        return "procedure_dossiers" if re.search(r"(?<!\w)ho so(?!\w)", clause) else None
    for name, pattern in _BASES:
        if name == "civil_servants" and indicator != "digital_skills_share":
            continue
        if pattern.search(clause):
            return name
    return None


def _head_of(flat: str) -> str:
    """What the plain words before the figure of a share make of it."""
    if _TO_LEVEL.search(flat):
        return "ty_le"
    return "muc_giam" if _IS_LESS.search(flat) else "muc_tang" if _IS_MORE.search(flat) else "ty_le"


def reduces(clause: str) -> bool:
    """Whether a `clause` demands less of something."""
    return _IS_LESS.search(plain(clause)) is not None
