"""Vietnamese text, knowing nothing of documents."""
