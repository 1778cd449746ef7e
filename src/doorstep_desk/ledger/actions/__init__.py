"""What can change in the books?"""
