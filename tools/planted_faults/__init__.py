"""Faults planted into clean documents, to count how many of them the checks find and where."""
