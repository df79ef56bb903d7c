"""Engines that run a MarianMT model: CTranslate2 (default) and transformers (reference)."""
