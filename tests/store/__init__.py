"""The store: files that come back as they were saved, and refusals in one sentence."""
