"""Dates, periods and time limits as Vietnamese offices write them; no clock: dates are passed in."""
