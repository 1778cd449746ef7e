"""Messages: what is under way, and with which words."""
