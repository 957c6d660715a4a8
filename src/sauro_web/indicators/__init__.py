"""Chỉ tiêu: what plans want of an office in figures, counted from its registers, and the targets
themselves."""
