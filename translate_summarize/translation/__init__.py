"""A German sentence through the model."""
