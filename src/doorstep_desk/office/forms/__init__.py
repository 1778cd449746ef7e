"""What was typed into the forms of the office, with all problems at once?"""
