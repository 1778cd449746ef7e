"""What can change about day plans: published, re-planned, stops finished or withdrawn."""
