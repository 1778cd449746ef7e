"""Today's plan for each pair of agents."""
