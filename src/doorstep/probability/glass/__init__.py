"""How do small trees become tables, and tables scores?"""
