"""What was known about a case strictly before an instant?"""
