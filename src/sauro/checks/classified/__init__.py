"""Wording that belongs to classified matter: it stops a document before anything of it is stored."""

from sauro.checks.classified.every import CLASSIFIED_CHECKS

__all__ = ["CLASSIFIED_CHECKS"]
