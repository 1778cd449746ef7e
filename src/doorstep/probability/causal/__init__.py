"""What does a treatment change, for whom, and is there any evidence at all?"""
