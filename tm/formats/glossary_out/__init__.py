"""A glossary as files of other tools: one small module each, named in `tm.formats.glossary_export`."""
