"""A registry of invented organisations, as large as wanted, for trying what a large one would do."""
