"""Facts → Folio of a report or letter: what an office writes from what it has kept."""
