"""Lịch làm việc: holidays and swapped days, as rows."""
