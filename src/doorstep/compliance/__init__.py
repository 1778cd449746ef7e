"""What may be done: the law and the house policy, over columns."""
