"""Tuyên truyền, tập huấn: training sessions with who attended, publicity items by channel."""
