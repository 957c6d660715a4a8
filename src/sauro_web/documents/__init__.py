"""Registers of documents: outgoing, incoming and internal, their numbers, and how many may still be
issued."""
