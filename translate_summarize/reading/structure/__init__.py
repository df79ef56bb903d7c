"""The structure of an article: titles, quotations, furniture."""
