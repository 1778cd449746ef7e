"""How does what the store knows become what a page of the phone shows?"""
