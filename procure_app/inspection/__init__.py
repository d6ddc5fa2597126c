"""A release folder or archive, read and never run, becomes observations."""
