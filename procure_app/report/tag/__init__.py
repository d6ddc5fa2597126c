"""Tags: the structure tree that a screen reader follows (ISO 14289-1, PDF/UA-1)."""
