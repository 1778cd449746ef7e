"""What one borrower sees through a link of their own."""
