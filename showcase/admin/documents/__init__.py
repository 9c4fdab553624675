"""Staff pages that make drafts of documents."""
