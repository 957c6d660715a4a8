"""Files become Folios."""
