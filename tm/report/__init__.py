"""Output formats of diagnostics: text for people, JSON and others for machines."""
