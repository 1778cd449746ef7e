"""Pages about files that lenders sent."""
