"""What the pages about arrangements show."""
