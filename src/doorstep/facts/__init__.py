"""What is known at one instant, as frozen columns."""
