"""Every address of the site with what one needs to ask it: found by walking the urlconf, so that a new one is
here by itself and wants its row in `rights.py`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from tests.drafts_typed import plan_file
from tests.web.plans.conftest import PLAN
from tests.web.robustness.world import ANSWERED, World

from sauro_web.indicators.queries.own import units_of

__all__ = ["Address", "addresses", "asked"]


@dataclass(frozen=True)
class Address:
    """One pattern of the urlconf."""

    name: str
    arguments: tuple[str, ...]
    integers: tuple[str, ...] = field(default=())
    """Arguments that are numbers of records."""

    def path(self, world: World, **instead: object) -> str:
        """The address of the thing in the world, or of what is given instead."""
        return reverse(self.name, kwargs=arguments_of(self, world) | instead)


def addresses() -> list[Address]:
    """All of the site's own."""
    return sorted(_walk(get_resolver(), ""), key=lambda one: one.name)


def _walk(resolver: URLResolver, space: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            inside = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from _walk(pattern, inside)
        elif isinstance(pattern, URLPattern):
            converters = pattern.pattern.converters
            integers = tuple(one for one, kind in converters.items() if isinstance(kind, IntConverter))
            arguments = tuple(pattern.pattern.regex.groupindex)
            yield Address(f"{space}{pattern.name}", arguments, integers)


# For each argument the attribute of the world whose number it is; by the address where that differs.
_ARGUMENTS = {
    "plan_id": "plan",
    "suggestion_id": "card",
    "mention_id": "mention",
    "task_id": "task",
    "part_id": "part",
    "extension_id": "extension",
    "obstacle_id": "obstacle",
    "file_id": "file",
    "notice_id": "notice",
    "filter_id": "saved",
    "nudge_id": "nudge",
    "client_id": "client",
    "run_id": "register",
    "figures_id": "figures",
    "session_id": "session",
    "item_id": "item",
    "meeting_id": "meeting",
    "room_id": "room",
    "attendee_id": "attendee",
    "line_id": "line",
    "paper_id": "paper",
    "agenda_item_id": "agenda_item",
    "remark_id": "remark",
    "round_id": "opinion_round",
    "opinion_id": "opinion",
    "document_id": "document",
    "kept_id": "document_file",
    "recipient_id": "recipient",
    "request_id": "wanted",
    "draft_id": "draft",
    "version_number": "draft_number",
    "draft_opinion_id": "draft_opinion",
    "waiver_id": "waiver",
    "appraisal_id": "appraisal",
    "series_id": "series",
    "regime_id": "regime",
    "period_id": "period",
    "report_id": "report",
    "figure_id": "reported",
    "question_id": "question",
    "name": "name",
    "pk": "unit",
}
_OF_AN_ADDRESS = {
    "accounts:groups": "commune",
    "accounts:group_make": "commune",
    "accounts:import": "commune",
    "accounts:group": "group",
    "accounts:group_change": "group",
    "accounts:group_remove": "group",
    "accounts:person": "person",
    "accounts:person_change": "person",
    "accounts:account_close": "person",
    "accounts:account_open": "person",
    "person_reset_access": "person",
    "accounts:position_end": "position",
    "accounts:position_lend": "position",
    "accounts:delegation_withdraw": "delegation",
    "tasks:of_plan": "issued",
    "tasks:progress": "issued",
    "api:plan_progress": "issued",
    "documents:issue": "kept_number",
    "documents:answer": "arrived",
    "documents:file_away": "arrived",
    "documents:give": "arrived",
    "documents:give_back": "arrived",
    "drafts:approve": "approved_draft",
    "drafts:send_back": "approved_draft",
    "drafts:appraise": "sent_draft",
    "drafts:take_back": "sent_draft",
    "drafts:issue": "ready_draft",
    "drafts:ask_number": "ready_draft",
}
_OF_OWN = {f"indicators:{name}" for name in ("bases", "close", "confirm", "figures", "guide", "month")}
"""About an indicator that the office has besides the seven."""
_WORDS = {
    "secret": "khong-co", "slug": "nhan-viec", "month": "2026-05", "uidb36": "1z", "key": "abc-def",
    "number": 10**9, "code": "admin_documents_reduction", "aspect": "content", "check": "F05.symbol",
}  # fmt: skip


def arguments_of(address: Address, world: World) -> dict[str, object]:
    """What stands in the address for the things of the world."""
    found: dict[str, object] = {}
    for argument in address.arguments:
        if argument == "code" and address.name in _OF_OWN:
            found[argument] = world.own.code
            continue
        if argument in _WORDS:
            found[argument] = _WORDS[argument]
            continue
        special = argument in ("pk", "plan_id", "document_id", "draft_id") and address.name in _OF_AN_ADDRESS
        found[argument] = _number(world, _OF_AN_ADDRESS[address.name] if special else _ARGUMENTS[argument])
    return found


def _own(world: World, day: str) -> dict[str, dict[str, Any]]:
    """Of an indicator besides the seven, and of a question about figures."""
    figures = {f"u{one.pk}-seen": 0 for one in units_of(world.own, date(2026, 5, 31))}
    said = {"source": "Báo cáo 05/BC-UBND", "method": "Đếm sổ"}
    return {
        "indicators:bases": said | {"unit": world.unit.pk, "year": 2025, "count": "40"},
        "indicators:guide": {"text": "Đếm bản giấy", "since": day, "source": "Kế hoạch số 57/KH-UBND"},
        "indicators:month": figures | {f"u{world.unit.pk}-counted": "4"},
        "indicators:question": {"kind": "explained", "text": "Mỗi thôn một danh sách."},
    }


def _number(world: World, what: str) -> int:
    if what == "commune":
        return world.organised.commune.pk
    if what == "person":
        return world.people["lead"].pk
    thing = getattr(world, what)
    return thing if isinstance(thing, int) else thing.pk


def asked(world: World, today: date) -> Mapping[str, Mapping[str, Any]]:
    """What is sent to each address that takes something, so that it is taken."""
    day = f"{today:%d/%m/%Y}"
    card, mention, issued = world.card.version, world.mention, world.plan
    basis = "Quyết định số 12/QĐ-UBND"
    later = f"{today + timedelta(days=31):%d/%m/%Y}"
    when = {"day": later, "starts": "09:00", "ends": "10:00", "version": world.meeting.version}
    answered = {f"reason-{code}": "Cần bàn ngay" for code in ANSWERED}
    held = when | answered | {"subject": "Họp bàn", "chair": world.people["head"].pk}
    held |= {"scope": "internal", "mode": "in_person"}
    document = {
        "loai": f"{world.series.pk}:Kế hoạch",
        "subject": "Lập mẫu",
        "why_needed": "Theo quy định",
        "issued_on": day,
        "signer": "Lò Văn A",
        "channel": "electronic",
    }
    columns: dict[str, Any] = {"version": world.register.version, "direction": "outgoing"}
    columns |= {f"cot-{one['index']}": one["field"] for one in world.register.layout["columns"]}
    given = {"text": "Lập mẫu", "lead": world.beside.pk, "due_text": "5/1/2098", "product": "Mẫu"}
    return {
        "accounts:unit_found": {"kind": "division", "name": "Phòng Dân số", "valid_from": day},
        "accounts:unit_rename": {"name": "Phòng Văn xã", "basis": basis},
        "accounts:unit_change": {"symbol": "VX", "position": "4"},
        "accounts:unit_move": {"to": world.beside.pk, "basis": basis},
        "accounts:unit_end": {"last_day": day, "basis": basis},
        "accounts:unit_merge": {"into": world.beside.pk, "first_day": day, "basis": basis},
        "accounts:unit_split": {"names": "Phòng Văn hóa\nPhòng Xã hội", "first_day": day, "basis": basis},
        "accounts:name_add": {"text": "Phòng Văn xã"},
        "accounts:import": {"file": SimpleUploadedFile("ds.xlsx", b"PK nothing"), "write": "on"},
        "accounts:person_add": {"full_name": "Giàng A Lử", "username": "gialu", "role": "officer"},
        "accounts:position_give": {"username": "chutri", "role": "clerk", "valid_from": day},
        "accounts:head_appoint": {
            "username": "chutri",
            "title": "Trưởng phòng",
            "valid_from": day,
            "basis": basis,
        },
        "accounts:group_make": {"name": "Nhóm mới", "rule": "divisions"},
        "accounts:group_change": {"name": "Nhóm sửa", "rule": "divisions"},
        "accounts:person_change": {"full_name": "Người sửa", "phone": "0912 345 678"},
        "accounts:position_end": {"last_day": day, "reason": "Chuyển công tác"},
        "accounts:delegations": {
            "membership": world.position.pk,
            "receiver": world.people["head"].pk,
            "valid_from": day,
            "valid_to": f"{today + timedelta(days=2):%d/%m/%Y}",
            "basis": "Giấy ủy quyền số 1",
        },
        "accounts:position_lend": {
            "receiver": world.people["head"].pk,
            "valid_from": day,
            "valid_to": f"{today + timedelta(days=2):%d/%m/%Y}",
            "basis": "Giấy ủy quyền số 2",
        },
        "plans:upload": {"file": SimpleUploadedFile("moi.txt", PLAN.replace("57/", "59/").encode())},
        "plans:add_task": {"start": 0},
        "plans:decide": {"state": "rejected", "version": card},
        "plans:correct": {"text": "Niêm yết quy trình", "due_text": "Tháng 8/2026", "version": card},
        "plans:add_unit": {"role": "cooperating", "unit": world.beside.pk, "version": card},
        "plans:choose_unit": {"unit": world.beside.pk, "version": mention.suggestion.version},
        "plans:give_role": {"role": "cooperating", "version": card},
        "plans:drop_unit": {"version": card},
        "plans:let_each_lead": {"version": card},
        "plans:discard": {"reason": "Tải nhầm"},
        # The plan is not reviewed yet: whoever may issue it is told so (409).
        "tasks:issue": {"number": "58", "issued_on": "02/06/2026", "version": issued.version},
        "tasks:give": given | {"origin": "direct"},
        "tasks:give_part": given,
        "tasks:cancel": {"reason": "Không cần nữa"},
        "tasks:step": {"version": world.part.version},
        "tasks:note": {"version": world.part.version, "text": "Đã họp lần một"},
        "tasks:officer": {"version": world.part.version, "officer": world.people["lead"].pk},
        # One is asked for already (409).
        "tasks:extend": {"version": world.part.version, "until": "05/01/2099", "reason": "Chờ mẫu"},
        "tasks:obstacle": {
            "version": world.part.version,
            "text": "Thiếu mẫu",
            "to": world.beside.pk,
            "answer_by": "05/01/2099",
        },
        "tasks:decide": {"granted": "yes", "until": "05/01/2099"},
        "tasks:answer": {"answer": "Mẫu ở phụ lục 2"},
        "tasks:save_filter": {"ten": "Quá hạn", "dia-chi": "/nhiem-vu/?han=qua-han"},
        "tasks:many": {"action": "take_up", "phan": world.part.pk},
        "notices:mail_choice": {"kind": "none"},
        "notices:follow_up": {
            "before": "10, 5",
            "head_after": "1",
            "chair_after": "3",
            "again_after": "5",
            "hour": "8",
            "version": "0",
        },
        "meetings:call": held,
        "meetings:change": held,
        "meetings:move": when | {"reason": "Trùng lịch tiếp dân"},
        "meetings:approve": {"version": world.meeting.version},
        "meetings:refuse": {"version": world.meeting.version, "reason": "Gửi phiếu lấy ý kiến"},
        "meetings:cancel": {"version": world.meeting.version, "reason": "Hoãn"},
        "meetings:send": {"person": world.people["lead"].pk, "reason": "Đi công tác"},
        "meetings:rooms": {"name": "Phòng họp số 2", "seats": "30"},
        "meetings:room": {"name": "Hội trường lớn", "seats": "200"},
        "meetings:paper_add": {"file": SimpleUploadedFile("bao-cao.pdf", b"%PDF-1.7\n")},
        "meetings:paper_withdraw": {"reason": "Gửi nhầm"},
        "meetings:minutes": {"text": "Các ý kiến thống nhất", "version": 0},
        "meetings:minutes_add": {"text": "Đính chính"},
        "meetings:agenda_item": {"text": "Báo cáo tháng", "minutes": "20"},
        "meetings:agenda_item_add": {"text": "Dự thảo kế hoạch", "minutes": "20"},
        "meetings:agenda_item_object": {"reason": "Chưa rõ kinh phí"},
        "meetings:remark_add": {"kind": "question", "text": "Kinh phí lấy ở đâu?"},
        "meetings:remark_answer": {"text": "Từ ngân sách xã", "seen": ""},
        "meetings:opinion_ask": {
            "subject": "Quy chế chi tiêu",
            "question": "Đồng ý ban hành không?",
            "asked": [world.people["lead"].pk],
            "due_day": later,
            "due_time": "17:00",
        },
        "meetings:opinion_answer": {"choice": "agree"},
        "meetings:opinion_paper_add": {"file": SimpleUploadedFile("phieu.pdf", b"%PDF-1.7\n")},
        "meetings:opinion_conclude": {"text": "Thống nhất ban hành"},
        "meetings:conclude": {"text": "Thống nhất chủ trương"},
        "meetings:notice": {"number": "12/TB-UBND", "issued_on": day},
        "meetings:year_plan": {
            "subject": "Hội nghị sơ kết",
            "month": 6,
            "scope": "commune",
            "mode": "online",
            "unit": world.unit.pk,
        },
        "meetings:limits_set": {
            "hybrid_counts_online": "on",
            "invitation_days": 3,
            "papers_days": 3,
            "speech_minutes": 45,
            "province_wide": 2,
            "commune_wide": 3,
            "cut": "10",
            "online_share": "60",
            "crowded_from": 3,
            "merge_days": 14,
            "reason": "Quy chế làm việc",
        },
        "meetings:year_plan_before": {"last_year": 4, "last_year_source": "Báo cáo 05/BC-UBND"},
        "exchange:registers": {"file": SimpleUploadedFile("so.xlsx", b"PK nothing"), "source": "A"},
        "exchange:register_columns": columns,
        "exchange:register_write": {"version": world.register.version},
        "exchange:register_go_on": {"version": world.register.version},
        "exchange:watched": {"source": "Phần mềm cũ"},
        "exchange:register_undo": {"version": world.register.version},
        "exchange:register_discard": {"version": world.register.version},
        "exchange:connect": {
            "name": "Hồ sơ công việc",
            "person": world.people["lead"].pk,
            "scope": "report",
            "a_minute": "60",
            "expires_on": f"{today + timedelta(days=90):%d/%m/%Y}",
        },
        "tasks:tasks_upload": {"file": SimpleUploadedFile("viec.xlsx", b"PK nothing"), "write": "on"},
        "tasks:progress_upload": {"file": SimpleUploadedFile("td.xlsx", b"PK nothing"), "write": "on"},
        "outreach:attendance": {"present": [world.people["lead"].pk], "guests": "2", "version": "1"},
        "outreach:item": _item(world, "1"),
        "outreach:item_new": _item(world, "0"),
        "outreach:item_withdraw": {"huy-reason": "Ghi trùng", "huy-version": "1"},
        "outreach:session_change": _session(world, "1"),
        "outreach:session_new": _session(world, "0"),
        "outreach:session_withdraw": {"huy-reason": "Ghi trùng", "huy-version": "1"},
        "indicators:indicator": {
            "comparator": ">=",
            "wanted": "15",
            "since": day,
            "source": "Kế hoạch số 57/KH-UBND",
        },
        **_own(world, day),
        **_reports(world, day, today),
        "procedures:month": {
            f"u{unit.pk}-{name}": value
            for unit in (world.unit, world.beside)
            for name, value in (("received", "12"), ("online", "7"), ("version", "0"))
        },
        "procedures:reporting": {"units": [world.unit.pk], "first_month": "5/2026"},
        "procedures:shares": {
            "reading": "online",
            "wording": "hồ sơ trực tuyến / hồ sơ tiếp nhận",
            "basis": "Kế hoạch số 57/KH-UBND",
            "goal": "95",
            "first_month": "5/2026",
        },
        "procedures:upload": {"file": SimpleUploadedFile("so.xlsx", b"PK nothing"), "write": "on"},
        "documents:draw": document,
        "documents:file_add": {"file": SimpleUploadedFile("khac.pdf", b"%PDF-1.4 khac"), "kind": "annex"},
        "documents:file_withdraw": {"reason": "Nhầm"},
        "documents:complete": {"file_notation": "01.TH", "version": world.document.version},
        "documents:answer_recall": {"answer": "destroyed"},
        "documents:confirm": {"received_on": day, "how": "Ký sổ"},
        "documents:classified_count": {
            "month": today.month,
            "year": today.year,
            "direction": "out",
            "count": 2,
        },
        "documents:arrive": {
            "issuer": "UBND tỉnh",
            "subject": "Họp giao ban",
            "arrived_on": day,
            "channel": "paper",
        },
        "documents:give": {"lead": world.unit.pk, "version": world.arrived.version},
        # It is given to nobody yet (409).
        "documents:answer": {"note": "Đã họp", "version": world.arrived.version},
        "documents:file_away": {"version": world.arrived.version},
        "documents:give_back": {"reason": "Gửi nhầm", "version": world.arrived.version},
        "documents:issue": document,
        "documents:insert": document | {"reason": "Bỏ sót"},
        # It waits for the leader (409).
        "documents:draw_requested": document | {"subject": "Hộ nghèo", "loai": f"{world.series.pk}:Báo cáo"},
        "documents:ask": document,
        "documents:decide": {"granted": "yes", "answer": "Cần ngay"},
        "documents:reserve": {
            "series": world.series.pk,
            "for_whom": "Ai",
            "until": day,
            "reason": "In trước",
        },
        "documents:cancel": {"reason": "Nhầm", "version": world.document.version},
        "documents:recall": {"reason": "Nhầm", "version": world.document.version},
        "documents:relate": {"kind": "basis", "to": "45/KH-UBND"},
        "documents:make_series": {
            "direction": "out",
            "name": "Chỉ thị",
            "document_class": "administrative",
            "kinds": "Chỉ thị",
            "symbol": "UBND",
            "first": "1",
        },
        "documents:go_on_series": {"number": "900", "reason": "Đã cấp trên sổ giấy"},
        "documents:change_rule": {"cut": "15", "reason": "Kế hoạch số 1/KH-UBND"},
        "documents:change_baseline": {
            "year": today.year - 1,
            "count": 55,
            "first_month": 1,
            "last_month": 12,
            "source": "Báo cáo",
            "reason": "Báo cáo đã đính chính",
        },
        **_drafts(world, today),
        "pages:act_as": {"position": world.position.pk},
        "pages:appearance": {"theme": "dark", "next": "/"},
        "account_login": {"login": "chutri", "password": "khong dung"},
        "account_reset_password": {"email": "ai@xa.gov.vn"},
        "account_change_password": {"oldpassword": "a", "password1": "b", "password2": "b"},
        "account_reauthenticate": {"password": "khong dung"},
        "mfa_authenticate": {"code": "123456"},
        "mfa_reauthenticate": {"code": "123456"},
        "mfa_activate_totp": {"code": "123456"},
        "account_reset_password_from_key": {"password1": "b", "password2": "b"},
        "person_reset_access": {"second_step": "on"},
    }


def _drafts(world: World, today: date) -> dict[str, dict[str, Any]]:
    """What is typed about drafts."""
    seen, why = {"seen": world.draft.version}, {"reason": "Sửa thời hạn"}
    about = {
        "loai": f"{world.series.pk}:Kế hoạch", "subject": "Rà soát chợ", "why_needed": "Theo quy định",
        "drafting_unit": world.unit.pk,
    }  # fmt: skip
    due = f"{today + timedelta(days=9):%d/%m/%Y}"
    issued = {"issued_on": f"{today:%d/%m/%Y}", "signer": "Lò Văn A", "channel": "electronic"}
    return {
        "drafts:begin": about | {"file": SimpleUploadedFile("moi.docx", plan_file())},
        "drafts:change": about | seen,
        "drafts:add": seen | {"file": SimpleUploadedFile("hai.docx", plan_file("Thêm một đoạn."))},
        # What it speaks of is no longer there: told on the page of the draft.
        "drafts:mend": seen | {"run": 1, "key": "x"},
        "drafts:waive": why | {"key": "0" * 64},
        "drafts:decide_waiver": {"granted": "yes", "answer": "Đúng mẫu"},
        "drafts:ask_opinions": seen | {"units": [world.staff.pk], "due_on": due},
        "drafts:opinion": {"stance": "agrees"},
        "drafts:reply": {"taken": "yes"},
        "drafts:submit": seen,
        "drafts:take_back": why | {"seen": world.sent_draft.version},
        "drafts:appraise": {"seen": world.sent_draft.version, "accepted": "no", "words": "Thêm kinh phí"},
        "drafts:approve": {"seen": world.approved_draft.version},
        "drafts:send_back": why | {"seen": world.approved_draft.version},
        "drafts:drop": seen | why,
        "drafts:issue": issued | {"seen": world.ready_draft.version},
        "drafts:settings": {"opinion_days": 5, "reason": "Quy chế"},
    }


def _item(world: World, version: str) -> dict[str, object]:
    said = {"channel": "zalo", "title": "Nộp hồ sơ tại nhà", "on": "05/05/2026", "link": ""}
    return said | {"unit": world.unit.pk, "plan": "", "version": version}


def _session(world: World, version: str) -> dict[str, object]:
    said = {"title": "Kỹ năng số", "subject": "digital", "mode": "online", "starts_on": "05/05/2026"}
    return said | {"unit": world.unit.pk, "plan": "", "version": version}


def _reports(world: World, day: str, today: date) -> dict[str, dict[str, Any]]:
    """What is typed about periodic reports."""
    version = {"version": "0"}
    back = {"reason": "Chưa khớp", "until": f"{today + timedelta(days=2):%d/%m/%Y}"}
    regime = {
        "name": "Báo cáo tháng", "rhythm": "month", "cut_off": "standard", "cut_off_day": "14",
        "due_from": "after", "due_number": "2", "valid_from": day, "units": [world.unit.pk],
        "typed": "Cuộc kiểm tra; cuộc",
    }  # fmt: skip
    acts = ("report", "fill_in", "nothing", "send", "accept", "take_over")
    return {f"reports:{name}": version for name in acts} | {
        "reports:regime_new": regime,
        "reports:without": {"reason": "Chưa thành lập"},
        "reports:unlock": {"reason": "Gửi bổ sung"},
        "reports:give_back": back | version,
        "reports:figure_back": back,
        "reports:correct": {"reason": "Đếm sót"} | version,
        "reports:issue": {"issued_on": f"{today:%d/%m/%Y}"},
        "reports:ask_number": {"why_needed": "Theo kế hoạch"},
        "reports:wording": version,
        "reports:word_back": version,
    }
