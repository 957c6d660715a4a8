"""Changing rooms, meetings and what they hold."""
