"""What do the pages about chances and their models show?"""
