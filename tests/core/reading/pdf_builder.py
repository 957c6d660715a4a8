"""Builds small PDF files for tests with PDFium itself: text at given places, rules, images, rotated pages."""

from __future__ import annotations

import ctypes
import io
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from PIL import Image

FONTS = Path("/usr/share/fonts/truetype/liberation2")
A4 = (595.0, 842.0)


class Sheet:
    """A PDF under construction. Places are points from the top left corner of the page being built;
    text stands on its baseline."""

    def __init__(self) -> None:
        self.document = pdfium.PdfDocument.new()
        self._fonts = {name: self._font(name) for name in ("Regular", "Bold", "Italic")}
        self._page: pdfium.PdfPage | None = None
        self._height = 0.0

    def _font(self, name: str) -> ctypes._Pointer:
        data = (FONTS / f"LiberationSerif-{name}.ttf").read_bytes()
        buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
        return raw.FPDFText_LoadFont(self.document.raw, buffer, len(data), raw.FPDF_FONT_TRUETYPE, 1)

    def page(self, size: tuple[float, float] = A4, *, rotation: int = 0) -> Sheet:
        """Begins a page; `rotation` is its /Rotate in degrees."""
        self._finish()
        self._page = self.document.new_page(*size)
        self._height = size[1]
        if rotation:
            self._page.set_rotation(rotation)
        return self

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 14,
        make: str = "Regular",
        hidden: bool = False,
        turned: bool = False,
    ) -> Sheet:
        """Prints text in one piece; `turned` sets it upwards along the page's side."""
        assert self._page is not None
        item = raw.FPDFPageObj_CreateTextObj(self.document.raw, self._fonts[make], size)
        units = (text + "\0").encode("utf-16-le")
        buffer = ctypes.create_string_buffer(units)
        raw.FPDFText_SetText(item, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        if hidden:
            raw.FPDFTextObj_SetTextRenderMode(item, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
        a, b, c, d = (0.0, 1.0, -1.0, 0.0) if turned else (1.0, 0.0, 0.0, 1.0)
        raw.FPDFPageObj_Transform(item, a, b, c, d, x, self._height - y)
        raw.FPDFPage_InsertObject(self._page.raw, item)
        return self

    def lines(
        self, x: float, y: float, *texts: str, pitch: float = 20, size: float = 14, make: str = "Regular"
    ) -> Sheet:
        """Prints one line below the other."""
        for number, text in enumerate(texts):
            self.text(x, y + number * pitch, text, size=size, make=make)
        return self

    def words(self, x: float, y: float, right: float, text: str, *, size: float = 14) -> Sheet:
        """Prints a justified line up to `right`, each word a piece of its own, as word processors do."""
        words = text.split(" ")
        widths = [self.width(word, size) for word in words]
        gap = (right - x - sum(widths)) / max(len(words) - 1, 1)
        for word, width in zip(words, widths, strict=True):
            self.text(x, y, word, size=size)
            x += width + gap
        return self

    def width(self, text: str, size: float = 14, make: str = "Regular") -> float:
        """Width of a text in points."""
        item = raw.FPDFPageObj_CreateTextObj(self.document.raw, self._fonts[make], size)
        buffer = ctypes.create_string_buffer((text + "\0").encode("utf-16-le"))
        raw.FPDFText_SetText(item, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)))
        edges = [ctypes.c_float() for _ in range(4)]
        raw.FPDFPageObj_GetBounds(item, *map(ctypes.byref, edges))
        raw.FPDFPageObj_Destroy(item)
        return edges[2].value - edges[0].value

    def centred(
        self, middle: float, y: float, text: str, *, size: float = 14, make: str = "Regular"
    ) -> Sheet:
        """Prints a line around a middle."""
        return self.text(middle - self.width(text, size, make) / 2, y, text, size=size, make=make)

    def rule(self, x0: float, y0: float, x1: float, y1: float, *, thickness: float = 0.5) -> Sheet:
        """Draws a rule as a filled rectangle."""
        item = raw.FPDFPageObj_CreateNewRect(
            x0, self._height - y1, max(x1 - x0, thickness), max(y1 - y0, thickness)
        )
        raw.FPDFPageObj_SetFillColor(item, 0, 0, 0, 255)
        raw.FPDFPath_SetDrawMode(item, raw.FPDF_FILLMODE_WINDING, False)
        self._insert(item)
        return self

    def stroked(self, *lines: tuple[float, float, float, float]) -> Sheet:
        """Draws strokes as one path of many segments."""
        x0, y0, _, _ = lines[0]
        item = raw.FPDFPageObj_CreateNewPath(x0, self._height - y0)
        for x0, y0, x1, y1 in lines:
            raw.FPDFPath_MoveTo(item, x0, self._height - y0)
            raw.FPDFPath_LineTo(item, x1, self._height - y1)
        raw.FPDFPageObj_SetStrokeColor(item, 0, 0, 0, 255)
        raw.FPDFPath_SetDrawMode(item, raw.FPDF_FILLMODE_NONE, True)
        self._insert(item)
        return self

    def box(self, x0: float, y0: float, x1: float, y1: float, *, white: bool = False) -> Sheet:
        """Draws a stroked rectangle."""
        item = raw.FPDFPageObj_CreateNewRect(x0, self._height - y1, x1 - x0, y1 - y0)
        shade = 255 if white else 0
        raw.FPDFPageObj_SetStrokeColor(item, shade, shade, shade, 255)
        raw.FPDFPath_SetDrawMode(item, raw.FPDF_FILLMODE_NONE, True)
        self._insert(item)
        return self

    def grid(self, xs: list[float], ys: list[float]) -> Sheet:
        """Draws all rules of a table without merged cells."""
        for y in ys:
            self.rule(xs[0], y, xs[-1], y)
        for x in xs:
            self.rule(x, ys[0], x, ys[-1])
        return self

    def image(self, x0: float, y0: float, x1: float, y1: float) -> Sheet:
        """Lays a grey image over part of the page."""
        assert self._page is not None
        image = pdfium.PdfImage.new(self.document)
        bitmap = pdfium.PdfBitmap.new_native(4, 4, raw.FPDFBitmap_BGR)
        bitmap.fill_rect((200, 200, 200, 255), 0, 0, 4, 4)
        image.set_bitmap(bitmap)
        image.set_matrix(pdfium.PdfMatrix(x1 - x0, 0, 0, y1 - y0, x0, self._height - y1))
        self._page.insert_obj(image)
        return self

    def picture(self, x0: float, y0: float, x1: float, y1: float, shown: Image.Image) -> Sheet:
        """Lays a picture over part of the page; what is transparent becomes white."""
        assert self._page is not None
        flat = Image.new("RGB", shown.size, "white")
        flat.paste(shown, mask=shown if shown.mode == "RGBA" else None)
        image = pdfium.PdfImage.new(self.document)
        image.set_bitmap(pdfium.PdfBitmap.from_pil(flat))
        image.set_matrix(pdfium.PdfMatrix(x1 - x0, 0, 0, y1 - y0, x0, self._height - y1))
        self._page.insert_obj(image)
        return self

    def _insert(self, item: ctypes._Pointer) -> None:
        assert self._page is not None
        raw.FPDFPage_InsertObject(self._page.raw, item)

    def _finish(self) -> None:
        if self._page is not None:
            self._page.gen_content()
            self._page.close()
            self._page = None

    def data(self) -> bytes:
        """The finished file."""
        self._finish()
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()
