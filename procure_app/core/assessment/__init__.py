"""What was answered: the document, its edits and history, the path, progress and checks."""
