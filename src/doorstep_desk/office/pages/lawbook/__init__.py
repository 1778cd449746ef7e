"""What do the pages about the law show: may I, register, changes, policy, calendar?"""
