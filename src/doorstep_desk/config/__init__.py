"""Settings, addresses, the middleware of every request: the top floor."""
