"""Files: the .procure format, evidence, the catalogue's sources, and preferences."""
