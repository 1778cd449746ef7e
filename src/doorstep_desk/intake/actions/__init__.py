"""What can change through files: they are checked, published together, and kept with a report."""
