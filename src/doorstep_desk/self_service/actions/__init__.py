"""What can change by a borrower's own hand: signing in, saying something, choosing."""
