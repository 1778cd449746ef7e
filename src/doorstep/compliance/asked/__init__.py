"""The facts a request carries, one group of columns per file."""
