"""What `load_articles` and `label_parts` are made of: reading files and tables, HTML, the anatomy of a page."""
