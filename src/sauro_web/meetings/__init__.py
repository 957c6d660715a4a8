"""Lịch họp: rooms, meetings that never clash, what is said and decided in them."""
