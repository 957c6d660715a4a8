"""Parts the coloured ink of a page (stamps, seals, signatures) from its black print.

Black print under a stamp has to stay, the stamp has to go, and what the stamp says must not be lost with it:
it may be a mark of secrecy. Pictures have 8 bits a channel, in the order red, green, blue.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from sauro.reading.tesseract import Gray

__all__ = ["Box", "Colour", "Inks", "ink_boxes", "inks_of"]

Colour = NDArray[np.uint8]
"""A picture with three channels: red, green, blue."""

Box = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""

_CHROMA = 50  # from here on ink is coloured: highest minus lowest channel
_OVER_PAPER = 40  # it is also so much more coloured than the paper
_TINGE = 25  # what is more coloured than this next to coloured ink is its rim
_PALE = 150  # what is brighter than this next to coloured ink is its rim
_DARK, _DARK_BLUE = 100, 60  # darker in all channels is black print, also under a red stamp, under a blue pen
_STRETCHED = np.clip((np.arange(256) - 20) * 255 / 70, 0, 255).astype(np.uint8)  # colour as darkness
_AMID = 0.6  # more than this part of its rim coloured: a dark spot is no print
_DEEP_AMID, _CROSSING = 0.85, 18  # so much where it is as high as a letter, in pixels
_REACH = 7  # width in pixels of the brush that takes in the rim of coloured ink
_LEAST = 60  # so few coloured pixels are dirt
_JOINED = 0.2  # inches: coloured ink closer than this is one stamp or one signature
_FEWEST = 0.002  # square inches of ink that a stamp or a signature has at least


@dataclass(frozen=True, slots=True)
class Inks:
    """A page in two layers, both dark on white: its black print, and its coloured ink (None where it has
    none)."""

    black: Gray
    coloured: Gray | None

    def changed(self, change: Callable[[Gray], Gray]) -> Inks:
        """Both layers put through `change`."""
        return Inks(change(self.black), None if self.coloured is None else change(self.coloured))


def inks_of(picture: Colour) -> Inks:
    """The picture in two layers: stamps and blue or red ink apart, black print under them left where it
    is."""
    red, green, blue = cv2.split(picture)
    if not cv2.countNonZero(cv2.absdiff(red, green)) and not cv2.countNonZero(cv2.absdiff(green, blue)):
        return Inks(np.asarray(red, np.uint8), None)
    bright = np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)
    chroma = np.asarray(cv2.subtract(bright, cv2.min(cv2.min(red, green), blue)), np.uint8)
    least = max(_CHROMA, int(np.median(chroma[::16, ::16])) + _OVER_PAPER)
    core = _over(chroma, least)
    if cv2.countNonZero(core) < _LEAST:
        return Inks(bright, None)
    core = _grown(core, _over(chroma, least - _CHROMA + _TINGE))
    left, top, width, height = cv2.boundingRect(core)
    area = np.s_[max(top - _REACH, 0) : top + height + _REACH, max(left - _REACH, 0) : left + width + _REACH]
    core, chroma = core[area], chroma[area]
    blueness = np.asarray(cv2.subtract(blue[area], red[area]), np.uint8)
    bright[area] = _without(bright[area], chroma, core, _over(blueness, _TINGE))
    coloured = np.full_like(bright, 255)
    near = cv2.dilate(core, np.ones((_REACH, _REACH), np.uint8))
    coloured[area] = cv2.bitwise_not(cv2.min(cv2.LUT(chroma, _STRETCHED), near))
    return Inks(bright, coloured)


def _grown(core: Gray, weak: Gray) -> Gray:
    """The spots of `weak` that hold some of `core`: a pale stamp is strongly coloured only here and there."""
    places = cv2.connectedComponents(weak, connectivity=8, ltype=cv2.CV_32S)[1]
    holding = np.zeros(int(places.max()) + 1, np.uint8)
    holding[places[core > 0]] = 255
    holding[0] = 0
    return np.asarray(holding[places], np.uint8)


def _without(bright: Gray, chroma: Gray, core: Gray, blue: Gray) -> Gray:
    """The brightness of a part of the page with its coloured ink white: `core` and what is around it, if it
    is tinged or pale, but for what is dark enough to be print. Dark spots amid coloured ink are where two
    inks cross."""
    zone = cv2.dilate(core, np.ones((_REACH, _REACH), np.uint8))
    rim = cv2.bitwise_or(_over(chroma, _TINGE), _over(bright, _PALE))
    light = cv2.bitwise_or(_over(bright, _DARK), cv2.bitwise_and(blue, _over(bright, _DARK_BLUE)))
    gone = cv2.bitwise_and(zone, cv2.bitwise_and(rim, light))
    rest = cv2.bitwise_and(cv2.bitwise_not(gone), cv2.bitwise_not(_over(bright, _PALE)))
    count, places, boxes, _ = cv2.connectedComponentsWithStats(rest, connectivity=8)
    edge = cv2.subtract(cv2.dilate(rest, np.ones((5, 5), np.uint8)), rest) > 0
    around = cv2.dilate(places.astype(np.uint16), np.ones((5, 5), np.uint8))[edge]
    all_round = np.bincount(around, minlength=count)
    inked = np.bincount(around, weights=core[edge] > 0, minlength=count)
    needed = np.where(boxes[:, cv2.CC_STAT_HEIGHT] < _CROSSING, _AMID, _DEEP_AMID)
    crossing = (inked > needed * np.maximum(all_round, 1))[places] & (rest > 0)
    spots = cv2.dilate(crossing.astype(np.uint8) * 255, np.ones((3, 3), np.uint8))
    gone = cv2.bitwise_or(gone, cv2.bitwise_and(spots, zone))
    return np.asarray(cv2.bitwise_or(bright, gone), np.uint8)


def _over(picture: NDArray[np.uint8], least: int) -> NDArray[np.uint8]:
    return np.asarray(cv2.threshold(picture, least, 255, cv2.THRESH_BINARY)[1], np.uint8)


def ink_boxes(coloured: Gray, dpi: int) -> list[Box]:
    """Where stamps, seals and signatures lie in a layer of coloured ink."""
    scale = 50 / dpi
    small = cv2.resize(coloured, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    ink = cv2.threshold(small, 255 - _CHROMA // 2, 255, cv2.THRESH_BINARY_INV)[1]
    reach = max(round(_JOINED * 50), 1)
    blobs = cv2.dilate(ink, np.ones((reach, reach), np.uint8))
    count, places, boxes, _ = cv2.connectedComponentsWithStats(blobs, connectivity=8)
    inked = np.bincount(places[ink > 0], minlength=count)
    found: list[Box] = []
    for number in range(1, count):
        if inked[number] < _FEWEST * 50 * 50:
            continue
        left, top, width, height = (int(value) for value in boxes[number][:4])
        air = reach // 2
        found.append(
            (
                round((left + air) / scale),
                round((top + air) / scale),
                round((left + width - air) / scale),
                round((top + height - air) / scale),
            )
        )
    return found
