"""The data that every part of the program passes on."""
