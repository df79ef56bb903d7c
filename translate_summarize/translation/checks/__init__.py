"""Checks of a hypothesis against its source; they know nothing of how it was made."""
