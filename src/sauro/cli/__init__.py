"""The command sauro."""
