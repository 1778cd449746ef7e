"""WHAT MUST BE KNOWN     courses, their exams, and whether a pass still counts."""
