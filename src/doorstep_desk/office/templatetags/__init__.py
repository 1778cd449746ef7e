"""Tags and filters that the templates of all doors use."""
