"""What makes the file one that lasts: ISO 19005-3, PDF/A-3a."""
