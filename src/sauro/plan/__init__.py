"""The records of a plan, and the JSON agreed for them."""
