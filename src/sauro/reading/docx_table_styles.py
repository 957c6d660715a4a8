"""The table styles of a Word file, parsed one at a time when a table asks for one.

Word writes about a hundred of them into every file, most of the length of its styles part; a plan uses one.
"""

from __future__ import annotations

import re

from lxml import etree

from sauro.reading.docx_package import Element, parse

__all__ = ["TableStyles"]

_LATENT = (b"<w:latentStyles ", b"</w:latentStyles>")
_STYLE = (b'<w:style w:type="table"', b"</w:style>")
_IDENTIFIER = re.compile(rb'[^>]* w:styleId="([^"&]*)"')
_ROOT = re.compile(rb"<w:styles\b[^>]*>")


class TableStyles:
    """Keeps the bytes of the table styles that were taken out of a styles part."""

    def __init__(self) -> None:
        self._opening = b""
        self._pieces: dict[str, bytes] = {}

    def take_out(self, data: bytes) -> bytes:
        """The styles part without its table styles and without the names of built-in styles, which nobody
        asks for. Left as it is where its names have another prefix."""
        root = _ROOT.search(data)
        if root is None:
            return data
        self._opening = root[0]
        kept: list[bytes] = []
        end = 0
        latent = data.find(_LATENT[0])
        stop = data.find(_LATENT[1], latent) if latent >= 0 else -1
        if stop >= 0:
            kept.append(data[:latent])
            end = stop + len(_LATENT[1])
        while (start := data.find(_STYLE[0], end)) >= 0 and (stop := data.find(_STYLE[1], start)) >= 0:
            stop += len(_STYLE[1])
            identifier = _IDENTIFIER.match(data, start)
            if identifier is None:
                kept.append(data[end:stop])
            else:
                kept.append(data[end:start])
                self._pieces[identifier[1].decode("utf-8", "replace")] = data[start:stop]
            end = stop
        kept.append(data[end:])
        return b"".join(kept)

    def find(self, identifier: str) -> Element | None:
        """The w:style of a table style that was taken out; None where there is none that can be parsed."""
        piece = self._pieces.get(identifier)
        if piece is None:
            return None
        try:
            return next(iter(parse(self._opening + piece + b"</w:styles>")), None)
        except etree.LxmlError:
            return None
