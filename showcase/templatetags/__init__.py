"""What templates need that Django does not give: typesetting only, never a query."""
