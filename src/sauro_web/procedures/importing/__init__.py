"""Figures from a spreadsheet: its columns, reading it, checking it. Nothing here writes rows."""
