"""A folder of articles: plan, journal, work, report; killed at any moment, nothing lost."""
