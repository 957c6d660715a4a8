"""Formats of the Vietnamese locale."""
