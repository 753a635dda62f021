"""What was translated, kept and found again: the store, its keys, lookups.

keys.py    what makes texts the same, and their digests
store.py   what every store can do; sqlite.py is the one that needs nothing
"""
