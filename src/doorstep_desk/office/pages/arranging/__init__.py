"""The pages about arrangements."""
