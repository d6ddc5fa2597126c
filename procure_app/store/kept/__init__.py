"""What is kept beside documents: versions that a save replaced, and the journal."""
