"""How the targets of a plan are called and written: Vietnamese words, decimal comma."""

from __future__ import annotations

import re

from sauro.plan.model import Target
from sauro.text.compare import plain
from sauro.text.printable import printable

__all__ = ["indicator_words", "level_words", "number_words"]

_INDICATORS = {
    "admin_documents_reduction": "Giảm văn bản hành chính",
    "meetings_reduction": "Giảm hội nghị, cuộc họp",
    "online_meetings_share": "Tỷ lệ họp trực tuyến",
    "digital_procedures_share": "Xử lý thủ tục hành chính trên môi trường số",
    "digitised_documents_share": "Số hóa văn bản, thủ tục hành chính",
    "electronic_exchange_share": "Văn bản gửi, nhận điện tử",
    "digital_skills_share": "Đào tạo kỹ năng số",
    "in_person_meetings_share": "Tỷ lệ họp trực tiếp",
    "paperless_meetings_share": "Tỷ lệ họp không giấy tờ",
    "online_public_services_share": "Dịch vụ công trực tuyến",
    "work_records_online_share": "Hồ sơ công việc xử lý trên môi trường mạng",
    "digital_signature_share": "Sử dụng chữ ký số",
    "cashless_payment_share": "Thanh toán không dùng tiền mặt",
    "online_payment_share": "Thanh toán trực tuyến",
    "satisfaction_share": "Mức độ hài lòng",
    "on_time_procedures_share": "Hồ sơ giải quyết đúng hạn",
    "reports_online_share": "Báo cáo trên môi trường số",
    "procedure_time_reduction": "Giảm thời gian giải quyết thủ tục",
    "compliance_cost_reduction": "Giảm chi phí tuân thủ",
    "poverty_rate_reduction": "Giảm hộ nghèo",
    "poverty_rate": "Tỷ lệ hộ nghèo",
    "economic_growth": "Tăng trưởng kinh tế",
    "digital_economy_share": "Tỷ trọng kinh tế số",
    "e_commerce_share": "Thương mại điện tử",
    "investment_disbursement_share": "Giải ngân vốn đầu tư",
    "health_insurance_coverage": "Bao phủ bảo hiểm y tế",
    "social_insurance_coverage": "Bao phủ bảo hiểm xã hội",
    "electronic_health_records_share": "Hồ sơ sức khỏe điện tử",
    "electronic_identity_share": "Định danh điện tử",
    "bank_account_share": "Có tài khoản ngân hàng",
    "smartphone_share": "Có điện thoại thông minh",
    "mobile_5g_coverage": "Phủ sóng 5G",
    "broadband_share": "Internet băng rộng",
    "forest_cover": "Tỷ lệ che phủ rừng",
    "clean_water_share": "Sử dụng nước sạch",
    "waste_collection_share": "Thu gom chất thải",
    "trained_workers_share": "Lao động qua đào tạo",
    "unemployment_rate": "Tỷ lệ thất nghiệp",
    "urbanisation_rate": "Tỷ lệ đô thị hóa",
    "national_standard_schools_share": "Trường đạt chuẩn quốc gia",
    "voter_turnout": "Tỷ lệ cử tri đi bầu",
    "drug_free_communes_share": "Đơn vị không có ma túy",
    "model_new_rural_communes": "Xã nông thôn mới kiểu mẫu",
    "cultural_households_share": "Gia đình văn hóa",
    "ocop_products": "Sản phẩm OCOP",
    "commune_wide_meetings": "Hội nghị toàn xã",
    "province_wide_meetings": "Hội nghị toàn tỉnh",
    "meetings_count": "Số hội nghị, cuộc họp",
    "duty_inspections_count": "Số cuộc kiểm tra công vụ",
    "growth_rate": "Tốc độ tăng",
}
_HEADS = (("ty_le", "Tỷ lệ"), ("muc_giam", "Mức giảm"), ("muc_tang", "Mức tăng"), ("so", "Số"))
_SIGNS = {">=": "≥ ", "<=": "≤ ", "=": ""}
_WORD = re.compile(r"\w+")


def number_words(value: float) -> str:
    """A figure with a decimal comma and points between thousands: 1250.5 → "1.250,5"."""
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def indicator_words(target: Target) -> str:
    """The Vietnamese name of an indicator. A name that was made of the target's own words gets back their
    accents, which stand in the quotation."""
    known = _INDICATORS.get(target.indicator)
    if known:
        return known
    for code, head in _HEADS:
        if target.indicator.startswith(code + "_"):
            words = target.indicator[len(code) + 1 :].split("_")
            if words == ["khac"]:
                return f"{head} khác"
            name = _accented(words, printable(target.quote).lower())
            return " ".join([head, *name]) if name else _capital(printable(target.quote))
    return _capital(target.indicator.replace("_", " "))


def level_words(target: Target) -> str:
    """What must be reached: "≥ 60%"."""
    unit = target.unit if target.unit in ("", "%") else " " + target.unit
    return printable(
        _SIGNS.get(target.comparator, target.comparator + " ") + number_words(target.value) + unit
    )


def _accented(words: list[str], quote: str) -> list[str]:
    """Plain words with the accents they have in a quotation: where they stand there one after another, else
    each where it comes first; none where the quotation lacks one, which the plan tells elsewhere."""
    written = _WORD.findall(quote)
    bare = [plain(word) for word in written]
    for start in range(len(bare) - len(words) + 1):
        if bare[start : start + len(words)] == words:
            return written[start : start + len(words)]
    accents = dict(zip(reversed(bare), reversed(written), strict=True))
    return [accents[word] for word in words] if all(word in accents for word in words) else []


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
