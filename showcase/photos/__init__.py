"""Photos from upload to page: processed, kept private, copied out on release, withdrawn."""
