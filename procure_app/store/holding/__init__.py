"""Who has what open: locks beside documents, and which processes still run."""
