"""Makers of pages: each module has `pages()`, which gives the text of pages by their path."""
