"""A newspaper page as plain text: read (pure), planned, and written as drafts."""
