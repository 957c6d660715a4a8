"""Báo cáo định kỳ: who owes which report by when, its figures, and its way up to the office that asked."""
