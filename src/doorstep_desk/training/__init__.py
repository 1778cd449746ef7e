"""Courses that staff take, their exams, and what a changed rule reopens."""
