"""What was before, and what the clocks show: below every rule."""
