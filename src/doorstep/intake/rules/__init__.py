"""Which rows may be taken? One module per kind of list or group of checks."""
