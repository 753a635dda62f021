"""Glossaries of other tools read: one small module a format, `reader.py` finds out which; `merge.py` joins two."""
