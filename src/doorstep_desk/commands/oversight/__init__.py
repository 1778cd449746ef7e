"""Commands about the signed log and what is exported from it."""
