"""Dự thảo: documents before they are issued, and the gate that they pass."""
