"""People who sign in: roles, pairs of agents, shifts, passwords."""
