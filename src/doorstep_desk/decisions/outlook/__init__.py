"""What is to be expected, and what did treatments change?"""
