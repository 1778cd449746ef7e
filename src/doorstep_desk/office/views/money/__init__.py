"""The views about money that comes in."""
