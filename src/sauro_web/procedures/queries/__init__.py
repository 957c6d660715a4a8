"""Reading figures of procedures."""
