"""The site of Sáu Rõ: units and people, plans from upload to issue, tasks, registers, reports."""
