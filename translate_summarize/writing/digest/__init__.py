"""The digest of a batch."""
