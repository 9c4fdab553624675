"""Public pages kept whole for readers, under the content version, wrapped around the application."""
