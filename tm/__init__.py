"""Bilingual translation-memory toolkit: align, check, store, export. English and Korean first."""
