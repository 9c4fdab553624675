"""The way of a case from the desk to its readers: acts, sign-offs, checks, previews, versions, addresses."""
