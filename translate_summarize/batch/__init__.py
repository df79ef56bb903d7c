"""A folder of articles: a journal records what is done, so a batch that is killed resumes where it stopped."""
