"""What the pages of people who watch over the work hold."""
