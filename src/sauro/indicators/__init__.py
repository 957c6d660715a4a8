"""Counting as plans ask for it: shares, cuts against last year, their sums over units, allowance and pace. No
clock, no rows: figures are passed in, and stay exact until they are shown."""
