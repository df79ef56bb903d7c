"""Is a hypothesis true to its source?"""
