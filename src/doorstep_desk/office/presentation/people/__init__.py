"""Whose work and days does the office keep, and how is that shown?"""
