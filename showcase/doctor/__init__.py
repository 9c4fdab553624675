"""Is all well with this registry, and if not, what is to be done: looked at without changing anything."""
