"""How good is the glass box on any table, beside its rivals, measured in one run?"""
