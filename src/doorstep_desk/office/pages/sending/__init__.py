"""Messages: what one borrower would read."""
