"""Does a model in use still mean what it said when it was put into use?"""
