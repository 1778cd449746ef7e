"""What is going on around borrowers, by county and day: holidays, disasters, harvests, rules."""
