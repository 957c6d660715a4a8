"""Registers of documents out of spreadsheets: what each column is, which row is a document, what it says."""
