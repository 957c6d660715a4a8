"""Where reading and writing register their operations: one path may have both."""

from __future__ import annotations

from ninja import Router

__all__ = ["router"]

router = Router()
