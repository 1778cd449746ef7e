"""The pages about money that comes in."""
