"""By which day is it paid, how much of it, and how sure is that?"""
