"""Form (thể thức) of a document after Nghị định 30/2020/NĐ-CP: one small function a check."""

from sauro.checks.form.every import FORM_CHECKS

__all__ = ["FORM_CHECKS"]
