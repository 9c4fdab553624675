"""A case study out of a Word file: opened with care, levelled, read through mammoth, and put in order."""
