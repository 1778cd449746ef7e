"""What does each address of the phone answer?"""
