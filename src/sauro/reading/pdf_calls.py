"""PDFium's functions that are asked for every line or every object of a page, at less than half the price.

pypdfium2 declares the types of all arguments, and ctypes checks and converts each argument of each call; that
takes longer than what PDFium then does. Here the same functions stand without these declarations. So only
handles from pypdfium2, plain numbers that fit a C int, and `ctypes.byref` may be handed to them: nothing
tells a wrong argument.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from typing import Any

import pypdfium2.raw as raw

__all__ = [
    "bounds_of",
    "char_origin",
    "count_rects",
    "draw_mode_of",
    "fill_colour_of",
    "font_of",
    "font_size",
    "form_object",
    "kind_of_object",
    "loose_char_box",
    "page_object",
    "rect",
    "stroke_colour_of",
    "text_object",
]


def _unchecked(function: Any) -> Callable[..., Any]:
    return ctypes.cast(function, ctypes.CFUNCTYPE(function.restype))


def _addressed(function: Any, *arguments: Any) -> Callable[..., Any]:
    """Addresses as plain numbers in place of handles: those are compared, and looked up, at once."""
    return ctypes.cast(function, ctypes.CFUNCTYPE(ctypes.c_void_p, *arguments))


text_object = _addressed(raw.FPDFText_GetTextObject)
"""Address of the text object of a character of a text page; None where PDFium added the character."""
font_of = _addressed(raw.FPDFTextObj_GetFont, ctypes.c_void_p)
"""Address of the font of the text object at an address."""

char_origin = _unchecked(raw.FPDFText_GetCharOrigin)
count_rects = _unchecked(raw.FPDFText_CountRects)
font_size = _unchecked(raw.FPDFText_GetFontSize)
loose_char_box = _unchecked(raw.FPDFText_GetLooseCharBox)
rect = _unchecked(raw.FPDFText_GetRect)

bounds_of = _unchecked(raw.FPDFPageObj_GetBounds)
draw_mode_of = _unchecked(raw.FPDFPath_GetDrawMode)
fill_colour_of = _unchecked(raw.FPDFPageObj_GetFillColor)
form_object = _unchecked(raw.FPDFFormObj_GetObject)
kind_of_object = _unchecked(raw.FPDFPageObj_GetType)
page_object = _unchecked(raw.FPDFPage_GetObject)
stroke_colour_of = _unchecked(raw.FPDFPageObj_GetStrokeColor)
