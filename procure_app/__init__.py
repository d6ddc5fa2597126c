"""Procure: guided assessments of AI model releases, ending in a signed-off PDF."""
