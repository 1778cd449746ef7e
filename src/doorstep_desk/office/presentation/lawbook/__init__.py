"""The values that the pages about the law are drawn from."""
