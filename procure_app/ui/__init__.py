"""The window: PySide6, and nothing of how files or reports are made."""
