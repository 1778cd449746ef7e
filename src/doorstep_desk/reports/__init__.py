"""What happened: in numbers with their definitions, and as evidence about one case."""
