"""The real content a new installation starts with: the district's places and one newspaper page."""
