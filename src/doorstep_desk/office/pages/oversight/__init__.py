"""What people who watch over the work see."""
