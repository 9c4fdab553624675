"""How a list of results gets on record: read, match, plan, apply."""
