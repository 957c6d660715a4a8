"""Input about documents, cleaned; nothing is decided here."""
