import shutil

import pypdfium2 as pdfium
import pytest
from tools.make_samples import make_samples

TEXT = """KẾ HOẠCH

Sửa đường vào đồi chè

I. NHIỆM VỤ

Rải đá đoạn qua dốc.

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Vừ Thị Mây
"""

needs_libreoffice = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.mark.libreoffice
@needs_libreoffice
def test_a_scan_is_a_picture_with_a_red_stamp_and_is_made_only_once(tmp_path):
    source = tmp_path / "plan.txt"
    source.write_text(TEXT, encoding="utf-8")
    made = make_samples([source], tmp_path / "out")
    (scan,) = made["scan"]
    with pdfium.PdfDocument(made["pdf"][0]) as printed:
        assert "Rải đá đoạn qua dốc" in printed[0].get_textpage().get_text_range()
    with pdfium.PdfDocument(scan) as pictured:
        assert pictured[0].get_textpage().count_chars() == 0
        picture = pictured[0].render(scale=1).to_pil().convert("RGB")
    red = sum(r > 150 and g < 110 and b < 110 for r, g, b in picture.get_flattened_data())
    assert red > 200
    written = scan.stat().st_mtime_ns
    make_samples([source], tmp_path / "out")
    assert scan.stat().st_mtime_ns == written
