"""Kinds of documents and the references by which they cite one another."""
