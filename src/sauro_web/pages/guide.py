"""The guide of docs/huong-dan as pages of the site."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote

from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

__all__ = ["INDEX", "Page", "check_page_of", "page_for", "page_of"]

_PACKAGE = Path(__file__).resolve().parents[1]
_PLACES = (_PACKAGE.parents[1] / "docs" / "huong-dan", _PACKAGE / "assets" / "guide")
"""In the repository, and where tools/build_assets.py puts a copy for a site that is installed without it."""

_CHECKS = (_PACKAGE.parents[1] / "docs" / "kiem-tra", _PACKAGE / "assets" / "guide" / "kiem-tra")
"""The pages of checks, in the same two places."""
_CODE = re.compile(r"[A-Za-z0-9]+\.[a-z_]+")

INDEX = "README"
_MATCHING = {
    "plans:list": "ke-hoach#tải-kế-hoạch-lên",
    "plans:review": "ke-hoach#soát",
    "plans:plan": "ke-hoach",
    "plans:units": "ke-hoach#sửa-đơn-vị",
    "tasks:issue": "ke-hoach#giao-việc",
    "tasks:of_plan": "ke-hoach#theo-dõi",
    "tasks:nudges": "nhac-viec#đôn-đốc",
    "tasks:nudge": "nhac-viec#đôn-đốc",
    "tasks:nudge_new": "nhac-viec#đôn-đốc",
    "tasks:tasks_upload": "nhac-viec#giao-việc-và-tiến-độ-từ-tệp-excel",
    "tasks:progress_upload": "nhac-viec#giao-việc-và-tiến-độ-từ-tệp-excel",
    "notices:follow_up": "nhac-viec#đặt-cách-nhắc",
    "notices:mail_choice": "nhac-viec#nhận-thư-điện-tử",
    "tasks:list": "danh-sach",
    "tasks:board": "danh-sach#bảng",
    "tasks:calendar": "danh-sach#lịch",
    "tasks:register": "danh-sach#sổ-theo-dõi",
    "tasks:many": "danh-sach#làm-nhiều-dòng-một-lần",
    "tasks:of_unit": "danh-sach#trang-của-một-đơn-vị",
    "tasks:dashboard": "tong-quan",
    "tasks:progress": "tong-quan#tiến-độ-một-kế-hoạch",
    "tasks:task": "nhiem-vu",
    "tasks:difference": "ke-hoach#sửa-đổi-thay-thế",
    "tasks:step": "nhiem-vu",
    "tasks:note": "nhiem-vu#cập-nhật-tiến-độ",
    "tasks:officer": "nhiem-vu#nhận-việc",
    "tasks:extend": "nhiem-vu#xin-gia-hạn",
    "tasks:decide": "nhiem-vu#xin-gia-hạn",
    "tasks:obstacle": "nhiem-vu#vướng-mắc",
    "tasks:answer": "nhiem-vu#vướng-mắc",
    "tasks:give": "nhiem-vu#giao-việc-không-qua-kế-hoạch",
    "tasks:give_part": "nhiem-vu#giao-việc-không-qua-kế-hoạch",
    "tasks:history": "nhiem-vu#diễn-biến",
    "outreach:session": "tuyen-truyen#điểm-danh",
    "outreach:session_new": "tuyen-truyen#lớp-tập-huấn",
    "outreach:item_new": "tuyen-truyen#tin-bài",
    "outreach:items": "tuyen-truyen#tin-bài",
    "procedures:month": "thu-tuc#nhập-số-liệu-tháng",
    "procedures:upload": "thu-tuc#nhập-từ-tệp",
    "procedures:shares": "thu-tuc#cách-tính-tỷ-lệ",
    "procedures:reporting": "thu-tuc#đơn-vị-có-thủ-tục",
    "procedures:figures": "thu-tuc#chốt-số-liệu-và-sửa-sau-khi-chốt",
    "reports:regimes": "bao-cao#chế-độ-báo-cáo",
    "reports:regime_new": "bao-cao#chế-độ-báo-cáo",
    "reports:regime": "bao-cao#chế-độ-báo-cáo",
    "reports:report": "bao-cao#lập-và-gửi-báo-cáo",
    "reports:month": "bao-cao#tự-kiểm-đếm-hằng-tháng",
    "reports:records": "bao-cao#số-liệu-từ-sổ",
    "reports:give_back": "bao-cao#duyệt-trả-lại",
    "reports:figure_back": "bao-cao#duyệt-trả-lại",
    "reports:period": "bao-cao#khóa-kỳ-đính-chính",
    "reports:correct": "bao-cao#khóa-kỳ-đính-chính",
    "accounts:groups": "ke-hoach#nhóm-đơn-vị",
    "accounts:group": "ke-hoach#nhóm-đơn-vị",
    "accounts:group_make": "ke-hoach#nhóm-đơn-vị",
    "accounts:group_change": "ke-hoach#nhóm-đơn-vị",
    "exchange:clients": "giao-dien-du-lieu#cấp-mã-truy-cập",
    "exchange:connect": "giao-dien-du-lieu#cấp-mã-truy-cập",
    "exchange:reference": "giao-dien-du-lieu",
    "exchange:registers": "nhap-so-van-ban",
    "exchange:register": "nhap-so-van-ban#kiểm-tra-trước-khi-ghi",
    "documents:draw": "van-ban#cấp-số-văn-bản-đi",
    "documents:reserve": "van-ban#cấp-số-văn-bản-đi",
    "documents:file_add": "van-ban#tệp-và-chữ-ký-số",
    "documents:file_withdraw": "van-ban#tệp-và-chữ-ký-số",
    "documents:incoming": "van-ban#văn-bản-đến",
    "documents:arrive": "van-ban#văn-bản-đến",
    "documents:give": "van-ban#văn-bản-đến",
    "documents:sent_here": "van-ban#gửi-và-nhận-giữa-các-cơ-quan-dùng-phần-mềm",
    "documents:confirm": "van-ban#gửi-và-nhận-giữa-các-cơ-quan-dùng-phần-mềm",
    "documents:classified": "van-ban#văn-bản-mật-chỉ-một-con-số",
    "documents:classified_count": "van-ban#văn-bản-mật-chỉ-một-con-số",
    "documents:settings": "van-ban#quy-định-dãy-số-cách-đếm",
    "documents:communes": "van-ban#số-liệu-các-xã",
    "drafts:begin": "du-thao#lập-dự-thảo",
    "drafts:change": "du-thao#lập-dự-thảo",
    "drafts:version": "du-thao#kết-quả-kiểm-tra",
    "drafts:side": "du-thao#kết-quả-kiểm-tra",
    "drafts:compare": "du-thao#các-lần-dự-thảo",
    "drafts:ask_opinions": "du-thao#lấy-ý-kiến",
    "drafts:opinion": "du-thao#lấy-ý-kiến",
    "drafts:late": "du-thao#lấy-ý-kiến",
    "drafts:decide_waiver": "du-thao#bỏ-qua-một-lỗi",
    "drafts:waived": "du-thao#bỏ-qua-một-lỗi",
    "drafts:issue": "du-thao#duyệt-và-cấp-số",
    "drafts:settings": "du-thao#quy-định-về-dự-thảo",
    "meetings:call": "lich-hop#đề-nghị-họp",
    "meetings:import": "lich-hop#nhập-lịch-từ-tệp-excel",
    "meetings:change": "lich-hop#đề-nghị-họp",
    "meetings:move": "lich-hop#duyệt-đổi-lịch-hủy",
    "meetings:refuse": "lich-hop#duyệt-đổi-lịch-hủy",
    "meetings:cancel": "lich-hop#duyệt-đổi-lịch-hủy",
    "meetings:meeting": "lich-hop#giấy-mời-tài-liệu-cử-người-dự",
    "meetings:occurrence_add": "lich-hop#đề-nghị-họp",
    "meetings:year_plan_import": "lich-hop#kế-hoạch-hội-nghị-năm",
    "meetings:send": "lich-hop#giấy-mời-tài-liệu-cử-người-dự",
    "meetings:paper_add": "lich-hop#giấy-mời-tài-liệu-cử-người-dự",
    "meetings:paper_withdraw": "lich-hop#giấy-mời-tài-liệu-cử-người-dự",
    "meetings:agenda_item": "lich-hop#chương-trình-và-ý-kiến-trước-cuộc-họp",
    "meetings:agenda_item_add": "lich-hop#chương-trình-và-ý-kiến-trước-cuộc-họp",
    "meetings:agenda_item_object": "lich-hop#chương-trình-và-ý-kiến-trước-cuộc-họp",
    "meetings:remark_add": "lich-hop#chương-trình-và-ý-kiến-trước-cuộc-họp",
    "meetings:remark_answer": "lich-hop#chương-trình-và-ý-kiến-trước-cuộc-họp",
    "meetings:opinion_rounds": "lich-hop#lấy-ý-kiến-bằng-phiếu",
    "meetings:opinion_round": "lich-hop#lấy-ý-kiến-bằng-phiếu",
    "meetings:opinion_ask": "lich-hop#lấy-ý-kiến-bằng-phiếu",
    "meetings:opinion_answer": "lich-hop#lấy-ý-kiến-bằng-phiếu",
    "meetings:attendance": "lich-hop#điểm-danh-biên-bản-kết-luận",
    "meetings:minutes": "lich-hop#điểm-danh-biên-bản-kết-luận",
    "meetings:conclude": "lich-hop#điểm-danh-biên-bản-kết-luận",
    "meetings:notice": "lich-hop#điểm-danh-biên-bản-kết-luận",
    "meetings:year_plan": "lich-hop#kế-hoạch-hội-nghị-năm",
    "meetings:limits_set": "lich-hop#kế-hoạch-hội-nghị-năm",
    "meetings:rooms": "lich-hop#phòng-họp",
    "meetings:room": "lich-hop#phòng-họp",
    "meetings:feed_address": "lich-hop#theo-dõi-trên-điện-thoại",
    "accounts:delegations": "don-vi-nguoi-dung#ủy-quyền",
    "accounts:import": "don-vi-nguoi-dung#nhập-từ-tệp-excel",
}
_BY_APP = {
    "documents": "van-ban",
    "drafts": "du-thao",
    "meetings": "lich-hop",
    "plans": "ke-hoach",
    "tasks": "nhiem-vu",
    "procedures": "thu-tuc",
    "indicators": "chi-tieu",
    "reports": "bao-cao",
    "outreach": "tuyen-truyen",
    "accounts": "don-vi-nguoi-dung",
    "exchange": "giao-dien-du-lieu",
    "": "dang-nhap",
}


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the guide: its title, and what stands below."""

    title: str
    body: SafeString


