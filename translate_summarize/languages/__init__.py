"""What the program knows about languages."""
