"""Tasks and progress from a spreadsheet: the templates with their names, and reading them. Nothing here
writes rows."""
