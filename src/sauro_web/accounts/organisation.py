"""The usual inner organisation of a province and of a commune since 01/7/2025 (NĐ 150/2025): which bodies,
under which names and symbols. An office that is organised otherwise changes it afterwards."""

from __future__ import annotations

from dataclasses import dataclass, field

from sauro_web.accounts.models import GroupRule, UnitKind

__all__ = ["Body", "GroupPlan", "MINISTRIES", "commune_bodies", "commune_groups", "department_groups",
           "province_bodies", "province_groups"]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Body:
    """A unit to be founded: `also` are further ways of writing its name, `former` its names before."""

    kind: UnitKind
    name: str
    symbol: str = ""
    short_name: str = ""
    also: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    inside: tuple[Body, ...] = ()
    area_code: str = ""
    identifier: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True)
class GroupPlan:
    """A group to be made: `listed` are names of bodies that the office chose."""

    name: str
    rule: GroupRule
    wordings: tuple[str, ...] = ()
    listed: tuple[str, ...] = field(default=())


_K = UnitKind

MINISTRIES = tuple(
    Body(_K.MINISTRY, name, symbol)
    for name, symbol in (
        ("Bộ Quốc phòng", "BQP"), ("Bộ Công an", "BCA"), ("Bộ Ngoại giao", "BNG"), ("Bộ Nội vụ", "BNV"),
        ("Bộ Tư pháp", "BTP"), ("Bộ Tài chính", "BTC"), ("Bộ Công Thương", "BCT"), ("Bộ Xây dựng", "BXD"),
        ("Bộ Nông nghiệp và Môi trường", "BNNMT"), ("Bộ Văn hóa, Thể thao và Du lịch", "BVHTTDL"),
        ("Bộ Khoa học và Công nghệ", "BKHCN"), ("Bộ Giáo dục và Đào tạo", "BGDĐT"), ("Bộ Y tế", "BYT"),
        ("Bộ Dân tộc và Tôn giáo", "BDTTG"), ("Văn phòng Chính phủ", "VPCP"), ("Thanh tra Chính phủ", "TTCP"),
        ("Ngân hàng Nhà nước Việt Nam", "NHNN"),
    )
)  # fmt: skip

