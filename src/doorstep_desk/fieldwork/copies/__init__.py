"""The borrower's copy of a visit: what stands in it, and how it is found."""
