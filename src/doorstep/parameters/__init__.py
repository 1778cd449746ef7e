"""Numbers set by law, contract or house policy: dated, cited, one rule per file."""
