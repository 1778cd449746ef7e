"""What does each address of the office answer?"""
