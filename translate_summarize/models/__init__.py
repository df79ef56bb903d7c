"""Models: the catalogue, the store on disk, hub pulls, and preparing a checkpoint for an engine."""
