"""One rule a file: `<code>_<name>.py`."""
