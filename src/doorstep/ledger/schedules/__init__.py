"""When does how much of a loan fall due, for each type of schedule?"""
