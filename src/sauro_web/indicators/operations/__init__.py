"""Changes of indicators."""
