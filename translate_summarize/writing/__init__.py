"""Documents in the formats users ask for: one module a format, registered in ``formats``."""
