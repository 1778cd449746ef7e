"""What can change about borrowers, accounts, cases and contact points."""
