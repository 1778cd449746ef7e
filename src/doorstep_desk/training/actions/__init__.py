"""What can change about training?"""