def page_for(view_name: str) -> str:
    """Where the guide speaks of a page of the site, known by the name of its view."""
    app = view_name.rpartition(":")[0]
    found = _MATCHING.get(view_name) or _BY_APP.get(app, INDEX)
    name, _, heading = found.partition("#")
    address = reverse("pages:guide", args=[name]) if name != INDEX else reverse("pages:guide_index")
    return f"{address}#{heading}" if heading else address


def page_of(name: str) -> Page | None:
    """The page of that name; None where the guide has none."""
    return _read(next((path for place in _PLACES if (path := place / f"{name}.md").is_file()), None))


def check_page_of(code: str) -> Page | None:
    """What a check of documents asks, by its code ("F05.symbol"); None where there is no such check."""
    if not _CODE.fullmatch(code):
        return None
    return _read(next((path for place in _CHECKS if (path := place / f"{code}.md").is_file()), None))


@lru_cache(maxsize=128)
def _read(path: Path | None) -> Page | None:
    if path is None:
        return None
    name = path.stem
    tokens = _markdown.parse(path.read_text(encoding="utf-8"))
    title = tokens[1].content.replace("`", "") if tokens and tokens[0].tag == "h1" else name
    body = tokens[3:] if tokens and tokens[0].tag == "h1" else tokens
    _give_names(body)
    _give_addresses(body)
    html = _markdown.renderer.render(body, _markdown.options, {})
    return Page(title, mark_safe(_boxed(html)))  # noqa: S308 (our own text, and no HTML in it is taken over)


