"""The pages of one borrower: behind a one-time code, and showing nothing but what is theirs."""
