"""Drafts → findings: what a check may say of a document before it is signed."""