_markdown = MarkdownIt("commonmark", {"html": False}).enable("table")


def _give_names(tokens: Sequence[Token]) -> None:
    """Headings are reached by the names that forges give them."""
    for opening, inside in pairwise(tokens):
        if opening.type == "heading_open":
            opening.attrSet("id", re.sub(r"[^\w\- ]", "", inside.content).lower().replace(" ", "-"))


def _give_addresses(tokens: Sequence[Token]) -> None:
    """Links between files of the guide become links between its pages; those to the rest of the repository,
    which the site does not have, only stay words."""
    for token in tokens:
        for inside in token.children or ():
            if inside.type == "image":
                name = str(inside.attrGet("src")).rpartition("/")[2]
                inside.attrSet("src", static(f"guide/hinh/{name}"))
                inside.attrSet("loading", "lazy")
            elif inside.type == "link_open":
                address = _address(str(inside.attrGet("href")))
                if address:
                    inside.attrSet("href", address)
                else:
                    inside.attrs = {}


def _address(target: str) -> str:
    path, _, heading = unquote(target).partition("#")
    anchor = f"#{heading}" if heading else ""
    if not path:
        return anchor
    name = path.removesuffix(".md")
    if "/" in name or name == path:
        return ""
    page = reverse("pages:guide_index") if name == INDEX else reverse("pages:guide", args=[name])
    return page + anchor


def _boxed(html: str) -> str:
    """What is wider than a telephone scrolls in a box of its own, by keys too."""
    box = format_html('<div class="table-box" role="region" aria-label="{}" tabindex="0">', "Bảng")
    html = html.replace("<pre>", '<pre tabindex="0">')
    return html.replace("<table>", f'{box}<table class="table">').replace("</table>", "</table></div>")
