"""Who lives in the synthetic Yanbian, what do they owe, and what has happened so far?"""
