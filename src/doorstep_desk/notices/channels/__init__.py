"""The ways by which messages leave: each opens its own connection and says what became of each."""
