"""What a browser says of itself, in words that its owner knows it by."""

from __future__ import annotations

__all__ = ["device"]

_BROWSERS = (
    ("Edg", "Edge"),
    ("coc_coc", "Cốc Cốc"),
    ("OPR", "Opera"),
    ("SamsungBrowser", "trình duyệt Samsung"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("Windows", "máy tính Windows"),
    ("iPhone", "điện thoại iPhone"),
    ("iPad", "máy tính bảng iPad"),
    ("Android", "thiết bị Android"),
    ("Mac OS", "máy tính Mac"),
    ("Linux", "máy tính Linux"),
)


def device(user_agent: str) -> str:
    """ "Chrome trên máy tính Windows", as far as it is told."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "Trình duyệt khác")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return f"{browser} trên {system}" if system else browser
