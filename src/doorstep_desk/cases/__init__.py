"""Borrowers, accounts, cases and contact points; who works on them."""
