"""The extractive summariser: which sentences make the brief, and how they are printed."""
