"""Who gets to the staff site, from where, how surely, and for how long (docs/decisions/0018)."""
