"""Database, photos and received files in one verified archive, and back again: whole, or not at all."""
