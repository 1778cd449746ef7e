"""How does everything known about one case become its page?"""
