"""Files as the disk gives and takes them, whole or not at all, and why it refuses."""
