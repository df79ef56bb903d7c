"""German article files become ``Article``: one module a format, registered in ``formats``."""
