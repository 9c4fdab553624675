"""The picture that a chat or a search engine shows of a link: drawn by us from the record."""
