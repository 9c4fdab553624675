"""From a document an editor receives to a draft: a Word file, or a newspaper page as text."""
