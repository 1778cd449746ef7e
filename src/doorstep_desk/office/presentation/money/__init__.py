"""What the pages about money that comes in show."""
