"""Money received and reversed."""
