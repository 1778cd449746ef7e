"""What can change about decisions: they are drafted, settled with the routes, and kept."""