_DEPARTMENTS = (
    Body(_K.DEPARTMENT, "Sở Nội vụ", "SNV"),
    Body(_K.DEPARTMENT, "Sở Tư pháp", "STP"),
    Body(_K.DEPARTMENT, "Sở Tài chính", "STC", former=("Sở Kế hoạch và Đầu tư", "Sở KHĐT", "Sở KH&ĐT")),
    Body(_K.DEPARTMENT, "Sở Công Thương", "SCT"),
    Body(
        _K.DEPARTMENT, "Sở Nông nghiệp và Môi trường", "SNNMT",
        also=("Sở NNMT", "Sở NN và MT"),
        former=(
            "Sở Tài nguyên và Môi trường", "Sở TNMT", "Sở TN&MT",
            "Sở Nông nghiệp và Phát triển nông thôn", "Sở NNPTNT", "Sở NN&PTNT",
        ),
    ),
    Body(_K.DEPARTMENT, "Sở Xây dựng", "SXD", former=("Sở Giao thông vận tải", "Sở GTVT")),
    Body(
        _K.DEPARTMENT, "Sở Khoa học và Công nghệ", "SKHCN",
        former=("Sở Thông tin và Truyền thông", "Sở TTTT", "Sở TT&TT"),
    ),
    Body(_K.DEPARTMENT, "Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
    Body(_K.DEPARTMENT, "Sở Giáo dục và Đào tạo", "SGDĐT"),
    Body(_K.DEPARTMENT, "Sở Y tế", "SYT"),
    Body(_K.DEPARTMENT, "Sở Dân tộc và Tôn giáo", "SDTTG"),
)  # fmt: skip


def province_bodies(kind: str, name: str) -> tuple[Body, ...]:
    """What a province ("tỉnh", "thành phố") called `name` usually has: departments, own centres, and the
    bodies beside the Committee that its plans address."""
    party = "Thành ủy" if kind == "thành phố" else "Tỉnh ủy"
    office = Body(
        _K.DEPARTMENT, "Văn phòng Ủy ban nhân dân", "VP", "Văn phòng UBND",
        also=("Văn phòng", "VPUBND"),
        inside=(
            Body(_K.DIVISION, "Phòng Hành chính - Quản trị", "HCQT"),
            Body(_K.DIVISION, "Phòng Tổng hợp", "TH"),
            Body(_K.DIVISION, "Phòng Nội chính", "NC"),
            Body(_K.DIVISION, "Phòng Kinh tế", "KT"),
            Body(_K.DIVISION, "Phòng Khoa giáo - Văn xã", "KGVX", also=("Phòng KGVX",)),
            Body(_K.CENTRE, "Trung tâm Phục vụ hành chính công", "TTPVHCC"),
            Body(_K.CENTRE, "Cổng Thông tin điện tử", "CTTĐT"),
        ),
    )  # fmt: skip
    inspectorate = Body(_K.DEPARTMENT, f"Thanh tra {kind}", "TTr", also=("Thanh tra",))
    return (
        office,
        *_DEPARTMENTS,
        inspectorate,
        *_province_others(kind, name),
        *_province_beside(kind, party),
    )


def _province_others(kind: str, name: str) -> tuple[Body, ...]:
    return (
        Body(_K.DEPARTMENT, "Ban Quản lý Khu kinh tế", "BQLKKT", also=("Ban Quản lý các khu công nghiệp",
             "Ban Quản lý Khu kinh tế và các khu công nghiệp")),
        Body(
            _K.OTHER, f"Báo và Phát thanh, Truyền hình {name}", "BPTTH",
            also=("Báo và Phát thanh, Truyền hình", "Báo và Đài Phát thanh, Truyền hình"),
        ),
        Body(_K.OTHER, f"Trường Chính trị {kind}", "TCT"),
        Body(_K.CENTRE, "Trung tâm Xúc tiến đầu tư, thương mại và du lịch", "TTXT"),
        Body(_K.OTHER, f"Liên minh Hợp tác xã {kind}", "LMHTX"),
        Body(_K.OTHER, f"Hiệp hội Doanh nghiệp {kind}", "HHDN"),
        Body(_K.OTHER, f"Liên hiệp các Hội Khoa học và Kỹ thuật {kind}", "LHH"),
    )  # fmt: skip


def _province_beside(kind: str, party: str) -> tuple[Body, ...]:
    return (
        Body(_K.COUNCIL, f"Hội đồng nhân dân {kind}", "HĐND"),
        Body(_K.COUNCIL, f"Thường trực Hội đồng nhân dân {kind}"),
        Body(_K.COUNCIL, f"Văn phòng Đoàn đại biểu Quốc hội và Hội đồng nhân dân {kind}",
             also=("Văn phòng Đoàn ĐBQH và HĐND",)),
        Body(_K.PARTY, party, "TU", inside=(
            Body(_K.PARTY, f"Văn phòng {party}"),
            Body(_K.PARTY, f"Ban Tổ chức {party}"),
            Body(_K.PARTY, f"Ban Tuyên giáo và Dân vận {party}"),
            Body(_K.PARTY, f"Ban Nội chính {party}"),
            Body(_K.PARTY, f"Ủy ban Kiểm tra {party}"),
        )),
        Body(_K.FRONT, f"Ủy ban Mặt trận Tổ quốc Việt Nam {kind}", "MTTQ", f"Ủy ban MTTQ Việt Nam {kind}",
             also=_FRONT_NAMES),
        Body(_K.FRONT, f"Liên đoàn Lao động {kind}", "LĐLĐ"),
        Body(_K.FRONT, f"Hội Nông dân {kind}", "HND"),
        Body(_K.FRONT, f"Đoàn Thanh niên Cộng sản Hồ Chí Minh {kind}", also=("Đoàn TNCS Hồ Chí Minh",
             "Tỉnh đoàn" if kind == "tỉnh" else "Thành đoàn")),
        Body(_K.FRONT, f"Hội Liên hiệp Phụ nữ {kind}", "HPN", also=("Hội LHPN",)),
        Body(_K.FRONT, f"Hội Cựu chiến binh {kind}", "HCCB", also=("Hội CCB",)),
        Body(_K.FORCE, f"Công an {kind}", "CA"),
        Body(_K.FORCE, f"Bộ Chỉ huy Quân sự {kind}",
             "BCHQS", also=("Bộ CHQS",)),
    )  # fmt: skip


_FRONT_NAMES = ("Ủy ban MTTQ", "UBMTTQVN", "Mặt trận Tổ quốc Việt Nam", "Mặt trận Tổ quốc", "MTTQVN")


_URBAN_ZONES = ("Phú Quốc",)
"""Special zones that are organised as wards are."""


def commune_bodies(kind: str, centre: str = "", *, name: str = "") -> tuple[Body, ...]:
    """What a commune ("xã", "phường", "đặc khu") called `name` usually has. `centre` is its centre of public
    services, named differently from place to place."""
    if kind == "phường" or (kind == "đặc khu" and name in _URBAN_ZONES):
        economy = Body(
            _K.DIVISION, "Phòng Kinh tế, Hạ tầng và Đô thị", "KTHTĐT",
            also=("Phòng KTHTĐT", "Phòng Kinh tế - Hạ tầng - Đô thị", "P. KTHTĐT"),
        )  # fmt: skip
    else:
        economy = Body(_K.DIVISION, "Phòng Kinh tế", "KT", also=("P. KT", "Phòng KT"))
    centre = centre or (
        "Trung tâm Cung ứng dịch vụ sự nghiệp công" if kind == "phường" else "Trung tâm Dịch vụ tổng hợp"
    )
    return (
        Body(
            _K.DIVISION, "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân", "VP", "Văn phòng HĐND và UBND",
            also=("Văn phòng",),
        ),
        economy,
        Body(
            _K.DIVISION, "Phòng Văn hóa - Xã hội", "VHXH",
            also=("P. VHXH", "Phòng VX", "Phòng Văn hóa và Xã hội"),
        ),
        Body(
            _K.CENTRE, "Trung tâm Phục vụ hành chính công", "TTPVHCC", "Trung tâm PVHCC",
            also=("TT PVHCC", "Trung tâm Phục vụ HCC", "Bộ phận Một cửa"),
        ),
        Body(_K.CENTRE, centre),
        Body(_K.COUNCIL, f"Hội đồng nhân dân {kind}", "HĐND"),
        Body(_K.COUNCIL, f"Thường trực Hội đồng nhân dân {kind}"),
        Body(_K.PARTY, f"Đảng ủy {kind}", "ĐU"),
        Body(
            _K.FRONT, f"Ủy ban Mặt trận Tổ quốc Việt Nam {kind}", "MTTQ", f"Ủy ban MTTQ Việt Nam {kind}",
            also=_FRONT_NAMES,
        ),
        Body(_K.FORCE, f"Công an {kind}", "CA"),
        Body(_K.FORCE, f"Ban Chỉ huy Quân sự {kind}", "BCHQS", also=("BCHQS", "Ban CHQS")),
    )  # fmt: skip


def province_groups(name: str) -> tuple[GroupPlan, ...]:
    """The groups that plans of a province address."""
    return (
        GroupPlan("Các sở, ban, ngành", GroupRule.DEPARTMENTS, ("các sở, ngành", "các sở, ban, ngành tỉnh")),
        GroupPlan("UBND các xã, phường", GroupRule.COMMUNES, ("các xã, phường", "các địa phương")),
        GroupPlan(
            "Các sở, ban, ngành; UBND các xã, phường",
            GroupRule.DEPARTMENTS_AND_COMMUNES,
            ("các sở, ban, ngành và địa phương", "các cơ quan, đơn vị, địa phương"),
        ),
        GroupPlan("Các cơ quan, đơn vị", GroupRule.OWN_UNITS),
        GroupPlan("Mặt trận Tổ quốc và các đoàn thể", GroupRule.FRONTS, ("các tổ chức chính trị - xã hội",)),
        GroupPlan(
            "Các cơ quan báo chí, truyền thông",
            GroupRule.LISTED,
            (
                "các cơ quan báo chí",
                "Các cơ quan báo chí, phương tiện thông tin đại chúng",
                "Các cơ quan báo chí, phương tiện thông tin đại chúng trên địa bàn",
            ),
            (f"Báo và Phát thanh, Truyền hình {name}",),
        ),
    )


def commune_groups() -> tuple[GroupPlan, ...]:
    """The groups that plans of a commune address."""
    return (
        GroupPlan("Các cơ quan, đơn vị", GroupRule.OWN_UNITS, ("các cơ quan, tổ chức, đơn vị",)),
        GroupPlan("Các cơ quan chuyên môn", GroupRule.DIVISIONS, ("các phòng chuyên môn",)),
        GroupPlan("Các đơn vị sự nghiệp", GroupRule.CENTRES, ("các đơn vị trực thuộc",)),
        GroupPlan("Các thôn, tổ dân phố", GroupRule.VILLAGES, ("các thôn", "các tổ dân phố")),
        GroupPlan("Mặt trận Tổ quốc và các đoàn thể", GroupRule.FRONTS, ("các đoàn thể",)),
    )


def department_groups() -> tuple[GroupPlan, ...]:
    """The group of a department's own units."""
    return (
        GroupPlan(
            "Các phòng, đơn vị trực thuộc",
            GroupRule.OWN_UNITS,
            ("các phòng, ban, trung tâm", "các phòng, đơn vị", "các cơ quan, đơn vị"),
        ),
    )
