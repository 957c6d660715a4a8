"""Meetings in time: clashes, proposals, series, calendars, limits; no clock: days are passed in."""
