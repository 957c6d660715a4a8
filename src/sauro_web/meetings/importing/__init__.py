"""The year's plan of conferences from a spreadsheet: its columns, checking it. Nothing here writes rows."""
