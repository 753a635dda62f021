"""Alignment: which source segments belong to which target segments."""
