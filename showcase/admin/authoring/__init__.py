"""Writing a case: its form, the preview beside it, photos by the dozen, and saving that loses nobody's words."""
