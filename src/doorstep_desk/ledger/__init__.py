"""What is owed on each account, entry by entry?"""
