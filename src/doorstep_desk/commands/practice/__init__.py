"""State how the agency works and what its lenders wrote; show what has been stated."""
