"""Which block of a document is which part of it."""
