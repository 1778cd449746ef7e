"""What phones wrote down on the road, kept as it was written, and what the office made of it."""
