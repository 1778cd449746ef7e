"""What can be paid: which promises may be taken."""
