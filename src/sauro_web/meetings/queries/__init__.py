"""Reading rooms, meetings and what they hold."""
