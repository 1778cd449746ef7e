"""Papers of a case: the page, and the card beside the case."""
