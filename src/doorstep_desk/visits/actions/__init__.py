"""What can change about visits and calls: they are recorded, and corrected by new entries."""
