"""What do agencies and lenders state about how they work, who said so, and for how long?"""
