"""The addresses of the pages about the law."""
